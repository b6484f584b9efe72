import { type GraphQLObjectType, type GraphQLOutputType, getNamedType, isObjectType } from 'graphql';
import { Assignment } from '../../schema/inspection/index.js';
import { Reading, ReadingWay } from '../../schema/personal/index.js';
import { DrawMode } from '../../schema/plan/index.js';
import { Publication } from '../../schema/publication/index.js';
import { enterTarget, Item, Target, TargetKind } from '../../schema/registry/index.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import { buildPortalSchema } from '../../server/http/portal-schema.js';
import type { GraphqlClient } from '../support/client.js';
import { listTablesWith } from '../support/find-text.js';
import { done, type FrozenDraw, MainJob } from '../support/main-job.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** Made up; what must be seen nowhere outside. */
const person = { name: '欧阳虚构某', number: '440802199001010016', address: '虚构街道九十九号' };
const stall = { name: '欧阳氏虚构摊', address: '虚构市场甲七号' };
const told = [...Object.values(person), ...Object.values(stall)];
const heading = '名称,身份证号,区划代码,登记状态,住所,风险等级\n';

let server: TestServer;
let job: MainJob;
let registrar: GraphqlClient;
let registrarActor: Actor;
const draws: FrozenDraw[] = [];

beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close } = server;
  const sources = { ...server.app.sources, jobs: undefined };
  job = await MainJob.over({ database, clock, close, sources });
  registrarActor = await job.addPerson('registrar', [Role.REGISTRAR], job.health);
  registrar = await server.client();
  registrar.cookie = await job.cookieOf(registrarActor);
});
afterAll(() => server.close());

async function upload(text: string): Promise<string> {
  const response = await fetch(`${server.address}/uploads?name=persons.csv`, {
    method: 'POST',
    headers: { cookie: registrar.cookie, 'content-type': 'text/csv' },
    body: text,
  });
  return ((await response.json()) as { uploadId: string }).uploadId;
}

async function bringIn(text: string) {
  const source = `mutation ($input: ImportInput!) { importEntities(input: $input) {
    __typename ... on FileImported { run { id createdCount } } ... on ImportRefused { faults { row column message } } } }`;
  return (await registrar.get(source, { input: { uploadId: await upload(text) } })).importEntities;
}

describe('a natural person comes in', () => {
  test('by an upload: not even the file that waits shows the number', async () => {
    const row = `${person.name},${person.number},440800,存续,${person.address},P\n`;
    const id = await upload(heading + row);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await listTablesWith(server.database.em.fork(), told)).toEqual([]);
    expect(await bringIn(heading + row)).toMatchObject({ run: { createdCount: 1 } });
  });

  test('with faults, which say where and never what', async () => {
    const row = `${person.name},${person.number.slice(0, 17)}9,440800,存续,${person.address},P\n`;
    const refused = await bringIn(heading + row);
    expect(refused).toMatchObject({ __typename: 'ImportRefused', faults: [{ row: 2, column: '身份证号' }] });
    expect(JSON.stringify(refused)).not.toContain(person.number.slice(0, 17));
  });

  test('and what stands below the person by hand', async () => {
    const draft = {
      kind: TargetKind.PREMISES,
      name: stall.name,
      address: stall.address,
      divisionCode: '440800',
      riskClass: 'P',
      classSystem: 'health',
      responsibleId: `np:${person.number}`,
    };
    const entered = done(await job.act(registrarActor, (unit) => enterTarget(unit, job.health.id, draft)));
    expect(entered.realId).toMatch(/^np:[0-9a-f]{64}\/1$/);
  });

  test('the registrar sees them, and each is written down', async () => {
    const { targets } = await registrar.get(
      '{ targets(riskClass: "P", first: 10) { edges { node { id name address formerNames subject } } } }',
    );
    expect(targets.edges).toHaveLength(2);
    const readings = await job.readAs().em.find(Reading, { way: ReadingWay.NATURAL_PERSON });
    expect(readings.map(({ subjectId }) => subjectId).sort()).toEqual(
      targets.edges.map(({ node }: { node: { id: string } }) => node.id).sort(),
    );
    await registrar.get('{ targets(riskClass: "A", first: 10) { edges { node { id name address } } } }');
    await registrar.get('{ targets(riskClass: "P", first: 10) { edges { node { id status } } } }');
    expect(await job.readAs().em.count(Reading, { way: ReadingWay.NATURAL_PERSON })).toBe(2);
  });
});

