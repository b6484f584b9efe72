import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import { Department } from '../../department/index.js';
import { findTargetsByRealIds } from '../../registry/index.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { getOwnDepartment } from '../plan.service.js';
import { Exemption, VisitCap } from './cap.entity.js';
import { CapInvalid, ExemptionNotFound } from './cap.errors.js';
import type { ExemptionInput, VisitCapInput } from './cap.input.js';

/** Adopts a cap, changes it or ends it: always by a next version, so that a past draw can be explained. */
export async function setVisitCap(unit: Unit, input: VisitCapInput) {
  const department = getOwnDepartment(unit);
  if (input.validFromOn < unit.today) {
    return new CapInvalid(
      'validFromOn',
      '上限不溯及既往，请填今天或以后的日期。',
      'A cap does not reach back; give today or a later day.',
    );
  }
  await unit.em.findOneOrFail(Department, department, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const [last] = await unit.em.find(
    VisitCap,
    { department, scope: input.scope },
    { orderBy: { version: 'desc' }, limit: 1 },
  );
  const id = unit.newId();
  await unit.em.insert(VisitCap, {
    id,
    department,
    version: (last?.version ?? 0) + 1,
    ...input,
    createdAt: unit.now,
    createdById: unit.actor.accountId ?? id,
  });
  const { scope: kind, limitCount: count, validFromOn: fromOn } = input;
  await recordEvent(unit, 'visit-cap.set', { kind: 'visitCap', id }, { kind, count, fromOn });
  return { __typename: 'VisitCapSet' as const, cap: await unit.em.findOneOrFail(VisitCap, id) };
}

/** Puts an entity, or one of its targets, on the list of exemptions; the register must know it. */
export async function enterExemption(unit: Unit, input: ExemptionInput) {
  const department = getOwnDepartment(unit);
  if (input.toOn < input.fromOn || input.toOn < unit.today) {
    return new CapInvalid(
      'toOn',
      '最后一日不得早于首日，也不得早于今天。',
      'The last day may not precede the first, nor today.',
    );
  }
  const [target] = await findTargetsByRealIds(unit, department, [input.realId]);
  if (!target) {
    return new CapInvalid(
      'realId',
      '本部门名录中没有该主体或对象，请先登记。',
      'The register has no such entity or target; enter it first.',
    );
  }
  const id = unit.newId();
  await unit.em.insert(Exemption, {
    id,
    department,
    ...input,
    createdAt: unit.now,
    createdById: unit.actor.accountId ?? id,
  });
  const { documentNo, fromOn, toOn } = input;
  await recordEvent(unit, 'exemption.entered', { kind: 'exemption', id }, { documentNo, fromOn, toOn });
  return { __typename: 'ExemptionEntered' as const, exemption: await unit.em.findOneOrFail(Exemption, id) };
}

/** Ends an exemption before its last day. */
export async function endExemption(unit: Unit, id: string) {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const exemption = await unit.em.findOne(Exemption, { id, endedAt: null }, lock);
  if (!exemption) return new ExemptionNotFound();
  const ended = { endedAt: unit.now, endedById: unit.actor.accountId ?? null };
  await unit.em.nativeUpdate(Exemption, { id }, ended);
  await recordEvent(unit, 'exemption.ended', { kind: 'exemption', id });
  return { __typename: 'ExemptionEnded' as const, exemption: Object.assign(exemption, ended) };
}

/** Versions of caps, the newest first. */
export function pageVisitCaps({ em }: Reader, page: PageArguments) {
  return pageById(page, (key, limit) => em.find(VisitCap, key, { orderBy: { id: 'desc' }, limit }));
}

/** The list of exemptions, the newest first; those that ended among them. */
export function pageExemptions({ em }: Reader, page: PageArguments) {
  return pageById(page, (key, limit) => em.find(Exemption, key, { orderBy: { id: 'desc' }, limit }));
}
