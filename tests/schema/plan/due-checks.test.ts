import { getFile } from '../../../schema/draw/index.js';
import {
  CampaignKind,
  collectDueChecks,
  DueCheck,
  DueState,
  draftDueCampaign,
  dropDueCheck,
  enterDueChecks,
  grantDueExtension,
  refuseDueExtension,
  requestDueExtension,
} from '../../../schema/plan/index.js';
import {
  addSpecialPoolMembers,
  createSpecialPool,
  ImportMode,
  Visit,
} from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Unit } from '../../../schema/shared/unit.js';
import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

let job: MainJob;
beforeAll(async () => {
  job = await MainJob.open();
});
afterAll(() => job.close());

const act = <T>(work: (unit: Unit) => Promise<T>) => job.act(job.planner, work);
const mode = ImportMode.ALL_OR_NOTHING;

function licence(n: number, more: object = {}) {
  return {
    realId: `licence:JY${String(n).padStart(5, '0')}`,
    ...{ documentNo: `承诺〔2026〕${n}号`, matter: '公共场所卫生许可（告知承诺）', beganOn: '2026-02-02' },
    ...more,
  };
}

const campaign = () => ({
  ...{ planId: job.planId, title: '告知承诺核查', itemCodes: job.itemCodes, mode: 'OPEN' as never },
  ...{ capacity: 50, witnessKeyIds: [job.witness.keyId] },
  ...{ windowFromOn: '2026-02-10', windowToOn: '2026-03-31' },
});

test('a licence granted on a commitment is due for a check by rule, or by the day that it names', async () => {
  const { checks } = done(
    await act((unit) =>
      enterDueChecks(unit, {
        ...{ kind: CampaignKind.VERIFICATION, mode },
        checks: [licence(0), licence(1, { dueOn: '2026-02-28' })],
      }),
    ),
  );
  expect(checks).toMatchObject([
    { dueOn: '2026-04-03', state: DueState.DUE },
    { dueOn: '2026-02-28', state: DueState.DUE },
  ]);
});

test('a report on an entity is to be verified within fifteen working days', async () => {
  const report = licence(2, { documentNo: '举报2026-15', matter: '卫生状况' });
  const { checks } = done(
    await act((unit) => enterDueChecks(unit, { kind: CampaignKind.REPORT, mode, checks: [report] })),
  );
  expect(checks[0]).toMatchObject({ beganOn: '2026-02-02', dueOn: '2026-02-28' });
});

test('a report’s term is extended once, by the rule, with a reason, by another person than who asked', async () => {
  const report = licence(7, { documentNo: '举报2026-16', matter: '卫生状况' });
  const entered = done(
    await act((unit) => enterDueChecks(unit, { kind: CampaignKind.REPORT, mode, checks: [report] })),
  );
  const [{ id, dueOn }] = entered.checks as [DueCheck];
  const ask = (work: object = {}) =>
    act((unit) => requestDueExtension(unit, { id, reason: '需委托检验', ...work }));
  const grant = (actor = job.approver) => job.act(actor, (unit) => grantDueExtension(unit, id));
  await expectRefused(job, 'ExtensionNotFound', () => grant());
  expect(done(await ask()).extension).toMatchObject({ beforeOn: dueOn, dueOn: null });
  await expectRefused(job, 'ExtensionAsked', () => ask());
  await expectRefused(job, 'ExtensionByOwnApprover', () => grant(job.planner));
  const { extension } = done(await grant());
  // Fifteen working days from the 28th of February on.
  expect(extension).toMatchObject({ state: 'GRANTED', dueOn: '2026-03-20' });
  expect(extension.legalBasis).toContain('第三十一条');
  expect((await job.readAs().em.findOneOrFail(DueCheck, { id })).dueOn).toBe('2026-03-20');
  await expectRefused(job, 'ExtensionNotFound', () => grant());
  await expectRefused(job, 'ExtensionAsked', () => ask());
});

test('a refused extension leaves the day as it is; a verification of a commitment is never extended', async () => {
  const report = licence(8, { documentNo: '举报2026-17', matter: '卫生状况' });
  const entered = done(
    await act((unit) => enterDueChecks(unit, { kind: CampaignKind.REPORT, mode, checks: [report] })),
  );
  const [{ id, dueOn }] = entered.checks as [DueCheck];
  done(await act((unit) => requestDueExtension(unit, { id, reason: '人手不足' })));
  const refused = await job.act(job.approver, (unit) =>
    refuseDueExtension(unit, { id, reason: '理由不充分' }),
  );
  expect(done(refused).extension).toMatchObject({ state: 'REFUSED', dueOn: null });
  expect((await job.readAs().em.findOneOrFail(DueCheck, { id })).dueOn).toBe(dueOn);
  const verification = done(
    await act((unit) =>
      enterDueChecks(unit, { kind: CampaignKind.VERIFICATION, mode, checks: [licence(9)] }),
    ),
  );
  const other = verification.checks[0]?.id ?? '';
  await expectRefused(job, 'KindNotExtendable', () =>
    act((unit) => requestDueExtension(unit, { id: other, reason: '需委托检验' })),
  );
});

