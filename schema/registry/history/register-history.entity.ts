import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/**
 * What a row of a register was before it changed. Written by a trigger of the database, whoever changes the row, so
 * that the register of any instant can be read: rows that stand since then, and those here that stood then.
 */
export const RegisterHistory = defineEntity({
  name: 'RegisterHistory',
  tableName: 'register_history',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    /** The table. */
    register: p.string(),
    rowId: p.uuid(),
    departmentId: p.uuid().nullable(),
    /** From the instant on at which it became so, up to and without the one at which it ended. */
    beganAt: p.datetime(),
    endedAt: p.datetime(),
    /** Whose account ended it; absent for a command or the system. */
    endedBy: p.uuid().nullable(),
    /** The row as it was, by the names of its columns. */
    row: p.json<Record<string, unknown>>(),
  },
  indexes: [{ properties: ['register', 'departmentId', 'endedAt'] }, { properties: ['rowId', 'endedAt'] }],
});

export type RegisterHistory = InferEntity<typeof RegisterHistory>;
