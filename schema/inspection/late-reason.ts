import {
  beforeShowing,
  openPersonal,
  ReadingWay,
  RetentionClass,
  recordSubject,
  sealPersonal,
} from '../personal/index.js';
import { batched } from '../shared/batched.js';
import type { Context } from '../shared/context.js';
import { isRefusal } from '../shared/refusal.js';
import type { Reader, Unit } from '../shared/unit.js';
import type { Assignment } from './assignment.entity.js';
import type { InspectionResult } from './result.entity.js';

/** Seals why a result is entered late: it may tell of an illness. @returns the id of its record, or nothing */
export async function sealLateReason(
  unit: Unit,
  { id, department }: Assignment,
  reason: string | null | undefined,
): Promise<string | null> {
  if (!reason?.trim()) return null;
  const sealed = await sealPersonal(unit, {
    departmentId: department,
    subject: { kind: 'visit', id },
    retention: RetentionClass.VISIT_NOTE,
    content: { lateReason: reason },
  });
  if (isRefusal(sealed)) throw new Error('a reason is shorter than what may be sealed');
  return sealed;
}

async function openReasons(context: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const opened = await context.beyond('team', (wide) => openPersonal(wide, ids));
  return new Map([...opened].map(([id, { fields }]) => [id, fields?.lateReason ?? '']));
}

/** Why a result came late, once it is written down who was shown it; nothing once its term is over. */
export async function showLateReason(
  context: Context,
  { lateReasonRecordId: record, recordedById }: InspectionResult,
): Promise<string | null> {
  if (!record) return null;
  if (recordedById !== context.actor.inspectorId) {
    await beforeShowing(context, { way: ReadingWay.PERSONAL_RECORD, subject: recordSubject(record) });
  }
  return (await batched(context, openReasons, record)) ?? null;
}
