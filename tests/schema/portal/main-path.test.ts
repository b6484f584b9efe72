import {
  checkSlip,
  hashReceipt,
  readLog,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import { Deadline } from '../../../schema/calendar/index.js';
import { DrawnUnit, DrawState, readLogLines } from '../../../schema/draw/index.js';
import { Assignment, AssignmentState, type InspectionResult } from '../../../schema/inspection/index.js';
import { Job, JobState } from '../../../schema/job/index.js';
import { Campaign, CampaignState, DrawMode } from '../../../schema/plan/index.js';
import { ChannelReceipt, PublicationState } from '../../../schema/publication/index.js';
import { PublicRecord, pagePublicRecords } from '../../../schema/publication/public.js';
import { Target, Visit } from '../../../schema/registry/index.js';
import { type FrozenDraw, MainJob } from '../../support/main-job.js';
import { digestTables } from '../../support/unchanged.js';

describe.each([DrawMode.OPEN, DrawMode.CONFIDENTIAL])('the main job in %s mode', (mode) => {
  let job: MainJob;
  let draw: FrozenDraw;
  let results: InspectionResult[];
  beforeAll(async () => {
    job = await MainJob.open();
    draw = await job.drawn({ mode });
  });
  afterAll(() => job.close());

  const everything = { first: 100 };
  const anonymous = () => job.readAs({ kind: 'anonymous' }, 'portal');

  test('the draw stands with its receipt, which is stored verbatim and is what the log names', async () => {
    const row = await job.getDraw(draw.id);
    expect(row).toMatchObject({
      state: DrawState.DRAWN,
      assurance: 'WITNESSED',
      drawnCount: 9,
      heldCount: 0,
    });
    const { 'receipt.json': receipt } = await job.readBundle(draw, 'restricted');
    expect(hashReceipt(JSON.parse(String(receipt)))).toBe(row.receiptHash);
    const log = readLog(await readLogLines(job.readAs(), row.authority, row.series));
    expect(log.draws.get(draw.commitment)?.receipt).toMatchObject({
      receiptHash: row.receiptHash,
      resultRoot: row.resultRoot,
      count: 9,
    });
    const campaign = await job.readAs().em.findOneOrFail(Campaign, { id: draw.campaign.id });
    expect(campaign.state).toBe(CampaignState.DRAWN);
  });

  test('every drawn unit has an assignment with two officers, one of whom leads', async () => {
    const units = await job.readAs().em.find(DrawnUnit, { draw: draw.id, isReserve: false });
    const assignments = await job.listAssignments(draw);
    expect(assignments.map((one) => one.targetRealId).sort()).toEqual(units.map((one) => one.realId).sort());
    for (const { id, state, targetName } of assignments) {
      expect(state).toBe(AssignmentState.ASSIGNED);
      expect(targetName).toMatch(/^虚构第\d+号饮食店$/);
      const team = await job.listTeam(id);
      expect(new Set(team.map((officer) => officer.inspectorId)).size).toBe(2);
    }
  });

  test('the slip of a unit leads to the public root, and that of another unit does not', async () => {
    const { commitment: C, resultRoot, drawnCount } = await job.getDraw(draw.id);
    const published = { C, resultRoot: resultRoot ?? '', count: drawnCount ?? 0 };
    const units = await job.readAs().em.find(DrawnUnit, { draw: draw.id });
    for (const { slip, isReserve, realId } of units) {
      expect(slip === null).toBe(isReserve);
      if (slip) expect(checkSlip(JSON.parse(slip), published).record.id).toBe(realId);
    }
    const [one, other] = units.flatMap(({ slip }) => (slip ? [JSON.parse(slip)] : []));
    expect(() => checkSlip({ ...one, record: other.record }, published)).toThrow('PATH_WRONG');
  });

  test('a team sees its target from 18:00 on the working day before', async () => {
    const [assignment] = await job.listAssignments(draw);
    expect(assignment?.visibleAt).toEqual(new Date('2026-02-09T10:00:00Z'));
  });

  test('two signatures submit a result, and its confirmation is due seven working days after them', async () => {
    job.clock.set('2026-02-10T02:00:00Z');
    results = await job.inspected(draw);
    expect(results).toHaveLength(9);
    const [result] = results;
    expect(result).toMatchObject({ signedOn: '2026-02-10', isConfirmed: true });
    const deadline = await job.readAs().em.findOneOrFail(Deadline, { subjectId: result?.id });
    // The Spring Festival is not counted, the working Saturday of the 14th is.
    expect(deadline).toMatchObject({ fromOn: '2026-02-10', dueOn: '2026-02-26', isProvisional: false });
    expect(deadline.days.filter((day) => day.counted)).toHaveLength(7);
    const assignments = await job.readAs().em.find(Assignment, { draw: draw.id });
    expect(new Set(assignments.map((one) => one.state))).toEqual(new Set([AssignmentState.CONFIRMED]));
    const ids = assignments.map((one) => one.targetRealId);
    const visits = await job.readAs().em.find(Visit, { targetRealId: { $in: ids } });
    expect(visits).toHaveLength(9);
    expect(visits.every((visit) => visit.inspectorRealIds.length === 2)).toBe(true);
  });

  test('nothing is public before its release, and released versions are published with a receipt', async () => {
    expect((await pagePublicRecords(anonymous(), {}, everything)).edges).toEqual([]);
    const publications = await job.published(results);
    expect(publications.map((one) => one.state)).toEqual(Array(9).fill(PublicationState.PUBLISHED));
    expect(await job.readAs().em.count(ChannelReceipt)).toBe(9);
    const { edges } = await pagePublicRecords(anonymous(), {}, everything);
    for (const { node } of edges) {
      const publication = publications.find((one) => one.id === node.id);
      expect([node.text, node.hash]).toEqual([publication?.publicText, publication?.publicHash]);
      expect(node).toMatchObject({
        resultText: '未发现问题',
        dispositionText: '无需处置',
        dueOn: '2026-02-26',
      });
      expect(node.text).not.toMatch(/演员|粤GT|现场情况/);
    }
  });

  test('a record is found by its number, with its scheme, by part of its name and by its campaign', async () => {
    const [record] = await job.readAs().em.find(PublicRecord, {}, { limit: 1 });
    const { realId, identifier, entityName } = record as PublicRecord;
    const find = async (search: Parameters<typeof pagePublicRecords>[1]) =>
      (await pagePublicRecords(anonymous(), search, everything)).edges.map((edge) => edge.node.realId);
    expect(identifier).toMatch(/^JY\d{5}$/);
    expect(await find({ identifier })).toEqual([realId]);
    expect(await find({ identifier: realId })).toEqual([realId]);
    expect(await find({ name: entityName.slice(1, -1) })).toEqual([realId]);
    expect(await find({ name: '饮食' })).toHaveLength(9);
    expect(await find({ campaign: draw.campaign.code })).toHaveLength(9);
    expect(await find({ campaign: draw.campaign.code, identifier })).toEqual([realId]);
    for (const search of [{ identifier: 'JY99999' }, { name: '%' }, { name: '_' }, { campaign: 'other' }])
      expect(await find(search)).toEqual([]);
  });

  test('records come newest first, and pages neither leave out nor repeat', async () => {
    const whole = await pagePublicRecords(anonymous(), {}, everything);
    const instants = whole.edges.map((edge) => edge.node.publishedAt.getTime());
    expect(instants).toEqual([...instants].sort((a, b) => b - a));
    const found: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await pagePublicRecords(anonymous(), {}, { first: 2, after });
      found.push(...page.edges.map((edge) => edge.node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
      pages += 1;
    } while (after);
    expect(found).toEqual(whole.edges.map((edge) => edge.node.id));
    expect(pages).toBe(5);
  });

  test('the draw is verified by the public from public files, and by an auditor from all', async () => {
    if (mode === DrawMode.CONFIDENTIAL) {
      job.clock.set('2026-04-01T01:00:00Z');
      await job.runJobs();
    }
    const { receiptHash, authority } = await job.getDraw(draw.id);
    const expected = { ok: true, count: 9, receiptHash, assurance: 'WITNESSED' };
    const state = mode === DrawMode.OPEN ? 'drawn' : 'opened';
    const expectation = { authority, witnesses: [{ id: job.witnessId(), publicKey: job.witness.publicKey }] };
    const open = await job.readBundle(draw);
    expect(verifyPublic(open, expectation)).toMatchObject({ ...expected, state, level: 'public' });
    expect(Object.keys(open)).toContain('receipt.json');
    for (const name of ['selected.jsonl', 'nodes.json'])
      expect(Object.keys(open).includes(name)).toBe(mode === DrawMode.OPEN);
    const whole = await job.readBundle(draw, 'restricted');
    expect(verifyRestricted(whole, expectation)).toMatchObject({ ...expected, state, level: 'restricted' });
    const bent = { ...open, 'receipt.json': String(open['receipt.json']).replace('"k":2', '"k":3') };
    expect(verifyPublic(bent)).toMatchObject({ ok: false, code: 'DIFFERS' });
  });

  test('no job does anything a second time', async () => {
    const { job: _, ...before } = await digestTables(job.database);
    await job.act(undefined, (unit) =>
      // A checkpoint over what was recorded since is another one.
      unit.em.nativeUpdate(Job, { kind: { $ne: 'audit.seal' } }, { state: JobState.PENDING, attempts: 0 }),
    );
    job.clock.advance({ days: 1 });
    await job.runJobs();
    const { job: __, ...after } = await digestTables(job.database);
    expect(after).toEqual(before);
    expect(await job.readAs().em.count(Job, { state: JobState.PENDING })).toBe(0);
  });
});

describe('a natural person', () => {
  test('is inspected and confirmed, and never becomes a publication', async () => {
    const job = await MainJob.open();
    try {
      const draw = await job.drawn();
      const [first] = await job.listAssignments(draw);
      const realId = first?.targetRealId ?? '';
      await job.act(undefined, (unit) =>
        unit.em.nativeUpdate(Target, { realId }, { subject: 'NATURAL_PERSON' as never }),
      );
      job.clock.set('2026-02-10T02:00:00Z');
      const results = await job.inspected(draw);
      expect(results).toHaveLength(9);
      expect(await job.listPublications(results)).toHaveLength(8);
    } finally {
      await job.close();
    }
  });
});
