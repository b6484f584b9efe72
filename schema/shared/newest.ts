import { idKey, type Page, type PageArguments, pageOf } from './page.js';

interface Dated {
  readonly id: string;
}

/** Rows newest first by an instant and then by id: the condition for what follows a cursor. */
export function pageNewest<Row extends Dated>(
  page: PageArguments,
  instantOf: (row: Row) => Date,
  read: (after: { at: Date; id: string } | undefined, limit: number) => Promise<Row[]>,
): Promise<Page<Row>> {
  const key = [(row: Row) => instantOf(row).getTime(), idKey] as const;
  return pageOf(page, key, (limit, after) => {
    const at = new Date(Number(after?.[0] ?? Number.NaN));
    return read(Number.isNaN(at.getTime()) ? undefined : { at, id: String(after?.[1]) }, limit);
  });
}
