import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** What this installation signs the rows of its exports with. Made by chance when it is first needed; never shown. */
export const SheetSecret = defineEntity({
  name: 'SheetSecret',
  tableName: 'sheet_secret',
  properties: {
    /** Always 1: there is one row. */
    id: p.integer().primary().autoincrement(false),
    bytes: p.blob(),
    madeAt: p.datetime(),
  },
});

export type SheetSecret = InferEntity<typeof SheetSecret>;
