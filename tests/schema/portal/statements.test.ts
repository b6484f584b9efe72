import { DrawnUnit, readLogLines } from '../../../schema/draw/index.js';
import { AssignmentOfficer } from '../../../schema/inspection/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import type { GraphqlClient } from '../../support/client.js';
import { type FrozenDraw, MainJob } from '../../support/main-job.js';
import { startTestServer, type TestServer } from '../../support/server.js';

const many = 30;

let server: TestServer;
let job: MainJob;
let drawn: FrozenDraw;
let inspector: Actor;
beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  // The jobs run when the test says so.
  const sources = { ...server.app.sources, jobs: undefined };
  const { database, clock, close } = server;
  job = await MainJob.over({ database, clock, close, sources }, { officerCount: 4 });
  const strata = ['A', 'B', 'C'].map((riskClass) => ({ riskClass, count: 20, reserve: 0 }));
  drawn = await job.drawn({ strata });
  for (let n = 1; n < many; n += 1) await job.freeze(await job.approved());
  const [membership] = await job.readAs().em.find(AssignmentOfficer, {}, { limit: 1 });
  const inspectorId = membership?.inspectorId ?? '';
  inspector = await job.addPerson('inspector', [Role.INSPECTOR], job.health, inspectorId);
  job.clock.set('2026-02-10T02:00:00Z');
  for (const assignment of (await job.listAssignments(drawn)).slice(0, many)) await job.visit(assignment.id);
});
afterAll(() => server.close());

async function clientOf(actor: Actor): Promise<GraphqlClient> {
  const client = await server.client();
  client.cookie = await job.cookieOf(actor);
  return client;
}

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

/** A list asked for 3 and for 30 rows takes the same statements. @returns the rows, and how many statements */
async function expectFlat(client: GraphqlClient, query: string, field: string) {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever they asked for
  let nodes: any[] = [];
  const ask = (first: number) => async () => {
    const data = await client.get(query, { first });
    nodes = data[field].edges.map((edge: { node: unknown }) => edge.node);
    expect(nodes).toHaveLength(first);
  };
  const few = await countStatements(ask(3));
  const statements = await countStatements(ask(many));
  expect(statements).toBe(few);
  return { nodes, statements };
}

describe('the number of statements does not grow with the rows', () => {
  test('draws with their campaigns, events and files', async () => {
    const query = `query ($first: Int!) { draws(first: $first) { edges { node {
      id state campaign { id code title } events { seq kind line } files { name level url } witnesses { name } } } } }`;
    const { nodes, statements } = await expectFlat(await clientOf(job.operator), query, 'draws');
    expect(statements).toBeLessThanOrEqual(10);
    expect(new Set(nodes.map((node) => node.campaign.code)).size).toBe(many);
    const own = nodes.find((node) => node.id === drawn.id);
    expect(own.events.map((event: { kind: string }) => event.kind.toLowerCase())).toEqual([
      ...['freeze', 'anchor', 'reveal', 'reveal', 'receipt'],
    ]);
    const names = own.files.map((file: { name: string }) => file.name);
    expect(names).toEqual([...names].sort());
    expect(names).toEqual(expect.arrayContaining(['receipt.json', 'rules.json', 'pool/s1.jsonl']));
  });

  test('an officer’s assignments with their teams and results', async () => {
    const query = `query ($first: Int!) { myAssignments(first: $first) { edges { node {
      id targetName team { place isLead realId } results { version resultCode signedOn } } } } }`;
    const { nodes, statements } = await expectFlat(await clientOf(inspector), query, 'myAssignments');
    // Two of them ask whether a showing is to be written down.
    expect(statements).toBeLessThanOrEqual(12);
    for (const { team } of nodes) {
      expect(team.map((member: { place: number }) => member.place)).toEqual([1, 2]);
      expect(team.filter((member: { isLead: boolean }) => member.isLead)).toHaveLength(1);
    }
    expect(nodes.filter((node) => node.results.length === 1).length).toBeGreaterThan(10);
  });

  test('a reviewer’s submitted assignments', async () => {
    const query = `query ($first: Int!) { assignments(first: $first) { edges { node {
      id state team { place } results { id findings } } } } }`;
    const { statements } = await expectFlat(await clientOf(job.reviewer), query, 'assignments');
    expect(statements).toBeLessThanOrEqual(9);
  });

  test('the public draws with their events and files', async () => {
    const query = `query ($first: Int!) { draws(first: $first) { edges { node {
      commitment state events { seq line } files { name url } } } } }`;
    const { nodes, statements } = await expectFlat(server.portal(), query, 'draws');
    expect(statements).toBeLessThanOrEqual(3);
    const own = nodes.find((node) => node.commitment === drawn.commitment);
    expect(own.files.map((file: { name: string }) => file.name)).toEqual([
      ...[
        'draw.json',
        'log.jsonl',
        'nodes.json',
        'receipt.json',
        'rules.json',
        'selected.jsonl',
        'table.json',
      ],
    ]);
    const other = nodes.find((node) => node.commitment !== drawn.commitment);
    expect(other.files).toHaveLength(3);
  });
});

