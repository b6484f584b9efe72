import { LockMode } from '@mikro-orm/core';
import { Part, readPeople } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { fixDeadline } from '../../calendar/index.js';
import { Inspector } from '../../registry/index.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { EvidenceMissing } from '../evidence/evidence.errors.js';
import { closeMatterEvidence, findAssignmentOf } from '../evidence/evidence.matter.js';
import { checkNamed, type NamedEvidence, type StandingEvidence } from '../evidence/evidence.named.js';
import { announceAlarm } from '../hand-out/index.js';
import { InspectionAlarm, type RateFigures } from './alarm.entity.js';
import { type AlarmKind, AlarmState, alarmTransitions } from './alarm.states.js';
import { ChangeRequest } from './change.entity.js';
import { AlarmConcernsActor, AlarmNotFound } from './change.errors.js';

/** Five working days, of the day on which it was raised. */
const settlementRule = 'alarm-settlement';

/** An alarm to raise. */
export interface AlarmDraft {
  readonly department: string;
  readonly kind: AlarmKind;
  readonly subjectKey: string;
  readonly changeId?: string;
  readonly ownerId?: string | null;
  readonly figures?: RateFigures;
}

/** Raises an alarm, unless one of the same subject is open, or was settled over no fewer cases. */
export async function raiseAlarm(unit: Unit, draft: AlarmDraft): Promise<void> {
  const { department, kind, subjectKey, changeId, ownerId, figures } = draft;
  const [last] = await unit.em.find(
    InspectionAlarm,
    { department, kind, subjectKey },
    { orderBy: { id: 'desc' }, limit: 1, disableIdentityMap: true },
  );
  if (last && last.state !== AlarmState.SETTLED) return;
  if (last && (figures?.observedCount ?? 0) <= (last.figures?.observedCount ?? 0)) return;
  const id = unit.newId();
  const rule = { code: settlementRule, fromOn: unit.today };
  const { dueOn } = await fixDeadline(unit, rule, { kind: 'alarm', id, departmentId: department });
  await unit.em.insert(InspectionAlarm, {
    id,
    department,
    kind,
    subjectKey,
    change: changeId ?? null,
    figures: figures ?? null,
    state: AlarmState.OPEN,
    ownerId: ownerId ?? null,
    raisedAt: unit.now,
    dueOn,
  });
  await recordEvent(unit, 'alarm.raised', { kind: 'alarm', id }, { kind });
  await announceAlarm(unit, { id, department, changeId, ownerId });
}

/** Alarms of the reader's departments, the newest first. */
export function pageAlarms(reader: Reader, state: AlarmState | undefined, page: PageArguments) {
  return pageById(page, (key, limit) =>
    reader.em.find(
      InspectionAlarm,
      { ...key, ...(state ? { state } : {}) },
      { orderBy: { id: 'desc' }, limit },
    ),
  );
}

/** The alarm under lock, unless it is about the actor. */
async function findOpen(unit: Unit, id: string) {
  const alarm = await unit.em.findOne(
    InspectionAlarm,
    { id, state: { $in: [...alarmTransitions.settle.from] } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!alarm) return new AlarmNotFound();
  return (await concernsActor(unit, alarm)) ? new AlarmConcernsActor() : alarm;
}

/** About whoever asked for the change, or granted it, or is one of the pair. */
async function concernsActor(unit: Unit, { change, subjectKey }: InspectionAlarm): Promise<boolean> {
  const request = change ? await unit.em.findOne(ChangeRequest, { id: change }) : null;
  const officers = await unit.beyond('officer', ({ em }) =>
    em.find(Inspector, { realId: { $in: subjectKey.split(' ') } }, { disableIdentityMap: true }),
  );
  const actor = { part: Part.REVIEW, accountId: unit.actor.accountId, inspectorId: unit.actor.inspectorId };
  const concerned = [
    ...(request ? [{ part: Part.INSPECT, accountId: request.requestedById }] : []),
    ...(request?.grantedById ? [{ part: Part.INSPECT, accountId: request.grantedById }] : []),
    ...officers.map(({ id }) => ({ part: Part.INSPECT, inspectorId: id })),
  ];
  const people = await readPeople(unit, [actor, ...concerned]);
  return concerned.some((one) => people.areOne(actor, one));
}

/** A head takes an alarm: from then on it has an owner. */
export async function takeAlarm(unit: Unit, id: string) {
  const alarm = await findOpen(unit, id);
  if (isRefusal(alarm)) return alarm;
  const changes = {
    state: alarmTransitions.take.to,
    ownerId: unit.actor.accountId ?? null,
    takenAt: unit.now,
  };
  await unit.em.nativeUpdate(InspectionAlarm, { id }, changes);
  await recordEvent(unit, 'alarm.taken', { kind: 'alarm', id });
  return { __typename: 'AlarmTaken' as const, alarm: Object.assign(alarm, changes) };
}

/** A head settles an alarm, and says what came of it. */
export async function settleAlarm(
  unit: Unit,
  input: { readonly id: string; readonly reason: string } & NamedEvidence,
) {
  const alarm = await findOpen(unit, input.id);
  if (isRefusal(alarm)) return alarm;
  const assignmentId = await unit.beyond('team', (wide) => findAssignmentOf(wide, alarm));
  const named = await checkNamed(unit, { id: alarm.id, assignmentId }, input);
  if (isRefusal(named)) return named;
  if (named.evidence.length === 0) return new EvidenceMissing();
  const settled = await settle(unit, alarm, input.reason, named);
  return { __typename: 'AlarmSettled' as const, alarm: settled };
}

async function settle(
  unit: Unit,
  alarm: InspectionAlarm,
  settledFor: string,
  { evidence, evidenceIds, keptElsewhere }: StandingEvidence,
): Promise<InspectionAlarm> {
  const by = {
    ...{ settledById: unit.actor.accountId ?? null, settledAt: unit.now },
    ...{ settledFor, settledEvidence: evidence, settledEvidenceIds: evidenceIds },
    settledKeptElsewhere: keptElsewhere,
  };
  const changes = { state: alarmTransitions.settle.to, ...by };
  await unit.em.nativeUpdate(InspectionAlarm, { id: alarm.id }, changes);
  await closeMatterEvidence(unit, alarm.id);
  await recordEvent(unit, 'alarm.settled', { kind: 'alarm', id: alarm.id });
  return Object.assign(alarm, changes);
}
