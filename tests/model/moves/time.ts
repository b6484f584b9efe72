import { Job } from '../../../schema/job/index.js';
import { type Move, type Mover, worldOf } from './mover.js';

function pass(mover: Mover, hours: number): void {
  const { clock } = mover.stage.job;
  clock.advance({ hours });
  worldOf(mover).now = clock.now().getTime();
}

export async function passDays(mover: Mover, days: number): Promise<void> {
  pass(mover, days * 24);
}

/** Hours or days pass. */
export const passTime: Move = async (mover) => {
  pass(mover, mover.dice.pick([1, 6, 24, 24, 72, 264]));
};

/** What is due by now is done by the house itself: what a visit is does not change by it. */
export const runJobs: Move = async (mover) => {
  await mover.stage.job.runJobs();
  const failed = await mover.stage.job.readAs().em.find(Job, { lastError: { $ne: null } });
  expect(failed).toEqual([]);
  await mover.walk.skipAudit();
};
