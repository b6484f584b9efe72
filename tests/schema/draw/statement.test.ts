import { getFile } from '../../../schema/draw/index.js';
import {
  Certificate,
  ImportKind,
  Inspector,
  Interest,
  InterestKind,
  Leave,
  LeaveKind,
  Target,
  TargetStatus,
} from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor, Unit } from '../../../schema/shared/unit.js';
import { MainJob } from '../../support/main-job.js';

let job: MainJob;
let registrar: Actor;
beforeAll(async () => {
  job = await MainJob.open();
  registrar = await job.addPerson('registrar', [Role.REGISTRAR], job.health);
  await job.freeze(await job.approved());
});
afterAll(() => job.close());
afterEach(() => job.clock.advance({ days: 1 }));

const seconds = () => Math.floor(job.clock.now().getTime() / 1000);

/** Both comparisons of a freeze that is made now: what each says beyond noughts. */
async function compareNow() {
  const frozen = await job.freeze(await job.approved({ windowToOn: '2026-12-31' }));
  const { comparisons } = JSON.parse(await getFile(job.readAs(), frozen.id, 'statement.json'));
  return comparisons.map(({ against, on, changes, ...counts }: Record<string, unknown>) => ({
    against,
    on,
    counted: Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)),
    told: changes,
  }));
}

/** The registrar changes the registry; an hour later it is frozen again. @returns the comparison with the freeze before */
async function statementAfter(change: (unit: Unit) => Promise<unknown>) {
  await job.act(registrar, change);
  const at = seconds();
  job.clock.advance({ hours: 1 });
  const [previous] = await compareNow();
  expect(previous.against).toBe('previous');
  return { counted: previous.counted, told: previous.told, by: { by: 'registrar', at } };
}

const realId = 'cert:粤GT00001';
const officer = (unit: Unit) => unit.em.findOneOrFail(Inspector, { realId });
const stamped = (unit: Unit) => ({ updatedAt: unit.now, updatedBy: unit.actor.accountId ?? null });
const bend = (fields: object) => (unit: Unit) =>
  unit.em.nativeUpdate(Inspector, { realId }, { ...fields, ...stamped(unit) });
const bendTarget = (id: string, fields: object) => (unit: Unit) =>
  unit.em.nativeUpdate(Target, { realId: id }, { ...fields, ...stamped(unit) });
/** The target's number is its class: 0 is A, 1 is B, 2 is C. */
const unitId = (n: number) => `licence:JY${String(n).padStart(5, '0')}`;
const leaveOf = async (unit: Unit) => ({
  id: unit.newId(),
  inspector: (await officer(unit)).id,
  fromOn: '2026-02-20',
  toOn: '2026-02-21',
  kind: LeaveKind.LEAVE,
  createdAt: unit.now,
  ...stamped(unit),
});

test('where nothing was touched, nothing is told', async () => {
  expect(await statementAfter(async () => {})).toMatchObject({ counted: {}, told: [] });
});

test.each<[string, string, (unit: Unit) => Promise<unknown>]>([
  [
    'a certificate cut short',
    'certificates',
    async (unit) =>
      unit.em.nativeUpdate(
        Certificate,
        { inspector: (await officer(unit)).id },
        { validToOn: '2026-02-01', ...stamped(unit) },
      ),
  ],
  ['capacity cut to one', 'capacity', bend({ capacity: 1 })],
  ['a skill added', 'skills', bend({ skills: ['food'] })],
  ['the skill removed', 'skills', bend({ skills: [] })],
  ['a district taken', 'districts', bend({ districts: ['440801'] })],
  ['another rank', 'rank', bend({ rank: 77 })],
])('an officer bent before the freeze is in the statement, and who did it: %s', async (_, field, change) => {
  const { counted, told, by } = await statementAfter(change);
  expect(counted).toEqual({ officersAltered: 1 });
  expect(told).toEqual([{ what: 'officer-altered', id: realId, fields: [field], ...by }]);
});

test.each<[string, object, object]>([
  ['excluded', { status: TargetStatus.CLOSED }, { excluded: 1 }],
  ['added', { status: TargetStatus.ACTIVE }, { added: 1 }],
  ['reclassed', { riskClass: 'B' }, { reclassed: 1 }],
  ['altered', { requiredSkills: ['drug'] }, { altered: 1 }],
])('a unit that is %s is told with whoever did it', async (what, fields, counts) => {
  const { counted, told, by } = await statementAfter(bendTarget(unitId(3), fields));
  expect(counted).toEqual(counts);
  expect(told).toMatchObject([{ what, id: unitId(3), ...by }]);
});

