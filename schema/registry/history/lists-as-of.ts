import { endOfDayInShanghai } from '../../shared/day.js';
import { idKey, type KeyPart, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { type Certificate, Inspector, type Leave } from '../inspector/inspector.entity.js';
import type { InspectorFilter } from '../inspector/inspector.service.js';
import { Target } from '../target/target.entity.js';
import type { TargetFilter } from '../target/target.service.js';
import { listCertificatesAsOf, listLeavesAsOf } from './inspectors-as-of.js';
import { type RowCondition, rowsAsOf } from './rows-as-of.js';

/** Columns by the names that filters give them. */
const columns: Readonly<Record<string, string>> = {
  realId: 'real_id',
  riskClass: 'risk_class',
  division: 'division_code',
  trade: 'trade',
  status: 'status',
};

/** A list's filter within the reader's scope, from a key on. */
function conditionOf(
  reader: Reader,
  { nameContains, ...equal }: TargetFilter & Omit<InspectorFilter, 'status'>,
  after: readonly (string | number)[] | undefined,
): RowCondition {
  const parts: [string, ...unknown[]][] = Object.entries(equal)
    .filter(([field, value]) => value != null && columns[field])
    .map(([field, value]) => [`${columns[field]} = ?`, value]);
  const { scope } = reader.actor;
  if (scope) {
    parts.push([
      'department_id::text in (select jsonb_array_elements_text(?::jsonb))',
      JSON.stringify(scope),
    ]);
  }
  if (nameContains) parts.push(['strpos(lower(name), lower(?)) > 0', nameContains]);
  if (after) parts.push(['(real_id, id) > (? collate "C", ?::uuid)', ...after]);
  return {
    sql: ['true', ...parts.map(([sql]) => sql)].join(' and '),
    values: parts.flatMap(([, ...values]) => values),
  };
}

const byRealId: readonly KeyPart<{ realId: string; id: string }>[] = [(row) => row.realId, idKey];

/** `listTargets` as it was at the end of a day in Asia/Shanghai. */
export function listTargetsAsOf(
  reader: Reader,
  filter: TargetFilter,
  page: PageArguments,
  day: string,
): Promise<Page<Target>> {
  return pageOf<Target>(page, byRealId, (limit, after) =>
    rowsAsOf(
      reader,
      Target,
      endOfDayInShanghai(day),
      conditionOf(reader, filter, after),
      'real_id, id',
      limit,
    ),
  );
}

/** An inspector of a day that is past, with what belonged to the inspector then. */
export type InspectorThen = Inspector & {
  readonly thatDay: { readonly certificates: Certificate[]; readonly leaves: Leave[] };
};

/** `listInspectors` as it was at the end of a day in Asia/Shanghai. */
export function listInspectorsAsOf(
  reader: Reader,
  filter: InspectorFilter,
  page: PageArguments,
  day: string,
): Promise<Page<InspectorThen>> {
  const instant = endOfDayInShanghai(day);
  return pageOf<InspectorThen>(page, byRealId, async (limit, after) => {
    const condition = conditionOf(reader, filter as TargetFilter, after);
    const inspectors = await rowsAsOf(reader, Inspector, instant, condition, 'real_id, id', limit);
    const ids = inspectors.map(({ id }) => id);
    const certificates = Map.groupBy(
      await listCertificatesAsOf(reader, ids, instant),
      (one) => one.inspector,
    );
    const leaves = Map.groupBy(await listLeavesAsOf(reader, ids, instant), (one) => one.inspector);
    return inspectors.map((one) => ({
      ...one,
      thatDay: { certificates: certificates.get(one.id) ?? [], leaves: leaves.get(one.id) ?? [] },
    }));
  });
}
