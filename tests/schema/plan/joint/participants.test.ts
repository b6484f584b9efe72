import { createDepartment, DepartmentKind } from '../../../../schema/department/index.js';
import { AssignmentOfficer } from '../../../../schema/inspection/index.js';
import {
  Campaign,
  CampaignParticipant,
  listParticipants,
  ParticipationState,
} from '../../../../schema/plan/index.js';
import { pageParticipations } from '../../../../schema/plan/joint/participant.service.js';
import { Inspector, Interest, InterestKind, Target } from '../../../../schema/registry/index.js';
import { done } from '../../../support/main-job.js';
import { expectRefused } from '../../../support/unchanged.js';
import { JointHouse } from './joint-house.js';

let house: JointHouse;
beforeAll(async () => {
  house = await JointHouse.open();
});
afterAll(() => house.close());

const page = { first: 100 };

test('the lead invites: each department has its items and its officers in every team', async () => {
  const campaign = await house.invited();
  const participants = await listParticipants(house.job.readAs(), campaign.id);
  expect(participants).toMatchObject([
    { department: house.job.health.id, isLead: true, itemCodes: ['WS-01'], officers: 2 },
    { department: house.job.market.id, isLead: false, itemCodes: ['SC-01'], state: 'INVITED' },
    { department: house.fire.department.id, isLead: false, itemCodes: ['XF-01'], state: 'INVITED' },
  ]);
  expect(campaign.slots).toEqual(participants.map(({ department, officers }) => ({ officers, department })));
});

test('who was invited finds it, accepts by its own approver, and its items are fixed in their versions', async () => {
  const campaign = await house.invited();
  const asked = await pageParticipations(house.job.readAs(house.market.approver), undefined, page);
  expect(asked.edges.map(({ node }) => node.campaign)).toContain(campaign.id);
  const { participant } = done(await house.accept(campaign.id, house.market));
  expect(participant).toMatchObject({
    state: ParticipationState.ACCEPTED,
    decidedById: house.market.approver.accountId,
    itemVersions: [expect.objectContaining({ code: 'SC-01', version: 1 })],
  });
});

test('the lead approves once every department has accepted', async () => {
  const campaign = await house.invited();
  done(await house.accept(campaign.id, house.market));
  const refusal = await expectRefused(house.job, 'ParticipantsPending', () => house.job.approve(campaign.id));
  expect(refusal.departmentCodes).toEqual(['zj-fire']);
  done(await house.accept(campaign.id, house.fire));
  done(await house.job.approve(campaign.id));
});

test('who declines says why, and the lead goes on with others', async () => {
  const campaign = await house.invited();
  done(await house.accept(campaign.id, house.market));
  const { participant } = done(await house.decline(campaign.id, house.fire));
  expect(participant).toMatchObject({ state: 'DECLINED', declinedFor: '专项整治期间人手已满' });
  await expectRefused(house.job, 'ParticipantsPending', () => house.job.approve(campaign.id));
  done(await house.invite(campaign.id, house.departments.slice(0, 2)));
  const left = await listParticipants(house.job.readAs(), campaign.id);
  expect(left.map(({ state }) => state)).toEqual(['ACCEPTED', 'ACCEPTED']);
  done(await house.job.approve(campaign.id));
  expect(await house.job.readAs(house.fire.approver).em.findOne(Campaign, { id: campaign.id })).toBeNull();
});

test('asked again on other terms, a department answers again', async () => {
  const campaign = await house.invited();
  done(await house.accept(campaign.id, house.market));
  const [lead, market, fire] = house.departments;
  done(await house.invite(campaign.id, [lead!, { ...market!, officers: 3 }, fire!]));
  const [, again] = await listParticipants(house.job.readAs(), campaign.id);
  expect(again?.state).toBe(ParticipationState.INVITED);
});

