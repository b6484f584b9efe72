import { LockMode } from '@mikro-orm/core';
import { CalendarError } from '../../../scheduler/calendar/index.js';
import { recordEvent } from '../../audit/index.js';
import {
  CalendarLayerRow,
  CalendarLayerState,
  calendarFrom,
  calendarLayerTransitions,
  calendarOf,
  listLayersInForce,
} from '../../calendar/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import {
  CalendarBySamePerson,
  CalendarDivisionInvalid,
  CalendarLayerNotFound,
  CalendarNotJoined,
} from './calendar-change.errors.js';
import { moveDeadlines } from './move-deadlines.js';
import { type Move, recount } from './recount.js';

type Transition = keyof typeof calendarLayerTransitions;

async function findDecidable(unit: Unit, id: string, transition: Transition) {
  const layer = await unit.em.findOne(
    CalendarLayerRow,
    { id, state: { $in: [...calendarLayerTransitions[transition].from] } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!layer) return new CalendarLayerNotFound();
  const before = transition === 'revoke' ? layer.decidedById : layer.proposedById;
  if (before === unit.actor.accountId) return new CalendarBySamePerson();
  return (await isOwnArea(unit, layer.divisionCode)) ? layer : new CalendarDivisionInvalid();
}

const within = `
  with recursive above (code, parent_code) as (
    select code, parent_code from division where code = ?
    union select up.code, up.parent_code from division up join above on up.code = above.parent_code)
  select 1 as found from department d join above on above.code = d.division_code where d.id = ?::uuid`;

/** A head decides for the own division and those below it; a national notice is everybody's. */
async function isOwnArea({ em, actor }: Reader, divisionCode: string | null | undefined): Promise<boolean> {
  if (!divisionCode) return true;
  const rows = await em.execute<{ found: number }[]>(within, [divisionCode, actor.departmentId ?? null]);
  return rows.length > 0;
}

/** Open deadlines as they would move if a proposed layer came into force, or one in force were revoked. */
export async function previewLayer(reader: Reader, id: string): Promise<readonly Move[] | undefined> {
  const layer = await reader.em.findOne(CalendarLayerRow, { id });
  if (!layer) return undefined;
  return reader.beyond('calendar', (wide) =>
    recount(wide, (department) => otherCalendar(wide, layer, department)),
  );
}

async function otherCalendar(reader: Reader, layer: CalendarLayerRow, departmentId: string) {
  const parts = await listLayersInForce(reader, departmentId);
  if (layer.state === CalendarLayerState.IN_FORCE) {
    return calendarFrom(parts.filter(({ version }) => version !== layer.version));
  }
  const applies = !layer.divisionCode || (await isBelow(reader, departmentId, layer.divisionCode));
  return calendarFrom(applies ? [...parts, layer] : parts);
}

const below = `
  with recursive area (code, parent_code) as (
    select d.code, d.parent_code from department p join division d on d.code = p.division_code where p.id = ?::uuid
    union select up.code, up.parent_code from division up join area on up.code = area.parent_code)
  select 1 as found from area where code = ?`;

async function isBelow({ em }: Reader, departmentId: string, divisionCode: string): Promise<boolean> {
  return (await em.execute<{ found: number }[]>(below, [departmentId, divisionCode])).length > 0;
}

/** Counts all open deadlines anew and moves those that changed. */
async function apply(unit: Unit, layerId: string): Promise<number> {
  return unit.beyond('calendar', async (wide) => {
    const moves = await recount(wide, (department) => calendarOf(wide, department));
    await moveDeadlines(wide, layerId, moves);
    return moves.length;
  });
}

/** Another person has compared it: it is in force, and every open deadline is counted anew. The old days are kept. */
export async function confirmLayer(unit: Unit, id: string) {
  const layer = await findDecidable(unit, id, 'confirm');
  if (isRefusal(layer)) return layer;
  const parts = await listLayersInForce(unit, null);
  try {
    if (!layer.divisionCode) calendarFrom([...parts, layer]);
  } catch (error) {
    if (error instanceof CalendarError) return new CalendarNotJoined(error.zh, error.en);
    throw error;
  }
  const changes = {
    ...{ state: calendarLayerTransitions.confirm.to, decidedAt: unit.now },
    decidedById: unit.actor.accountId ?? null,
  };
  await unit.em.nativeUpdate(CalendarLayerRow, { id }, changes);
  const movedCount = await apply(unit, id);
  await recordEvent(
    unit,
    'calendar.confirmed',
    { kind: 'calendar-layer', id },
    { kind: layer.kind, count: movedCount },
  );
  return { __typename: 'CalendarLayerConfirmed' as const, layer: Object.assign(layer, changes), movedCount };
}

/** It is not what the document says: it never comes into force. */
export async function refuseLayer(unit: Unit, id: string, reason: string) {
  const layer = await findDecidable(unit, id, 'refuse');
  if (isRefusal(layer)) return layer;
  const changes = {
    ...{ state: calendarLayerTransitions.refuse.to, decidedAt: unit.now, reason },
    decidedById: unit.actor.accountId ?? null,
  };
  await unit.em.nativeUpdate(CalendarLayerRow, { id }, changes);
  await recordEvent(unit, 'calendar.refused', { kind: 'calendar-layer', id });
  return { __typename: 'CalendarLayerRefused' as const, layer: Object.assign(layer, changes) };
}

/** It does not hold any more: open deadlines are counted without it. */
export async function revokeLayer(unit: Unit, id: string, reason: string) {
  const layer = await findDecidable(unit, id, 'revoke');
  if (isRefusal(layer)) return layer;
  const changes = {
    ...{ state: calendarLayerTransitions.revoke.to, revokedAt: unit.now, reason },
    revokedById: unit.actor.accountId ?? null,
  };
  await unit.em.nativeUpdate(CalendarLayerRow, { id }, changes);
  const movedCount = await apply(unit, id);
  await recordEvent(
    unit,
    'calendar.revoked',
    { kind: 'calendar-layer', id },
    { kind: layer.kind, count: movedCount },
  );
  return { __typename: 'CalendarLayerRevoked' as const, layer: Object.assign(layer, changes), movedCount };
}
