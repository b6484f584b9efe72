import { neutralCode } from '../../../schema/draw/neutral-code.js';
import {
  AssignmentOfficer,
  AssignmentState,
  getResultCode,
  listResultCodes,
} from '../../../schema/inspection/index.js';
import { Campaign, SlotRole } from '../../../schema/plan/index.js';
import {
  addSpecialPoolMembers,
  changeItem,
  changeSpecialPool,
  closeSpecialPool,
  createSpecialPool,
  endItem,
  enterItem,
  enterResultSystem,
  ImportKind,
  Inspector,
  Item,
  ItemKind,
  listPool,
  publishItemList,
  removeSpecialPoolMembers,
  VisitFinding,
} from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor, Unit } from '../../../schema/shared/unit.js';
import { eligibleUnits } from '../../support/eligible-units.js';
import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

let job: MainJob;
let registrar: Actor;
beforeAll(async () => {
  job = await MainJob.open();
  registrar = await job.addPerson('registrar', [Role.REGISTRAR], job.health);
  await job.bringIn(
    ImportKind.INSPECTORS,
    '姓名,单位工号,执法证号,有效期,担任职务,是否专家,岗位资质资格\n专家甲,W90,粤GT90000,2030-12-31,科员,是,\n电工甲,W91,粤GT91000,2030-12-31,科员,否,特种设备\n电工乙,W92,粤GT92000,2030-12-31,科员,否,特种设备\n',
  );
});
afterAll(() => job.close());

const act = <T>(work: (unit: Unit) => Promise<T>) => job.act(registrar, work);

function item(code: string, more: Partial<Parameters<typeof enterItem>[1]> = {}) {
  return {
    code,
    title: `虚构事项 ${code}`,
    legalBasis: '《公共场所卫生管理条例》第十条',
    kind: ItemKind.GENERAL,
    methods: [],
    requiredSkills: [],
    materials: [],
    resultSystem: 'default',
    validFromOn: '2026-02-09',
    ...more,
  };
}

async function versionsOf(id: string) {
  const { itemVersions } = await job.readAs().em.findOneOrFail(Campaign, { id });
  return itemVersions?.map(({ code, version }) => ({ code, version })) ?? null;
}

describe('no item, no campaign', () => {
  test('an item has to be in force on every day of the visits', async () => {
    done(await act((unit) => enterItem(unit, item('L-1', { validFromOn: '2026-02-20' }))));
    const refusal = await expectRefused(job, 'ItemNotInForce', () => job.draft({ itemCodes: ['L-1'] }));
    expect(refusal.itemCodes).toEqual(['L-1']);
    const itemCodes = ['L-1'];
    done(await job.draft({ itemCodes, windowFromOn: '2026-02-20' }));
    done(await act((unit) => endItem(unit, 'L-1', '2026-03-30')));
    await expectRefused(job, 'ItemNotInForce', () => job.draft({ itemCodes, windowFromOn: '2026-02-20' }));
    done(await job.draft({ itemCodes, windowFromOn: '2026-02-20', windowToOn: '2026-03-30' }));
  });

  test('the versions are fixed at approval; a later change of the list does not change the campaign', async () => {
    done(await act((unit) => enterItem(unit, item('L-2'))));
    const { campaign } = done(await job.draft({ itemCodes: ['L-2'] }));
    expect(await versionsOf(campaign.id)).toBeNull();
    done(await act((unit) => changeItem(unit, item('L-2', { title: '变更一次' }))));
    done(await job.approve(campaign.id));
    done(await act((unit) => changeItem(unit, item('L-2', { title: '变更两次' }))));
    expect(await versionsOf(campaign.id)).toEqual([{ code: 'L-2', version: 2 }]);
    await job.freeze(campaign);
    expect(await versionsOf(campaign.id)).toEqual([{ code: 'L-2', version: 2 }]);
  });

  test('what has ended meanwhile is neither approved nor frozen', async () => {
    done(await act((unit) => enterItem(unit, item('L-3'))));
    const { campaign } = done(await job.draft({ itemCodes: ['L-3'] }));
    const approved = await job.approved({ itemCodes: ['L-3'] });
    done(await act((unit) => endItem(unit, 'L-3', '2026-03-01')));
    await expectRefused(job, 'ItemNotInForce', () => job.approve(campaign.id));
    await expectRefused(job, 'ItemNotInForce', () => job.tryFreeze(approved));
  });
});

