import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Evidence, EvidenceKind } from '../evidence/index.js';
import { InspectionResult } from '../result.entity.js';

/** A piece of evidence that a version of a result rests on, whatever the result says; only ever added. */
export const ResultEvidence = defineEntity({
  name: 'ResultEvidence',
  tableName: 'result_evidence',
  properties: {
    result: () => p.manyToOne(InspectionResult).mapToPk().primary().filters(false).deleteRule('restrict'),
    evidence: () => p.manyToOne(Evidence).mapToPk().primary().filters(false).deleteRule('restrict'),
    /** Of the file as it was taken, lower-case hex. */
    sha256: p.string().length(64),
    kind: p.enum(() => EvidenceKind),
  },
  indexes: [{ properties: ['evidence'] }],
});

export type ResultEvidence = InferEntity<typeof ResultEvidence>;
