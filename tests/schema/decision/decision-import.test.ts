import { AuditEvent } from '../../../schema/audit/index.js';
import { Decision, DecisionImport, DecisionVersion } from '../../../schema/decision/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import type { GraphqlClient } from '../../support/client.js';
import { countStatements } from '../../support/count-statements.js';
import { MainJob } from '../../support/main-job.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { expectRefused } from '../../support/unchanged.js';
import { penaltyGiven } from './decision-house.js';
import { csvText, encoded, licenceByTitle, penaltyByCode } from './decision-samples.js';

let server: TestServer;
let job: MainJob;
let clerk: GraphqlClient;
beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-10T01:00:00Z' });
  const sources = { ...server.app.sources, jobs: undefined };
  const { database, clock, close } = server;
  job = await MainJob.over({ database, clock, close, sources });
  clerk = await clientOf(await job.addPerson('decision-clerk', [Role.REGISTRAR], job.health));
});
afterAll(() => server.close());

async function clientOf(actor: Actor): Promise<GraphqlClient> {
  const client = await server.client();
  client.cookie = await job.cookieOf(actor);
  return client;
}

async function upload(bytes: Uint8Array, name = '双公示.csv'): Promise<string> {
  const answer = await fetch(`${server.address}/uploads?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', cookie: clerk.cookie },
    body: new Uint8Array(bytes),
  });
  return ((await answer.json()) as { uploadId: string }).uploadId;
}

const fetched = (path: string, by = clerk) =>
  fetch(`${server.address}${path}`, { headers: { cookie: by.cookie } });

const importing = `mutation ($input: ImportDecisionsInput!) { value: importDecisions(input: $input) {
  __typename ... on ConsoleError { code message messageEn }
  ... on DecisionsImported { token unreadHeadings faults { row code column } warnings { row code field }
    run { id isPreview isOlder rowCount createdCount unchangedCount rejectedCount lateCount } }
  ... on DecisionFileFaulty { rowCount rejectedCount faults { row code column message } } } }`;

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever they asked for
async function take(uploadId: string, more: object = {}): Promise<any> {
  const input = { kind: 'PENALTY', uploadId, ...more };
  return (await clerk.get(importing, { input })).value;
}

const penalty = (n: number, more: Record<string, string> = {}) => ({
  ...penaltyByCode,
  ...{ CF_WSH: `湛市监处罚〔2026〕${n}号`, AJBH: `案${n}`, ...more },
});

const count = () => job.readAs().em.count(Decision);

describe('a file', () => {
  test('is compared first: a preview writes no decision, and its token holds for that file and those decisions alone', async () => {
    const uploadId = await upload(encoded(csvText([penalty(1), penalty(2)]), 'gb18030'));
    const preview = await take(uploadId, { dryRun: true });
    expect(preview.run).toMatchObject({
      isPreview: true,
      createdCount: 2,
      unchangedCount: 0,
      rejectedCount: 0,
    });
    expect(await count()).toBe(0);
    const other = await upload(encoded(csvText([penalty(3)]), 'utf8'));
    await expectRefused(job, 'DecisionsChanged', () => take(other, { token: preview.token }));
    const taken = await take(uploadId, { token: preview.token });
    expect(taken).toMatchObject({ __typename: 'DecisionsImported', run: { createdCount: 2, lateCount: 0 } });
    expect(await job.readAs().em.count(Decision, { state: 'IMPORTED' as never })).toBe(2);
    // What was previewed beside two decisions fewer is previewed again.
    const again = await upload(encoded(csvText([penalty(4)]), 'utf8'));
    const { token } = await take(again, { dryRun: true });
    await take(await upload(encoded(csvText([penalty(5)]), 'utf8')));
    await expectRefused(job, 'DecisionsChanged', () => take(again, { token }));
  });

  test('once more changes nothing; another content under a number is a fault, for a file corrects nothing', async () => {
    const before = await count();
    const same = await take(await upload(encoded(csvText([penalty(1), penalty(2)]), 'utf8-bom')));
    expect(same.run).toMatchObject({ createdCount: 0, unchangedCount: 2 });
    const changed = await upload(encoded(csvText([penalty(1, { CF_NR_FK: '9' })]), 'utf8'));
    const refusal = await expectRefused(job, 'DecisionFileFaulty', () => take(changed));
    expect(refusal.faults).toMatchObject([{ row: 3, code: 'NUMBER_USED', column: 'CF_WSH' }]);
    expect(await count()).toBe(before);
  });

  test('with faulty rows is taken as a whole or not, or without them, as was chosen; all faults at once', async () => {
    const rows = [
      penalty(11),
      penalty(12, { CF_YJ: '', CF_XDR_SHXYM: '9.1330E+17' }),
      penalty(13, { CF_JDRQ: '2026/01/05', CF_GSJZQ: '' }),
      penalty(11, { AJBH: '另案' }),
    ];
    const uploadId = await upload(encoded(csvText(rows), 'gb18030'));
    const refusal = await expectRefused(job, 'DecisionFileFaulty', () => take(uploadId));
    expect(refusal).toMatchObject({ rowCount: 4, rejectedCount: 2 });
    const told = (refusal.faults as { row: number; code: string }[]).map(({ row, code }) => [row, code]);
    expect(told.sort()).toEqual([
      [4, 'BLANK_FIELD'],
      [4, 'SCIENTIFIC_NOTATION'],
      [6, 'DUPLICATE_ID'],
    ]);
    const taken = await take(uploadId, { mode: 'GOOD_ROWS' });
    expect(taken.run).toMatchObject({ createdCount: 2, rejectedCount: 2, lateCount: 1 });

    // The rows that were left come back in the file's own encoding, each with what is wrong; corrected, they go in.
    const answer = await fetched(`/decision-imports/${taken.run.id}/remarks`);
    expect(answer.status).toBe(200);
    const text = new TextDecoder('gb18030', { fatal: true }).decode(await answer.arrayBuffer());
    const [heading = '', ...lines] = text.trim().split('\r\n');
    expect(heading.startsWith('导入说明,CF_XDR_MC')).toBe(true);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/【CF_XDR_SHXYM】号码被表格软件变成了科学记数.*【CF_YJ】必填项为空。/);
    const corrected = text
      .replace(',9.1330E+17,', ',91440300708461136T,')
      .replace('湛市监处罚〔2026〕11号', '湛市监处罚〔2026〕14号')
      .replace('未能提供进货查验记录。,,', '未能提供进货查验记录。,《食品安全法》第一百二十六条,');
    const back = await take(await upload(encoded(corrected, 'gb18030')));
    expect(back).toMatchObject({
      __typename: 'DecisionsImported',
      unreadHeadings: [],
      run: { createdCount: 2 },
    });
    // The upload is gone as soon as nothing of it is left.
    expect((await fetched(`/decision-imports/${back.run.id}/remarks`)).status).toBe(404);
  });

  test('in headings of nobody’s standard is read as it is told, and what it leaves out is said once', async () => {
    const { CF_WSH, BLCX: _, ...rest } = penalty(21) as Record<string, string>;
    const uploadId = await upload(
      encoded(csvText([{ 处罚文书: CF_WSH ?? '', ...rest, 承办人: '某' }]), 'utf8'),
    );
    expect(await take(uploadId)).toMatchObject({ code: 'FILE_UNREADABLE' });
    const renames = [{ heading: '处罚文书', code: 'CF_WSH' }];
    const fills = [{ code: 'BLCX', text: '简易程序' }];
    const stray = [{ code: 'CF_ABC', text: '某' }];
    await expectRefused(job, 'UnknownColumn', () => take(uploadId, { renames, fills: stray }));
    const taken = await take(uploadId, { renames, fills });
    expect(taken).toMatchObject({ unreadHeadings: ['承办人'], run: { createdCount: 1 } });
    expect(taken.warnings).toMatchObject([{ row: 3, code: 'DEFAULT_USED', field: 'procedure' }]);
    const [decision] = await job.readAs().em.find(Decision, { seriesNo: 21 });
    expect(decision?.procedure).toBe('SIMPLE');
  });

  test('that is no table, or somebody else’s, is refused by name', async () => {
    expect(await take(await upload(new TextEncoder().encode('%PDF-1.7 no table')))).toMatchObject({
      code: 'FILE_UNREADABLE',
    });
    const uploadId = await upload(encoded(csvText([penalty(31)]), 'utf8'));
    const other = await clientOf(await job.addPerson('other-clerk', [Role.REGISTRAR], job.health));
    const { value } = await other.get(importing, { input: { kind: 'PENALTY', uploadId } });
    expect(value.code).toBe('UNKNOWN_UPLOAD');
  });

  test('leaves again as it came: exported and brought back, every decision is known', async () => {
    const stood = await job.readAs().em.count(Decision, { kind: 'PENALTY' as never });
    for (const query of ['format=csv&encoding=gb18030', 'format=csv', 'format=xlsx', 'format=jsonl']) {
      const answer = await fetched(`/decisions/export?kind=PENALTY&${query}`);
      expect(answer.status).toBe(200);
      const back = await take(await upload(new Uint8Array(await answer.arrayBuffer()), 'back'));
      expect(back.run).toMatchObject({ createdCount: 0, unchangedCount: stood, rejectedCount: 0 });
    }
    expect(await job.readAs().em.count(AuditEvent, { kind: 'decision.exported' })).toBe(4);
    expect((await fetched('/decisions/export?kind=OTHER')).status).toBe(400);
    const planner = await clientOf(job.planner);
    expect((await fetched('/decisions/export?kind=PENALTY', planner)).status).toBe(403);
  });
});

test('ten thousand licences are one act: all of them, with terms and versions; one more is too many', async () => {
  const licences = (size: number, word: string) =>
    Array.from({ length: size }, (_, n) => ({
      ...licenceByTitle,
      ...{ 行政许可决定文书号: `${word}〔2026〕${n + 1}号`, 办件编号: `办${word}${n + 1}` },
    }));
  const before = await count();
  const uploadId = await upload(encoded(csvText(licences(10_000, '湛市监许')), 'gb18030'));
  const taken = await take(uploadId, { kind: 'LICENCE' });
  expect(taken.run).toMatchObject({ createdCount: 10_000, rejectedCount: 0, lateCount: 0 });
  const { em } = job.readAs();
  expect((await count()) - before).toBe(10_000);
  expect(await em.count(DecisionVersion, { importId: taken.run.id })).toBe(10_000);
  const [undue] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from decision d left join deadline l on l.id = d.deadline_id and l.due_on = d.due_on
      where l.id is null`,
  );
  expect(undue?.count).toBe(0);
  expect(await em.count(AuditEvent, { kind: 'decision.imported', subjectId: taken.run.id })).toBe(1);
  const many = await upload(encoded(csvText(licences(10_001, '湛市监多')), 'utf8'));
  expect(await take(many, { kind: 'LICENCE' })).toMatchObject({ code: 'TOO_MANY_DECISIONS' });
  expect((await count()) - before).toBe(10_000);
});

