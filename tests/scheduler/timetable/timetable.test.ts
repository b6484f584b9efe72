import {
  createTimetable,
  type JobDeclaration,
  type TimetableEvent,
  type TimetableOptions,
} from '../../../scheduler/timetable/index.js';
import { MemoryJobStore, type MemoryTx } from './memory-job-store.js';

type Run = JobDeclaration<MemoryTx>['run'];

function composed(
  run: Run,
  more: Partial<TimetableOptions<MemoryTx>> & Partial<JobDeclaration<MemoryTx>> = {},
) {
  const store = new MemoryJobStore();
  const events: TimetableEvent[] = [];
  const { retry, recurs, outside, ...options } = more;
  const timetable = createTimetable<MemoryTx>({
    store,
    jobs: [{ kind: 'test.work', description: 'for the test', run, retry, recurs, outside }],
    onEvent: (event) => events.push(event),
    ...options,
  });
  return { store, events, timetable, types: () => events.map((event) => event.type) };
}

/** A promise that the test opens by hand. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('a due job', () => {
  test('is done once; its effect and its completion stand together', async () => {
    const { store, timetable, types } = composed((job, { tx, now }) =>
      tx.write(`${job.id}@${now.toISOString()}`),
    );
    store.enqueue('test.work');
    store.enqueue('test.work', {}, 60_000);
    await timetable.runDue();
    await timetable.runDue();
    expect(store.committed).toEqual(['j1@2026-01-05T01:00:00.000Z']);
    expect(store.jobs.map((job) => job.state)).toEqual(['done', 'waiting']);
    store.advance(60_000);
    await timetable.runDue();
    expect(store.committed).toHaveLength(2);
    expect(types()).toEqual(['done', 'done']);
  });

  test('that enqueues another one is followed by it in the same run', async () => {
    const { store, timetable } = composed((job, { tx }) => {
      tx.write(job.id);
      if (job.payload.again === true) tx.enqueue('test.work');
    });
    store.enqueue('test.work', { again: true });
    await timetable.runDue();
    expect(store.committed).toEqual(['j1', 'j2']);
  });

  test('that does a part at a time goes on at once, each part standing for itself', async () => {
    const { store, timetable, types } = composed((job, { tx, again }) => {
      tx.write(`${job.id}.${store.committed.length + 1}`);
      if (store.committed.length === 1) throw new Error('broken');
      if (store.committed.length < 3) again();
    });
    store.enqueue('test.work');
    await timetable.runDue();
    expect(store.committed).toEqual(['j1.1']);
    expect(store.jobs[0]).toMatchObject({ state: 'waiting', attempt: 1 });
    expect(types()).toEqual(['again', 'failed']);
  });

  test('that acts outside does so before its effect, and not at all where that fails', async () => {
    const answers = [new Error('no answer'), 'sent'];
    const outside = {
      gather: async ({ id }: { id: string }) => `letter of ${id}`,
      act: async (gathered: unknown) => {
        const answer = answers.shift();
        if (answer instanceof Error) throw answer;
        return `${gathered} ${answer}`;
      },
    };
    const { store, timetable, types } = composed((_job, { tx, answer }) => tx.write(String(answer)), {
      outside,
    });
    store.enqueue('test.work');
    await timetable.runDue();
    expect(store.committed).toEqual([]);
    store.advance(5_000);
    await timetable.runDue();
    expect(store.committed).toEqual(['letter of j1 sent']);
    expect(types()).toEqual(['failed', 'done']);
  });

  test('of a kind that nobody declared is left alone', async () => {
    const { store, timetable } = composed(() => {});
    store.enqueue('other.kind');
    await timetable.runDue();
    expect(store.jobs[0]).toMatchObject({ state: 'waiting', attempt: 0 });
  });

  test('whose lease ran out and was taken over is not performed a second time', async () => {
    const { store, timetable, types } = composed((job, { tx }) => tx.write(job.id));
    store.enqueue('test.work');
    const [stale] = await store.claimDue({ kinds: ['test.work'], limit: 1, leaseMs: 1_000 });
    store.advance(1_001);
    await timetable.runDue();
    expect(await store.perform(stale!, async ({ tx }) => tx.write('twice'))).toBe('lost');
    expect(store.committed).toEqual(['j1']);
    expect(types()).toEqual(['done']);
  });
});

describe('a handler that fails', () => {
  const failing: [string, Run][] = [
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    [
      'rejects',
      async (_job, { tx }) => {
        tx.write('half');
        await Promise.reject(new Error('broken'));
      },
    ],
    [
      'throws what is no error',
      () => {
        throw 'broken';
      },
    ],
  ];

  test.each(failing)(
    '(%s) leaves nothing behind, waits longer each time, and ends nothing',
    async (_how, run) => {
      const { store, timetable, events } = composed(run);
      store.enqueue('test.work');
      for (const waitMs of [5_000, 10_000, 20_000]) {
        await timetable.runDue();
        expect(events.at(-1)).toMatchObject({ type: 'failed', retryInMs: waitMs });
        store.advance(waitMs - 1);
        await timetable.runDue();
        store.advance(1);
      }
      expect(events).toHaveLength(3);
      expect(store.committed).toEqual([]);
      expect(store.jobs[0]).toMatchObject({ state: 'waiting', attempt: 3, lastMessage: 'broken' });
    },
  );

  test('does not hold up the jobs after it', async () => {
    const { store, timetable } = composed((job, { tx }) => {
      if (job.id === 'j1') throw new Error('broken');
      tx.write(job.id);
    });
    for (let i = 0; i < 3; i += 1) store.enqueue('test.work');
    await timetable.runDue();
    expect(store.committed).toEqual(['j2', 'j3']);
  });

  test('is given up after the attempts its declaration allows, and kept to be looked at', async () => {
    const retry = { firstDelayMs: 1_000, factor: 1, ceilingMs: 1_000, maxAttempts: 2 };
    const { store, timetable, types } = composed(
      () => {
        throw new Error('broken');
      },
      { retry },
    );
    store.enqueue('test.work');
    for (let i = 0; i < 4; i += 1) {
      await timetable.runDue();
      store.advance(1_000);
    }
    expect(types()).toEqual(['failed', 'givenUp']);
    expect(store.jobs[0]).toMatchObject({ state: 'givenUp', lastMessage: 'broken' });
  });

  test('an attempt that ended the process counts as well', async () => {
    const retry = { firstDelayMs: 1_000, factor: 1, ceilingMs: 1_000, maxAttempts: 1 };
    const { store, timetable, types } = composed((job, { tx }) => tx.write(job.id), { retry });
    store.enqueue('test.work');
    await store.claimDue({ kinds: ['test.work'], limit: 1, leaseMs: 1_000 });
    store.advance(1_001);
    await timetable.runDue();
    expect(types()).toEqual(['givenUp']);
    expect(store.committed).toEqual([]);
  });

  test('a listener that throws changes nothing', async () => {
    const { store, timetable } = composed((job, { tx }) => tx.write(job.id), {
      onEvent: () => {
        throw new Error('log is full');
      },
    });
    store.enqueue('test.work');
    store.enqueue('test.work');
    await timetable.runDue();
    expect(store.committed).toEqual(['j1', 'j2']);
  });
});

describe('runs never overlap', () => {
  test('a second call joins the running one, and what was enqueued meanwhile is done in it', async () => {
    const { open, opened } = gate();
    const { open: enter, opened: entered } = gate();
    let inside = 0;
    let most = 0;
    const { store, timetable } = composed(async (job, { tx }) => {
      inside += 1;
      most = Math.max(most, inside);
      enter();
      await opened;
      tx.write(job.id);
      inside -= 1;
    });
    store.enqueue('test.work');
    const first = timetable.runDue();
    await entered;
    store.enqueue('test.work');
    const nudges = [timetable.runDue(), timetable.runDue()];
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(most).toBe(1);
    open();
    await Promise.all([first, ...nudges]);
    expect(store.committed).toEqual(['j1', 'j2']);
    expect(most).toBe(1);
  });

  test('a nudge during the last look makes it look again', async () => {
    const { store, timetable } = composed((job, { tx }) => tx.write(job.id));
    const first = timetable.runDue();
    await Promise.resolve();
    await Promise.resolve();
    store.enqueue('test.work');
    await timetable.runDue();
    await first;
    expect(store.committed).toEqual(['j1']);
  });
});

describe('a store that fails', () => {
  test('is reported and asked again; runDue does not reject', async () => {
    const { store, timetable, types } = composed((job, { tx }) => tx.write(job.id));
    store.enqueue('test.work');
    store.down = true;
    await timetable.runDue();
    expect(types()).toEqual(['storeFailed']);
    store.down = false;
    await timetable.runDue();
    expect(store.committed).toEqual(['j1']);
  });

  test('that cannot even record a failure keeps the job for after its lease', async () => {
    const { store, timetable, types } = composed(() => {
      store.down = true;
      throw new Error('broken');
    });
    store.enqueue('test.work');
    await timetable.runDue();
    expect(types()).toEqual(['storeFailed', 'storeFailed']);
    expect(store.jobs[0]).toMatchObject({ state: 'waiting', attempt: 1 });
  });
});

describe('start and stop', () => {
  const never = { tickAt: '0 0 4 29 2 *' };

  test('starting runs what became due while nothing ran', async () => {
    const { store, timetable } = composed((job, { tx }) => tx.write(job.id), never);
    store.enqueue('test.work', {}, -86_400_000);
    await timetable.start();
    expect(store.committed).toEqual(['j1']);
    await timetable.stop();
  });

  test('a recurring job missed for days is caught up once, then is due at its next time', async () => {
    const { store, timetable } = composed((_job, { tx, now }) => tx.write(now.toISOString()), {
      ...never,
      recurs: { dailyAt: '08:00' },
    });
    await timetable.start();
    expect(store.jobs).toHaveLength(1);
    expect(new Date(store.jobs[0]!.dueAt).toISOString()).toBe('2026-01-06T00:00:00.000Z');
    store.advance(3 * 86_400_000);
    await timetable.runDue();
    expect(store.committed).toHaveLength(1);
    expect(new Date(store.jobs[0]!.dueAt).toISOString()).toBe('2026-01-09T00:00:00.000Z');
    await timetable.stop();
  });

  test('a recurring job is never given up', async () => {
    const retry = { firstDelayMs: 1_000, factor: 1, ceilingMs: 1_000, maxAttempts: 1 };
    const { store, timetable, types } = composed(
      () => {
        throw new Error('broken');
      },
      {
        ...never,
        retry,
        recurs: { everySeconds: 60 },
      },
    );
    await timetable.start();
    store.advance(60_000);
    await timetable.runDue();
    store.advance(1_000);
    await timetable.runDue();
    expect(types()).toEqual(['failed', 'failed']);
    await timetable.stop();
  });

  test('stopping waits for the job that is running and gives the others back untouched', async () => {
    const { open, opened } = gate();
    const { open: enter, opened: entered } = gate();
    const { store, timetable, types } = composed(async (job, { tx, signal }) => {
      enter();
      await opened;
      tx.write(`${job.id} ${signal.aborted}`);
    }, never);
    for (let i = 0; i < 3; i += 1) store.enqueue('test.work');
    const running = timetable.runDue();
    await entered;
    let stopped = false;
    const stopping = timetable.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(stopped).toBe(false);
    open();
    await Promise.all([stopping, running]);
    expect(store.committed).toEqual(['j1 true']);
    expect(types()).toEqual(['done', 'released', 'released']);
    expect(store.jobs.slice(1)).toEqual([
      expect.objectContaining({ state: 'waiting', attempt: 0, leaseUntil: 0 }),
      expect.objectContaining({ state: 'waiting', attempt: 0, leaseUntil: 0 }),
    ]);
  });

  test('after stopping nothing runs any more', async () => {
    const { store, timetable } = composed((job, { tx }) => tx.write(job.id), never);
    await timetable.stop();
    store.enqueue('test.work');
    await timetable.runDue();
    expect(store.claims).toBe(0);
    await expect(timetable.start()).rejects.toThrow(expect.objectContaining({ code: 'STOPPED' }));
  });

  test('a start without a store is refused and leaves no ticker behind', async () => {
    const { store, timetable } = composed(() => {}, { tickAt: '* * * * * *' });
    store.down = true;
    await expect(timetable.start()).rejects.toThrow('the store is down');
    const { claims } = store;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(store.claims).toBe(claims);
  });

  test('the ticker goes on after a handler that throws', async () => {
    const { store, timetable, types } = composed(
      () => {
        throw new Error('broken');
      },
      { tickAt: '* * * * * *' },
    );
    await timetable.start();
    store.enqueue('test.work');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(types()).toEqual(['failed']);
    store.advance(5_000);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(types()).toEqual(['failed', 'failed']);
    await timetable.stop();
  });
});
