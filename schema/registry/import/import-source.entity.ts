import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { ImportKind } from './import-run.states.js';

/** A source of files and how its columns are read, remembered from one import to the next. */
export const ImportSource = defineEntity({
  name: 'ImportSource',
  tableName: 'import_source',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => ImportKind),
    name: p.string(),
    /** The text of its mapping file; absent where the presets serve. */
    mapping: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    updatedBy: p.uuid().nullable(),
  },
  uniques: [{ properties: ['department', 'kind', 'name'] }],
});

export type ImportSource = InferEntity<typeof ImportSource>;
