import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** What this database was made for, once: a rehearsal's data must never be taken for real, nor the other way round. */
export const InstallationMode = defineEntity({
  name: 'InstallationMode',
  tableName: 'installation_mode',
  properties: {
    /** Always 1: there is one row. */
    id: p.integer().primary().autoincrement(false),
    isTraining: p.boolean(),
    since: p.datetime(),
    /** SHA-256 of the keys with which this database's secrets are sealed. */
    keyFingerprint: p.string().length(64).nullable(),
  },
});

export type InstallationMode = InferEntity<typeof InstallationMode>;
