import { verifyPublic } from '../../../scheduler/draw/index.js';
import { DrawEvent } from '../../../schema/draw/index.js';
import { Job } from '../../../schema/job/index.js';
import { ChannelReceipt, PublicationState } from '../../../schema/publication/index.js';
import { PublicRecord } from '../../../schema/publication/public.js';
import { done, MainJob } from '../../support/main-job.js';

test('a rehearsal goes through the same steps in a chain of its own, and nothing leaves', async () => {
  const job = await MainJob.open({ training: true });
  try {
    const draw = await job.drawn();
    expect(await job.getDraw(draw.id)).toMatchObject({ series: 'R', drawnCount: 9 });
    const events = await job.readAs().em.find(DrawEvent, {});
    expect(new Set(events.map((event) => event.series))).toEqual(new Set(['R']));
    expect(verifyPublic(await job.readBundle(draw))).toMatchObject({ ok: true, series: 'R' });

    job.clock.set('2026-02-10T02:00:00Z');
    const results = await job.inspected(draw);
    for (const { id } of await job.listPublications(results)) {
      expect(done(await job.release(id)).publication.state).toBe(PublicationState.REHEARSED);
    }
    await job.runJobs();
    const { em } = job.readAs();
    expect(await em.count(PublicRecord)).toBe(0);
    expect(await em.count(ChannelReceipt)).toBe(0);
    expect(await em.count(Job, { kind: 'publication.publish' })).toBe(0);
  } finally {
    await job.close();
  }
});
