import { LockMode } from '@mikro-orm/core';
import { Part, readPeople } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { fixDeadline } from '../../calendar/index.js';
import { arrangementIn, underArrangement } from '../../shared/allow.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import type { CampaignKind } from '../campaign.stages.js';
import { DueCheck } from './due-check.entity.js';
import { DueCheckNotFound, DueCheckStateWrong } from './due-check.errors.js';
import { DueState, ExtensionState, extensionTransitions } from './due-check.states.js';
import { DueExtension } from './due-extension.entity.js';
import {
  ExtensionAsked,
  ExtensionByOwnApprover,
  ExtensionNotFound,
  ExtensionTooLate,
  KindNotExtendable,
} from './due-extension.errors.js';

/** How long the day moves, from the day by which it was due: by kind, as data with its basis. */
const ruleOf: Readonly<Partial<Record<CampaignKind, string>>> = { REPORT: 'report-verification-extension' };

/** A check that may still be extended: owed, of a kind that has a rule, and not overdue. */
async function findExtendable(unit: Unit, id: string) {
  const check = await unit.em.findOne(
    DueCheck,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!check) return new DueCheckNotFound();
  if (!ruleOf[check.kind]) return new KindNotExtendable();
  const { state, dueOn } = check;
  if (state !== DueState.DUE && state !== DueState.PLANNED) return new DueCheckStateWrong(state);
  return dueOn < unit.today ? new ExtensionTooLate(dueOn) : check;
}

/** Asks for more time, with a reason; nothing changes before another person has granted it. */
export async function requestDueExtension(
  unit: Unit,
  { id, reason }: { readonly id: string; readonly reason: string },
) {
  const check = await findExtendable(unit, id);
  if (isRefusal(check)) return check;
  const before = await unit.em.findOne(DueExtension, { check: id });
  if (before) return new ExtensionAsked(before.state);
  const { accountId } = unit.actor;
  if (!accountId) throw new Error('more time is asked for by an account');
  const extension: DueExtension = {
    ...{ check: id, state: ExtensionState.REQUESTED, reason, beforeOn: check.dueOn },
    ...{ requestedById: accountId, requestedAt: unit.now },
    requestedUnderId: arrangementIn(unit.actor, check.department) ?? null,
    ...{ dueOn: null, legalBasis: null, decidedById: null, decidedUnderId: null, decidedAt: null },
    refusedFor: null,
  };
  await unit.em.insert(DueExtension, extension);
  const told = underArrangement(unit.actor, check.department);
  await recordEvent(unit, 'due-check.extension-requested', { kind: 'dueCheck', id }, told);
  return { __typename: 'DueExtensionRequested' as const, extension };
}

/** A request under its check's lock, unless whoever asked decides, or somebody in whose stead they asked. */
async function findDecidable(unit: Unit, { department, id }: DueCheck) {
  const extension = await unit.em.findOne(DueExtension, { check: id, state: ExtensionState.REQUESTED });
  if (!extension) return new ExtensionNotFound();
  const { accountId, inspectorId } = unit.actor;
  const asked = {
    part: Part.DRAFT,
    accountId: extension.requestedById,
    arrangementId: extension.requestedUnderId,
  };
  const arrangementId = arrangementIn(unit.actor, department);
  const decides = { part: Part.APPROVE, accountId, inspectorId, arrangementId };
  const people = await readPeople(unit, [asked, decides]);
  return people.areOne(asked, decides) ? new ExtensionByOwnApprover() : extension;
}

async function decide(unit: Unit, check: DueCheck, extension: DueExtension, decision: Partial<DueExtension>) {
  const changes = {
    ...decision,
    decidedById: unit.actor.accountId ?? null,
    decidedUnderId: arrangementIn(unit.actor, check.department) ?? null,
    decidedAt: unit.now,
  };
  await unit.em.nativeUpdate(DueExtension, { check: check.id }, changes);
  return Object.assign(extension, changes);
}

/** Another person grants it: the day moves once, by the rule of its kind. */
export async function grantDueExtension(unit: Unit, id: string) {
  const check = await findExtendable(unit, id);
  if (isRefusal(check)) return check;
  const extension = await findDecidable(unit, check);
  if (isRefusal(extension)) return extension;
  const rule = { code: ruleOf[check.kind] ?? '', fromOn: check.dueOn };
  const { dueOn, legalBasis } = await fixDeadline(unit, rule, {
    ...{ kind: 'dueCheck', id, departmentId: check.department },
  });
  await unit.em.nativeUpdate(DueCheck, { id }, { dueOn });
  const state = extensionTransitions.grant.to;
  const granted = await decide(unit, check, extension, { state, dueOn, legalBasis });
  const told = { dueOn, ...underArrangement(unit.actor, check.department) };
  await recordEvent(unit, 'due-check.extension-granted', { kind: 'dueCheck', id }, told);
  return { __typename: 'DueExtensionGranted' as const, extension: granted };
}

/** Another person refuses it: the day stays, and it is not asked for again. */
export async function refuseDueExtension(
  unit: Unit,
  { id, reason }: { readonly id: string; readonly reason: string },
) {
  const check = await unit.em.findOne(DueCheck, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!check) return new DueCheckNotFound();
  const extension = await findDecidable(unit, check);
  if (isRefusal(extension)) return extension;
  const state = extensionTransitions.refuse.to;
  const refused = await decide(unit, check, extension, { state, refusedFor: reason });
  const told = underArrangement(unit.actor, check.department);
  await recordEvent(unit, 'due-check.extension-refused', { kind: 'dueCheck', id }, told);
  return { __typename: 'DueExtensionRefused' as const, extension: refused };
}
