import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { AlarmKind, AlarmState } from './alarm.states.js';
import { ChangeRequest } from './change.entity.js';

/** The figures behind an alarm on a rate, as they were when it was raised. */
export interface RateFigures {
  readonly observedCount: number;
  readonly trialCount: number;
  readonly restObservedCount: number;
  readonly restTrialCount: number;
  /** Probability of as many or more by chance alone, and the level it was held against; per million. */
  readonly tailPpm: number;
  readonly levelPpm: number;
}

/** Something that a head has to look into: with an owner and a state until it is settled. */
export const InspectionAlarm = defineEntity({
  name: 'InspectionAlarm',
  tableName: 'inspection_alarm',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => AlarmKind),
    /** A request, a pair of officers by their real-world ids, or a division. */
    subjectKey: p.string(),
    change: () => p.manyToOne(ChangeRequest).mapToPk().nullable(),
    figures: p.json<RateFigures>().nullable(),
    state: p.enum(() => AlarmState),
    /** Who looks into it; absent while any head of the department may take it. */
    ownerId: p.uuid().nullable(),
    raisedAt: p.datetime(),
    /** The last day on which it is to be settled. */
    dueOn: p.date(),
    takenAt: p.datetime().nullable(),
    settledById: p.uuid().nullable(),
    settledAt: p.datetime().nullable(),
    settledFor: p.text().nullable(),
    /** SHA-256 of each piece of evidence, lower-case hex. */
    settledEvidence: p.array<string>().nullable(),
    /** Which of them lie in this system, and where the rest is kept. */
    settledEvidenceIds: p.array<string>().nullable(),
    settledKeptElsewhere: p.text().nullable(),
  },
  indexes: [{ properties: ['department', 'state'] }, { properties: ['kind', 'subjectKey'] }],
});

export type InspectionAlarm = InferEntity<typeof InspectionAlarm>;
