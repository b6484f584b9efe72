import { Reading } from '../../schema/personal/index.js';
import { DrawMode } from '../../schema/plan/index.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import { MainJob } from '../support/main-job.js';
import { listStatements } from '../support/real-statements.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let job: MainJob;
let lead: Actor;
beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close, app } = server;
  job = await MainJob.over({ database, clock, close, sources: { ...app.sources, jobs: undefined } }, {});
  const drawn = await job.complete(await job.freeze(await job.approved({ mode: DrawMode.CONFIDENTIAL })));
  const [first] = await job.readAs().em.execute<{ id: string }[]>(
    `select inspector.id from drawn_unit join inspector on inspector.real_id = drawn_unit.lead
      where draw_id = ? and not is_reserve limit 1`,
    [drawn.id],
  );
  lead = await job.addPerson('lead', [Role.INSPECTOR], job.health, first?.id);
  await job.runJobs();
  job.clock.set('2026-03-30T01:00:00Z');
});
afterAll(() => server.close());

const lists: [string, () => Actor, string, string][] = [
  [
    'the list of today',
    () => lead,
    '{ list: myVisits(period: WEEK, first: 100) { edges { node { id targetName } } } }',
    'assignment',
  ],
  [
    'the overview of campaigns',
    () => job.approver,
    '{ list: campaignProgress(first: 100) { edges { node { id counts { state count } } } } }',
    'campaign',
  ],
  [
    'the ledger',
    () => job.approver,
    '{ list: openDuties(first: 100) { edges { node { id kind } } } }',
    'assignment',
  ],
  [
    'the ledger of all rooms',
    () => job.approver,
    '{ list: ledger(first: 100) { edges { node { id kind colour campaignCode } } } }',
    'assignment',
  ],
  [
    'the figures of a month',
    () => job.approver,
    '{ list: dutyFigures(by: CAMPAIGN, period: MONTH, first: 100) { edges { node { id dueCount closurePpm } } } }',
    '',
  ],
  [
    'the totals',
    () => job.approver,
    '{ list: openDutyTotals(by: OFFICER, first: 100) { edges { node { id counts { kind count } } } } }',
    '',
  ],
];

/** Leaves so many assignments of the lead, and campaigns, as copies of one. */
async function leave(count: number): Promise<void> {
  const { em } = createOwner();
  const columnsOf = async (table: string) => {
    const rows = await em.execute<{ name: string }[]>(
      'select column_name as name from information_schema.columns where table_schema = ? and table_name = ?',
      ['public', table],
    );
    return rows.map(({ name }) => name);
  };
  const copy = async (table: string, own: Record<string, string>, from: string) => {
    const columns = await columnsOf(table);
    const values = columns.map((column) => own[column] ?? `one."${column}"`);
    await em.execute(
      `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
       select ${values.join(', ')} from ${from}, generate_series(1, ${count}) n`,
    );
  };
  await em.execute(
    "delete from assignment_officer where assignment_id in (select id from assignment where stratum = 'copy')",
  );
  await em.execute("delete from assignment where stratum = 'copy'");
  await em.execute("delete from campaign where title = 'copy'");
  const id = 'gen_random_uuid()';
  await copy(
    'campaign',
    { id, code: "'copy-' || n", title: "'copy'" },
    '(select * from campaign limit 1) one',
  );
  const target = "one.target_real_id || '-' || n";
  await copy(
    'assignment',
    { id, stratum: "'copy'", target_real_id: target },
    `(select a.* from assignment a join assignment_officer m on m.assignment_id = a.id
       where m.inspector_id = '${lead.inspectorId}' limit 1) one`,
  );
  await em.execute(
    `insert into assignment_officer (assignment_id, inspector_id, real_id, place, is_lead, is_expert)
     select id, '${lead.inspectorId}', 'copy', 1, true, false from assignment where stratum = 'copy'`,
  );
}

const createOwner = () => ({ em: server.database.em.fork() });

describe.each(lists)('%s takes at most six statements, everything counted', (_what, who, query) => {
  test.each([2, 200])('with %i rows more', async (count) => {
    await leave(count);
    const client = await server.client();
    client.cookie = await job.cookieOf(who());
    // Another department, then a use that is written down: whatever the connections wore, and the dearest request.
    const other = await server.client();
    other.cookie = await job.cookieOf(job.stranger);
    await other.get('{ campaignProgress { edges { node { id } } } }');
    job.clock.set(new Date(job.clock.now().getTime() + 3_600_000).toISOString());
    let rows = 0;
    const statements = await listStatements(server.database, async () => {
      rows = (await client.get(query)).list.edges.length;
    });
    expect(rows).toBeGreaterThan(0);
    expect(statements.length).toBeGreaterThan(1);
    expect({ statements, most: statements.length <= 6 }).toMatchObject({ most: true });
  });
});

test('what the list of today shows is written down with it, row for row and no more', async () => {
  await leave(30);
  const client = await server.client();
  client.cookie = await job.cookieOf(lead);
  job.clock.set(new Date(job.clock.now().getTime() + 3_600_000).toISOString());
  const at = job.clock.now();
  const { list } = await client.get(
    '{ list: myVisits(period: WEEK, first: 20) { edges { node { id targetName } } } }',
  );
  const shown = list.edges.map(({ node }: { node: { id: string } }) => node.id).sort();
  const noted = await job.readAs().em.find(Reading, { at });
  expect(shown).toHaveLength(20);
  expect([...new Set(noted.map(({ subjectId }) => subjectId))].sort()).toEqual(shown);
});

test('a session that was revoked, and an account that was closed, is nobody at the next request', async () => {
  const client = await server.client();
  client.cookie = await job.cookieOf(lead);
  const me = async () => (await client.ask('{ myUnreadMessageCount }')).errors?.[0]?.extensions.code;
  expect(await me()).toBeUndefined();
  await server.database.em
    .fork()
    .execute('update session set revoked_at = now() where account_id = ?', [lead.accountId]);
  expect(await me()).toBe('UNAUTHENTICATED');
  client.cookie = await job.cookieOf(lead);
  await server.database.em.fork().execute('update account set active = false where id = ?', [lead.accountId]);
  expect(await me()).toBe('UNAUTHENTICATED');
  await server.database.em.fork().execute('update account set active = true where id = ?', [lead.accountId]);
});
