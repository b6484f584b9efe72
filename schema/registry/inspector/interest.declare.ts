import { LockMode } from '@mikro-orm/core';
import { addDays } from '../../../scheduler/calendar/index.js';
import { recordEvent } from '../../audit/index.js';
import { getDeadlineRule } from '../../calendar/index.js';
import type { Unit } from '../../shared/unit.js';
import { Inspector } from './inspector.entity.js';
import { InspectorNotFound, OfficerPeriodInvalid } from './inspector.errors.js';
import { findStale, stampOf } from './inspector.lock.js';
import { InterestKind } from './inspector.states.js';
import { Interest } from './interest.entity.js';
import { InterestEndsInPast, InterestNotFound, OfficerAccountMissing } from './interest.errors.js';

/** A tie to declare. Of a former post `fromOn` is the day on which it ended. */
export interface InterestDraft {
  readonly targetRealId: string;
  readonly kind: InterestKind;
  readonly reason?: string;
  readonly fromOn?: string;
  readonly endsOn?: string;
}

/** The reason where none is worded, by hand or by a file, so that one tie is one row: it goes into no file of a draw, only a hash over its code does. */
export const reasonWords: Readonly<Record<InterestKind, string>> = {
  ENTITY: '投资任职',
  KINSHIP: '近亲属',
  FORMER_POST: '曾任职',
  OTHER: '其他关系',
};

/** How long a former post bars: a rule with its basis, not a constant. */
const formerPostRule = 'former-post-interest';

/** The acting officer declares a tie of their own. */
export async function declareInterest(unit: Unit, draft: InterestDraft) {
  const { inspectorId } = unit.actor;
  const own = inspectorId ? await unit.em.findOne(Inspector, { id: inspectorId }) : null;
  return own ? declare(unit, own, draft) : new OfficerAccountMissing();
}

/** The security administrator enters a tie of an officer, for instance one that a party pointed out. */
export async function enterInterest(unit: Unit, draft: InterestDraft & { readonly inspectorId: string }) {
  const officer = await unit.em.findOne(Inspector, { id: draft.inspectorId });
  return officer ? declare(unit, officer, draft) : new InspectorNotFound();
}

/** A recusal that a head granted. */
export interface GrantedRecusal {
  readonly inspectorId: string;
  readonly targetRealId: string;
  readonly changeId: string;
  readonly grantedById: string;
}

const grantedReason = '准予回避';

/**
 * Enters a recusal that was granted after a draw (penalty law Art. 43), so that later draws know it too. Its grounds stay
 * sealed with the request; the officer cannot end it. An officer who is seconded has it at home, as any other.
 */
export async function enterGrantedRecusal(unit: Unit, recusal: GrantedRecusal): Promise<void> {
  const { inspectorId, targetRealId, changeId, grantedById } = recusal;
  await unit.beyond('secondment', async (wide) => {
    const officer = await wide.em.findOneOrFail(Inspector, { id: inspectorId });
    const draft = { targetRealId, kind: InterestKind.OTHER, reason: grantedReason };
    await declare(wide, officer, draft, { changeId, declaredById: grantedById });
  });
}

async function declare(
  unit: Unit,
  officer: Inspector,
  draft: InterestDraft,
  source: Pick<Interest, 'changeId' | 'declaredById'> = {
    changeId: null,
    declaredById: unit.actor.accountId ?? null,
  },
) {
  const fromOn = draft.fromOn ?? unit.today;
  if (draft.endsOn && draft.endsOn < fromOn) return new OfficerPeriodInvalid('endsOn', fromOn, draft.endsOn);
  const who = { department: officer.department, inspectorRealId: officer.realId };
  const key = {
    ...who,
    targetRealId: draft.targetRealId,
    reasonCode: draft.reason ?? reasonWords[draft.kind],
  };
  const period = { kind: draft.kind, fromOn, endsOn: await endOf(unit, draft, fromOn) };
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const known = await unit.em.findOne(Interest, key, lock);
  const { changeId, declaredById } = source;
  const changes = { ...period, ...(changeId ? source : {}), ...stampOf(unit) };
  // Declared again after it ended, or with other days: the same tie, and its history keeps what it was.
  if (known) await unit.em.nativeUpdate(Interest, { id: known.id }, changes);
  const declared = { declaredAt: unit.now, declaredById, changeId, createdAt: unit.now };
  const interest: Interest = known
    ? Object.assign(known, changes)
    : { id: unit.newId(), ...key, ...declared, ...changes };
  if (!known) await unit.em.insert(Interest, interest);
  const told = changeId ? { change: changeId } : {};
  await recordEvent(unit, 'interest.declared', { kind: 'interest', id: interest.id }, told);
  return { __typename: 'InterestDeclared' as const, interest };
}

async function endOf(unit: Unit, { kind, endsOn }: InterestDraft, fromOn: string): Promise<string | null> {
  if (kind !== InterestKind.FORMER_POST) return endsOn ?? null;
  return formerPostEnd(fromOn, endsOn, await getFormerPostDays(unit));
}

/** How many days a former post bars. */
export async function getFormerPostDays(unit: Unit): Promise<number> {
  return (await getDeadlineRule(unit, formerPostRule, unit.today)).limitCount;
}

/** The last day of a former post's tie: as said, and never before the rule's. */
export function formerPostEnd(fromOn: string, endsOn: string | undefined, dayCount: number): string {
  const ruled = addDays(fromOn, dayCount);
  return endsOn && endsOn > ruled ? endsOn : ruled;
}

/** Ends a tie on a day, today unless said; it is never deleted. An officer ends what that officer declared. */
export async function endInterest(
  unit: Unit,
  input: { readonly id: string; readonly endsOn?: string; readonly expectedUpdatedAt: Date },
  by: 'officer' | 'security',
) {
  const interest = await unit.em.findOne(
    Interest,
    { id: input.id, ...(by === 'officer' ? { declaredById: unit.actor.accountId ?? input.id } : {}) },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!interest) return new InterestNotFound();
  const stale = findStale(interest, input.expectedUpdatedAt);
  if (stale) return stale;
  const endsOn = input.endsOn ?? unit.today;
  if (endsOn < unit.today || endsOn < (interest.fromOn ?? endsOn)) return new InterestEndsInPast(unit.today);
  const changes = { endsOn, ...stampOf(unit) };
  await unit.em.nativeUpdate(Interest, { id: interest.id }, changes);
  await recordEvent(unit, 'interest.ended', { kind: 'interest', id: interest.id });
  return { __typename: 'InterestEnded' as const, interest: Object.assign(interest, changes) };
}
