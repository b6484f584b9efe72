import {
  beforeShowing,
  beginTerm,
  openPersonal,
  ReadingWay,
  RetentionClass,
  recordSubject,
  sealPersonal,
} from '../../personal/index.js';
import { batched } from '../../shared/batched.js';
import type { Context } from '../../shared/context.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import type { Reader, Unit } from '../../shared/unit.js';
import type { ChangeRequest } from './change.entity.js';
import { ChangeReason } from './change.states.js';

/** Who decides, or watches over it; to everybody else what speaks for a change is sealed. */
const told: readonly Role[] = [Role.APPROVER, Role.AUDITOR];

/** Seals what speaks for a change: it may tell of an illness. @returns the id of its record */
export async function sealStatement(
  unit: Unit,
  { id, department, statement }: { id: string; department: string; statement: string },
): Promise<string> {
  const sealed = await sealPersonal(unit, {
    departmentId: department,
    subject: { kind: 'change', id },
    retention: RetentionClass.STATEMENT,
    content: { statement },
  });
  if (isRefusal(sealed)) throw new Error('a statement is shorter than what may be sealed');
  return sealed;
}

/** The request is settled: from now on its statement is kept for its term only. */
export function settleStatement(unit: Unit, { statementRecord }: ChangeRequest): Promise<void> {
  return beginTerm(unit, statementRecord, unit.today);
}

/** Requests pass from department to department, and are their own people's wherever these are. */
async function openStatements(context: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const opened = await context.beyond('team', (wide) => openPersonal(wide, ids));
  return new Map([...opened].map(([id, { fields }]) => [id, fields?.statement ?? '']));
}

/**
 * What speaks for a change, for who asked and who decides; nothing once its term is over. It is written down first who
 * else was shown it.
 */
export async function showStatement(context: Context, change: ChangeRequest): Promise<string | null> {
  const { accountId, roles = [] } = context.actor;
  const isOwn = change.requestedById === accountId;
  if (!isOwn && !roles.some((role) => told.includes(role))) return null;
  if (!isOwn) await beforeShowing(context, showingOf(change));
  return (await batched(context, openStatements, change.statementRecord)) ?? null;
}

function showingOf({ id, reason, statementRecord }: ChangeRequest) {
  return reason === ChangeReason.RECUSAL
    ? { way: ReadingWay.INTEREST, subject: { kind: 'change', id } }
    : { way: ReadingWay.PERSONAL_RECORD, subject: recordSubject(statementRecord) };
}
