import type { EntityName } from '@mikro-orm/core';
import type { Reader } from '../../shared/unit.js';
import { Certificate, Inspector, Leave } from '../inspector/inspector.entity.js';
import { Secondment } from '../inspector/secondment.entity.js';
import { Target } from '../target/target.entity.js';
import { RegisterHistory } from './register-history.entity.js';
import { changesOf, type RowChange } from './row-change.js';

const reading = { orderBy: { id: 'asc' }, disableIdentityMap: true } as const;

/** All that happened to a target in the reader's scope, the newest first; nothing when there is none. */
export async function targetHistory(reader: Reader, id: string): Promise<RowChange[]> {
  const current = await reader.em.findOne(Target, { id }, { disableIdentityMap: true });
  if (!current) return [];
  const kept = await readKept(reader, id);
  return changesOf(reader, Target, kept, current).reverse();
}

/**
 * All that happened to an inspector in the reader's scope, with certificates, leave and secondments, the newest first.
 * Declared interests are sealed and do not belong to it.
 */
export async function inspectorHistory(reader: Reader, id: string): Promise<RowChange[]> {
  const current = await reader.em.findOne(Inspector, { id }, { disableIdentityMap: true });
  if (!current) return [];
  const changes = [
    ...changesOf(reader, Inspector, await readKept(reader, id), current),
    ...(await reader.beyond('history', async (wide) => [
      ...(await partChanges(wide, Certificate, id)),
      ...(await partChanges(wide, Leave, id)),
      ...(await partChanges(wide, Secondment, id)),
    ])),
  ];
  return changes.sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** What a row was, also under a department from which it has passed to the reader's. */
function readKept(reader: Reader, rowId: string): Promise<RegisterHistory[]> {
  return reader.beyond('history', ({ em }) => em.find(RegisterHistory, { rowId }, reading));
}

type Part = Certificate | Leave | Secondment;

/** What happened to the rows of one kind that belong to an inspector, also to those that are gone. */
async function partChanges<E extends Part>(
  reader: Reader,
  entity: EntityName<E>,
  inspectorId: string,
): Promise<RowChange[]> {
  const register = reader.em.getMetadata().get(entity).tableName;
  const ids = await reader.em.execute<{ id: string }[]>(
    `select id from register_history_in_scope where register = '${register}' and row ->> 'inspector_id' = ?
        and register in ('certificate', 'leave', 'secondment')`,
    [inspectorId],
  );
  const kept = await reader.em.find(RegisterHistory, { id: { $in: ids.map(({ id }) => id) } }, reading);
  const standing = (await reader.em.find(entity, { inspector: inspectorId } as never, {
    disableIdentityMap: true,
  })) as E[];
  const keptOf = Map.groupBy(kept, ({ rowId }) => rowId);
  const currentOf = new Map(standing.map((row) => [row.id, row]));
  return [...new Set([...keptOf.keys(), ...currentOf.keys()])].flatMap((id) =>
    changesOf(reader, entity, keptOf.get(id) ?? [], currentOf.get(id) ?? null),
  );
}
