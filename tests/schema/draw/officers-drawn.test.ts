import { addDays } from '../../../scheduler/calendar/index.js';
import { verifyRestricted } from '../../../scheduler/draw/index.js';
import { DrawnUnit } from '../../../schema/draw/index.js';
import { AssignmentOfficer } from '../../../schema/inspection/index.js';
import { listInspectorLoads } from '../../../schema/inspection/load.service.js';
import {
  Certificate,
  CertificateStatus,
  Inspector,
  InspectorStatus,
  Interest,
  InterestKind,
  Leave,
  LeaveKind,
  Secondment,
  Target,
} from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Unit } from '../../../schema/shared/unit.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { Dice } from '../../verify/dice.js';

let job: MainJob;
beforeAll(async () => {
  job = await MainJob.open({ officerCount: 2 });
});
afterAll(() => job.close());

const [windowFromOn, windowToOn] = ['2026-03-01', '2026-03-05'];
const districts = ['440800', '440802'];

/** A day around the window. */
const dayOf = (dice: Dice) => addDays('2026-02-26', dice.from(0, 12));

/** An officer with all that decides whether they may go. */
interface Thrown {
  readonly inspector: Inspector;
  readonly certificates: Certificate[];
  readonly leaves: Leave[];
  readonly secondments: Secondment[];
}

/** An officer with whatever dice say; about half of them could go. */
function throwOfficer(unit: Unit, dice: Dice, n: number, departments: readonly [string, string]): Thrown {
  const stamps = { createdAt: unit.now, updatedAt: unit.now, updatedBy: null };
  const [home, host] = dice.chance(75) ? departments : [departments[1], departments[0]];
  const inspector = unit.newId();
  const realId = `cert:粤R${String(n).padStart(5, '0')}`;
  const row: Inspector = {
    id: inspector,
    department: home,
    realId,
    name: `骰子${n}`,
    workNo: null,
    districts: dice.chance(60) ? [] : dice.some(districts, 60),
    skills: [],
    position: null,
    rank: dice.from(0, 99),
    capacity: dice.chance(90) ? null : dice.from(0, 3),
    isExpert: dice.chance(8),
    expertFields: [],
    isInPool: dice.chance(90),
    status: dice.chance(88) ? InspectorStatus.ACTIVE : dice.pick(Object.values(InspectorStatus)),
    leftOn: dice.chance(90) ? null : dayOf(dice),
    ...stamps,
    importRun: null,
  };
  const thrown: Thrown = { inspector: row, certificates: [], leaves: [], secondments: [] };
  for (let i = dice.from(1, 3); i > 0; i--) {
    const isEndless = dice.chance(60);
    const validFromOn = dice.chance(60) ? null : dayOf(dice);
    const validToOn = isEndless ? '9999-12-31' : dayOf(dice);
    thrown.certificates.push({
      ...{
        id: unit.newId(),
        inspector,
        kind: '行政执法证',
        number: `R-${n}-${i}`,
        issuer: null,
        scope: null,
      },
      ...{ validFromOn: validFromOn && validFromOn > validToOn ? null : validFromOn, validToOn },
      status: dice.chance(85) ? CertificateStatus.VALID : dice.pick(Object.values(CertificateStatus)),
      ...stamps,
    });
  }
  const period = () => {
    const fromOn = dayOf(dice);
    return { fromOn, toOn: addDays(fromOn, dice.from(0, 9)) };
  };
  if (dice.chance(20)) {
    thrown.leaves.push({
      id: unit.newId(),
      inspector,
      kind: LeaveKind.LEAVE,
      ...period(),
      ...stamps,
    });
  }
  if (dice.chance(home === departments[0] ? 15 : 90)) {
    const days = dice.chance(60) ? { fromOn: '2026-02-20', toOn: '2026-03-31' } : period();
    const sent = { department: host, home, inspector, districts: [], documentNo: '骰借' };
    thrown.secondments.push({ id: unit.newId(), ...sent, ...days, ...stamps });
  }
  return thrown;
}

