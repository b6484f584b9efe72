import { handOver, terminate } from './campaign.js';
import { askChange, decideChange } from './change.js';
import type { Move } from './mover.js';
import { onward } from './onward.js';
import { losePhone, recordOffline, sendFromPhone } from './phone.js';
import { signVisit, tapAnything } from './record.js';
import { contest, enterSheet, order, tryComplete, tryRecord, trySign } from './result.js';
import { tryReview, tryTogether } from './review.js';
import { passTime, runJobs } from './time.js';

/** Every command with how often it is chosen, in a campaign of its own too; the first is what failures shrink to. */
export const moves: Readonly<Record<string, readonly [move: Move, wide: number, scarce?: number]>> = {
  onward: [onward, 80, 60],
  tapAnything: [tapAnything, 8],
  recordOffline: [recordOffline, 7],
  sendFromPhone: [sendFromPhone, 9],
  losePhone: [losePhone, 1],
  signVisit: [signVisit, 4],
  tryRecord: [tryRecord, 3],
  trySign: [trySign, 3],
  tryComplete: [tryComplete, 2],
  enterSheet: [enterSheet, 2],
  contest: [contest, 2],
  order: [order, 1],
  tryReview: [tryReview, 6],
  tryTogether: [tryTogether, 5],
  askChange: [askChange, 5, 12],
  decideChange: [decideChange, 7, 16],
  terminate: [terminate, 0, 30],
  handOver: [handOver, 0, 8],
  passTime: [passTime, 6],
  runJobs: [runJobs, 1],
};