test('nobody answers for another department, and nobody twice', async () => {
  const campaign = await house.invited();
  for (const actor of [house.job.approver, house.fire.approver]) {
    await expectRefused(house.job, 'ParticipationNotFound', () =>
      house.accept(campaign.id, house.market, actor),
    );
  }
  done(await house.accept(campaign.id, house.market));
  await expectRefused(house.job, 'ParticipationNotFound', () => house.accept(campaign.id, house.market));
});

test('a joint campaign has one lead, the department that drafted it', async () => {
  const campaign = await house.draft();
  const [lead, market, fire] = house.departments;
  const cases: [number, JointHouse['departments']][] = [
    [0, [{ ...lead!, isLead: false, itemCodes: ['WS-01'] }, market!]],
    [2, [lead!, { ...market!, isLead: true }]],
    [0, [{ ...market!, isLead: true }, fire!]],
  ];
  for (const [leads, participants] of cases) {
    const refusal = await expectRefused(house.job, 'JointLeadMissing', () =>
      house.invite(campaign.id, participants),
    );
    expect(refusal.leadCount).toBe(leads);
  }
});

test('a participant has items, and at least two officers for its report (penalty law Art. 42)', async () => {
  const campaign = await house.draft();
  const [lead, market] = house.departments;
  for (const [lack, bent] of [
    ['ITEMS', { itemCodes: [] }],
    ['OFFICERS', { officers: 0 }],
    ['OFFICERS', { officers: 1 }],
  ] as const) {
    const refusal = await expectRefused(house.job, 'ParticipantIncomplete', () =>
      house.invite(campaign.id, [
        lead!,
        { ...market!, ...bent, itemCodes: [...(bent.itemCodes ?? ['SC-01'])] },
      ]),
    );
    expect([refusal.departmentCode, refusal.lack]).toEqual(['zj-market', lack]);
  }
});

test('a quota beyond the officers is refused when it is asked for, accepted, or approved', async () => {
  const [lead, market, fire] = house.departments;
  const campaign = await house.draft();
  const refusal = await expectRefused(house.job, 'QuotaBeyondOfficers', () =>
    house.invite(campaign.id, [lead!, { ...market!, officers: 7 }]),
  );
  expect(refusal).toMatchObject({ departmentCode: 'zj-market', quota: 7, availableCount: 6 });

  done(await house.invite(campaign.id, [lead!, market!, { ...fire!, officers: 6 }]));
  const { em } = house.job.readAs();
  const officers = await em.find(Inspector, { department: house.fire.department.id });
  const suspend = (status: string) =>
    house.job.act(undefined, (unit) =>
      unit.em.nativeUpdate(Inspector, { id: officers[0]!.id }, { status: status as never }),
    );
  done(await house.accept(campaign.id, house.market));
  await suspend('SUSPENDED');
  await expectRefused(house.job, 'QuotaBeyondOfficers', () => house.accept(campaign.id, house.fire));
  await suspend('ACTIVE');
  done(await house.accept(campaign.id, house.fire));
  await suspend('SUSPENDED');
  await expectRefused(house.job, 'QuotaBeyondOfficers', () => house.job.approve(campaign.id));
  await suspend('ACTIVE');
  done(await house.job.approve(campaign.id));
});

test('no item outside a department’s own list', async () => {
  const campaign = await house.draft();
  const [lead, market] = house.departments;
  const refusal = await expectRefused(house.job, 'ItemNotListed', () =>
    house.invite(campaign.id, [lead!, { ...market!, itemCodes: ['XF-01'] }]),
  );
  expect(refusal.itemCodes).toEqual(['XF-01']);
});

test.each([
  ['one department alone', 'CampaignRuleInvalid', (all: JointHouse['departments']) => all.slice(0, 1)],
  ['a department twice', 'CampaignRuleInvalid', (all: JointHouse['departments']) => [...all, { ...all[1]! }]],
  [
    'other items of the lead than the campaign’s',
    'CampaignRuleInvalid',
    ([lead, ...others]: JointHouse['departments']) => [{ ...lead!, itemCodes: ['WS-02'] }, ...others],
  ],
  [
    'nobody knows',
    'UnknownDepartment',
    (all: JointHouse['departments']) => [all[0]!, { ...all[1]!, departmentCode: 'nowhere' }],
  ],
])('refused: %s', async (_, name, bend) => {
  const campaign = await house.draft();
  await expectRefused(house.job, name, () => house.invite(campaign.id, bend(house.departments)));
});

