import { Department } from '../department/index.js';
import { dayInShanghai } from '../shared/day.js';
import { type Page, type PageArguments, pageById } from '../shared/page.js';
import type { Role } from '../shared/roles.js';
import type { Reader } from '../shared/unit.js';
import { Arrangement } from './arrangement.entity.js';
import { ArrangementKind } from './arrangement.states.js';

export { ArrangementKind } from './arrangement.states.js';

/** A department as the public knows it. */
export interface PublicUnit {
  readonly code: string;
  readonly name: string;
}

/** What the public reads of an arrangement: the units, never the officer or the reason. */
export interface PublicArrangement {
  readonly id: string;
  readonly kind: ArrangementKind;
  readonly department: PublicUnit;
  readonly actingDepartment: PublicUnit;
  readonly roles: readonly Role[];
  readonly fromOn: string;
  readonly toOn: string;
  readonly documentNo: string;
  readonly endedOn: string | null;
  readonly isInForce: boolean;
}

/** A deputy inside a department is its own matter; help from outside is public, also when it is over. */
const published = {
  kind: { $in: [ArrangementKind.SUPERIOR, ArrangementKind.NEIGHBOUR] },
  approvedAt: { $ne: null },
};

/** Arrangements with a superior or a neighbour, the newest first; of one department where its code is given. */
export async function pagePublicArrangements(
  reader: Reader,
  departmentCode: string | undefined,
  page: PageArguments,
): Promise<Page<PublicArrangement>> {
  const of = departmentCode && (await reader.em.findOne(Department, { code: departmentCode }));
  if (of === null) return { edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } };
  const rows = await pageById(page, (key, limit) =>
    reader.em.find(
      Arrangement,
      { ...key, ...published, ...(of ? { department: of.id } : {}) },
      { orderBy: { id: 'desc' }, limit },
    ),
  );
  const ids = rows.edges.flatMap(({ node }) => [node.department, node.actingDepartment]);
  const units = await reader.em.find(Department, { id: { $in: ids } });
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  return {
    ...rows,
    edges: rows.edges.map(({ cursor, node }) => ({ cursor, node: told(reader, node, unitOf) })),
  };
}

function told(
  { today }: Reader,
  row: Arrangement,
  unitOf: ReadonlyMap<string, Department>,
): PublicArrangement {
  const { id, kind, roles, fromOn, toOn, documentNo, endedAt } = row;
  const unit = (of: string): PublicUnit => {
    const { code = '', name = '' } = unitOf.get(of) ?? {};
    return { code, name };
  };
  return {
    ...{ id, kind, roles, fromOn, toOn, documentNo },
    department: unit(row.department),
    actingDepartment: unit(row.actingDepartment),
    endedOn: endedAt ? dayInShanghai(endedAt) : null,
    isInForce: !endedAt && fromOn <= today && today <= toOn,
  };
}
