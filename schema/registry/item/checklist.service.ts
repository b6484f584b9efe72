import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { Checklist, type CheckPoint, PointKind } from './checklist.entity.js';
import { findChecklist } from './checklist.read.js';
import { ChecklistInvalid } from './item.errors.js';
import { takeList } from './list-turn.js';

/** A checklist to enter. */
export interface ChecklistDraft {
  readonly code: string;
  readonly title: string;
  readonly points: readonly CheckPoint[];
}

const mostPoints = 500;
const listCode = /^[A-Z0-9][A-Z0-9.-]{0,31}$/;
const pointCode = /^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$/;

function findPointFault(point: CheckPoint): ChecklistInvalid | undefined {
  const field = `points.${point.code}`;
  if (!pointCode.test(point.code)) {
    return new ChecklistInvalid(
      'points',
      '检查点编码由 1 至 20 个字母、数字、点和连字符组成。',
      'The code of a point is 1 to 20 letters, digits, dots and hyphens.',
    );
  }
  if (point.text.length === 0 || point.text.length > 1_000 || (point.basis?.length ?? 0) > 1_000) {
    return new ChecklistInvalid(
      field,
      '检查点须写明内容，内容与依据各不超过 1000 字。',
      'A point says what is checked; its text and its basis have at most 1,000 characters.',
    );
  }
  return undefined;
}

/** A number has its unit, a choice at least two choices, and a finding neither. */
function findKindFault({ code, kind = PointKind.FINDING, unit, choices = [] }: CheckPoint) {
  const isSound = {
    [PointKind.FINDING]: !unit && choices.length === 0,
    [PointKind.QUANTITY]: Boolean(unit) && choices.length === 0,
    [PointKind.CHOICE]: !unit && choices.length >= 2 && new Set(choices).size === choices.length,
  };
  if (isSound[kind]) return undefined;
  return new ChecklistInvalid(
    `points.${code}`,
    '数量类检查点须填单位，选择类检查点须有至少两个不同的选项，其他检查点都不填。',
    'A quantity has its unit, a choice at least two different choices, and any other point neither.',
  );
}

function findFault({ code, title, points }: ChecklistDraft): ChecklistInvalid | undefined {
  if (!listCode.test(code) || title.length === 0 || title.length > 200) {
    return new ChecklistInvalid(
      'code',
      '检查表编码由大写字母、数字、点和连字符组成，名称 1 至 200 字。',
      'A checklist has a code of capitals, digits, dots and hyphens, and a title of at most 200 characters.',
    );
  }
  if (points.length === 0 || points.length > mostPoints) {
    return new ChecklistInvalid(
      'points',
      `检查点须有 1 至 ${mostPoints} 个。`,
      `A checklist has 1 to ${mostPoints} points.`,
    );
  }
  if (new Set(points.map((point) => point.code)).size < points.length) {
    return new ChecklistInvalid(
      'points',
      '检查点编码重复；每个检查点须有自己的编码。',
      'Two points have one code; each needs its own.',
    );
  }
  return points
    .map((point) => findPointFault(point) ?? findKindFault(point))
    .find((fault) => fault !== undefined);
}

/** Enters a checklist, or its next version where there is one: results answer the points of the version they name. */
export async function enterChecklist(unit: Unit, draft: ChecklistDraft) {
  const fault = findFault(draft);
  if (fault) return fault;
  const department = await takeList(unit);
  if (isRefusal(department)) return department;
  const last = await findChecklist(unit, department, draft.code);
  const checklist: Checklist = {
    id: unit.newId(),
    department,
    code: draft.code,
    version: (last?.version ?? 0) + 1,
    title: draft.title,
    points: draft.points.map(({ code, text, isKey, basis, kind, unit, choices }) => ({
      code,
      text,
      isKey,
      ...(basis ? { basis } : {}),
      ...(kind && kind !== PointKind.FINDING ? { kind } : {}),
      ...(unit ? { unit } : {}),
      ...(choices?.length ? { choices: [...choices] } : {}),
    })),
    createdAt: unit.now,
    createdById: unit.actor.accountId ?? null,
  };
  await unit.em.insert(Checklist, checklist);
  const data = { code: checklist.code, version: checklist.version, pointCount: checklist.points.length };
  await recordEvent(unit, 'checklist.entered', { kind: 'checklist', id: checklist.id }, data);
  return { __typename: 'ChecklistEntered' as const, checklist };
}