describe('drawn, visited and confirmed', () => {
  test.each([DrawMode.OPEN, DrawMode.CONFIDENTIAL])('in %s mode', async (mode) => {
    job.clock.set(mode === DrawMode.OPEN ? '2026-02-09T02:00:00Z' : '2026-02-11T02:00:00Z');
    const strata = [
      { riskClass: 'P', count: 2, reserve: 0 },
      { riskClass: 'A', count: 1, reserve: 0 },
    ];
    const draw = await job.drawn({ mode, strata });
    draws.push(draw);
    const assignments = await job.listAssignments(draw);
    expect(assignments.filter(({ targetRealId }) => targetRealId.startsWith('np:'))).toHaveLength(2);
    job.clock.set(mode === DrawMode.OPEN ? '2026-02-10T02:00:00Z' : '2026-02-12T02:00:00Z');
    const results = await job.inspected(draw);
    await job.published(results);
    const titles = (await job.readAs().em.find(Publication, {})).map(({ title }) => title);
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.filter((title) => told.some((text) => title.includes(text)))).toEqual([]);
  });

  test('the team itself is told whom it visits, and that is written down', async () => {
    const [assignment] = await job.readAs().em.find(Assignment, { targetName: person.name }, { limit: 1 });
    const [member] = await job.listTeam(assignment?.id ?? '');
    const officer = await job.addPerson('team', [Role.INSPECTOR], job.health, member?.inspectorId);
    const client = await server.client();
    client.cookie = await job.cookieOf(officer);
    const { myAssignments } = await client.get(
      '{ myAssignments(first: 100) { edges { node { targetName } } } }',
    );
    const names = myAssignments.edges.map(({ node }: { node: { targetName: string } }) => node.targetName);
    expect(names).toContain(person.name);
    const own = { way: ReadingWay.NATURAL_PERSON, account: officer.accountId, subjectKind: 'assignment' };
    expect(await job.readAs().em.count(Reading, own)).toBe(
      names.filter((name: string) => told.includes(name)).length,
    );
  });
});

/** Every field of a type that needs no argument, down to its leaves. */
function selectionOf(type: GraphQLOutputType, depth = 5): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const fields = Object.values((named as GraphQLObjectType).getFields()).flatMap((field) => {
    const isObject = isObjectType(getNamedType(field.type));
    if (isObject && depth === 0) return [];
    return [`${field.name}${isObject ? selectionOf(field.type, depth - 1) : ''}`];
  });
  return ` { ${fields.join(' ')} }`;
}

