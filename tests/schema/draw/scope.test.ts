import { moveDepartment } from '../../../schema/department/index.js';
import { Draw, pageDrawnUnits, readAnchorMatters } from '../../../schema/draw/index.js';
import { pagePublicDraws } from '../../../schema/draw/public.js';
import { Assignment } from '../../../schema/inspection/index.js';
import { pageOwnAssignments } from '../../../schema/inspection/inspection.read.js';
import { Campaign, Plan } from '../../../schema/plan/index.js';
import { Publication } from '../../../schema/publication/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

let job: MainJob;
let draw: FrozenDraw;
beforeAll(async () => {
  job = await MainJob.open();
  draw = await job.drawn();
  job.clock.set('2026-02-10T02:00:00Z');
  await job.inspected(draw);
});
afterAll(() => job.close());

const page = { first: 100 };

test('what is another department’s is as if it were not there', async () => {
  const { em } = job.readAs(job.stranger);
  const counts = [
    em.count(Plan),
    em.count(Campaign),
    em.count(Draw),
    em.count(Assignment),
    em.count(Publication),
  ];
  expect(await Promise.all(counts)).toEqual([0, 0, 0, 0, 0]);
  expect(await em.findOne(Draw, { id: draw.id })).toBeNull();
  expect((await pageDrawnUnits(job.readAs(job.stranger), draw.id, page)).edges).toEqual([]);
});

test('the auditor and the witness, who stand outside every department, see the draws', async () => {
  for (const actor of [job.auditor, job.witness.actor, job.secondWitness.actor]) {
    expect(await job.readAs(actor).em.count(Draw)).toBe(1);
    expect((await pageDrawnUnits(job.readAs(actor), draw.id, page)).edges).toHaveLength(12);
  }
});

test('what a witness signs is shown to the witnesses named in the rules', async () => {
  expect(await readAnchorMatters(job.readAs(job.witness.actor), draw.commitment)).toMatchObject({
    witness: job.witnessId(),
    publicKey: job.witness.publicKey,
  });
  expect(await readAnchorMatters(job.readAs(job.secondWitness.actor), draw.commitment)).toBeNull();
  expect(await readAnchorMatters(job.readAs(job.witness.actor), 'ab'.repeat(32))).toBeNull();
});

test('a witness of another department, who could not see the draw, cannot be named', async () => {
  const foreign = await job.addWitness('foreign-witness', '外单位见证人', job.market);
  const refusal = await expectRefused(job, 'CampaignRuleInvalid', () =>
    job.draft({ witnessKeyIds: [foreign.keyId] }),
  );
  expect(refusal.field).toBe('witnessKeyIds');
});

test('a department sees what is below it', async () => {
  const head = await job.addPerson('head', [Role.REVIEWER], job.health);
  expect(head.scope).toEqual([job.health.id]);
  done(
    await job.act(undefined, (unit) =>
      moveDepartment(unit, job.market.code, unit.today, { parentCode: job.health.code }),
    ),
  );
  const wider = await job.addPerson('head-of-both', [Role.REVIEWER], job.health);
  expect([...(wider.scope ?? [])].sort()).toEqual([job.health.id, job.market.id].sort());
});

test('an officer sees the assignments of their own teams', async () => {
  const [assignment] = await job.listAssignments(draw);
  const [officer] = await job.listTeam(assignment?.id ?? '');
  const own = await pageOwnAssignments(job.readAs(officer), page);
  expect(own.edges.map((edge) => edge.node.id)).toContain(assignment?.id);
  for (const { node } of own.edges) {
    const team = await job.listTeam(node.id);
    expect(team.map((one) => one.inspectorId)).toContain(officer?.inspectorId);
  }
  expect((await pageOwnAssignments(job.readAs(job.reviewer), page)).edges).toEqual([]);
});

test('the public sees every authority’s draws, and those of one when asked', async () => {
  const anonymous = job.readAs({ kind: 'anonymous' }, 'portal');
  const own = await pagePublicDraws(anonymous, job.health.creditCode, page);
  expect(own.edges.map((edge) => edge.node.id)).toContain(draw.id);
  expect((await pagePublicDraws(anonymous, job.market.creditCode, page)).edges).toEqual([]);
  expect((await pagePublicDraws(anonymous, undefined, page)).edges).toHaveLength(own.edges.length);
  expect(done(await job.getDraw(draw.id)).authority).toBe(job.health.creditCode);
});