test('after the approval nobody is invited any more, nor another’s campaign made joint', async () => {
  const campaign = await house.approved();
  await expectRefused(house.job, 'CampaignStateWrong', () => house.invite(campaign.id));
  const draft = await house.draft();
  await expectRefused(house.job, 'CampaignNotFound', () =>
    house.invite(draft.id, house.departments, house.market.planner),
  );
});

test('each team has the officers of every department, and its interests bar them from the lead’s targets', async () => {
  const { job } = house;
  const { em } = job.readAs();
  const [barred] = await em.find(Inspector, { department: job.market.id }, { orderBy: { realId: 'asc' } });
  const targets = await em.find(Target, { department: job.health.id });
  await job.act(undefined, (unit) =>
    unit.em.insertMany(
      Interest,
      targets.map(({ realId }) => ({
        id: unit.newId(),
        department: job.market.id,
        targetRealId: realId,
        inspectorRealId: barred!.realId,
        kind: InterestKind.KINSHIP,
        reasonCode: 'kinship',
        declaredAt: unit.now,
        declaredById: null,
        fromOn: null,
        endsOn: null,
        createdAt: unit.now,
        updatedAt: unit.now,
        updatedBy: null,
      })),
    ),
  );
  const draw = await house.drawn();
  const assignments = await job.listAssignments(draw);
  const drawn = new Set(assignments.map(({ targetRealId }) => targetRealId));
  expect(assignments).toHaveLength(drawn.size * 3);
  for (const realId of drawn) {
    const parts = assignments.filter(({ targetRealId }) => targetRealId === realId);
    expect(new Set(parts.map(({ visitId }) => visitId)).size).toBe(1);
    expect(parts.map(({ department, part }) => [part, department]).sort()).toEqual([
      [0, job.health.id],
      [1, job.market.id],
      [2, house.fire.department.id],
    ]);
    let leads = 0;
    for (const { id, department } of parts) {
      const team = await job.readAs().em.find(AssignmentOfficer, { assignment: id });
      const officers = await job
        .readAs()
        .em.find(Inspector, { id: { $in: team.map(({ inspectorId }) => inspectorId) } });
      expect(officers.map((one) => one.department)).toEqual([department, department]);
      expect(officers.map((one) => one.realId)).not.toContain(barred!.realId);
      leads += team.filter(({ isLead }) => isLead).length;
    }
    expect(leads).toBe(1);
  }
});

test('an institution acts through its authority and is not invited', async () => {
  const { job } = house;
  done(
    await job.act(undefined, (unit) =>
      createDepartment(unit, {
        code: 'zj-centre',
        name: '湛江市卫生监督中心',
        creditCode: '11440900MB2859070T',
        division: { code: '440800', name: '湛江市' },
        kind: DepartmentKind.INSTITUTION,
        parentCode: 'zj-health',
      }),
    ),
  );
  const campaign = await house.draft();
  const [lead, market] = house.departments;
  await expectRefused(job, 'InstitutionDrawsNothing', () =>
    house.invite(campaign.id, [lead!, { ...market!, departmentCode: 'zj-centre' }]),
  );
});

test('whoever drafted the campaign accepts for nobody', async () => {
  const campaign = await house.invited();
  const id = await house.participationOf(campaign.id, house.job.market);
  const row = await house.job.readAs().em.findOneOrFail(CampaignParticipant, { id });
  expect(row.state).toBe(ParticipationState.INVITED);
  const both = { ...house.market.approver, accountId: house.job.planner.accountId } as never;
  await expectRefused(house.job, 'SeparationOfDuties', () => house.accept(campaign.id, house.market, both));
});
