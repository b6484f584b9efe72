import { LockMode } from '@mikro-orm/core';
import { toHex } from '../../../scheduler/draw/index.js';
import { recordEvent } from '../../audit/index.js';
import { Department } from '../../department/index.js';
import { beforeShowing, ReadingWay } from '../../personal/index.js';
import { DrawMode, hashOfPart, receiveHandedPart } from '../../plan/index.js';
import { arrangementIn, underArrangement } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { dayInShanghai } from '../../shared/day.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { HandDown, HandDownPart } from './hand-down.entity.js';
import { AlreadyHandedDown, ProposalChanged, TargetsUnplaced } from './hand-down.errors.js';
import type { HandDownInput } from './hand-down.input.js';
import { findHandable, type Handable } from './handable.js';
import { type Placement, type ProposedPart, proposeParts, type Unplaced } from './placement.js';

const mostNamed = 100;

async function findEarlier(reader: Reader, drawId: string): Promise<AlreadyHandedDown | undefined> {
  const earlier = await reader.em.findOne(HandDown, { draw: drawId });
  return earlier ? new AlreadyHandedDown(earlier.documentNo, dayInShanghai(earlier.handedAt)) : undefined;
}

/**
 * How the targets of a draw would go down: counts by department, and those that fit none by name. Whom a confidential draw
 * names here the head knows from then on: that is written down first.
 */
export async function showProposal(context: Context, drawId: string, placements: readonly Placement[]) {
  const found = await findHandable(context, drawId);
  if (isRefusal(found)) return found;
  const { draw } = found;
  const earlier = await findEarlier(context, drawId);
  if (earlier) return earlier;
  const proposal = await context.beyond('handed', (wide) => proposeParts(wide, draw, placements));
  if (isRefusal(proposal)) return proposal;
  const { parts, unplaced } = proposal;
  if (unplaced.length > 0 && draw.mode === DrawMode.CONFIDENTIAL) {
    const subject = { kind: 'draw', id: drawId };
    await beforeShowing(context, { way: ReadingWay.DRAWN_UNITS, subject, drawId });
  }
  return {
    __typename: 'HandDownProposal' as const,
    parts: parts.map(({ department: { code, name }, targets }) => ({
      departmentCode: code,
      departmentName: name,
      count: targets.length,
    })),
    unplacedCount: unplaced.length,
    unplaced: unplaced.slice(0, mostNamed).map(named),
  };
}

function named({ target: { realId, name, division }, reason, department }: Unplaced) {
  return { realId, name, divisionCode: division, reason, departmentCode: department?.code };
}

/** Whether the parts are those that the head has seen. */
function isAsConfirmed(parts: readonly ProposedPart[], confirmed: HandDownInput['parts']): boolean {
  const countOf = new Map(confirmed.map(({ departmentCode, count }) => [departmentCode, count]));
  return (
    parts.length === confirmed.length &&
    parts.every(({ department, targets }) => countOf.get(department.code) === targets.length)
  );
}

/**
 * Hands the targets of a draw down to the departments below: each gets its part as a list, at once and without a file.
 * All that was drawn goes, in one act, as the head has seen it; or nothing does.
 */
export async function handDownToDepartments(unit: Unit, input: HandDownInput) {
  const found = await findHandable(unit, input.drawId, LockMode.PESSIMISTIC_WRITE);
  if (isRefusal(found)) return found;
  const earlier = await findEarlier(unit, input.drawId);
  if (earlier) return earlier;
  return unit.beyond('handed', async (wide) => {
    const proposal = await proposeParts(wide, found.draw, input.placements);
    if (isRefusal(proposal)) return proposal;
    const { parts, unplaced } = proposal;
    if (unplaced.length > 0) return new TargetsUnplaced(unplaced.length);
    if (!isAsConfirmed(parts, input.parts)) return new ProposalChanged();
    const handDown = await storeHandDown(wide, found, input);
    for (const part of parts) await storePart(wide, found, handDown, part);
    const data = {
      documentNo: handDown.documentNo,
      count: parts.reduce((sum, { targets }) => sum + targets.length, 0),
      departmentCodes: parts.map(({ department }) => department.code),
      ...underArrangement(unit.actor, found.draw.department),
    };
    await recordEvent(wide, 'draw.handed-to-departments', { kind: 'draw', id: found.draw.id }, data);
    return { __typename: 'DrawHandedDown' as const, handDown };
  });
}

async function storeHandDown(
  unit: Unit,
  { draw }: Handable,
  { documentNo, title }: HandDownInput,
): Promise<HandDown> {
  const id = unit.newId();
  await unit.em.insert(HandDown, {
    ...{ id, documentNo, title, department: draw.department, draw: draw.id },
    handedAt: unit.now,
    handedById: unit.actor.accountId ?? id,
    handedUnderId: arrangementIn(unit.actor, draw.department) ?? null,
  });
  return unit.em.findOneOrFail(HandDown, { id });
}

async function storePart(
  unit: Unit,
  { draw, campaign }: Handable,
  { id, documentNo, title }: HandDown,
  { department, targets, rows }: ProposedPart,
): Promise<void> {
  const { name: issuer } = await unit.em.findOneOrFail(Department, { id: draw.department });
  const salt = toHex(unit.chance.bytes(32));
  const head = { documentNo, salt, receiptHash: draw.receiptHash ?? '', departmentCode: department.code };
  const hash = hashOfPart(
    head,
    targets.map(({ realId }) => realId),
  );
  const { mode: drawMode } = draw;
  const part = { department: department.id, documentNo, issuer, title, drawMode, hash };
  const list = await receiveHandedPart(unit, { ...part, campaignCode: campaign.code }, rows);
  await unit.em.insert(HandDownPart, {
    ...{ handDown: id, list: list.id, departmentCode: department.code },
    ...{ rowCount: rows.length, hash, salt },
  });
}
