import { Account, closeAccount, closeAccountsOf } from '../account/index.js';
import { recordEvent } from '../audit/index.js';
import {
  findInspectorLocked,
  findServingInspector,
  Inspector,
  type InspectorNotFound,
  markDeparted,
} from '../registry/index.js';
import { isRefusal } from '../shared/refusal.js';
import type { Reader, Unit } from '../shared/unit.js';
import { LastDayInFuture, MattersOpen, namedMatters, type OpenMatter } from './departure.errors.js';
import { type DepartureKind, statusAfter } from './departure.states.js';
import { listOpenMatters } from './open-matters.js';

/** An officer who leaves. */
export interface DepartureDraft {
  readonly inspectorId: string;
  readonly kind: DepartureKind;
  readonly lastOn: string;
  readonly expectedUpdatedAt: Date;
}

/** What is open of an officer in sight of the reader, complete in its count. */
export async function readOpenMatters(
  reader: Reader,
  inspectorId: string,
): Promise<{ count: number; matters: OpenMatter[] } | InspectorNotFound> {
  const inspector = await findServingInspector(reader, inspectorId);
  if (isRefusal(inspector)) return inspector;
  const matters = await listOpenMatters(reader, inspector);
  return { count: matters.length, matters: matters.slice(0, namedMatters) };
}

/** An officer leaves: nothing of theirs may be open. Certificates stay, and so does the record; accounts are closed. */
export async function departInspector(unit: Unit, draft: DepartureDraft) {
  const inspector = await findInspectorLocked(unit, draft.inspectorId, draft.expectedUpdatedAt);
  if (isRefusal(inspector)) return inspector;
  if (draft.lastOn > unit.today) return new LastDayInFuture(draft.lastOn);
  const matters = await listOpenMatters(unit, inspector);
  if (matters.length > 0) return new MattersOpen(matters);
  const departed = await markDeparted(unit, inspector, {
    status: statusAfter[draft.kind],
    leftOn: draft.lastOn,
  });
  const accountCount = await closeAccountsOf(unit, inspector.id);
  const subject = { kind: 'inspector', id: inspector.id };
  await recordEvent(unit, 'inspector.departed', subject, { kind: draft.kind, accountCount });
  return { __typename: 'InspectorDeparted' as const, inspector: departed, accountCount };
}

/** Closes an account; one of an officer with open matters only once they are settled. */
export async function closeOfficerAccount(unit: Unit, accountId: string) {
  const account = await unit.em.findOne(Account, { id: accountId });
  const officer = account?.inspectorId
    ? await unit.beyond('officer', ({ em }) => em.findOne(Inspector, { id: account.inspectorId }))
    : null;
  const matters = officer && account?.active ? await listOpenMatters(unit, officer) : [];
  if (matters.length > 0) return new MattersOpen(matters);
  const closed = await closeAccount(unit, accountId);
  return isRefusal(closed) ? closed : { __typename: 'AccountClosed' as const, account: closed };
}
