import { Account, actorOf } from '../../../schema/account/index.js';
import { createDepartment, type Department } from '../../../schema/department/index.js';
import { AssignmentState } from '../../../schema/inspection/index.js';
import { Inspector, Target } from '../../../schema/registry/index.js';
import { enactReorganisation, ReorganisationKind } from '../../../schema/reorganisation/index.js';
import { makeCreditCode } from '../../../schema/shared/identifiers/credit-code.js';
import { Role } from '../../../schema/shared/roles.js';
import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

const today = '2026-02-10';

let job: MainJob;
let districtHealth: Department;

type Draft = Parameters<typeof enactReorganisation>[1];
const enact = (draft: Pick<Draft, 'kind' | 'toCode' | 'shares'>) => {
  const act = { effectiveOn: today, documentNo: '湛编〔2026〕3号', reason: '分设', fromCodes: ['zj-health'] };
  return job.act(undefined, (unit) => enactReorganisation(unit, { ...act, ...draft }));
};

async function countIn(owner: Department) {
  const { em } = job.readAs();
  const pool = { department: owner.id };
  return [await em.count(Target, pool), await em.count(Inspector, pool)];
}

beforeAll(async () => {
  job = await MainJob.open({ targetCount: 12, officerCount: 6 });
  job.clock.advance({ days: 1 });
  const district = { code: '440802', name: '赤坎区' };
  const creditCode = makeCreditCode({ prefix: '11', divisionCode: '440802', body: '00000001' });
  const draft = {
    code: 'ck-health',
    name: '赤坎区卫生健康局',
    creditCode,
    division: district,
    fromOn: '2026-01-01',
  };
  districtHealth = done(await job.act(undefined, (unit) => createDepartment(unit, draft)));
});
afterAll(() => job.close());

const inDivision = (division: string, count: number) =>
  job
    .readAs()
    .em.execute(
      `update target set division_code = ?, updated_at = ? where real_id in (select real_id from target order by real_id limit ?)`,
      [division, job.clock.now().toISOString(), count],
    );

test('a split gives each heir its share and the main heir the rest; open draws and visits go on', async () => {
  await inDivision('440802', 5);
  const drawn = await job.drawn();
  const [assignment] = (await job.listAssignments(drawn)).filter(
    ({ state }) => state === AssignmentState.ASSIGNED,
  );
  const [officer, other] = await job.listTeam(assignment!.id);
  const inspector = await job.readAs().em.findOneOrFail(Inspector, { id: officer!.inspectorId! });
  const account = await job.addPerson('officer-a', [Role.INSPECTOR], job.health, inspector.id);
  const open = await job.freeze(await job.approved());
  await job.anchor(open);
  const share = {
    ...{ toCode: 'ck-health', divisionCodes: ['440802'], inspectorRealIds: [inspector.realId] },
    usernames: ['operator', 'reviewer'],
  };
  const split = { kind: ReorganisationKind.SPLIT, toCode: 'zj-market', shares: [share] };
  const named = { ...share, campaignCodes: [open.campaign.code] };
  await expectRefused(job, 'DrawsOpen', () => enact({ ...split, shares: [named] }));
  done(await enact(split));
  expect([await countIn(districtHealth), await countIn(job.market)]).toEqual([
    [5, 1],
    [10, 5],
  ]);
  const accounts = await job
    .readAs()
    .em.find(Account, { username: { $in: ['operator', 'reviewer', 'officer-a'] } });
  const of = Object.fromEntries(accounts.map((one) => [one.username, one.department]));
  expect(of).toEqual({
    operator: job.market.id,
    reviewer: districtHealth.id,
    'officer-a': districtHealth.id,
  });

  job.operator = await actorOf(job.readAs(), accounts.find(({ username }) => username === 'operator')!);
  done(await job.tryRevealWitness(open));
  done(await job.tryRevealOperator(open));
  await job.runJobs();
  expect(await job.listAssignments(open)).not.toHaveLength(0);

  const moved = await actorOf(
    job.readAs(),
    await job.readAs().em.findOneOrFail(Account, { id: account.accountId! }),
  );
  expect(moved.departmentId).toBe(districtHealth.id);
  const { result } = done(await job.record(moved, assignment!.id));
  expect(done(await job.countersign(other!, result.id)).result.signedOn).toBe(today);
});