describe('the public', () => {
  test('finds nobody by any query of the portal, whatever is asked', async () => {
    job.clock.set('2026-04-01T01:00:00Z');
    await job.runJobs();
    const realIds = (await job.readAs().em.find(Target, { riskClass: 'P' })).map(({ realId }) => realId);
    const [item] = await job.readAs().em.find(Item, {}, { limit: 1 });
    const words = [...told, ...realIds, ...realIds.map((id) => id.slice(3))];
    const department = 'department: "zj-health"';
    const asked: Record<string, string[]> = {
      service: [''],
      draws: ['(first: 100)'],
      draw: draws.map(({ commitment }) => `(commitment: "${commitment}")`),
      records: [
        '(first: 100)',
        ...words.flatMap((word) => [
          `(first: 100, name: "${word.slice(0, 100)}")`,
          `(first: 100, identifier: "${word.slice(0, 120)}")`,
        ]),
        ...draws.map(({ campaign }) => `(first: 100, campaign: "${campaign.code}")`),
      ],
      unit: [...words, ...realIds].map((word) => `(identifier: "${word.slice(0, 120)}")`),
      publicationRecord: ['(from: "2026-01", to: "2026-12")'],
      record: (await job.readAs().em.find(Publication, {})).map(({ id }) => `(id: "${id}")`),
      recordEnd: (await job.readAs().em.find(Publication, {})).map(({ recordId }) => `(id: "${recordId}")`),
      itemList: [`(${department})`],
      itemLists: [`(${department})`],
      item: [`(${department}, code: "${item?.code}")`],
      compareItemLists: [`(${department}, from: 1, to: 1)`],
      plans: [`(${department})`],
      plan: [`(id: "${job.planId}")`],
      planVersions: [`(id: "${job.planId}")`],
      comparePlans: [`(id: "${job.planId}", from: 1, to: 1)`],
      auditCheckpoints: ['(first: 100)'],
      auditCheckpoint: ['(size: 1)'],
      auditConsistency: ['(from: 1, to: 1)'],
      auditKeys: [''],
      arrangements: ['(first: 100)'],
    };
    const fields = Object.values(buildPortalSchema().getQueryType()?.getFields() ?? {});
    expect(Object.keys(asked).sort()).toEqual(fields.map(({ name }) => name).sort());
    const portal = server.portal();
    const answers: string[] = [];
    for (const { name, type } of fields) {
      for (const given of asked[name] ?? []) {
        const answer = await portal.ask(`{ ${name}${given}${selectionOf(type)} }`);
        expect(answer.errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain(
          'GRAPHQL_VALIDATION_FAILED',
        );
        answers.push(JSON.stringify(answer));
      }
    }
    expect(answers.join('\n')).toContain('虚构第');
    expect([...told, ...realIds].filter((text) => answers.join('\n').includes(text))).toEqual([]);
  });

  test('reads no name, number or address in any public file of a draw; in that of an open one an id alone', async () => {
    const realIds = (await job.readAs().em.find(Target, { riskClass: 'P' })).map(({ realId }) => realId);
    for (const [n, { commitment }] of draws.entries()) {
      const at = `${server.address}/portal/draws/${commitment}`;
      const { files } = (await (await fetch(at)).json()) as { files: string[] };
      const texts = await Promise.all(
        files.map(async (name) => [name, await (await fetch(`${at}/files/${name}`)).text()] as const),
      );
      expect(texts.filter(([, text]) => told.some((word) => text.includes(word)))).toEqual([]);
      const withId = texts
        .filter(([, text]) => realIds.some((id) => text.includes(id)))
        .map(([name]) => name);
      expect(withId).toEqual(n === 0 ? ['selected.jsonl'] : []);
    }
  });
});

describe('the log', () => {
  test('has no personal data in it, whatever went wrong', async () => {
    const bad = [
      `{ targets(nameContains: "${person.name}", first: "${person.number}") { edges { node { id } } } }`,
      `{ personalRecordsOf(whom: "${person.number}") { __typename } }`,
      `mutation { enterTarget(input: { name: "${person.name}", divisionCode: "440800", identifiers: [{ scheme: NATURAL_PERSON, number: "${person.number}9" }] }) { __typename } }`,
      `{ ${person.number} }`,
    ];
    registrar.cookie = await job.cookieOf(registrarActor);
    for (const query of bad) await registrar.ask(query);
    const em = server.database.em.fork();
    await em.execute('alter table target rename to target_away');
    const broken = await registrar.ask(
      `{ targets(nameContains: "${person.name}", first: 5) { edges { node { id } } } }`,
    );
    await em.execute('alter table target_away rename to target');
    expect(broken.errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(server.log.length).toBeGreaterThan(10);
    const lines = server.log.map((line) => JSON.stringify(line)).join('\n');
    expect([...told, encodeURIComponent(person.name)].filter((text) => lines.includes(text))).toEqual([]);
    expect(lines).not.toContain(person.number.slice(0, 17));
  });
});

describe('of a person who asks', () => {
  const asking = `query ($whom: Text!) { personalRecordsOf(whom: $whom) {
    __typename
    ... on PersonHeld { realId visitCount readingCount targets { name } records { retention keepToOn legalBasis } }
    ... on TargetInvalid { faults { field message } } } }`;

  test('an auditor tells what is held, by the number; that it was asked is written down', async () => {
    const auditor = await server.client();
    auditor.cookie = await job.cookieOf(job.auditor);
    const { personalRecordsOf: held } = await auditor.get(asking, { whom: person.number });
    expect(held.targets.map(({ name }: { name: string }) => name)).toEqual([person.name, stall.name]);
    expect(held).toMatchObject({ visitCount: 4, records: [{ retention: 'PERSON_NUMBER', keepToOn: null }] });
    expect(held.records[0].legalBasis).toContain('个人信息保护法');
    expect(JSON.stringify(held)).not.toContain(person.number);
    const events = await job
      .readAs()
      .em.execute("select data::text from audit_event where kind = 'reading.person-asked'");
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toMatch(/np:/);
    const { personalRecordsOf: wrong } = await auditor.get(asking, { whom: '440802********0016' });
    expect(wrong).toMatchObject({ __typename: 'TargetInvalid', faults: [{ field: 'whom' }] });
  });

  test('nobody else may ask', async () => {
    const answer = await registrar.ask(asking, { whom: person.number });
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
