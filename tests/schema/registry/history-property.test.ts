import { createHash } from 'node:crypto';
import type { Membership } from '../../../schema/draw/draw.special-pools.js';
import { splitRegister } from '../../../schema/draw/split-register.js';
import type { Campaign } from '../../../schema/plan/index.js';
import {
  type DrawTarget,
  listInspectorPoolAsOf,
  listInterestsAsOf,
  listRegisterAsOf,
} from '../../../schema/registry/index.js';
import type { Unit } from '../../../schema/shared/unit.js';
import { type ModelRow, RegisterModel, seededNumbers } from './register-model.js';
import { openRegistryHouse, type RegistryHouse } from './registry-house.js';

/** 10,000 changes and 50 days, or as many as a longer run asks for. */
const changeCount = Number(process.env.HISTORY_CHANGES ?? 10_000);
const dayCount = 50;
const seed = Number(process.env.HISTORY_SEED ?? 20261122);
const random = seededNumbers(seed);
const oneOf = <T>(values: readonly T[]): T => values[random(values.length)] as T;

interface TargetRow extends ModelRow {
  department_id: string;
  real_id: string;
  name: string;
  district: string;
  risk_class: string | null;
  status: string;
  weight: number;
  required_skills: string[];
  tags: string[];
}
interface OfficerRow extends ModelRow {
  department_id: string;
  real_id: string;
  rank: number;
  skills: string[];
  status: string;
}
interface CertificateRow extends ModelRow {
  inspector_id: string;
  number: string;
  valid_to_on: string;
}
interface LeaveRow extends ModelRow {
  inspector_id: string;
  from_on: string;
  to_on: string;
}
interface InterestRow extends ModelRow {
  department_id: string;
  inspector_real_id: string;
  target_real_id: string;
  ends_on: string | null;
}

const targets = new RegisterModel<TargetRow>();
const officers = new RegisterModel<OfficerRow>();
const certificates = new RegisterModel<CertificateRow>();
const leaves = new RegisterModel<LeaveRow>();
const interests = new RegisterModel<InterestRow>();

let house: RegistryHouse;
let departments: string[];
let clock = Date.parse('2026-01-01T00:00:00Z');
let made = 0;
let serial = 0;
beforeAll(async () => {
  house = await openRegistryHouse();
  departments = [house.health.id, house.market.id];
});
afterAll(() => house.close());

/** The next instant; now and then the same again. */
const tick = () => (clock += random(4) * 60_000);
const newId = () => {
  serial += 1;
  return `00000000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
};
const day = () => `2026-${String(1 + random(12)).padStart(2, '0')}-15`;
const names = ['甲', '𠮷', 'z', '～', '，', 'é'];

function newTarget(): TargetRow {
  const id = newId();
  return {
    ...{
      id,
      department_id: oneOf(departments),
      real_id: `licence:${oneOf(names)}${serial}`,
      name: `店${serial}`,
    },
    ...{ district: '440802', risk_class: oneOf(['A', 'B', null]), status: 'ACTIVE', weight: 1 },
    ...{ required_skills: [], tags: [] },
  };
}

/** Another value of one field; sometimes the row passes to the other department. */
function bent(row: TargetRow): TargetRow {
  const changes: Partial<TargetRow>[] = [
    { risk_class: oneOf(['A', 'B', 'C', null]) },
    { status: oneOf(['ACTIVE', 'CLOSED', 'SUSPENDED', 'REMOVED']) },
    { name: `${oneOf(names)}店"\\${random(99)}` },
    { district: oneOf(['440802', '440803', '霞山']) },
    { required_skills: oneOf([[], ['食品'], ['food', '食品']]) },
    { tags: oneOf([[], ['重点']]), weight: 1 + random(9) },
    { department_id: oneOf(departments) },
  ];
  return { ...row, ...oneOf(changes) };
}

/** What the database needs beside what the model knows. */
const fixed: Readonly<Record<string, string>> = {
  target: `kind, subject, identifiers, former_names, division_code, trade_codes) select $, 'ENTITY', 'LEGAL_PERSON',
    '{}', '{}', '440802', '{}'`,
  inspector: `name, districts, is_expert, expert_fields, is_in_pool) select $, '演员', '{}', false, '{}', true`,
  certificate: `kind, valid_from_on, status) select $, '执法证', '2020-01-01', 'VALID'`,
  leave: `kind) select $, 'LEAVE'`,
  interest: `kind, reason_code, declared_at) select $, 'KINSHIP', 'kin', created_at`,
};

