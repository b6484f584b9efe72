import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** That a kind of job was held up for a while. The last one of a kind says how it stands. */
export const JobPause = defineEntity({
  name: 'JobPause',
  tableName: 'job_pause',
  properties: {
    id: p.uuid().primary(),
    kind: p.string(),
    /** From 1, for each kind: two at once meet here. */
    number: p.integer(),
    /** The account's name, as the audit record has it. */
    pausedBy: p.string(),
    pausedAt: p.datetime(),
    reason: p.text(),
    /** Of a legal duty: when its allowance began to run, with this pause or one shortly before. */
    countedFrom: p.datetime(),
    /** When it goes on by itself; absent where it waits for somebody. */
    endsAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    /** Absent where it ended by itself. */
    endedBy: p.string().nullable(),
  },
  uniques: [{ properties: ['kind', 'number'] }],
});

export type JobPause = InferEntity<typeof JobPause>;
