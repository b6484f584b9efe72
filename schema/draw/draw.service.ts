import { LockMode } from '@mikro-orm/core';
import { DrawFault, type Log, type Series } from '../../scheduler/draw/index.js';
import { holdWitnessKeys, Part } from '../account/index.js';
import { recordEvent } from '../audit/index.js';
import { Campaign, moveCampaign } from '../plan/index.js';
import type { Unit } from '../shared/unit.js';
import { findDrawSeparation } from './draw.deeds.js';
import { Draw } from './draw.entity.js';
import { DrawNotFound, OperatorOnly, orRefused, WitnessKeyEnded } from './draw.errors.js';
import type { AnchorInput, VoidDrawInput } from './draw.input.js';
import { appendEvent, lockLog, unixSeconds } from './draw.log.js';
import { DrawState } from './draw.states.js';

/** How far a witness's clock may be from ours, in seconds, before its anchor is taken for backdated. */
const clockTolerance = 120;
/** docs/draw.md §6: an anchor comes within ten minutes of the freeze. */
const anchorWindow = 600;

/** A draw under lock with its authority's log, which alone decides what may follow. */
export interface LockedDraw {
  readonly draw: Draw;
  readonly log: Log;
}

/** Locks the log first and the draw after it, always in this order. */
export async function findDrawLocked(unit: Unit, id: string): Promise<LockedDraw | undefined> {
  const found = await unit.em.findOne(Draw, { id });
  if (!found) return undefined;
  const log = await lockLog(unit, found.authority, found.series as Series);
  // Who only takes part in a joint draw sees it, and cannot hold it.
  const draw = await unit.em.findOne(Draw, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  return draw ? { draw, log } : undefined;
}

const statesOfLog: Readonly<Record<string, DrawState>> = {
  frozen: DrawState.FROZEN,
  anchored: DrawState.ANCHORED,
  revealing: DrawState.REVEALING,
  complete: DrawState.REVEALING,
  drawn: DrawState.DRAWN,
  opened: DrawState.OPENED,
  void: DrawState.VOID,
  lapsed: DrawState.LAPSED,
};

/** Sets the row to what the log now says of the draw. */
export async function followLog(unit: Unit, log: Log, draw: Draw, data: Partial<Draw> = {}): Promise<Draw> {
  const logged = log.draws.get(draw.commitment);
  const state = logged && statesOfLog[logged.state];
  if (!state) throw new Error(`the log does not know draw ${draw.id}`);
  await unit.em.nativeUpdate(Draw, { id: draw.id }, { state, ...data });
  return Object.assign(draw, { state, ...data });
}

/** A witness proves when the commitment existed, and commits to a value (docs/draw.md §6). */
export async function anchorDraw(unit: Unit, input: AnchorInput) {
  const locked = await findDrawLocked(unit, input.drawId);
  const witness = locked?.draw.witnesses.find((one) => one.id === input.witness);
  if (!locked || !witness || witness.accountId !== unit.actor.accountId) return new DrawNotFound();
  const separated = await findDrawSeparation(unit, Part.WITNESS, locked.draw);
  if (separated) return separated;
  const revoked = await holdWitnessKeys(unit, [witness.publicKey]);
  if (revoked) return new WitnessKeyEnded(revoked, 'anchor');
  return orRefused(async () => {
    const { draw, log } = locked;
    const late = unixSeconds(unit.now) - unixSeconds(draw.frozenAt) > anchorWindow + clockTolerance;
    if (late || input.at > unixSeconds(unit.now) + clockTolerance) {
      throw new DrawFault('ANCHOR_WINDOW', { at: input.at, frozenAt: unixSeconds(draw.frozenAt) });
    }
    const { drawId: _, ...signed } = input;
    const appended = await appendEvent(unit, log, 'anchor', { C: draw.commitment, ...signed });
    await recordEvent(unit, 'draw.anchored', { kind: 'draw', id: draw.id }, { witness: input.witness });
    return { __typename: 'DrawAnchored' as const, draw: await followLog(unit, appended.log, draw) };
  });
}

/** Ends a draw before its first reveal, with a public reason; its campaign may be frozen anew. */
export async function voidDraw(unit: Unit, input: VoidDrawInput) {
  const locked = await findDrawLocked(unit, input.drawId);
  if (!locked) return new DrawNotFound();
  if (locked.draw.operatorId !== unit.actor.accountId) return new OperatorOnly();
  return orRefused(async () => {
    const { draw, log } = locked;
    const body = { C: draw.commitment, at: unixSeconds(unit.now), reason: input.reason };
    const appended = await appendEvent(unit, log, 'void', body);
    await thaw(unit, draw);
    await recordEvent(unit, 'draw.voided', { kind: 'draw', id: draw.id }, { reason: input.reason });
    return { __typename: 'DrawVoided' as const, draw: await followLog(unit, appended.log, draw) };
  });
}

/** Returns the campaign of an ended draw, so that it can be frozen anew. */
export async function thaw(unit: Unit, draw: Draw): Promise<void> {
  const campaign = await unit.em.findOneOrFail(Campaign, { id: draw.campaign });
  const refused = await moveCampaign(unit, campaign, 'thaw');
  if (refused) throw new Error(refused.messageEn);
}
