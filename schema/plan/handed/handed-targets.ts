import {
  currentIdsOf,
  findHolders,
  findKnownIds,
  RemarkCode,
  type RowRemark,
  remarkAt,
} from '../../registry/index.js';
import type { Reader } from '../../shared/unit.js';
import type { FileRow } from './handed-file.js';

/** A row with the target of the register that it means. */
export interface MeantRow extends FileRow {
  readonly realId: string;
}

/** Who the rows mean, and what is wrong with those that mean nobody, or the same target twice. */
export async function findMeant(
  reader: Reader,
  department: string,
  rows: readonly FileRow[],
): Promise<{ readonly rows: MeantRow[]; readonly faults: RowRemark[] }> {
  const candidatesOf = await readCandidates(reader, department, rows);
  const firstRow = new Map<string, number>();
  const meant: MeantRow[] = [];
  const faults: RowRemark[] = [];
  for (const row of rows) {
    const [realId, another] = candidatesOf(row);
    const earlier = realId === undefined ? undefined : firstRow.get(realId);
    if (realId === undefined) faults.push(at(row, unknownTarget));
    else if (another) faults.push(at(row, severalTargets));
    else if (earlier !== undefined) faults.push(at(row, doubleOf(earlier)));
    else {
      firstRow.set(realId, row.row);
      meant.push({ ...row, realId });
    }
  }
  return { rows: meant, faults };
}

/** The targets of the register behind a row's numbers, followed through mergers, splits and conversions. */
async function readCandidates(reader: Reader, department: string, rows: readonly FileRow[]) {
  const asked = [...new Set(rows.flatMap(({ id, otherIds }) => [id, ...otherIds]))];
  const holders = await findHolders(reader, department, asked);
  const held = new Set([...asked, ...[...holders.values()].flat()]);
  const current = await currentIdsOf(reader, [...held]);
  const present = [...new Set([...current.values()].flat())];
  const known = await findKnownIds(reader, department, present);
  return ({ id, otherIds }: FileRow): string[] => {
    for (const own of [id, ...otherIds]) {
      const ids = [own, ...(holders.get(own) ?? [])].flatMap((one) => current.get(one) ?? []);
      const found = [...new Set(ids)].filter((one) => known.has(one));
      if (found.length > 0) return found;
    }
    return [];
  };
}

type Words = Parameters<typeof remarkAt>[0];

const unknownTarget: Words = {
  field: 'idValue',
  code: RemarkCode.UNKNOWN_TARGET,
  zh: '本部门名录中没有该对象。',
  en: 'The register of this department has no such target.',
  remedy: {
    zh: '请核对号码；确属本部门监管的，先登记入库（或认领）再导入；不属的，退回下达机关。',
    en: 'Check the number; enter or claim the target first if it is yours, else return it to the issuer.',
  },
};

const severalTargets: Words = {
  field: 'idValue',
  code: RemarkCode.BECAME_ANOTHER,
  zh: '该主体已分立为多个，或号码为多个对象所有，无法确定所指。',
  en: 'It was split into several, or several targets have the number: which is meant is unclear.',
  remedy: { zh: '请填写现在的号码。', en: 'Give the present number of the one that is meant.' },
};

function doubleOf(row: number): Words {
  return {
    field: 'idValue',
    code: RemarkCode.DUPLICATE_ID,
    zh: `与第 ${row} 行是同一对象。`,
    en: `It is the target of row ${row}.`,
    remedy: { zh: '请删去其中一行。', en: 'Take one of the two rows out.' },
  };
}

function at(row: FileRow, words: Words): RowRemark {
  return remarkAt(words, row.row, row.column, row.id);
}
