import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import type { GraphqlClient } from '../../support/client.js';
import { MainJob } from '../../support/main-job.js';
import { startTestServer, type TestServer } from '../../support/server.js';

let server: TestServer;
let job: MainJob;
let planner: GraphqlClient;
beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const sources = { ...server.app.sources, jobs: undefined };
  const { database, clock, close } = server;
  job = await MainJob.over({ database, clock, close, sources });
  planner = await clientOf(job.planner);
});
afterAll(() => server.close());

async function clientOf(actor: Actor): Promise<GraphqlClient> {
  const client = await server.client();
  client.cookie = await job.cookieOf(actor);
  return client;
}

async function upload(client: GraphqlClient, text: string) {
  return fetch(`${server.address}/uploads?name=plan.csv`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', cookie: client.cookie },
    body: text,
  });
}

const failed = '... on ConsoleError { code message messageEn }';
const heading = '抽查任务名称,抽查类型,抽查事项,检查对象,抽查比例,大约抽取数量,实施时间,实施单位\n';
const file = `${heading}公共场所卫生抽查,不定向,WS-01,公共场所经营者,10%,约6户,3月-6月,湛江市卫生健康局\n`;

/** One deed of a plan by its office. @returns the state after it, or the code of the refusal */
async function deed(client: GraphqlClient, name: string, input: string, variables: object): Promise<string> {
  const type = input === 'UUID' ? 'UUID!' : `${input}!`;
  const argument = input === 'UUID' ? 'planId' : 'input';
  const query = `mutation ($it: ${type}) { ${name}(${argument}: $it) { __typename
    ... on ${deeds[name]} { plan { state version steps { deed version on documentNo } } } ${failed} } }`;
  const it = input === 'UUID' ? Object.values(variables)[0] : variables;
  const answer = (await client.get(query, { it }))[name];
  return answer.plan?.state ?? answer.code;
}

const deeds: Readonly<Record<string, string>> = {
  submitPlan: 'PlanSubmitted',
  approvePlan: 'PlanApproved',
  filePlan: 'PlanFiled',
  publishPlan: 'PlanPublished',
};