type Stamped = ModelRow & { readonly at: number };

/** Rows of one register with the instant of each, by one statement: entered, or changed where they are known. */
async function write(unit: Unit, table: string, rows: readonly Stamped[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).filter((column) => column !== 'at');
  const all = [...columns, 'created_at', 'updated_at'];
  const json = rows.map(({ at, ...row }) => ({ ...row, created_at: new Date(at), updated_at: new Date(at) }));
  const [more, values] = (fixed[table] ?? '').split(') select $') as [string, string];
  const set = [...columns, 'updated_at'].filter((column) => column !== 'id');
  await unit.em.execute(
    `insert into "${table}" as old (${all.join(', ')}, ${more}) select ${all.join(', ')}${values}
       from jsonb_populate_recordset(null::"${table}", ?::jsonb)
     on conflict (id) do update set ${set.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [JSON.stringify(json)],
  );
}

/** Different rows of those that stand. */
function some<Row extends ModelRow>(model: RegisterModel<Row>, count: number): Row[] {
  const rows = model.standing();
  return [...new Set(Array.from({ length: Math.min(count, rows.length) }, () => oneOf(rows)))];
}

/** Writes rows into the database and the model alike, each at an instant of its own. */
async function record<Row extends ModelRow>(
  unit: Unit,
  table: string,
  model: RegisterModel<Row>,
  rows: readonly Row[],
): Promise<void> {
  const stamped = rows.map((row) => ({ ...row, at: tick() }));
  await write(unit, table, stamped);
  for (const { at, ...row } of stamped) model.put(row.id, at, row as unknown as Row);
  made += rows.length;
}

async function deleteLeave(unit: Unit): Promise<void> {
  const gone = some(leaves, 1);
  const at = tick();
  await unit.em.execute("select set_config('fairdraw.now', ?, true), set_config('fairdraw.by', '', true)", [
    new Date(at).toISOString(),
  ]);
  for (const { id } of gone) {
    await unit.em.execute('delete from leave where id = ?', [id]);
    leaves.put(id, at, undefined);
  }
  made += gone.length;
}

function newOfficer(): OfficerRow {
  const id = newId();
  const fields = { department_id: oneOf(departments), real_id: `cert:${oneOf(names)}${serial}` };
  return { id, ...fields, rank: 1, skills: [], status: 'ACTIVE' };
}

const times = <T>(count: number, one: () => T): T[] => Array.from({ length: count }, one);

/** One batch of changes of a random kind. */
async function changeSomething(unit: Unit): Promise<void> {
  const officer = () => oneOf(officers.standing());
  switch (random(9)) {
    case 0:
      return record(unit, 'target', targets, times(40, newTarget));
    case 1: {
      // As an import: some rows new, others changed, by one statement.
      const known = some(targets, 80).map(bent);
      return record(unit, 'target', targets, [...known, ...times(30, newTarget)]);
    }
    case 2:
    case 3:
      return record(unit, 'target', targets, some(targets, 60).map(bent));
    case 4:
      await record(unit, 'inspector', officers, times(3, newOfficer));
      return record(
        unit,
        'certificate',
        certificates,
        times(2, () => ({
          id: newId(),
          inspector_id: officer().id,
          number: `粤${serial}`,
          valid_to_on: day(),
        })),
      );
    case 5: {
      const others = () => ({
        rank: random(99),
        skills: oneOf([[], ['食品']]),
        department_id: oneOf(departments),
      });
      const changed = some(officers, 10).map((row) => ({ ...row, ...others() }));
      await record(unit, 'inspector', officers, changed);
      const renewed = some(certificates, 10).map((row) => ({ ...row, valid_to_on: day() }));
      return record(unit, 'certificate', certificates, renewed);
    }
    case 6: {
      const on = `20${10 + random(80)}-01-0${1 + random(9)}`;
      const leave = { id: newId(), inspector_id: officer().id, from_on: on, to_on: on };
      const taken = leaves
        .standing()
        .some((one) => one.inspector_id === leave.inspector_id && one.from_on === on);
      return taken ? undefined : record(unit, 'leave', leaves, [leave]);
    }
    case 7:
      return deleteLeave(unit);
    default: {
      const { department_id, real_id } = officer();
      const entity = `licence:${serial}`;
      const declared = {
        id: newId(),
        department_id,
        inspector_real_id: real_id,
        target_real_id: entity,
        ends_on: null,
      };
      const ended = some(interests, 5).map((row) => ({ ...row, ends_on: day() }));
      return record(unit, 'interest', interests, [...ended, declared]);
    }
  }
}

const everybody: Membership = { takesIn: () => true, skillsOf: () => [], poolNames: [] };

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The register's file and the file of a stratum as the draw has them. */
async function registerFiles(pages: AsyncIterable<DrawTarget[]>) {
  const strata = [...'ABC', '-'].map((riskClass, n) => ({ code: `s${n}`, riskClass, reserve: 0 }));
  const {
    register,
    excluded,
    strata: files,
  } = await splitRegister(() => pages, { strata, filter: {} } as unknown as Campaign, everybody);
  return [register, excluded, ...files.values()].map((file) => Buffer.from(file.toBytes()).toString());
}

async function* asPage(rows: readonly TargetRow[]): AsyncGenerator<DrawTarget[]> {
  const sorted = [...rows].sort((a, b) => byBytes(a.real_id, b.real_id));
  yield sorted.map(
    (row) =>
      ({
        ...{
          realId: row.real_id,
          name: row.name,
          district: row.district,
          riskClass: row.risk_class,
          trade: null,
        },
        ...{ status: row.status, weight: row.weight, requiredSkills: row.required_skills, tags: row.tags },
      }) as unknown as DrawTarget,
  );
}

/** The second pool as text: officers by the bytes of their ids, with what belongs to each. */
function officersOf(department: string, instant: number): unknown[] {
  const [held, away] = [certificates.asOf(instant), leaves.asOf(instant)];
  return officers
    .asOf(instant)
    .filter((one) => one.department_id === department)
    .sort((a, b) => byBytes(a.real_id, b.real_id))
    .map(({ id, real_id, rank, skills }) => [
      ...[real_id, rank, skills],
      held
        .filter((one) => one.inspector_id === id)
        .sort((a, b) => byBytes(a.number, b.number))
        .map((one) => one.valid_to_on),
      away
        .filter((one) => one.inspector_id === id)
        .map((one) => one.from_on)
        .sort(),
    ]);
}

test(`the pool of a past day is reproduced exactly after ${changeCount} random changes (HISTORY_SEED=${seed})`, async () => {
  await house.stepAs()(async (unit) => {
    await record(unit, 'target', targets, times(200, newTarget));
    await record(unit, 'inspector', officers, times(30, newOfficer));
    while (made < changeCount) await changeSomething(unit);
  });
  const start = Date.parse('2026-01-01T00:00:00Z');
  const digests = new Set<string>();
  for (let n = 0; n < dayCount; n += 1) {
    // Every other one is exactly the instant of a change, as the changes are whole minutes apart.
    const minutes = random((clock - start) / 60_000);
    const instant = new Date(start + 60_000 * minutes + (n % 2) * random(60_000));
    const [department, reader] = [oneOf(departments), house.readAs()];
    const then = targets.asOf(instant.getTime()).filter((one) => one.department_id === department);
    const files = await registerFiles(listRegisterAsOf(reader, department, instant));
    expect(files).toEqual(await registerFiles(asPage(then)));
    const pool = await listInspectorPoolAsOf(reader, department, instant);
    expect(
      pool.map(({ inspector, certificates: held, leaves: away }) => [
        ...[inspector.realId, inspector.rank, inspector.skills],
        held.map((one) => one.validToOn),
        away.map((one) => one.fromOn),
      ]),
    ).toEqual(officersOf(department, instant.getTime()));
    const on = new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const holding = interests
      .asOf(instant.getTime())
      .filter((one) => one.department_id === department && (one.ends_on ?? '9999') >= on);
    const read = await listInterestsAsOf(reader, department, instant);
    expect(read.map((one) => one.id).sort()).toEqual(holding.map((one) => one.id).sort());
    digests.add(createHash('sha256').update(files.join()).digest('hex'));
  }
  // Otherwise one and the same pool was compared over and over.
  expect(digests.size).toBeGreaterThan(dayCount / 2);
}, 60_000);
