import { Draw, DrawFile, DrawnUnit } from '../../../schema/draw/index.js';
import { Assignment, InspectionResult } from '../../../schema/inspection/index.js';
import { Campaign, CampaignParticipant, Plan } from '../../../schema/plan/index.js';
import { Inspector, Item, Target } from '../../../schema/registry/index.js';
import type { Actor, Reader, Unit } from '../../../schema/shared/unit.js';
import { JointHouse } from '../../schema/plan/joint/joint-house.js';
import { done, type FrozenDraw } from '../../support/main-job.js';

/** What is joint is open to those who take part, at both walls; nothing else of anybody is, and nothing to strangers. */
let house: JointHouse;
let joint: FrozenDraw;
let alone: FrozenDraw;
let lead: Actor;
let market: Actor;
let fire: Actor;
let stranger: Actor;

beforeAll(async () => {
  house = await JointHouse.open();
  const { job } = house;
  joint = await house.drawn();
  alone = await job.drawn();
  job.clock.set('2026-02-10T02:00:00Z');
  const parts = (await job.listAssignments(joint)).slice(0, 3);
  for (const { id } of parts) {
    const [first, second] = await house.listTeam(id);
    const { result } = done(await job.record(first!, id));
    done(await job.countersign(second!, result.id));
  }
  const at = (departmentId: string): Actor => ({
    ...{ kind: 'account', accountId: '00000000-0000-7000-8000-00000000000a', roles: [] },
    ...{ departmentId, scope: [departmentId] },
  });
  lead = at(job.health.id);
  market = at(job.market.id);
  fire = at(house.fire.department.id);
  stranger = at('00000000-0000-7000-8000-00000000beef');
});
afterAll(() => house.close());

const read = (actor: Actor): Reader => house.job.readAs(actor);

/** Rows of a table that an actor sees, by raw SQL and by the entities. */
async function count(
  actor: Actor,
  entity: { readonly meta: { readonly tableName: string } },
  where = 'true',
) {
  const [row] = await read(actor).em.execute<{ count: number }[]>(
    `select count(*)::int as count from "${entity.meta.tableName}" where ${where}`,
  );
  return row?.count ?? 0;
}

const of = (draw: FrozenDraw) => `draw_id = '${draw.id}'`;

test('the campaign, those who take part in it, its draw with units and files: to all three alike', async () => {
  const { campaign } = joint;
  for (const actor of [lead, market, fire]) {
    expect(await count(actor, Campaign, `id = '${campaign.id}'`)).toBe(1);
    expect(await count(actor, CampaignParticipant)).toBe(3);
    expect(await count(actor, Draw, `id = '${joint.id}'`)).toBe(1);
    expect(await count(actor, DrawnUnit, of(joint))).toBeGreaterThan(3);
    expect(await count(actor, DrawFile, of(joint))).toBeGreaterThan(5);
    const { em } = read(actor);
    expect(await em.findOne(Campaign, { id: campaign.id })).not.toBeNull();
    expect(await em.findOne(Draw, { id: joint.id })).not.toBeNull();
    expect(await em.count(DrawnUnit, { draw: joint.id })).toBeGreaterThan(3);
    expect(await em.count(CampaignParticipant, { campaign: campaign.id })).toBe(3);
  }
});

test('nothing else of the lead: no other campaign, draw, plan, target, officer, item', async () => {
  for (const actor of [market, fire]) {
    expect(await count(actor, Campaign)).toBe(1);
    expect(await count(actor, Draw)).toBe(1);
    expect(await count(actor, DrawnUnit, of(alone))).toBe(0);
    expect(await count(actor, DrawFile, of(alone))).toBe(0);
    for (const entity of [Plan, Target]) expect(await count(actor, entity)).toBe(0);
    for (const entity of [Inspector, Item]) {
      expect(await count(actor, entity, `department_id <> '${actor.departmentId}'`)).toBe(0);
    }
  }
});

test('of assignments and reports each sees its own, the lead no other’s either', async () => {
  for (const actor of [lead, market, fire]) {
    const own = `department_id = '${actor.departmentId}'`;
    expect(await count(actor, Assignment, `not (${own})`)).toBe(0);
    expect(await count(actor, Assignment, `${own} and ${of(joint)}`)).toBeGreaterThan(1);
    expect(await count(actor, InspectionResult)).toBe(1);
  }
});

test('to whoever takes no part there is nothing', async () => {
  for (const actor of [stranger, { ...stranger, scope: [] }]) {
    for (const entity of [Campaign, CampaignParticipant, Draw, DrawnUnit, DrawFile, Assignment]) {
      expect(await count(actor, entity)).toBe(0);
    }
    expect(await read(actor).em.count(Campaign)).toBe(0);
    expect(await read(actor).em.count(Draw)).toBe(0);
  }
});

class Undone extends Error {}

/** Rows that a change by an actor touches; it is undone. */
async function touch(actor: Actor, sql: string): Promise<number> {
  let touched = -1;
  await house.job
    .act(actor, async (unit: Unit) => {
      const rows = await unit.em.execute<unknown[]>(`${sql} returning 1`);
      touched = rows.length;
      throw new Undone();
    })
    .catch((error) => {
      if (!(error instanceof Undone)) throw error;
    });
  return touched;
}

test('seeing is not writing: the lead’s campaign and draw are changed by the lead alone', async () => {
  const changes = [
    `update campaign set title = title where id = '${joint.campaign.id}'`,
    `update draw set state = state where id = '${joint.id}'`,
  ];
  for (const sql of changes) {
    expect(await touch(lead, sql)).toBe(1);
    for (const actor of [market, fire, stranger]) expect(await touch(actor, sql)).toBe(0);
  }
  const file = `insert into draw_file (draw_id, name, part, level, content) values ('${joint.id}', 'x', 0, 'PUBLIC', '')`;
  expect(await touch(lead, file)).toBe(1);
  for (const actor of [market, stranger]) await expect(touch(actor, file)).rejects.toThrow('row-level');
});

test('a department answers for its own part, and for nobody else’s; the lead invites', async () => {
  const change = 'update campaign_participant set officers = officers';
  expect(await touch(lead, change)).toBe(3);
  for (const actor of [market, fire]) expect(await touch(actor, change)).toBe(1);
  expect(await touch(stranger, change)).toBe(0);
});

test('who is not invited any more sees nothing any more', async () => {
  const campaign = await house.invited();
  expect(await count(fire, Campaign, `id = '${campaign.id}'`)).toBe(1);
  done(await house.invite(campaign.id, house.departments.slice(0, 2)));
  expect(await count(fire, Campaign, `id = '${campaign.id}'`)).toBe(0);
  expect(await count(market, Campaign, `id = '${campaign.id}'`)).toBe(1);
  expect(await count(market, CampaignParticipant, `campaign_id = '${campaign.id}'`)).toBe(2);
});