test('a unit and an officer that another department took are told with whoever passed them on', async () => {
  const { counted, told, by } = await statementAfter((unit) =>
    unit.beyond('passing', async (wide) => {
      await bendTarget(unitId(6), { department: job.market.id })(wide);
      await wide.em.nativeUpdate(
        Inspector,
        { realId: 'cert:粤GT00002' },
        { department: job.market.id, ...stamped(wide) },
      );
    }),
  );
  expect(counted).toEqual({ removed: 1, officersRemoved: 1 });
  expect(told).toEqual([
    { what: 'removed', id: unitId(6), ...by },
    { what: 'officer-removed', id: 'cert:粤GT00002', ...by },
  ]);
});

test('leave that was entered, and leave that was deleted', async () => {
  const entered = await statementAfter(async (unit) => unit.em.insert(Leave, await leaveOf(unit)));
  expect(entered.counted).toEqual({ leave: 1 });
  expect(entered.told).toEqual([{ what: 'leave', id: realId, ...entered.by }]);
  job.clock.advance({ days: 1 });
  const deleted = await statementAfter(async (unit) => {
    await unit.em.execute("select set_config('fairdraw.now', ?, true), set_config('fairdraw.by', ?, true)", [
      unit.now.toISOString(),
      unit.actor.accountId,
    ]);
    await unit.em.nativeDelete(Leave, { inspector: (await officer(unit)).id });
  });
  expect(deleted.told).toEqual([{ what: 'leave', id: realId, ...deleted.by }]);
});

test('recusals declared and ended', async () => {
  const target = unitId(4);
  const declared = await statementAfter(async (unit) =>
    unit.em.insert(Interest, {
      id: unit.newId(),
      department: job.health.id,
      inspectorRealId: realId,
      targetRealId: target,
      kind: InterestKind.KINSHIP,
      reasonCode: 'kin',
      declaredAt: unit.now,
      createdAt: unit.now,
      endsOn: null,
      ...stamped(unit),
    }),
  );
  expect(declared.counted).toEqual({ recused: 1 });
  expect(declared.told).toEqual([{ what: 'recused', id: `${target} ${realId}`, ...declared.by }]);
  job.clock.advance({ days: 1 });
  const ended = await statementAfter((unit) =>
    unit.em.nativeUpdate(Interest, { inspectorRealId: realId }, { endsOn: '2026-02-09', ...stamped(unit) }),
  );
  expect(ended.counted).toEqual({ unrecused: 1 });
  expect(ended.told).toEqual([{ what: 'unrecused', id: `${target} ${realId}`, ...ended.by }]);
});

test('a unit’s district moved', async () => {
  // Officers without districts of their own serve every district there is: one more now, and nobody changed them.
  const { counted, told, by } = await statementAfter(bendTarget(unitId(9), { district: '440803' }));
  expect(counted).toMatchObject({ altered: 1 });
  expect(told[0]).toMatchObject({ what: 'altered', fields: ['district'], ...by });
  expect(told[1]).toMatchObject({ what: 'officer-altered', fields: ['districts'], by: 'unknown' });
});

test('officers who have come are told, with the command that brought them', async () => {
  await job.bringIn(
    ImportKind.INSPECTORS,
    '姓名,单位工号,执法证号,有效期,担任职务\n新人,W99,粤GT00099,2030-12-31,科员\n',
  );
  const { counted, told } = await statementAfter(async () => {});
  expect(counted).toEqual({ officersAdded: 1 });
  expect(told).toMatchObject([{ what: 'officer-added', id: 'cert:粤GT00099', by: 'command' }]);
});

test('what was bent and then frozen away is still told against thirty days ago, by whom and when', async () => {
  job.clock.advance({ days: 40 });
  const bent = await statementAfter(bendTarget(unitId(12), { riskClass: 'C' }));
  expect(bent.counted).toEqual({ reclassed: 1 });
  job.clock.advance({ days: 20 });
  const on = job.readAs().today;
  const [previous, monthAgo] = await compareNow();
  expect(previous).toMatchObject({ counted: {}, told: [] });
  expect(monthAgo).toMatchObject({
    against: '30-days',
    counted: { reclassed: 1 },
    told: [{ what: 'reclassed', id: unitId(12), ...bent.by }],
  });
  expect(Date.parse(on) - Date.parse(monthAgo.on)).toBe(30 * 86_400_000);
});
