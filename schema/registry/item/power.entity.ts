import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { PowerKind } from './item.states.js';

/**
 * Who may license, inspect or penalise on an item, and since when. A delegated act is done in the name of the
 * delegating authority (委托). At most one holder of a kind per item, division and day.
 */
export const Power = defineEntity({
  name: 'Power',
  tableName: 'power',
  properties: {
    id: p.uuid().primary(),
    itemCode: p.text().collation('C'),
    kind: p.enum(() => PowerKind),
    /** Who acts. */
    holder: () => p.manyToOne(Department).mapToPk(),
    /** In whose name, where the power is delegated. */
    inNameOf: () => p.manyToOne(Department).mapToPk().nullable(),
    /** Only there; absent: wherever the holder is competent. */
    divisionCode: p.string().nullable(),
    fromOn: p.date(),
    /** The last day; absent while it holds. */
    toOn: p.date().nullable(),
    legalBasis: p.text(),
    documentNo: p.string().nullable(),
    createdAt: p.datetime(),
    createdById: p.uuid().nullable(),
  },
  indexes: [{ properties: ['itemCode', 'kind', 'fromOn'] }],
});

export type Power = InferEntity<typeof Power>;
