import type { Unit } from '../shared/unit.js';

/** Numbers that were taken: `count` of them, from `first` on, of a year. */
export interface TakenNumbers {
  readonly year: number;
  readonly first: number;
}

const advance = `insert into number_series (department_id, series, year, last) values (?, ?, ?, ?)
  on conflict (department_id, series, year) do update set last = number_series.last + excluded.last returning last`;

/**
 * Takes the next numbers of this year's series, which begins at 1 on 1 January (Asia/Shanghai). Its row is held until the
 * step ends: a refused step gives them back, so that none is given twice or left out.
 */
export async function takeNext(
  unit: Unit,
  { department, series, count = 1 }: { department: string; series: string; count?: number },
): Promise<TakenNumbers> {
  const year = Number(unit.today.slice(0, 4));
  const [row] = await unit.em.execute<{ last: number }[]>(advance, [department, series, year, count]);
  return { year, first: (row?.last ?? count) - count + 1 };
}
