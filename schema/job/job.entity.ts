import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { registerEnumType } from 'type-graphql';

/** How a job stands. */
export enum JobState {
  PENDING = 'PENDING',
  DONE = 'DONE',
  GIVEN_UP = 'GIVEN_UP',
}

registerEnumType(JobState, {
  name: 'JobState',
  description: '后台任务的状态。How a job stands.',
  valuesConfig: {
    PENDING: { description: '待执行或待重试。Waiting for its time, its turn or its next attempt.' },
    DONE: { description: '已完成。Done.' },
    GIVEN_UP: { description: '已放弃，可重试。Given up; it can be retried.' },
  },
});

/** Something to be done at its time, created in the transaction of its cause; one per kind and key. */
export const Job = defineEntity({
  name: 'Job',
  tableName: 'job',
  properties: {
    id: p.uuid().primary(),
    kind: p.string(),
    key: p.string(),
    payload: p.json<Record<string, unknown>>(),
    state: p.enum(() => JobState),
    dueAt: p.datetime(),
    createdAt: p.datetime(),
    /** Counted when it is claimed; a claim holds as long as this number is still its own. */
    attempts: p.integer().default(0),
    leasedUntil: p.datetime().nullable(),
    lastError: p.text().nullable(),
    doneAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['kind', 'key'] }],
  indexes: [{ properties: ['state', 'dueAt'] }],
});

export type Job = InferEntity<typeof Job>;