test('a page of a hundred decisions costs a constant number of statements', async () => {
  const list = `query ($first: Int!) { decisions(first: $first) { edges { node {
    id documentNo state isLate assignmentId deadline { dueOn days { on } } versions { version } columns { code text } } } } }`;
  const cost = (first: number) => countStatements(server.database, () => clerk.get(list, { first }));
  await cost(2);
  const few = await cost(2);
  expect(await cost(100)).toBe(few);
  const signIn = await countStatements(server.database, () => clerk.get('{ me { username } }'));
  expect(few - signIn).toBeLessThanOrEqual(3);
});

test('a machine enters by its key; sent twice, a decision is entered once', async () => {
  const system = await clientOf(await job.addPerson('sys', [Role.SYSTEM_ADMIN]));
  const security = await clientOf(await job.addPerson('sec', [Role.SECURITY_ADMIN]));
  const created = await system.get(
    `mutation ($input: CreateMachineAccountInput!) { createMachineAccount(input: $input) {
      ... on MachineAccountCreated { account { id } } } }`,
    {
      input: {
        ...{ username: 'case-system', displayName: '办案系统', roles: ['REGISTRAR'] },
        departmentCode: 'zj-health',
      },
    },
  );
  const accountId = created.createMachineAccount.account.id;
  const issued = await security.get(
    `mutation ($input: IssueApiKeyInput!) { issueApiKey(input: $input) { ... on ApiKeyIssued { key } } }`,
    { input: { accountId, name: '办案系统', roles: ['REGISTRAR'], expiresOn: '2026-12-31' } },
  );
  const entering = `mutation ($input: EnterDecisionInput!) { enterDecision(input: $input) {
    __typename ... on DecisionEntered { isNew decision { id documentNo dueOn versions { origin version } } } } }`;
  const send = async () => {
    const input = penaltyGiven({ CF_WSH: '湛卫医罚〔2026〕1号', CF_JDRQ: '2026/02/10' });
    const anonymous = await server.client();
    const response = await anonymous.post(JSON.stringify({ query: entering, variables: { input } }), {
      authorization: `Bearer ${issued.issueApiKey.key}`,
    });
    return ((await response.json()) as { data: { enterDecision: unknown } }).data.enterDecision;
  };
  const decision = {
    documentNo: '湛卫医罚〔2026〕1号',
    dueOn: '2026-02-26',
    versions: [{ origin: 'API', version: 1 }],
  };
  expect(await send()).toMatchObject({ __typename: 'DecisionEntered', isNew: true, decision });
  expect(await send()).toMatchObject({ __typename: 'DecisionEntered', isNew: false, decision });
  expect(await job.readAs().em.count(DecisionImport, { isPreview: false })).toBeGreaterThan(5);
});
