import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { ExportRegister } from './export.states.js';
import type { ExportFilter } from './register-rows.js';

/** One export as it happened: what was taken out of a register, by whom, and what the file held. Kept for ever. */
export const RegisterExport = defineEntity({
  name: 'RegisterExport',
  tableName: 'register_export',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    register: p.enum(() => ExportRegister),
    /** `csv`, `xlsx` or `jsonl`. */
    format: p.string(),
    filter: p.json<ExportFilter>(),
    /** The instant whose register it shows. */
    asOfAt: p.datetime(),
    /** Whether its rows carry keys, so that the sheet can come back. */
    hasKeys: p.boolean(),
    madeAt: p.datetime(),
    accountId: p.uuid().nullable(),
    /** Until it ended nothing is known of these. */
    rowCount: p.integer().nullable(),
    /** SHA-256 of the rows, as the sheet itself tells, and of the file; lower-case hex. */
    contentHash: p.string().nullable(),
    fileHash: p.string().nullable(),
    /** False for one that was broken off. */
    isWhole: p.boolean().nullable(),
  },
  indexes: [{ properties: ['department', 'madeAt'] }],
});

export type RegisterExport = InferEntity<typeof RegisterExport>;
