import type { Reader } from '../../shared/unit.js';
import { dispositionText, InspectionResult, methodText } from '../result.entity.js';
import { getResultCode } from '../result-codes.js';
import type { ResultPoint } from '../visit/result-point.entity.js';
import { readPoints } from '../visit/result-point.read.js';
import { PointOutcome } from '../visit/visit.states.js';

/** What two versions of a result say differently in one field, in words. */
export interface ResultChange {
  /** The field's name in the schema; of a point `points <item>/<point>`. */
  readonly field: string;
  readonly label: string;
  readonly labelEn: string;
  /** Absent where that version does not have it. */
  readonly before: string | null;
  readonly after: string | null;
  readonly beforeEn: string | null;
  readonly afterEn: string | null;
}

/** A value in both languages; texts that somebody wrote stand in their own. */
type Words = readonly [zh: string, en: string];

/** What a version says, field by field. */
type Sayings = ReadonlyMap<string, { readonly label: Words; readonly words: Words }>;

const outcomeText: Readonly<Record<PointOutcome, string>> = {
  [PointOutcome.NO_PROBLEM]: '未发现问题',
  [PointOutcome.PROBLEM]: '发现问题',
  [PointOutcome.NOT_APPLICABLE]: '不适用',
};

const spoken = (code: string) => code.toLowerCase().replaceAll('_', ' ');
const same = (text: string): Words => [text, text];

function pointWords({ outcome, value, reason }: ResultPoint): Words {
  const more = [value, reason].flatMap((one) => one ?? []);
  return [[outcomeText[outcome], ...more].join('：'), [spoken(outcome), ...more].join(': ')];
}

async function sayingsOf(
  reader: Reader,
  result: InspectionResult,
  points: readonly ResultPoint[],
): Promise<Sayings> {
  const { resultCode, resultSystem, disposition, method } = result;
  const { text } = await getResultCode(reader, result);
  const said: [string, Words, Words | null][] = [
    ['visitedOn', ['检查日期', 'day of the visit'], same(result.visitedOn)],
    [
      'otherDayReason',
      ['不在合并日期的理由', 'why not on the merged day'],
      result.otherDayReason ? same(result.otherDayReason) : null,
    ],
    ['resultCode', ['检查结果', 'result'], [`${resultCode} ${text}`, `${resultCode} of ${resultSystem}`]],
    ['disposition', ['处置方式', 'what follows'], [dispositionText[disposition], spoken(disposition)]],
    ['method', ['检查方式', 'method'], [methodText[method], spoken(method)]],
    ['findings', ['检查情况', 'notes'], same(result.findings)],
    ...points.map((one): [string, Words, Words] => {
      const place = `${one.item}/${one.point}`;
      return [`points ${place}`, [`检查点 ${place}`, `point ${place}`], pointWords(one)];
    }),
  ];
  return new Map(said.flatMap(([field, label, words]) => (words ? [[field, { label, words }]] : [])));
}

/** What a later version of a result says otherwise than an earlier one, in the order of its fields. */
export async function compareResultVersions(
  reader: Reader,
  earlier: InspectionResult,
  later: InspectionResult,
): Promise<ResultChange[]> {
  const points = await readPoints(reader, [earlier.id, later.id]);
  const [before, after] = await Promise.all([
    sayingsOf(reader, earlier, points.get(earlier.id) ?? []),
    sayingsOf(reader, later, points.get(later.id) ?? []),
  ]);
  const fields = new Map([...after, ...before]);
  return [...fields].flatMap(([field, { label }]) => {
    const [was, is] = [before.get(field)?.words, after.get(field)?.words];
    if (was?.join() === is?.join()) return [];
    return {
      ...{ field, label: label[0], labelEn: label[1] },
      ...{ before: was?.[0] ?? null, after: is?.[0] ?? null },
      ...{ beforeEn: was?.[1] ?? null, afterEn: is?.[1] ?? null },
    };
  });
}

/** The same of two versions of one result in sight of the reader, by their ids; nothing where they are not. */
export async function findResultChanges(
  reader: Reader,
  earlierId: string,
  laterId: string,
): Promise<ResultChange[] | null> {
  const found = await reader.em.find(
    InspectionResult,
    { id: { $in: [earlierId, laterId] } },
    { disableIdentityMap: true },
  );
  const earlier = found.find(({ id }) => id === earlierId);
  const later = found.find(({ id }) => id === laterId);
  if (!earlier || !later || earlier.assignment !== later.assignment) return null;
  return compareResultVersions(reader, earlier, later);
}