test('a plan goes from a file to the public, and a campaign carries out its batch', async () => {
  const approver = await clientOf(job.approver);
  const publisher = await clientOf(job.publisher);
  const created = await planner.get(
    'mutation { createPlan(input: { year: 2026, title: "2026年度抽查计划" }) { plan { id state version } } }',
  );
  const { id: planId } = created.createPlan.plan;
  const { uploadId } = (await (await upload(planner, file)).json()) as { uploadId: string };
  const importing = `mutation ($input: PlanBatchImportInput!) { importPlanBatches(input: $input) { __typename
    ... on PlanBatchesImported { dryRun rowCount createdCount faults { row } warnings { row message } } ${failed} } }`;
  const tried = await planner.get(importing, { input: { planId, uploadId, dryRun: true } });
  expect(tried.importPlanBatches).toEqual({
    ...{ __typename: 'PlanBatchesImported', dryRun: true, rowCount: 1, createdCount: 1 },
    ...{ faults: [], warnings: [] },
  });
  await planner.get(importing, { input: { planId, uploadId } });

  expect(await deed(planner, 'submitPlan', 'SubmitPlanInput', { planId })).toBe('SUBMITTED');
  const documentNo = '湛卫〔2026〕3号';
  expect(await deed(approver, 'approvePlan', 'ApprovePlanInput', { planId, documentNo })).toBe('APPROVED');
  const filedWith = '湛江市人民政府';
  expect(await deed(planner, 'filePlan', 'FilePlanInput', { planId, filedWith })).toBe('FILED');
  const open =
    'query ($id: UUID!) { plan(id: $id) { version batches { title type items { code title } executors } } }';
  expect((await server.portal().get(open, { id: planId })).plan).toBeNull();
  expect(await deed(publisher, 'publishPlan', 'UUID', { planId })).toBe('PUBLISHED');
  expect((await server.portal().get(open, { id: planId })).plan).toEqual({
    version: 1,
    batches: [
      {
        ...{ title: '公共场所卫生抽查', type: '不定向', executors: ['湛江市卫生健康局'] },
        items: [{ code: 'WS-01', title: '公共场所卫生监督检查' }],
      },
    ],
  });
  const list =
    'query { plans(department: "zj-health", year: 2026) { id version batchCount documentNo filedWith } }';
  expect((await server.portal().get(list)).plans).toEqual([
    { id: planId, version: 1, batchCount: 1, documentNo, filedWith },
  ]);

  const batches = `query ($planId: UUID!) { planBatches(planId: $planId) { edges { node {
    id number title campaigns { code batch } } } }
    plan(id: $planId) { steps { deed version } }
    planVersions(planId: $planId) { version contentHash }
    planCoverage(planId: $planId) { items { itemCode plannedCount gaps } monthly rushPercent warnings { warning } } }`;
  const first = await planner.get(batches, { planId });
  const [batch] = first.planBatches.edges;
  expect(first.plan.steps.map((step: { deed: string }) => step.deed)).toEqual([
    ...['SUBMITTED', 'APPROVED', 'FILED', 'PUBLISHED'],
  ]);
  expect(first.planCoverage).toMatchObject({
    items: [{ itemCode: 'WS-01', plannedCount: 6, gaps: [] }],
    monthly: [0, 0, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0],
    warnings: [],
  });
  const { witnessKeyIds, strata } = job.campaignDraft();
  const campaign = await planner.get(
    `mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) {
       ... on CampaignCreated { campaign { code batch } } ${failed} } }`,
    {
      input: {
        ...{ planId, batchId: batch.node.id, title: '第一批', itemCodes: ['WS-01'], strata, witnessKeyIds },
        ...{ windowFromOn: '2026-03-01', windowToOn: '2026-06-30' },
      },
    },
  );
  const { code } = campaign.createCampaign.campaign;
  const again = await planner.get(batches, { planId });
  expect(again.planBatches.edges[0].node.campaigns).toEqual([{ code, batch: batch.node.id }]);

  for (const [query, type] of [
    ['format=csv&version=1', 'text/csv; charset=utf-8'],
    ['format=xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ]) {
    const file = await fetch(`${server.address}/plans/${planId}/export?${query}`, {
      headers: { cookie: planner.cookie },
    });
    expect([file.status, file.headers.get('content-type')]).toEqual([200, type]);
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(100);
  }
});

test('a plan is taken out by whoever reads plans, and found by nobody of another department', async () => {
  const take = async (actor: Actor | undefined, id = job.planId, query = '') => {
    const cookie = actor ? await job.cookieOf(actor) : '';
    const answer = await fetch(`${server.address}/plans/${id}/export${query}`, { headers: { cookie } });
    await answer.arrayBuffer();
    return answer.status;
  };
  expect(await take(undefined)).toBe(401);
  expect(await take(await job.addPerson('keeper', [Role.REGISTRAR], job.health))).toBe(403);
  expect(await take(job.stranger)).toBe(404);
  expect(await take(job.planner, 'nothing')).toBe(404);
  expect(await take(job.planner, job.planId, '?version=1')).toBe(404);
  expect(await take(job.planner, job.planId, '?format=pdf')).toBe(400);
  expect(await take(job.auditor)).toBe(200);
});

test('a page of batches takes the same few statements for three and for thirty', async () => {
  const { plan } = (
    await planner.get('mutation { createPlan(input: { year: 2026, title: "三十批" }) { plan { id } } }')
  ).createPlan;
  const save = `mutation ($input: PlanBatchInput!) { savePlanBatch(input: $input) { __typename } }`;
  for (let n = 1; n <= 30; n += 1) {
    const input = {
      ...{ planId: plan.id, title: `第${n}批`, type: 'UNTARGETED', itemCodes: ['WS-01'], ratioPpm: 10_000 },
      ...{ fromOn: '2026-03-01', toOn: '2026-06-30' },
    };
    await planner.get(save, { input });
  }
  const query = `query ($planId: UUID!, $first: Int!) { planBatches(planId: $planId, first: $first) {
    edges { node { number title campaigns { code } } } pageInfo { endCursor hasNextPage } } }`;
  const ask = (first: number) => async () => {
    const { planBatches } = await planner.get(query, { planId: plan.id, first });
    expect(planBatches.edges).toHaveLength(first);
  };
  const few = await countStatements(ask(3));
  expect(few).toBeLessThanOrEqual(10);
  expect(await countStatements(ask(30))).toBe(few);
});

/** How many statements the database was given while something ran. */
async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const connection = server.database.em.getConnection();
  const execute = connection.execute;
  let count = 0;
  connection.execute = function (this: typeof connection, ...given: Parameters<typeof execute>) {
    count += 1;
    return execute.apply(this, given);
  } as typeof execute;
  try {
    await work();
  } finally {
    connection.execute = execute;
  }
  return count;
}
