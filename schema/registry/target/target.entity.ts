import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department, Division } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { ImportRun } from '../import/import-run.entity.js';
import { Datum, SubjectKind, TargetKind, TargetStatus } from './target.states.js';

/**
 * A target (检查对象): what may be inspected. Known by its real-world id, never by the key of this table, so that the
 * same pool gives the same draw on every installation. The id's column sorts by its bytes, as the draw does.
 */
export const Target = defineEntity({
  name: 'Target',
  tableName: 'target',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    realId: p.text().collation('C'),
    name: p.text(),
    kind: p.enum(() => TargetKind),
    subject: p.enum(() => SubjectKind),
    /** Other identifiers, `<scheme>:<value>`, in the fixed priority of schemes. */
    identifiers: p.array(),
    formerNames: p.array(),
    /** The real-world id of the responsible entity, for what is below an entity. */
    responsibleId: p.text().collation('C').nullable(),
    /** The stage of a project, as the source words it. */
    stage: p.string().nullable(),
    division: () => p.manyToOne(Division).mapToPk(),
    /** Matched with the districts of inspectors; the division's code unless the file says otherwise. */
    district: p.string(),
    /** The line of business as the source words it; strata and filters go by it. */
    trade: p.string().nullable(),
    /** GB/T 4754: section letter and up to four digits (`F5213`), the main trade first. */
    tradeCodes: p.array(),
    riskClass: p.string().nullable(),
    /** Which scale the class belongs to: scales run in both directions. */
    classSystem: p.string().nullable(),
    weight: p.integer().default(1),
    status: p.enum(() => TargetStatus),
    /** Since when it stands so, where the source tells. */
    statusOn: p.date().nullable(),
    establishedOn: p.date().nullable(),
    /** The registering authority (登记机关), as the source words it. */
    registrar: p.text().nullable(),
    address: p.text().nullable(),
    /** Where it trades, when that is not its registered address. */
    businessAddress: p.text().nullable(),
    /** In degrees and in its datum as the source has them; conversion is made on reading. */
    longitude: p.double().nullable(),
    latitude: p.double().nullable(),
    /** Of longitude and latitude; absent where the source does not tell. */
    datum: p.enum(() => Datum).nullable(),
    requiredSkills: p.array(),
    tags: p.array(),
    /** The source that listed it last: a rule for what a file no longer names goes by it. */
    source: p.string().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    /** Whose account changed it last; absent for a command or the system. */
    updatedBy: p.uuid().nullable(),
    /** The import that wrote this row last; a hand that changes it later leaves it. */
    importRun: () =>
      p.manyToOne(ImportRun).mapToPk().nullable().createForeignKeyConstraint(false).index(false),
  },
  uniques: [{ properties: ['department', 'realId'] }],
  // Most targets have one identifier: only the others stand in this one. Former names are found by the index of the search.
  indexes: [
    { properties: ['identifiers'], type: 'gin', where: "identifiers <> '{}'" },
    { properties: ['department', 'responsibleId'], where: 'responsible_id is not null' },
  ],
});

export type Target = InferEntity<typeof Target>;

/** Whether a target is a natural person, or stands below one: reported, and never published. */
export function isNaturalPerson({
  realId,
  responsibleId,
  subject,
}: Pick<Target, 'realId' | 'responsibleId' | 'subject'>): boolean {
  const isBelow = realId.startsWith('np:') || Boolean(responsibleId?.startsWith('np:'));
  return isBelow || subject === SubjectKind.NATURAL_PERSON;
}

/** The entity that answers for a target: the one it names, the one its id stands below, or itself. */
export function entityOf({ realId, responsibleId }: Pick<Target, 'realId' | 'responsibleId'>): string {
  return responsibleId ?? (realId.split('/', 1)[0] as string);
}