describe('results are recorded in the system of the item', () => {
  const codes = (finding: VisitFinding) => [
    { code: '01', text: `体系内 ${finding}`, finding, standsFor: '01' },
    { code: `Z-${finding.slice(0, 4)}`, text: '独有', finding },
  ];

  test('a code of two systems needs its system beside it, one of a single system does not', async () => {
    const enter = (code: string, finding: VisitFinding) =>
      act((unit) => enterResultSystem(unit, { code, title: code, codes: codes(finding) }));
    done(await enter('own-a', VisitFinding.NONE));
    done(await enter('own-b', VisitFinding.PROBLEM));
    done(await act((unit) => enterItem(unit, item('R-1', { resultSystem: 'own-a' }))));
    done(await act((unit) => enterItem(unit, item('R-2', { resultSystem: 'own-b' }))));
    const frozen = await job.drawn({ itemCodes: ['R-1', 'R-2'] });
    job.clock.set('2026-02-24T02:00:00Z');
    const [first, second, third] = await job.listAssignments(frozen);
    const known = await listResultCodes(job.readAs(), first!.id);
    expect(known.map(({ system, code }) => `${system} ${code}`)).toEqual([
      'own-a/1 01',
      'own-a/1 Z-NONE',
      'own-b/1 01',
      'own-b/1 Z-PROB',
    ]);
    const [officer] = await job.listTeam(first!.id);
    const unclear = await expectRefused(job, 'ResultSystemUnclear', () => job.record(officer!, first!.id));
    expect(unclear.resultSystems).toEqual(['own-a/1', 'own-b/1']);
    await expectRefused(job, 'ResultCodeUnknown', () =>
      job.record(officer!, first!.id, { resultCode: '02' }),
    );

    const chosen = await job.visit(first!.id, { resultSystem: 'own-b/1' });
    expect(await getResultCode(job.readAs(), chosen)).toMatchObject({ text: '体系内 PROBLEM' });
    const plain = await job.visit(second!.id, { resultCode: 'Z-NONE' });
    expect([plain.resultSystem, plain.resultCode]).toEqual(['own-a/1', 'Z-NONE']);
    expect(third?.state).toBe(AssignmentState.ASSIGNED);
    done(await job.confirm(chosen.id));
    await job.runJobs();
    const [publication] = await job.listPublications([chosen]);
    expect(publication?.publicText).toContain('体系内 PROBLEM');
    job.clock.set('2026-02-09T01:00:00Z');
  });
});