describe('over HTTP', () => {
  test('a draw’s events are the lines of the log, verbatim', async () => {
    const client = await clientOf(job.auditor);
    const { draw } = await client.get('query ($id: UUID!) { draw(id: $id) { events { line } } }', {
      id: drawn.id,
    });
    const log = await readLogLines(job.readAs(), job.health.creditCode, 'M');
    for (const { line } of draw.events) expect(log).toContain(line);
  });

  test('a named refusal is a member of the union, with its code and both messages', async () => {
    const client = await clientOf(job.operator);
    const { voidDraw } = await client.get(
      `mutation ($input: VoidDrawInput!) { voidDraw(input: $input) {
        __typename ... on DrawRefused { fault } ... on ConsoleError { code message messageEn } } }`,
      { input: { drawId: drawn.id, reason: '重新抽取' } },
    );
    expect(voidDraw).toEqual({
      __typename: 'DrawRefused',
      fault: 'TRANSITION',
      code: 'DRAW_REFUSED',
      message: '“drawn”状态的抽取不能进行“void”。',
      messageEn: 'a draw that is drawn cannot take the step void',
    });
  });

  test('what is another department’s answers like what is missing', async () => {
    const client = await clientOf(job.stranger);
    const query = 'query ($id: UUID!) { draw(id: $id) { id } campaign(id: $id) { id } }';
    expect(await client.get(query, { id: drawn.id })).toEqual({ draw: null, campaign: null });
    expect(await client.get(query, { id: drawn.campaign.id })).toEqual({ draw: null, campaign: null });
    const { draws } = await client.get('{ draws(first: 5) { edges { node { id } } } }');
    expect(draws.edges).toEqual([]);
    const own = await clientOf(job.witness.actor);
    expect((await own.get('{ draws(first: 5) { edges { node { id } } } }')).draws.edges).toHaveLength(5);
  });

  test('an operation of somebody else’s part is refused before anything is read', async () => {
    const client = await clientOf(inspector);
    const { errors } = await client.ask('{ draws(first: 5) { edges { node { id } } } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const query = 'query ($id: UUID!) { drawnUnits(drawId: $id) { edges { node { realId } } } }';
    const units = await (await clientOf(job.operator)).ask(query, { id: drawn.id });
    expect(units.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const seen = await (await clientOf(job.auditor)).get(query, { id: drawn.id });
    expect(seen.drawnUnits.edges).toHaveLength(20);
    expect(await job.readAs().em.count(DrawnUnit, { draw: drawn.id })).toBe(60);
  });

  test.each(['draws', 'myAssignments'])('%s hands out at most a hundred at a time', async (field) => {
    const client = await clientOf(field === 'draws' ? job.operator : inspector);
    for (const first of [0, 101, -1]) {
      const { errors } = await client.ask(`{ ${field}(first: ${first}) { edges { node { id } } } }`);
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
    const { errors } = await client.ask(`{ ${field}(after: "bm90aGluZw") { edges { node { id } } } }`);
    expect(errors?.[0]?.message).toContain('游标无效');
  });

  test('a campaign is drafted, with its strata by number, as a page would send it', async () => {
    const client = await clientOf(job.planner);
    const { createCampaign } = await client.get(
      `mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) {
        __typename ... on CampaignCreated { campaign { strata { code count ratePpm rounding } mode } }
        ... on ConsoleError { message } } }`,
      {
        input: {
          planId: job.planId,
          title: '任务',
          itemCodes: job.itemCodes,
          filter: { riskClasses: ['A'] },
          strata: [{ riskClass: 'A', count: 2, ratePpm: null }],
          witnessKeyIds: [job.witness.keyId],
          windowFromOn: '2026-02-10',
          windowToOn: '2026-02-20',
        },
      },
    );
    expect(createCampaign).toEqual({
      __typename: 'CampaignCreated',
      campaign: { strata: [{ code: 's1', count: 2, ratePpm: null, rounding: null }], mode: 'CONFIDENTIAL' },
    });
    const [newest] = await job
      .readAs()
      .em.execute<{ id: string }[]>('select id from campaign order by id desc limit 1');
    const preview = await client.get(
      `query ($id: UUID!) { previewCampaign(campaignId: $id) { __typename
        ... on CampaignPreview { sizes { code count k } } ... on ConsoleError { message } } }`,
      { id: newest?.id },
    );
    expect(preview.previewCampaign).toEqual({
      __typename: 'CampaignPreview',
      sizes: [{ code: 's1', count: 20, k: 2 }],
    });
  });
});
