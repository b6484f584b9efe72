import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Account } from '../../account/index.js';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { Document } from '../document.entity.js';
import { DocumentKind } from '../document.kinds.js';
import { ApprovalStep } from './approval.steps.js';

/** One step of a chain, and who holds it. */
export interface ChainStep {
  readonly step: ApprovalStep;
  readonly accountId: string;
}

/** Who approves papers of a kind in a department, one after the other. Without one a paper is approved with its campaign. */
export const ApprovalChain = defineEntity({
  name: 'ApprovalChain',
  tableName: 'approval_chain',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => DocumentKind),
    steps: p.json<ChainStep[]>(),
    /** The approval of the campaign approves its papers of this kind: one act. */
    withCampaign: p.boolean(),
    /** Working days within which an urgent check is approved afterwards; absent: none is done before its approval. */
    afterwardsDays: p.integer().nullable(),
    /** By which rule. */
    afterwardsBasis: p.text().nullable(),
    setAt: p.datetime(),
    setById: p.uuid(),
  },
  uniques: [{ properties: ['department', 'kind'] }],
});

export type ApprovalChain = InferEntity<typeof ApprovalChain>;

/** That somebody approved a paper at a step (append-only). */
export const DocumentApproval = defineEntity({
  name: 'DocumentApproval',
  tableName: 'document_approval',
  properties: {
    document: () => p.manyToOne(Document).mapToPk().primary().filters(false).index(false),
    /** From 1. */
    place: p.integer().primary(),
    step: p.enum(() => ApprovalStep),
    account: () => p.manyToOne(Account).mapToPk(),
    accountName: p.string(),
    /** The arrangement by which a deputy acted; not of the database's keys, for help may end and its row be passed on. */
    underId: p.uuid().nullable(),
    opinion: p.text(),
    approvedAt: p.datetime(),
  },
  primaryKeys: ['document', 'place'],
});

export type DocumentApproval = InferEntity<typeof DocumentApproval>;