describe('a campaign over special pools', () => {
  const members = (
    specialPoolId: string,
    list: { realId: string; validToOn?: string; approvedOn?: string }[],
  ) => act((unit) => addSpecialPoolMembers(unit, { specialPoolId, members: list }));
  const poolOf = async (name: string, more: object = {}) =>
    done(
      await act((unit) => createSpecialPool(unit, { name, requiredSkills: [], needsExpert: false, ...more })),
    ).id;
  const target = (n: number) => `licence:JY${String(n).padStart(5, '0')}`;
  const strata = ['A', 'B', 'C'].map((riskClass) => ({ riskClass, ratePpm: 1_000_000, reserve: 0 }));

  test('draws from the members that hold on the day of the freeze, and from nobody else', async () => {
    const one = await poolOf('电梯使用单位', { requiredSkills: ['特种设备'] });
    const other = await poolOf('锅炉使用单位');
    done(
      await members(one, [
        { realId: target(0) },
        { realId: target(1), validToOn: '2026-02-08' },
        { realId: target(2), approvedOn: '2026-02-10' },
        { realId: target(3), validToOn: '2026-02-09' },
        { realId: 'uscc:91440300708461136T' },
        { realId: target(61) },
      ]),
    );
    done(await members(other, [{ realId: target(0) }, { realId: target(4) }]));
    const filter = { specialPools: [one, other] };
    const frozen = await job.freeze(await job.approved({ strata, filter }));
    const { pool, excluded, statement } = await eligibleUnits(job, frozen);
    expect(pool).toEqual([
      [target(0), [neutralCode('特种设备')]],
      [target(3), [neutralCode('特种设备')]],
      [target(4), undefined],
    ]);
    expect(statement.filter).toContain('专项库：电梯使用单位、锅炉使用单位');
    // A closed one is excluded, and counted.
    expect(excluded).toEqual([target(61)]);

    const listed: string[] = [];
    for await (const page of listPool(job.readAs(), job.health.id, filter)) {
      listed.push(...page.map((row) => row.realId));
    }
    expect(listed).toEqual(pool.map(([realId]) => realId));
  });

  test('are in the pool statement: who came in and went out in thirty days', async () => {
    const pool = await poolOf('液化气站');
    done(await members(pool, [{ realId: target(20) }, { realId: target(21) }]));
    await job.runJobs();
    job.clock.set('2026-03-12T01:00:00Z');
    await job.runJobs();
    done(await members(pool, [{ realId: target(22) }]));
    done(await act((unit) => removeSpecialPoolMembers(unit, pool, [target(21)])));
    const frozen = await job.freeze(await job.approved({ strata, filter: { specialPools: [pool] } }));
    const { statement } = await eligibleUnits(job, frozen);
    const since = statement.comparisons.find((one) => one.against === '30-days');
    expect(since).toMatchObject({ added: 1, removed: 1 });
    job.clock.set('2026-02-09T01:00:00Z');
  });

  test('that ask for an expert: a place is added, and the expert neither records nor signs', async () => {
    const specialPools = [await poolOf('冷库', { needsExpert: true })];
    done(await members(specialPools[0]!, [{ realId: target(10) }]));
    const frozen = await job.drawn({ strata, filter: { specialPools } });
    expect(frozen.campaign.slots).toEqual([{ officers: 2 }, { officers: 1, role: SlotRole.EXPERT }]);
    const [assignment] = await job.listAssignments(frozen);
    const team = await job.readAs().em.find(AssignmentOfficer, { assignment: assignment!.id });
    expect(team.map((member) => member.isExpert).sort()).toEqual([false, false, true]);
    const expert = team.find((member) => member.isExpert);
    const person = await job.readAs().em.findOne(Inspector, { id: expert?.inspectorId ?? '' });
    expect([person?.name, expert?.isLead]).toEqual(['专家甲', false]);

    job.clock.set('2026-02-24T02:00:00Z');
    const officers = team
      .filter((member) => !member.isExpert)
      .map((member) => job.officer(member.inspectorId));
    await expectRefused(job, 'NotOnTeam', () => job.record(job.officer(expert!.inspectorId), assignment!.id));
    const { result } = done(await job.record(officers[0]!, assignment!.id));
    const signed = done(await job.countersign(officers[1]!, result.id)).result;
    expect(signed.signedOn).toBe('2026-02-24');
    job.clock.set('2026-02-09T01:00:00Z');
  });

  test('experts never count toward the two officers (penalty law Art. 42)', async () => {
    const slots = [{ officers: 1 }, { officers: 1, role: SlotRole.EXPERT }];
    await expectRefused(job, 'CampaignRuleInvalid', () => job.draft({ slots }));
  });

  test('an unknown, foreign or closed pool is refused; one closed or changed meanwhile keeps the freeze', async () => {
    const unknown = { specialPools: [job.health.id] };
    const refusal = await expectRefused(job, 'CampaignRuleInvalid', () => job.draft({ filter: unknown }));
    expect(refusal.field).toBe('filter.specialPools');
    const pool = await poolOf('校园食堂');
    const approved = await job.approved({ strata, filter: { specialPools: [pool] } });
    const asks = { name: '校园食堂', requiredSkills: [], needsExpert: true };
    done(await act((unit) => changeSpecialPool(unit, pool, asks)));
    expect((await expectRefused(job, 'CampaignRuleInvalid', () => job.tryFreeze(approved))).field).toBe(
      'slots',
    );
    done(await act((unit) => closeSpecialPool(unit, pool)));
    await expectRefused(job, 'CampaignRuleInvalid', () => job.tryFreeze(approved));
    await expectRefused(job, 'CampaignRuleInvalid', () => job.draft({ filter: { specialPools: [pool] } }));
  });
});

test('once a list is published only its entries may be drawn for', async () => {
  const [broken] = await job.readAs().em.find(Item, { code: 'WS-01' });
  done(await act((unit) => publishItemList(unit, { acknowledgeWarnings: true })));
  done(await act((unit) => changeItem(unit, item('WS-01', { title: '未公布的变更' }))));
  done(await act((unit) => enterItem(unit, item('N-1'))));
  await expectRefused(job, 'ItemNotListed', () => job.draft({ itemCodes: ['WS-01', 'N-1'] }));
  const approved = await job.approved();
  expect(approved.itemVersions).toEqual([{ code: 'WS-01', version: broken?.version, itemId: broken?.id }]);
});
