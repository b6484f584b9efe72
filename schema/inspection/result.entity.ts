import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { registerEnumType } from 'type-graphql';
import { Department } from '../department/index.js';
import { CheckMethod } from '../registry/index.js';
import { departmentScope } from '../shared/scope.js';
import { Assignment } from './assignment.entity.js';

export { CheckMethod, methodText } from '../registry/index.js';

/** What follows from a result. */
export enum Disposition {
  NONE = 'NONE',
  STOPPED_TO_DAILY_SUPERVISION = 'STOPPED_TO_DAILY_SUPERVISION',
  RECTIFICATION_ORDERED = 'RECTIFICATION_ORDERED',
  CASE_LEAD_TRANSFERRED = 'CASE_LEAD_TRANSFERRED',
  OTHER_DEPARTMENT_INFORMED = 'OTHER_DEPARTMENT_INFORMED',
  NO_PENALTY = 'NO_PENALTY',
  FIRST_OFFENCE_NOT_PENALISED = 'FIRST_OFFENCE_NOT_PENALISED',
  OTHER = 'OTHER',
}

/** Chinese words of a disposition, as they are published. */
export const dispositionText: Readonly<Record<Disposition, string>> = {
  NONE: '无需处置',
  STOPPED_TO_DAILY_SUPERVISION: '停止检查转日常监管',
  RECTIFICATION_ORDERED: '责令改正',
  CASE_LEAD_TRANSFERRED: '案件线索移送',
  OTHER_DEPARTMENT_INFORMED: '抄告其他部门',
  NO_PENALTY: '不予处罚',
  FIRST_OFFENCE_NOT_PENALISED: '首违不罚',
  OTHER: '其他',
};

function described<Value extends string>(texts: Readonly<Record<Value, string>>) {
  const entries = (Object.entries(texts) as [Value, string][]).map(([value, description]) => [
    value,
    { description: `${description}。` },
  ]);
  return Object.fromEntries(entries) as never;
}

registerEnumType(Disposition, {
  name: 'Disposition',
  description: '处置方式。What follows from a result.',
  valuesConfig: described(dispositionText),
});
/** One version of what a visit found; a returned one stays, and the next version follows it. */
export const InspectionResult = defineEntity({
  name: 'InspectionResult',
  tableName: 'inspection_result',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    assignment: () => p.manyToOne(Assignment).mapToPk().filters(false),
    version: p.integer(),
    visitedOn: p.date(),
    /** Why a merged visit was made on another day than was decided; absent where it was not. */
    otherDayReason: p.text().nullable(),
    resultSystem: p.string(),
    resultCode: p.string(),
    findings: p.text(),
    disposition: p.enum(() => Disposition),
    method: p.enum(() => CheckMethod),
    /** The officer who recorded it; of a result entered from paper the officer who leads the team. */
    recordedById: p.uuid(),
    recordedAt: p.datetime(),
    /** The day on which the last officer signed; deadlines count from it. */
    signedOn: p.date().nullable(),
    reviewedById: p.uuid().nullable(),
    /** The arrangement by which it was reviewed, if any. */
    reviewedUnderId: p.uuid().nullable(),
    reviewedAt: p.datetime().nullable(),
    returnedFor: p.text().nullable(),
    isConfirmed: p.boolean().default(false),
    /** When a corrected version took its place; what is confirmed and has none stands. */
    correctedAt: p.datetime().nullable(),
    /** The correction of which it is a version; absent of what the visit itself recorded. */
    correctionId: p.uuid().nullable(),
    /** The signed sheet that it was entered from; absent where officers signed in the system. */
    paperId: p.uuid().nullable(),
    /** Whose account entered it from the sheet, and the arrangement by which. */
    enteredById: p.uuid().nullable(),
    enteredUnderId: p.uuid().nullable(),
    /** Why it came later than the rule says, sealed (`personal_record`). */
    lateReasonRecordId: p.uuid().nullable(),
    /** The officer who says that the signature on the sheet is not theirs. */
    contestedById: p.uuid().nullable(),
    /** SHA-256 of the content of the visit's events when it was recorded; absent where there were none. */
    visitContent: p.string().length(64).nullable(),
  },
  uniques: [
    { properties: ['assignment', 'version'] },
    {
      properties: ['assignment'],
      name: 'inspection_result_standing_unique',
      where: 'is_confirmed and corrected_at is null',
    },
  ],
});

export type InspectionResult = InferEntity<typeof InspectionResult>;

/** An officer's signature under one version of a result. */
export const ResultSignature = defineEntity({
  name: 'ResultSignature',
  tableName: 'result_signature',
  properties: {
    /** Found by whoever is on the team, also from another department. */
    result: () => p.manyToOne(InspectionResult).mapToPk().primary().filters(false),
    inspectorId: p.uuid().primary(),
    /** Absent of a signature by pen. */
    accountId: p.uuid().nullable(),
    /** When it came into the system. */
    signedAt: p.datetime(),
    /** By pen: the paper that bears it, and the SHA-256 of its scan. */
    paperId: p.uuid().nullable(),
    scanHash: p.string().length(64).nullable(),
  },
});

export type ResultSignature = InferEntity<typeof ResultSignature>;
