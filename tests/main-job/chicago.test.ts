import { createHash } from 'node:crypto';
import { listAll } from '../../tools/client/list-all.js';
import { DemoConsole } from '../../tools/demo/demo-console.js';
import * as documents from '../../tools/demo/demo-documents.js';
import { DemoOperator, type DrawStanding } from '../../tools/demo/demo-draw.js';
import { verifyAsAuditor, verifyAsStranger } from '../../tools/demo/demo-verify.js';
import { seededChance } from '../support/clock.js';
import { PASSWORD } from '../support/server.js';
import { missingFiles, readLatestOutcomes } from './chicago-files.js';
import { type ChicagoStage, importPools, openChicago, prepareCampaign } from './chicago-stage.js';
import { recordedAs, visitAll } from './chicago-visits.js';

const isHere = missingFiles.length === 0;
if (!isHere)
  console.warn(`skipped: ${missingFiles.join(', ')} is not here, so the real pools cannot be drawn`);

/** 2 % of 8,441, 1 % of 2,910 and 0.5 % of 1,016, each rounded up. */
const drawnByStratum = { s1: 169, s2: 30, s3: 6 };
const drawnCount = 205;

const fullRecords = `query Records($campaign: String, $identifier: String, $name: String, $first: Int!, $after: String) {
  records(campaign: $campaign, identifier: $identifier, name: $name, first: $first, after: $after) {
    edges { node {
      realId entityName departmentName campaignCode visitedOn resultText dispositionText dueOn publishedAt text hash
    } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface PublicRecord {
  readonly realId: string;
  readonly entityName: string;
  readonly campaignCode: string;
  readonly visitedOn: string;
  readonly resultText: string;
  readonly dueOn: string;
  readonly publishedAt: string;
  readonly text: string;
  readonly hash: string;
}

/** Releases over HTTP, ten to a request, a minute apart, and lets the jobs publish. */
async function releaseAll({ cast, server, timetable }: ChicagoStage): Promise<number> {
  const { client } = cast.publisher;
  const due: { id: string }[] = await listAll(
    client,
    documents.publications,
    { state: 'DUE' },
    'publications',
  );
  for (let from = 0; from < due.length; from += 10) {
    const lines = due.slice(from, from + 10).map(({ id }, n) => {
      const release = `releasePublication(id: "${id}", secrecyReviewed: true)`;
      return `r${n}: ${release} { __typename ... on ConsoleError { code } }`;
    });
    const answers = await client.ask<Record<string, { __typename: string }>>(
      `mutation { ${lines.join('\n')} }`,
    );
    const names = new Set(Object.values(answers).map((answer) => answer.__typename));
    expect([...names]).toEqual(['PublicationReleased']);
    server.clock.advance({ minutes: 1 });
    await timetable.runDue();
  }
  return due.length;
}

/** The records of a search in the order in which the portal pages them. */
async function page(portal: DemoConsole['portal'], search: object, first: number) {
  const pages: PublicRecord[][] = [];
  let after: string | undefined;
  do {
    // biome-ignore lint/suspicious/noExplicitAny: the document says what its data are
    const { records } = await portal.ask<any>(fullRecords, { ...search, first, after });
    pages.push(records.edges.map((edge: { node: PublicRecord }) => edge.node));
    after = records.pageInfo.hasNextPage ? records.pageInfo.endCursor : undefined;
  } while (after);
  return pages;
}

function tally(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}

const licenceOf = (realId: string) => realId.replace('licence:', '');

(isHere ? describe : describe.skip)('the main job on the food establishments of Chicago', () => {
  let stage: ChicagoStage;
  let campaign: { id: string; code: string };
  let draw: DrawStanding;
  let drawn: string[];
  let records: PublicRecord[];
  let portal: DemoConsole['portal'];
  const outcomes = isHere ? readLatestOutcomes() : new Map();

  beforeAll(async () => {
    stage = await openChicago();
    ({ portal } = new DemoConsole(stage.server.address));
  });
  afterAll(() => stage?.close());

  it('takes in the pools by their mapping files', async () => {
    expect(await importPools(stage)).toMatchObject({
      entities: { rowCount: 12_367, createdCount: 12_367, faultCount: 0 },
      inspectors: { rowCount: 60, createdCount: 60, faultCount: 0 },
      items: { rowCount: 2, createdCount: 2, faultCount: 0 },
    });
  });

  it('plans a campaign by risk, which every trial draw can staff', async () => {
    const prepared = await prepareCampaign(stage);
    campaign = prepared.campaign;
    expect(campaign.code).toBe('chi-cdph-2026-001');
    expect(prepared.preview).toMatchObject({ excludedCount: 0, feasible: prepared.preview.seeds });
    expect(prepared.preview.sizes).toMatchObject([
      { code: 's1', count: 8_441, k: drawnByStratum.s1 },
      { code: 's2', count: 2_910, k: drawnByStratum.s2 },
      { code: 's3', count: 1_016, k: drawnByStratum.s3 },
    ]);
  });

  it('is frozen, anchored, revealed and drawn', async () => {
    const { cast, server, witness } = stage;
    const operator = new DemoOperator(cast.operator.client, seededChance('operator'), false);
    const drawBy = new Date(server.clock.now().getTime() + 3_600_000);
    const frozen = await operator.freeze(campaign.id, { drawBy });
    server.clock.advance({ seconds: 90 });
    expect(await witness.anchor(frozen.commitment)).toMatchObject({
      registered: 12_367,
      covered: 12_367,
      excluded: 0,
    });
    server.clock.advance({ seconds: 30 });
    await witness.reveal(frozen.commitment);
    draw = await operator.reveal(frozen.id);
    expect(draw).toMatchObject({ state: 'DRAWN', assurance: 'WITNESSED', drawnCount, heldCount: 0 });
    const units = await listAll(
      stage.auditor.client,
      documents.drawnUnits,
      { drawId: draw.id },
      'drawnUnits',
    );
    const chosen = units.filter((unit) => !unit.isReserve);
    expect(chosen.every((unit) => new Set(unit.officers).size === 2)).toBe(true);
    drawn = chosen.map((unit) => unit.realId);
    expect(new Set(drawn).size).toBe(drawnCount);
    expect(units).toHaveLength(drawnCount + 6);
  });

  it('records what the inspectors of Chicago really found, with two signatures, and confirms it', async () => {
    await stage.timetable.runDue();
    const { visited, dueOn } = await visitAll(stage, outcomes);
    expect(visited).toBe(drawnCount);
    // Signed on Monday, 2 March 2026: the seventh working day after it.
    expect([...dueOn]).toEqual(['2026-03-11']);
  });

  it('releases over HTTP and publishes everything', async () => {
    await stage.timetable.runDue();
    expect(await releaseAll(stage)).toBe(drawnCount);
    const counts = await stage.server
      .readAs()
      .em.execute(
        `select state, count(*)::int as count from job where kind !~ '^draw.lapse|^audit.seal|rectification|second-review|alarms|^evidence|^publication.count' group by state`,
      );
    expect(counts).toEqual([{ state: 'DONE', count: 2 + 2 * drawnCount }]);
  });

  it('shows a campaign newest first, page by page', async () => {
    const pages = await page(portal, { campaign: campaign.code }, 40);
    expect(pages.map((rows) => rows.length)).toEqual([40, 40, 40, 40, 40, 5]);
    records = pages.flat();
    expect(records.map((record) => record.realId).sort()).toEqual([...drawn].sort());
    const instants = records.map((record) => record.publishedAt);
    expect(instants).toEqual([...instants].sort().reverse());
    expect(new Set(instants).size).toBeGreaterThan(20);
    for (const { text, hash } of records) {
      expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
    }
  });

  it('publishes for each licence what the real file says', () => {
    const wrong = records.filter(
      ({ realId, resultText }) => resultText !== recordedAs(outcomes.get(licenceOf(realId))).text,
    );
    expect(wrong).toEqual([]);
    const expected = tally(drawn.map((realId) => String(outcomes.get(licenceOf(realId)))));
    const published = tally(records.map((record) => record.resultText));
    expect(published).toEqual({
      未发现问题: expected.Pass,
      发现问题已责令改正: expected['Pass w/ Conditions'],
      发现问题待后续处理: expected.Fail,
      ...(expected.undefined && { 未发现开展本次抽查涉及的经营活动: expected.undefined }),
    });
    expect(Object.keys(published).length).toBeGreaterThanOrEqual(3);
  });

  it('finds a record by licence number, with its scheme or without, and by name', async () => {
    const [wanted] = records.slice(100);
    if (!wanted) throw new Error('no record');
    for (const identifier of [licenceOf(wanted.realId), wanted.realId]) {
      expect((await page(portal, { identifier }, 10)).flat()).toEqual([wanted]);
    }
    const name = wanted.entityName.slice(1).toLowerCase();
    const found = (await page(portal, { name }, 100)).flat();
    expect(found).toContainEqual(wanted);
    expect(found.every((record) => record.entityName.toLowerCase().includes(name))).toBe(true);
    expect((await page(portal, { identifier: '0' }, 10)).flat()).toEqual([]);
  });

  it('is verified by a stranger and by an auditor', async () => {
    const { address } = stage.server;
    const auditor = { username: stage.auditor.username, password: PASSWORD };
    const expected = { ok: true, state: 'drawn', assurance: 'WITNESSED', receiptHash: draw.receiptHash };
    expect(await verifyAsStranger(address, draw.commitment)).toMatchObject({ level: 'public', ...expected });
    expect(await verifyAsAuditor(address, draw.commitment, auditor)).toMatchObject({
      level: 'restricted',
      count: drawnCount,
      ...expected,
    });
  });
});
