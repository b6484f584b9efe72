import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import { formatId } from '../../shared/identifiers/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { PoolInUse } from '../import/import.errors.js';
import { takePoolsInTurn } from '../pool/pool-turn.js';
import { AliasPartyEnded } from './alias.errors.js';
import { currentIdsOf } from './lineage.js';
import { Referral, ReferralState } from './referral.entity.js';
import { ReferralDecided, ReferralNotFound } from './referral.errors.js';
import { checkDraft, type EnterRefusal, type TargetDraft, writeDraft } from './target.enter.js';
import { Target } from './target.entity.js';
import { standingStatuses, TargetKind, TargetStatus } from './target.states.js';
import { type GivenNumber, numberOf } from './target-number.js';

/** The referral to this department that is still open, locked. */
async function findOpen(
  unit: Unit,
  departmentId: string,
  id: string,
): Promise<Referral | ReferralNotFound | ReferralDecided> {
  const referral = await unit.em.findOne(
    Referral,
    { id, department: departmentId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!referral) return new ReferralNotFound();
  return referral.state === ReferralState.PENDING ? referral : new ReferralDecided(referral.state);
}

async function decide(
  unit: Unit,
  referral: Referral,
  decision: Pick<Referral, 'state' | 'reason' | 'targetRealId'>,
): Promise<Referral> {
  const decided = { ...decision, decidedAt: unit.now, decidedById: unit.actor.accountId ?? null };
  await unit.em.nativeUpdate(Referral, { id: referral.id }, decided);
  await unit.em.refresh(referral);
  return referral;
}

/** The id under which a pool knows a licence: as a number of its own, whoever holds it. */
function licenceId({ licenceNo }: Referral): string {
  return formatId('licence', licenceNo);
}

/** The target of a referral in the supervisor's pool, under this id or what became of it, best one that stands. */
async function findInPool(unit: Unit, referral: Referral): Promise<Target | undefined> {
  const id = referral.entity.kind === TargetKind.LICENCE ? licenceId(referral) : referral.realId;
  const current = (await currentIdsOf(unit, [id])).get(id) ?? [id];
  const known = await unit.em.find(
    Target,
    {
      department: referral.department,
      $or: [{ realId: { $in: current } }, { identifiers: { $overlap: current } }],
      status: { $ne: TargetStatus.REMOVED },
    },
    { orderBy: { realId: 'asc' } },
  );
  return known.find(({ status }) => standingStatuses.includes(status)) ?? known[0];
}

/** What the supervisor's pool gets of a referral. */
function draftOf(referral: Referral): TargetDraft {
  const { kind, subject, divisionCode, address, trade, tradeCodes } = referral.entity;
  const common = { kind, name: referral.name, subject, divisionCode, address, trade, tradeCodes };
  const licence: GivenNumber[] = referral.licenceNo
    ? [{ scheme: 'licence', number: referral.licenceNo }]
    : [];
  if (kind === TargetKind.LICENCE) return { ...common, responsibleId: referral.realId, identifiers: licence };
  return { ...common, identifiers: [numberOf(referral.realId) as GivenNumber, ...licence] };
}

export type ClaimRefusal = ReferralNotFound | ReferralDecided | AliasPartyEnded | EnterRefusal;

/**
 * Claims a referral: what is in the supervisor's pool already is found there and stays as it is, anything else is
 * entered. From then on it can be drawn.
 */
export async function claimReferral(
  unit: Unit,
  departmentId: string,
  id: string,
): Promise<{ readonly referral: Referral; readonly target: Target } | ClaimRefusal> {
  if (!(await takePoolsInTurn(unit, departmentId))) return new PoolInUse();
  const referral = await findOpen(unit, departmentId, id);
  if (isRefusal(referral)) return referral;
  const known = await findInPool(unit, referral);
  if (known && !standingStatuses.includes(known.status)) {
    return new AliasPartyEnded(known.realId, known.status, known.statusOn ?? null);
  }
  const target = known ?? (await enter(unit, departmentId, referral));
  if (isRefusal(target)) return target;
  const decision = { state: ReferralState.CLAIMED, reason: null, targetRealId: target.realId };
  const data = { isNew: known === undefined };
  await recordEvent(unit, 'referral.claimed', { kind: 'referral', id }, data);
  return { referral: await decide(unit, referral, decision), target };
}

async function enter(unit: Unit, departmentId: string, referral: Referral): Promise<Target | EnterRefusal> {
  const checked = await checkDraft(unit, departmentId, draftOf(referral));
  return isRefusal(checked) ? checked : writeDraft(unit, departmentId, checked);
}

/** Declines a referral with a reason: it goes back to its sender. */
export async function declineReferral(
  unit: Unit,
  departmentId: string,
  id: string,
  reason: string,
): Promise<Referral | ReferralNotFound | ReferralDecided> {
  const referral = await findOpen(unit, departmentId, id);
  if (isRefusal(referral)) return referral;
  await recordEvent(unit, 'referral.declined', { kind: 'referral', id });
  return decide(unit, referral, { state: ReferralState.DECLINED, reason, targetRealId: null });
}
