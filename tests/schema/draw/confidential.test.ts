import { verifyPublic, verifyRestricted } from '../../../scheduler/draw/index.js';
import { DrawnUnit, DrawState, FileLevel, listFiles } from '../../../schema/draw/index.js';
import { findPublicDraw, findReadableFile, listReadableFiles } from '../../../schema/draw/public.js';
import { AssignmentState } from '../../../schema/inspection/index.js';
import {
  countHiddenAssignments,
  pageAssignments,
  pageOwnAssignments,
} from '../../../schema/inspection/inspection.read.js';
import { DrawMode } from '../../../schema/plan/index.js';
import { Inspector, Target } from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { type FrozenDraw, MainJob } from '../../support/main-job.js';

let job: MainJob;
let draw: FrozenDraw;
beforeAll(async () => {
  job = await MainJob.open();
  draw = await job.drawn({ mode: DrawMode.CONFIDENTIAL });
});
afterAll(() => job.close());

const anonymous = () => job.readAs({ kind: 'anonymous' }, 'portal');

async function findDraw() {
  const found = await findPublicDraw(anonymous(), draw.commitment);
  if (!found) throw new Error('the draw is public with its log');
  return found;
}

/** Every name and number that would tell who is visited, or by whom. */
async function listTelling(): Promise<string[]> {
  const { em } = job.readAs();
  const people = [...(await em.find(Target, {})), ...(await em.find(Inspector, {}))];
  const units = await em.find(DrawnUnit, { draw: draw.id });
  return [...people.flatMap((one) => [one.name, one.realId]), ...units.map((unit) => unit.ticket)];
}

describe('before the opening', () => {
  test('the public has the log and the rules, and nothing else', async () => {
    expect(await listReadableFiles(anonymous(), await findDraw())).toEqual([
      'draw.json',
      'log.jsonl',
      'rules.json',
    ]);
  });

  test('nothing public names anybody', async () => {
    const texts = Object.values(await job.readBundle(draw)).join('\n');
    const found = (await listTelling()).filter((text) => texts.includes(text));
    expect(found).toEqual([]);
    expect(texts).not.toContain(draw.device.secret);
    expect(texts).not.toContain(draw.device.poolKey);
  });

  test('no file of the result, no pool and no key is handed out, even to somebody who knows its name', async () => {
    const names = (await listFiles(job.readAs(), draw.id)).filter((file) => file.level !== FileLevel.PUBLIC);
    expect(names.map((file) => file.name)).toEqual(
      expect.arrayContaining([
        ...['receipt.json', 'table.json', 'selected.jsonl', 'nodes.json', 'results.jsonl', 'pool-key.json'],
        ...['pool/s1.jsonl', 'inspectors.jsonl', 'register.jsonl', 'statement.json'],
      ]),
    );
    for (const { name } of names)
      expect(await findReadableFile(anonymous(), await findDraw(), name)).toBeUndefined();
    for (const name of ['../rules.json', 'draw.json/', 'none.json', ''])
      expect(await findReadableFile(anonymous(), await findDraw(), name)).toBeUndefined();
  });

  test('the log shows the root, the hash and the count of the result only', async () => {
    const { 'log.jsonl': log } = await job.readBundle(draw);
    const events = String(log).trimEnd().split('\n');
    const { kind, body } = JSON.parse(events.at(-1) ?? '');
    expect(kind).toBe('receipt');
    expect(Object.keys(body).sort()).toEqual(['C', 'at', 'count', 'receiptHash', 'resultRoot']);
  });

  test('what there is can be verified', async () => {
    expect(verifyPublic(await job.readBundle(draw))).toMatchObject({ ok: true, state: 'drawn', count: 9 });
    expect(verifyRestricted(await job.readBundle(draw, 'restricted'))).toMatchObject({
      ok: true,
      state: 'drawn',
    });
  });

  test('an officer learns how many targets wait, and not which', async () => {
    const [assignment] = await job.listAssignments(draw);
    const [officer] = await job.listTeam(assignment?.id ?? '');
    const reader = job.readAs(officer);
    expect((await pageOwnAssignments(reader, { first: 100 })).edges).toEqual([]);
    expect(await countHiddenAssignments(reader)).toBeGreaterThan(0);
  });

  test('a reviewer sees no target before its team does; those who oversee the department do', async () => {
    const page = { first: 100 };
    const reviewer = job.readAs(job.reviewer);
    expect((await pageAssignments(reviewer, AssignmentState.ASSIGNED, page)).edges).toEqual([]);
    const overseer = job.readAs({ ...job.reviewer, roles: [Role.SUPERVISION] });
    expect((await pageAssignments(overseer, AssignmentState.ASSIGNED, page)).edges).not.toEqual([]);
  });
});

describe('the opening', () => {
  test('does not come a second early', async () => {
    job.clock.set('2026-04-01T00:59:59Z');
    await job.runJobs();
    expect((await findDraw()).state).toBe(DrawState.DRAWN);
  });

  test('comes at its time, by the job, and makes the draw verifiable by everybody', async () => {
    job.clock.set('2026-04-01T01:00:00Z');
    await job.runJobs();
    expect(await findDraw()).toMatchObject({
      state: DrawState.OPENED,
      openedAt: new Date('2026-04-01T01:00:00Z'),
    });
    const bundle = await job.readBundle(draw);
    expect(Object.keys(bundle)).toEqual([
      'draw.json',
      'log.jsonl',
      'receipt.json',
      'rules.json',
      'table.json',
    ]);
    const verdict = verifyPublic(bundle);
    expect(verdict).toMatchObject({ ok: true, state: 'opened', count: 9, assurance: 'WITNESSED' });
    expect(String(bundle['log.jsonl'])).toContain(draw.device.secret);
  });

  test('still names neither targets nor officers: teams are numbers', async () => {
    const { em } = job.readAs();
    const people = [...(await em.find(Target, {})), ...(await em.find(Inspector, {}))];
    const texts = Object.values(await job.readBundle(draw)).join('\n');
    expect(people.filter((one) => texts.includes(one.name) || texts.includes(one.realId))).toEqual([]);
  });
});