async function throwInterests(unit: Unit, dice: Dice, officers: readonly Inspector[]) {
  const targets = await unit.em.find(Target, {}, { disableIdentityMap: true, orderBy: { realId: 'asc' } });
  const interests: Interest[] = [];
  for (const { department, realId } of dice.some(officers, 60)) {
    for (const target of dice.some(targets, 10)) {
      const endsOn = dice.pick([null, null, '2026-02-08', '2026-02-09']);
      interests.push({
        ...{ id: unit.newId(), department, inspectorRealId: realId, targetRealId: target.realId },
        ...{ kind: InterestKind.KINSHIP, reasonCode: '近亲属', declaredAt: unit.now, declaredById: null },
        changeId: null,
        ...{ fromOn: null, endsOn, createdAt: unit.now, updatedAt: unit.now, updatedBy: null },
      });
    }
  }
  if (interests.length > 0) await unit.em.insertMany(Interest, interests);
}

/** The registers as they stand, whole. */
async function readRegisters() {
  const { em } = job.readAs();
  return {
    officers: new Map((await em.find(Inspector, {})).map((one) => [one.realId, one])),
    targets: new Map((await em.find(Target, {})).map((one) => [one.realId, one])),
    certificates: Map.groupBy(await em.find(Certificate, {}), (one) => one.inspector),
    leaves: Map.groupBy(await em.find(Leave, {}), (one) => one.inspector),
    secondments: Map.groupBy(await em.find(Secondment, {}), (one) => one.inspector),
    interests: await em.find(Interest, {}),
  };
}

/** Why an officer may not go to a target, asked day by day of the registers themselves; nothing for one who may. */
function objection(
  registers: Awaited<ReturnType<typeof readRegisters>>,
  realId: string,
  targetRealId: string,
): string | undefined {
  const officer = registers.officers.get(realId);
  if (!officer) return 'unknown';
  const { status, isInPool, capacity, isExpert, leftOn } = officer;
  if (status !== InspectorStatus.ACTIVE || !isInPool || capacity === 0) return 'not drawable';
  if (isExpert) return 'an expert in the place of an officer';
  const tied = registers.interests.some(
    ({ inspectorRealId, targetRealId: tie, endsOn }) =>
      inspectorRealId === realId && tie === targetRealId && (!endsOn || endsOn >= '2026-02-09'),
  );
  if (tied) return 'interest';
  const secondments = registers.secondments.get(officer.id) ?? [];
  for (let day = windowFromOn; day <= windowToOn; day = addDays(day, 1)) {
    const holds = (one: { fromOn: string; toOn: string }) => one.fromOn <= day && one.toOn >= day;
    const certified = (registers.certificates.get(officer.id) ?? []).some(
      (one) =>
        one.status === CertificateStatus.VALID &&
        holds({ fromOn: one.validFromOn ?? '0', toOn: one.validToOn }),
    );
    if (!certified) return `no certificate on ${day}`;
    if ((registers.leaves.get(officer.id) ?? []).some(holds)) return `away on ${day}`;
    if (leftOn && leftOn < day) return `gone on ${day}`;
    const serves = secondments.find(holds)?.department ?? officer.department;
    if (serves !== job.health.id) return `elsewhere on ${day}`;
    const own = officer.department === job.health.id ? officer.districts : [];
    const district = registers.targets.get(targetRealId)?.district ?? '';
    if (own.length > 0 && !own.includes(district)) return 'another district';
  }
  return undefined;
}

async function drawnPairs(draw: FrozenDraw) {
  const units = await job.readAs().em.find(DrawnUnit, { draw: draw.id, isReserve: false });
  return units.flatMap(({ realId, officers }) => officers.map((officer) => ({ target: realId, officer })));
}

