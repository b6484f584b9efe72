import fc from 'fast-check';
import {
  type ComparedPools,
  excludedFile,
  type InspectorRecord,
  inspectorFile,
  type TargetRecord,
  targetFile,
} from '../../../scheduler/draw/index.js';

export interface UnitModel {
  readonly class: string;
  readonly stratum: string;
  readonly record: Omit<TargetRecord, 'id'>;
}

/** The pools of a freeze as a test thinks of them, by id. */
export interface PoolModel {
  readonly units: Record<string, UnitModel>;
  readonly excluded: readonly string[];
  readonly officers: Record<string, Omit<InspectorRecord, 'id'>>;
  /** `<entity> <officer>`. */
  readonly pairs: readonly string[];
}

const lines = (records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** The files of a model, with grounds whose hashes differ from freeze to freeze as salts do. */
export function filesOf({ units, excluded, officers, pairs }: PoolModel, salt = '0'): ComparedPools {
  const codes = [...new Set(Object.values(units).map(({ stratum }) => stratum))].sort();
  const inStratum = (code: string) => Object.entries(units).filter(([, { stratum }]) => stratum === code);
  const classes = [
    ...Object.entries(units).map(([id, unit]) => ({ id, class: unit.class })),
    ...excluded.map((id) => ({ id, class: 'A' })),
  ];
  return {
    strata: codes.map((code) => ({
      code,
      records: targetFile(inStratum(code).map(([id, { record }]) => ({ id, ...record }))),
    })),
    excluded: excludedFile(excluded.map((id) => ({ id, reason: 'closed' }))),
    inspectors: inspectorFile(Object.entries(officers).map(([id, officer]) => ({ id, ...officer }))),
    conflicts: lines(
      pairs.map((pair) => {
        const [entity, officer] = pair.split(' ');
        return { entity, officer, reason: salt.repeat(64) };
      }),
    ),
    register: lines(classes),
  };
}

const unit: fc.Arbitrary<UnitModel> = fc.record({
  class: fc.constantFrom('A', 'B'),
  stratum: fc.constantFrom('a', 'b'),
  record: fc.record(
    {
      district: fc.constantFrom('d1', 'd2'),
      skills: fc.subarray(['s1', 's2']),
      weight: fc.integer({ min: 1, max: 9 }),
      entity: fc.constantFrom('uscc:1', 'uscc:2'),
    },
    { requiredKeys: ['district'] },
  ),
});

const officer: fc.Arbitrary<Omit<InspectorRecord, 'id'>> = fc.record(
  {
    department: fc.constantFrom('x', 'y'),
    districts: fc.subarray(['d1', 'd2'], { minLength: 1 }).map((all) => all.map((code) => ({ code }))),
    skills: fc.subarray(['s1', 's2']),
    rank: fc.integer({ min: 0, max: 3 }),
    certificates: fc.subarray([
      { kind: 'k', from: '2026-01-01', to: '2026-12-31' },
      { kind: 'k', from: '2027-01-01', to: '2027-12-31' },
    ]),
    leave: fc.subarray([{ from: '2026-03-01', to: '2026-03-02' }]),
    status: fc.constantFrom('active' as const, 'suspended' as const),
    role: fc.constantFrom('inspector' as const, 'expert' as const),
    capacity: fc.integer({ min: 1, max: 9 }),
  },
  { requiredKeys: ['department', 'districts', 'skills', 'rank', 'certificates', 'leave', 'status', 'role'] },
);

const units = ['u:1', 'u:2', 'u:3', 'u:4'];
const officers = ['o:1', 'o:2', 'o:3'];
const pairs = units.flatMap((entity) => officers.map((one) => `${entity} ${one}`));

/** Few ids, so that two models share most of them. Nothing is excluded. */
export const poolModel: fc.Arbitrary<PoolModel> = fc.record({
  units: fc.dictionary(fc.constantFrom(...units), unit, { noNullPrototype: true }),
  excluded: fc.constant([]),
  officers: fc.dictionary(fc.constantFrom(...officers), officer, { noNullPrototype: true }),
  pairs: fc.subarray(pairs),
});
