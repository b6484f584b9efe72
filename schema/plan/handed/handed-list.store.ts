import type { RequiredEntityData } from '@mikro-orm/core';
import { addDays } from '../../../scheduler/calendar/index.js';
import { fixDeadline } from '../../calendar/index.js';
import { enqueueJob } from '../../job/index.js';
import type { Unit } from '../../shared/unit.js';
import { HandedList } from './handed-list.entity.js';
import type { MeantRow } from './handed-targets.js';

/** Two working days from the day on which the list came (domain-rules §4). */
export const matchingRule = 'handed-list-matching';
export const lateJob = 'plan.handed-list-late';

type ListHead = Pick<
  HandedList,
  | 'department'
  | 'documentNo'
  | 'issuer'
  | 'title'
  | 'receivedOn'
  | 'drawMode'
  | 'fileName'
  | 'fileHash'
  | 'headings'
  | 'resultColumns'
  | 'resultSystem'
  | 'rejectedCount'
>;

const rowsAtOnce = 2_000;

/** Keeps a list with its rows; from the day it came runs the term in which its officers are to be matched. */
export async function storeHandedList(
  unit: Unit,
  rows: readonly MeantRow[],
  head: ListHead,
): Promise<{ readonly list: HandedList; readonly dueOn: string }> {
  const id = unit.newId();
  const createdById = unit.actor.accountId ?? id;
  const list = { ...head, id, rowCount: rows.length, createdAt: unit.now, createdById };
  await unit.em.insert(HandedList, list as RequiredEntityData<HandedList>);
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await storeRows(unit, id, rows.slice(from, from + rowsAtOnce));
  }
  const rule = { code: matchingRule, fromOn: head.receivedOn };
  const subject = { kind: 'handedList', id, departmentId: list.department } as const;
  const { dueOn } = await fixDeadline(unit, rule, subject);
  await enqueueJob(unit, {
    kind: lateJob,
    key: id,
    dueAt: new Date(`${addDays(dueOn, 1)}T00:00:00+08:00`),
    payload: { listId: id },
  });
  return { list: await unit.em.findOneOrFail(HandedList, { id }), dueOn };
}

/** Twenty thousand rows one by one would take the better part of a minute. */
async function storeRows(unit: Unit, list: string, rows: readonly MeantRow[]): Promise<void> {
  const records = rows.map(({ row, realId, name, cells }) => ({ row, real_id: realId, name, cells }));
  await unit.em.execute(
    `insert into handed_row (list_id, "row", real_id, name, cells)
     select ?::uuid, r."row", r.real_id, r.name, array(select jsonb_array_elements_text(r.cells))
       from jsonb_to_recordset(?::jsonb) as r("row" int, real_id text, name text, cells jsonb)`,
    [list, JSON.stringify(records)],
  );
}
