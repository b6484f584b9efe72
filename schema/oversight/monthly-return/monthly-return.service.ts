import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { lastMonth, returnDue } from './monthly-return.due.js';
import { MonthlyReturn, MonthlyReturnVersion } from './monthly-return.entity.js';
import {
  CorrectionReasonNeeded,
  MonthlyReturnChanged,
  MonthlyReturnNotFound,
  MonthNotOver,
  NothingDelegated,
  ReturnItemUnknown,
} from './monthly-return.errors.js';
import { composeRows, type EnteredRow } from './monthly-return.rows.js';
import { MonthlyReturnState, monthlyReturnTransitions } from './monthly-return.states.js';
import { freezeReturn, isZeroReturn } from './monthly-return.text.js';

/** A month's return as it is asked for. */
export interface ReturnDraft {
  readonly month: string;
  readonly reason?: string | null;
  readonly entries: readonly EnteredRow[];
}

/** The returns of the reader's departments, the newest first. */
export function pageMonthlyReturns(reader: Reader, month: string | undefined, page: PageArguments) {
  return pageById(page, (key, limit) =>
    reader.em.find(
      MonthlyReturn,
      { ...key, ...(month ? { month } : {}) },
      { orderBy: { id: 'desc' }, limit },
    ),
  );
}

/** Draws up a month's return, or draws it up again: the registers' figures anew, what was entered before kept. */
export async function draftMonthlyReturn(unit: Unit, { month, reason, entries }: ReturnDraft) {
  if (month > lastMonth(unit.today)) return new MonthNotOver();
  const department = unit.actor.departmentId as string;
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const existing = await unit.em.findOne(MonthlyReturn, { department, month }, lock);
  const isCorrection = existing?.state === MonthlyReturnState.CONFIRMED;
  if (isCorrection && !reason) return new CorrectionReasonNeeded();
  const kept = (existing?.rows ?? []).filter((row) => !entries.some((one) => one.itemCode === row.itemCode));
  const rows = await composeRows(unit, department, month, [...kept, ...entries]);
  if (rows.length === 0) return new NothingDelegated();
  const codes = new Set(entries.map(({ itemCode }) => itemCode));
  const known = entries.every(({ itemCode }) => rows.some((row) => row.itemCode === itemCode));
  if (codes.size !== entries.length || !known) return new ReturnItemUnknown();
  const transition = isCorrection ? 'correct' : 'redraft';
  const draft: MonthlyReturn = {
    ...{ id: existing?.id ?? unit.newId(), department, month, version: existing?.version ?? 0, rows },
    ...{ state: monthlyReturnTransitions[transition].to, reason: reason ?? existing?.reason ?? null },
    ...(await returnDue(unit, month, department)),
    ...{ changedAt: unit.now, changedById: unit.actor.accountId ?? null },
  };
  if (existing) await unit.em.nativeUpdate(MonthlyReturn, { id: draft.id }, draft);
  else await unit.em.insert(MonthlyReturn, draft);
  await recordEvent(unit, 'monthly-return.drafted', { kind: 'monthly-return', id: draft.id }, { month });
  return { __typename: 'MonthlyReturnDrafted' as const, monthlyReturn: draft };
}

/** A head confirms what they were shown: it is fixed word for word, and stands for ever. */
export async function confirmMonthlyReturn(unit: Unit, { id, hash }: { id: string; hash: string }) {
  const draft = await unit.em.findOne(
    MonthlyReturn,
    { id, department: unit.actor.departmentId, state: MonthlyReturnState.DRAFT },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!draft) return new MonthlyReturnNotFound();
  const frozen = freezeReturn(draft);
  if (frozen.hash !== hash) return new MonthlyReturnChanged();
  const version: MonthlyReturnVersion = {
    ...{ id: unit.newId(), monthlyReturn: id, version: draft.version + 1, ...frozen },
    ...{
      isZero: isZeroReturn(draft.rows),
      confirmedById: unit.actor.accountId ?? null,
      confirmedAt: unit.now,
    },
  };
  await unit.em.insert(MonthlyReturnVersion, version);
  const changes = { state: monthlyReturnTransitions.confirm.to, version: version.version };
  await unit.em.nativeUpdate(MonthlyReturn, { id }, changes);
  const told = { month: draft.month, version: version.version, hash };
  await recordEvent(unit, 'monthly-return.confirmed', { kind: 'monthly-return', id }, told);
  return { __typename: 'MonthlyReturnConfirmed' as const, version };
}