test('whoever is drawn is active, certified, present and in the right place on every day, and without a tie', async () => {
  const departments = [job.health.id, job.market.id] as const;
  const strata = ['A', 'B', 'C'].map((riskClass) => ({ riskClass, count: 12, reserve: 0 }));
  const drawn: string[] = [];
  let objected = 0;
  for (const seed of [1, 2, 3]) {
    const dice = new Dice(seed);
    const officers = await job.act(undefined, async (unit) => {
      const all = await unit.em.find(Target, {}, { disableIdentityMap: true, orderBy: { realId: 'asc' } });
      const moved = { id: { $in: dice.some(all, 50).map(({ id }) => id) } };
      const district = dice.pick(districts);
      await unit.em.nativeUpdate(Target, moved, { district, updatedAt: unit.now });
      const thrown = Array.from({ length: 20 }, (_, n) =>
        throwOfficer(unit, dice, seed * 100 + n, departments),
      );
      const rows = thrown.map(({ inspector }) => inspector);
      await unit.em.insertMany(Inspector, rows);
      await unit.em.insertMany(
        Certificate,
        thrown.flatMap(({ certificates }) => certificates),
      );
      await unit.em.insertMany(
        Leave,
        thrown.flatMap(({ leaves }) => leaves),
      );
      await unit.em.insertMany(
        Secondment,
        thrown.flatMap(({ secondments }) => secondments),
      );
      await throwInterests(unit, dice, rows);
      return rows;
    });
    const draw = await job.drawn({ strata, windowFromOn, windowToOn, capacity: 60 });
    const pairs = await drawnPairs(draw);
    const registers = await readRegisters();
    for (const { target, officer } of pairs) {
      expect([`seed ${seed}`, officer, target, objection(registers, officer, target)]).toEqual([
        `seed ${seed}`,
        officer,
        target,
        undefined,
      ]);
    }
    for (const { realId } of officers)
      if (objection(registers, realId, pairs[0]?.target ?? '')) objected += 1;
    drawn.push(...pairs.map(({ officer }) => officer));
    expect(verifyRestricted(await job.readBundle(draw, 'restricted'))).toMatchObject({ ok: true });
    const { 'inspectors.jsonl': file } = await job.readBundle(draw, 'restricted');
    for (const one of await job.readAs().em.find(Inspector, { department: job.health.id })) {
      expect(String(file)).toContain(`"id":"${one.realId}"`);
    }
  }
  // The dice are no empty threat: many could not go, some who were drawn are on loan.
  const { em } = job.readAs();
  const guests = await em.find(Inspector, { department: job.market.id, realId: { $in: drawn } });
  expect(objected).toBeGreaterThan(15);
  expect(new Set(drawn).size).toBeGreaterThan(10);
  expect(guests.length).toBeGreaterThan(0);
});

test('an officer on loan is on the team like any other, records and counts in the load', async () => {
  const { em } = job.readAs();
  const guest = (await em.find(Inspector, { department: job.market.id }, { orderBy: { realId: 'asc' } })).map(
    ({ id }) => id,
  );
  const [membership] = await em.find(AssignmentOfficer, { inspectorId: { $in: guest } }, { limit: 1 });
  const member = job.officer(membership?.inspectorId ?? '');
  job.clock.set('2026-03-02T02:00:00Z');
  const visited = await job.visit(membership?.assignment ?? '');
  expect(visited.signedOn).toBe('2026-03-02');
  done(await job.confirm(visited.id));
  const registrar = await job.addPerson('market-registrar', [Role.REGISTRAR], job.market);
  const loads = await listInspectorLoads(job.readAs(registrar), { first: 100 });
  const load = loads.edges.map(({ node }) => node).find((one) => one.inspector.id === member.inspectorId);
  const open = await em.find(AssignmentOfficer, { inspectorId: member.inspectorId ?? '' });
  expect(load).toMatchObject({ visitCount: 1, openAssignmentCount: open.length - 1 });
});

test('what is left of a capacity is what is not open, and one without a capacity of their own has no figure', async () => {
  const registrar = await job.addPerson('registrar', [Role.REGISTRAR], job.health);
  const { edges } = await listInspectorLoads(job.readAs(registrar), { first: 100 });
  for (const { node } of edges) {
    const { capacity } = node.inspector;
    const left = capacity === null ? undefined : Math.max(0, (capacity ?? 0) - node.openAssignmentCount);
    expect(node.capacityLeft).toBe(left);
  }
  expect(edges.some(({ node }) => node.openAssignmentCount > 0)).toBe(true);
});
