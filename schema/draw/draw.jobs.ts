import { lapseBody } from '../../scheduler/draw/index.js';
import type { JobDeclaration } from '../../scheduler/timetable/index.js';
import { recordEvent } from '../audit/index.js';
import type { Unit } from '../shared/unit.js';
import { appendEvent, unixSeconds } from './draw.log.js';
import { findDrawLocked, followLog, thaw } from './draw.service.js';
import { DrawState } from './draw.states.js';

/** Ends a draw whose time is over, naming who failed; a draw that was drawn or voided is left as it is. */
export async function lapseDraw(unit: Unit, drawId: string): Promise<void> {
  const locked = await findDrawLocked(unit, drawId);
  if (!locked) return;
  const { draw, log } = locked;
  if (![DrawState.FROZEN, DrawState.ANCHORED, DrawState.REVEALING].includes(draw.state)) return;
  const appended = await appendEvent(
    unit,
    log,
    'lapse',
    lapseBody(log, draw.commitment, unixSeconds(unit.now)),
  );
  await thaw(unit, draw);
  await recordEvent(unit, 'draw.lapsed', { kind: 'draw', id: draw.id });
  // What the operator handed over serves no purpose any more, and must not be found here.
  await followLog(unit, appended.log, draw, { poolKey: null, secret: null });
}

/** Opens a confidential draw at its time: secret and receipt become public. */
export async function openDraw(unit: Unit, drawId: string): Promise<void> {
  const locked = await findDrawLocked(unit, drawId);
  if (!locked || locked.draw.state !== DrawState.DRAWN) return;
  const { draw, log } = locked;
  const { secret, receiptHash } = draw;
  if (!secret || !receiptHash) throw new Error(`draw ${drawId} has nothing to open`);
  const body = { C: draw.commitment, at: unixSeconds(unit.now), secret, receiptHash };
  const appended = await appendEvent(unit, log, 'opening', body);
  await recordEvent(unit, 'draw.opened', { kind: 'draw', id: draw.id });
  await followLog(unit, appended.log, draw, { openedAt: unit.now });
}

/** What the draws have to do at their times. */
export const drawJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'draw.lapse',
    description: '逾期未揭示的抽取失效。Ends draws that were not revealed in time.',
    isLegalDuty: true,
    run: (job, { tx }) => lapseDraw(tx, String(job.payload.drawId)),
  },
  {
    kind: 'draw.open',
    description: '到期公开保密抽取。Opens confidential draws at their time.',
    isLegalDuty: true,
    run: (job, { tx }) => openDraw(tx, String(job.payload.drawId)),
  },
];