test('every fault of an entry is told at once; as the user chose nothing is taken, or the good ones', async () => {
  const asked = {
    kind: CampaignKind.VERIFICATION,
    checks: [
      licence(0),
      licence(3),
      licence(3),
      { ...licence(4), realId: 'licence:JY99999' },
      licence(5, { beganOn: '2026-02-10' }),
      licence(6, { dueOn: '2026-02-01' }),
    ],
  };
  const refusal = await expectRefused(job, 'DueChecksFaulty', () =>
    act((unit) => enterDueChecks(unit, { ...asked, mode })),
  );
  const faults = [
    { number: 1, code: 'ALREADY_LISTED' },
    { number: 3, code: 'TWICE' },
    { number: 4, code: 'UNKNOWN_TARGET' },
    { number: 5, code: 'DAY_IN_FUTURE' },
    { number: 6, code: 'DUE_BEFORE_BEGINNING' },
  ];
  expect(refusal.faults).toMatchObject(faults);
  const taken = done(await act((unit) => enterDueChecks(unit, { ...asked, mode: ImportMode.GOOD_ROWS })));
  expect(taken.checks).toMatchObject([{ realId: 'licence:JY00003' }]);
  expect(taken.faults).toMatchObject(faults);
});

test('licences of a special pool are collected once, the earliest grant first', async () => {
  const registrar = await job.addPerson('registrar', [Role.REGISTRAR], job.health);
  const pool = await job.act(registrar, async (unit) => {
    const { id } = done(
      await createSpecialPool(unit, { name: '告知承诺许可', requiredSkills: [], needsExpert: false }),
    ) as { id: string };
    const members = [
      { realId: 'licence:JY00010', licenceNo: '许可10', approvedOn: '2026-02-05' },
      { realId: 'licence:JY00011', licenceNo: '许可11', approvedOn: '2026-02-03' },
      { realId: 'licence:JY00012', licenceNo: '许可12' },
    ];
    done(await addSpecialPoolMembers(unit, { specialPoolId: id, members } as never));
    return id;
  });
  // The sixtieth day is Tomb-Sweeping Day: the duty moves behind the holiday.
  const first = done(await act((unit) => collectDueChecks(unit, pool)));
  expect(first.checks).toMatchObject([
    { documentNo: '许可11', matter: '告知承诺许可', beganOn: '2026-02-03', dueOn: '2026-04-07' },
    { documentNo: '许可10', beganOn: '2026-02-05' },
  ]);
  expect(done(await act((unit) => collectDueChecks(unit, pool)))).toMatchObject({ checks: [], leftCount: 0 });
});

test('what is owed becomes a campaign of its kind: its targets are named, its officers drawn; done by its results', async () => {
  const { em } = job.readAs();
  const due = await em.find(DueCheck, { kind: CampaignKind.VERIFICATION, state: DueState.DUE });
  const report = await em.findOneOrFail(DueCheck, { kind: CampaignKind.REPORT });
  const ids = due.map(({ id }) => id);
  await expectRefused(job, 'DueKindsMixed', () =>
    act((unit) => draftDueCampaign(unit, { ...campaign(), dueCheckIds: [...ids, report.id] })),
  );
  const created = done(await act((unit) => draftDueCampaign(unit, { ...campaign(), dueCheckIds: ids })));
  expect(created.campaign).toMatchObject({ kind: 'VERIFICATION', stage: 'OFFICERS', filter: {} });
  await expectRefused(job, 'DueCheckStateWrong', () =>
    act((unit) => draftDueCampaign(unit, { ...campaign(), dueCheckIds: ids })),
  );

  const approved = done(await job.approve(created.campaign.id)).campaign;
  const frozen = await job.complete(await job.freeze(approved));
  await job.runJobs();
  const statement = JSON.parse(await getFile(job.readAs(), frozen.id, 'statement.json'));
  expect(statement).toMatchObject({ covered: due.length, excluded: 0 });
  expect(statement.filter).toContain('湛江市卫生健康局');
  const assignments = await job.listAssignments(frozen);
  expect(assignments.map(({ targetRealId }) => targetRealId)).toEqual(due.map(({ realId }) => realId).sort());

  job.clock.set('2026-02-10T02:00:00Z');
  const [assignment] = assignments;
  const result = await job.visit(assignment?.id ?? '');
  done(await job.confirm(result.id));
  const finished = await job
    .readAs()
    .em.find(DueCheck, { realId: assignment?.targetRealId ?? '', campaign: approved.id });
  expect(finished.map(({ state }) => state)).toEqual([DueState.DONE]);
  // Never counted as a random check: a cap does not count it.
  const visit = await job.readAs().em.findOneOrFail(Visit, { assignmentId: assignment?.id ?? '' });
  expect(visit.isCounted).toBe(false);
});

test('what is no longer owed is dropped with its reason; what is in a campaign is carried out', async () => {
  const { em } = job.readAs();
  const report = await em.findOneOrFail(DueCheck, { kind: CampaignKind.REPORT });
  const dropped = done(
    await act((unit) => dropDueCheck(unit, { id: report.id, reason: '举报人撤回，且已由他案处理' })),
  );
  expect(dropped.check).toMatchObject({ state: DueState.DROPPED });
  const [planned] = await em.find(DueCheck, { state: DueState.PLANNED });
  await expectRefused(job, 'DueCheckStateWrong', () =>
    act((unit) => dropDueCheck(unit, { id: planned?.id ?? '', reason: '不查了' })),
  );
});
