import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../audit/index.js';
import { getDepartment } from '../department/index.js';
import { enqueueJob } from '../job/index.js';
import { type PageArguments, pageById } from '../shared/page.js';
import { isRefusal, Refusal } from '../shared/refusal.js';
import type { Reader, Step, Unit } from '../shared/unit.js';
import { findParties, type ReorganisationDraft } from './reorganisation.check.js';
import { type EnactRefusal, enact } from './reorganisation.enact.js';
import { type MatterCount, Reorganisation, type ReorganisationDetails } from './reorganisation.entity.js';
import { ReorganisationNotFound, ReorganisationNotPlanned } from './reorganisation.errors.js';
import { ReorganisationState } from './reorganisation.states.js';

/** A plan that is hindered on its day is tried again after this time. */
const retryMs = 3_600_000;

/** Records a re-organisation: done at once when its day has come, else planned for its day. */
export async function enactReorganisation(
  unit: Unit,
  draft: ReorganisationDraft,
): Promise<Reorganisation | EnactRefusal> {
  const parties = await findParties(unit, draft);
  if (isRefusal(parties)) return parties;
  const isDue = draft.effectiveOn <= unit.today;
  const outcome = isDue ? await enact(unit, draft) : null;
  if (isRefusal(outcome)) return outcome;
  const { kind, effectiveOn, documentNo, reason, fromCodes } = draft;
  const id = unit.newId();
  await unit.em.insert(Reorganisation, {
    ...{ id, kind, effectiveOn, documentNo, reason, outcome },
    fromCodes: [...fromCodes],
    state: isDue ? ReorganisationState.DONE : ReorganisationState.PLANNED,
    to: parties.to?.id ?? null,
    details: detailsOf(draft),
    hindrance: null,
    plannedAt: unit.now,
    plannedById: unit.actor.accountId ?? null,
    doneAt: isDue ? unit.now : null,
  });
  await record(unit, isDue ? 'reorganisation.done' : 'reorganisation.planned', id, draft, outcome);
  if (!isDue) await enqueue(unit, id, new Date(`${effectiveOn}T00:00:00+08:00`));
  return unit.em.findOneOrFail(Reorganisation, { id });
}

function detailsOf({ name, creditCode, shares }: ReorganisationDraft): ReorganisationDetails {
  return JSON.parse(JSON.stringify({ name, creditCode, shares })) as ReorganisationDetails;
}

function record(
  unit: Unit,
  event: 'reorganisation.planned' | 'reorganisation.done',
  id: string,
  draft: Pick<ReorganisationDraft, 'kind' | 'fromCodes' | 'toCode' | 'documentNo' | 'effectiveOn'>,
  outcome: MatterCount[] | null,
): Promise<void> {
  const { kind, fromCodes, toCode, documentNo, effectiveOn } = draft;
  const data = { kind, fromCodes, toCode, documentNo, effectiveOn, outcome };
  return recordEvent(unit, event, { kind: 'reorganisation', id }, data);
}

function enqueue(unit: Unit, id: string, dueAt: Date): Promise<void> {
  const key = `${id} ${dueAt.toISOString()}`;
  return enqueueJob(unit, { kind: 'reorganisation.carry-out', key, dueAt, payload: { id } });
}

/** What would pass, by doing it and taking it back. */
class Previewed extends Refusal {
  constructor(readonly counts: MatterCount[]) {
    super('预览，未作更改。', 'A preview: nothing was changed.');
  }
}

/** What a re-organisation would pass if it were done now, or why it could not be. Nothing is written. */
export async function previewReorganisation(
  step: Step,
  draft: ReorganisationDraft,
): Promise<MatterCount[] | Refusal> {
  const told = await step(async (unit) => {
    const outcome = await enact(unit, draft);
    return isRefusal(outcome) ? outcome : new Previewed(outcome);
  });
  return told instanceof Previewed ? told.counts : told;
}

/**
 * Carries out a planned re-organisation on its day, or later, as of its day. What hinders it takes back whatever was
 * begun, is written down, and it is tried again.
 */
export async function carryOut(unit: Unit, id: string): Promise<void> {
  const planned = await unit.em.findOne(Reorganisation, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (planned?.state !== ReorganisationState.PLANNED) return;
  const { kind, effectiveOn, documentNo, reason, fromCodes, details } = planned;
  const receiver = planned.to ? await getDepartment(unit, planned.to) : null;
  const toCode = receiver?.code ?? null;
  const draft = { kind, effectiveOn, documentNo, reason, fromCodes, toCode, ...details };
  await unit.em.execute('savepoint reorganisation');
  const outcome = await enact(unit, draft);
  if (isRefusal(outcome)) {
    await unit.em.execute('rollback to savepoint reorganisation');
    unit.em.clear();
    await unit.em.nativeUpdate(Reorganisation, { id }, { hindrance: outcome.message });
    return enqueue(unit, id, new Date(unit.now.getTime() + retryMs));
  }
  const done = { state: ReorganisationState.DONE, outcome, doneAt: unit.now, hindrance: null };
  await unit.em.nativeUpdate(Reorganisation, { id }, done);
  return record(unit, 'reorganisation.done', id, draft, outcome);
}

/** Cancels a re-organisation before its day. */
export async function cancelReorganisation(
  unit: Unit,
  id: string,
): Promise<Reorganisation | ReorganisationNotFound | ReorganisationNotPlanned> {
  const planned = await unit.em.findOne(Reorganisation, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!planned) return new ReorganisationNotFound();
  if (planned.state !== ReorganisationState.PLANNED) return new ReorganisationNotPlanned(planned.state);
  const cancelled = {
    state: ReorganisationState.CANCELLED,
    cancelledAt: unit.now,
    cancelledById: unit.actor.accountId ?? null,
  };
  await unit.em.nativeUpdate(Reorganisation, { id }, cancelled);
  await recordEvent(unit, 'reorganisation.cancelled', { kind: 'reorganisation', id });
  return Object.assign(planned, cancelled);
}

/** Re-organisations, the newest first, one page. */
export function pageReorganisations(reader: Reader, page: PageArguments) {
  return pageById(page, (key, limit) =>
    reader.em.find(Reorganisation, key, { orderBy: { id: 'desc' }, limit }),
  );
}
