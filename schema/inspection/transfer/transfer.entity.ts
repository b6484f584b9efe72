import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { Assignment } from '../assignment.entity.js';
import { TransferKind, TransferState } from './transfer.states.js';

/** A transfer is a matter of two departments, and both see it. */
const bothDepartments = {
  scope: {
    name: 'scope',
    cond: (args: { departments?: readonly string[] }) =>
      args.departments
        ? {
            $or: [
              { department: { $in: [...args.departments] } },
              { recipient: { $in: [...args.departments] } },
            ],
          }
        : {},
    default: true,
  },
};

/** What a visit found goes to another department, which answers whether it takes it on. */
export const Transfer = defineEntity({
  name: 'Transfer',
  tableName: 'transfer',
  filters: bothDepartments,
  properties: {
    id: p.uuid().primary(),
    /** Who sends it. */
    department: () => p.manyToOne(Department).mapToPk(),
    /** Who receives it; absent for one outside the system, whose answer the sender enters. */
    recipient: () => p.manyToOne(Department).mapToPk().nullable(),
    recipientName: p.string(),
    kind: p.enum(() => TransferKind),
    /** Read by the sender alone: the recipient reads what stands below. */
    assignment: () => p.manyToOne(Assignment).mapToPk().filters(false),
    targetRealId: p.string(),
    targetName: p.string(),
    /** What was found, as it is told to the recipient. */
    statement: p.text(),
    /** Number of the letter. */
    documentNo: p.string(),
    state: p.enum(() => TransferState),
    sentById: p.uuid(),
    sentAt: p.datetime(),
    answeredById: p.uuid().nullable(),
    answeredAt: p.datetime().nullable(),
    /** Number under which the recipient goes on, or why it declines. */
    answer: p.text().nullable(),
    /** What the answer rests on: SHA-256 of each piece, which of them lie in this system, and where the rest is. */
    answerEvidence: p.array<string>().nullable(),
    answerEvidenceIds: p.array<string>().nullable(),
    answerKeptElsewhere: p.text().nullable(),
  },
  uniques: [{ properties: ['department', 'documentNo', 'recipientName'] }],
  indexes: [{ properties: ['department', 'state'] }, { properties: ['recipient', 'state'] }],
});

export type Transfer = InferEntity<typeof Transfer>;
