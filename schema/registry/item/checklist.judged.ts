import type { Reader } from '../../shared/unit.js';
import { Checklist, type CheckPoint } from './checklist.entity.js';
import type { JudgedItem } from './item.in-force.js';
import { readJudged } from './result-system.read.js';

/** An item in the version of an approval, with the points of its checklist. */
export interface ItemPoints {
  readonly item: string;
  readonly version: number;
  /** None where the item has no checklist. */
  readonly points: readonly CheckPoint[];
}

/** The points that visits by these versions of items answer, in the order of the items' codes. */
export async function loadItemPoints(
  reader: Reader,
  departmentId: string,
  versions: readonly JudgedItem[],
): Promise<ItemPoints[]> {
  const items = await readJudged(reader, departmentId, versions);
  const asked = items.filter(({ checklistCode }) => checklistCode);
  const lists =
    asked.length > 0
      ? await readLists(
          reader,
          asked.map(({ checklistCode }) => checklistCode as string),
        )
      : [];
  return items.map(({ code: item, version, department, checklistCode, checklistVersion }) => {
    const list = lists.find(
      (one) =>
        one.department === department && one.code === checklistCode && one.version === checklistVersion,
    );
    return { item, version, points: list?.points ?? [] };
  });
}

/** A team answers its campaign's points, also where its members belong to another department by now. */
function readLists(reader: Reader, codes: readonly string[]): Promise<Checklist[]> {
  return reader.beyond('team', ({ em }) =>
    em.find(Checklist, { code: { $in: [...new Set(codes)] } }, { disableIdentityMap: true }),
  );
}
