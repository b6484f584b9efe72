import type { EntityName } from '@mikro-orm/core';
import type { Reader } from '../../shared/unit.js';
import { Certificate, Inspector, Leave } from '../inspector/inspector.entity.js';
import { Interest } from '../inspector/interest.entity.js';
import { Secondment } from '../inspector/secondment.entity.js';
import { Target } from '../target/target.entity.js';
import { interestsOf, listGuestsAsOf } from './inspectors-as-of.js';
import { RegisterHistory } from './register-history.entity.js';
import { changesOf, type RowChange } from './row-change.js';

/** What happened to records of the pools, by their real-world ids, the first first. */
export type ChangesById = ReadonlyMap<string, readonly RowChange[]>;

/** A row of one of the watched registers. */
interface Watched {
  readonly id: string;
  readonly updatedAt: Date;
}

/** Rows known by columns of theirs: where they stand, and where history kept them. */
interface RowsOf<E extends Watched> {
  readonly entity: EntityName<E>;
  /** A condition on the columns of the row, called `one`. */
  readonly condition: string;
  readonly values: readonly unknown[];
  /** What the caller knows a row by. */
  readonly keyOf: (row: Record<string, unknown>) => string;
}

/** What happened to some rows from an instant on. Rows that nothing happened to tell of their last change before. */
function listChanges<E extends Watched>(
  reader: Reader,
  since: Date,
  rows: RowsOf<E>,
): Promise<Map<string, RowChange[]>> {
  return reader.beyond('history', (wide) => listAllChanges(wide, since, rows));
}

async function listAllChanges<E extends Watched>(
  reader: Reader,
  since: Date,
  { entity, condition, values, keyOf }: RowsOf<E>,
): Promise<Map<string, RowChange[]>> {
  const table = reader.em.getMetadata().get(entity).tableName;
  const at = since.toISOString();
  const found = await reader.em.execute<{ id: string; row: Record<string, unknown> }[]>(
    `select id, to_jsonb(one) as row from "${table}" as one where ${condition}
     union all
     select h.row_id, h.row from register_history h cross join lateral jsonb_populate_record(null::"${table}", h.row) as one
      where h.register = '${table}' and h.ended_at >= ?::timestamptz and ${condition}`,
    [...values, at, ...values],
  );
  const ids = [...new Set(found.map(({ id }) => id))];
  const kept = await reader.em.find(
    RegisterHistory,
    { rowId: { $in: ids }, endedAt: { $gte: since } },
    { orderBy: { id: 'asc' }, disableIdentityMap: true },
  );
  const standing = await reader.em.find(entity, { id: { $in: ids } } as never, {
    disableIdentityMap: true,
  });
  const keptOf = Map.groupBy(kept, ({ rowId }) => rowId);
  const currentOf = new Map((standing as E[]).map((row) => [row.id, row]));
  const changes = new Map<string, RowChange[]>();
  for (const { id, row } of new Map(found.map((one) => [one.id, one])).values()) {
    const key = keyOf(row);
    const told = changesOf(reader, entity, keptOf.get(id) ?? [], currentOf.get(id) ?? null);
    changes.set(key, [...(changes.get(key) ?? []), ...told]);
  }
  return changes;
}

const realIds = 'one.department_id = ? and one.real_id in (select jsonb_array_elements_text(?::jsonb))';

/** What happened to targets of a department from an instant on. */
export function listTargetChanges(
  reader: Reader,
  departmentId: string,
  ids: readonly string[],
  since: Date,
): Promise<ChangesById> {
  return listChanges(reader, since, {
    entity: Target,
    condition: realIds,
    values: [departmentId, JSON.stringify(ids)],
    keyOf: (row) => String(row.real_id),
  });
}

/** What happened to inspectors of a department from an instant on, to their certificates, leave and secondments. */
export async function listInspectorChanges(
  reader: Reader,
  departmentId: string,
  ids: readonly string[],
  since: Date,
): Promise<ChangesById> {
  const own = await listChanges(reader, since, {
    entity: Inspector,
    condition: realIds,
    values: [departmentId, JSON.stringify(ids)],
    keyOf: (row) => String(row.real_id),
  });
  const idOf = new Map([...own].flatMap(([realId, changes]) => changes.map(({ rowId }) => [rowId, realId])));
  const part = {
    condition: 'one.inspector_id::text in (select jsonb_array_elements_text(?::jsonb))',
    values: [JSON.stringify([...idOf.keys()])],
    keyOf: (row: Record<string, unknown>) => idOf.get(String(row.inspector_id)) ?? '',
  };
  for (const entity of [Certificate, Leave, Secondment] as EntityName<Watched>[]) {
    for (const [id, changes] of await listChanges(reader, since, { entity, ...part })) {
      own.set(id, [...(own.get(id) ?? []), ...changes]);
    }
  }
  return own;
}

/**
 * What happened to declared interests of a department, and of officers who serve or served it as guests, from an instant
 * on, by `<target> <inspector>`. Sealed.
 */
export async function listInterestChanges(
  reader: Reader,
  departmentId: string,
  inspectorRealIds: readonly string[],
  since: Date,
): Promise<ChangesById> {
  const guests = [
    ...(await listGuestsAsOf(reader, departmentId, since)),
    ...(await listGuestsAsOf(reader, departmentId, reader.now)),
  ];
  const whose = interestsOf(departmentId, guests);
  return listChanges(reader, since, {
    entity: Interest,
    condition: `${whose.sql} and one.inspector_real_id in (select jsonb_array_elements_text(?::jsonb))`,
    values: [...whose.values, JSON.stringify(inspectorRealIds)],
    keyOf: (row) => `${row.target_real_id} ${row.inspector_real_id}`,
  });
}
