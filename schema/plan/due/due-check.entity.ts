import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { CampaignKind } from '../campaign.stages.js';
import { Campaign } from '../plan.entity.js';
import { DueState } from './due-check.states.js';

/**
 * A check that is owed to one target (待办核查): a licence was granted on a commitment (告知承诺), or the entity was
 * reported. It becomes a targeted campaign of its kind; it is in no random pool and never counted as one.
 */
export const DueCheck = defineEntity({
  name: 'DueCheck',
  tableName: 'due_check',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => CampaignKind),
    realId: p.text().collation('C'),
    /** The number of the licence or of the report. Who reported is not kept here. */
    documentNo: p.text().collation('C'),
    /** The licence, or what the report is about, in a few words. */
    matter: p.string(),
    /** The day of the grant, or on which the report came. */
    beganOn: p.date(),
    /** By the rule of its kind, unless the licence itself names a day. */
    dueOn: p.date(),
    state: p.enum(() => DueState),
    campaign: () => p.manyToOne(Campaign).mapToPk().nullable(),
    /** Why it was dropped. */
    droppedFor: p.string().nullable(),
    endedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    createdById: p.uuid(),
  },
  // Unique by the step that enters it: two departments that merge may both have listed the same.
  indexes: [
    { properties: ['department', 'kind', 'realId'] },
    { properties: ['department', 'state', 'dueOn'] },
    { properties: ['campaign'], where: 'campaign_id is not null' },
  ],
});

export type DueCheck = InferEntity<typeof DueCheck>;
