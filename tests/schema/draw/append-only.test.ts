import { AuditEvent } from '../../../schema/audit/index.js';
import { DrawMode } from '../../../schema/plan/index.js';
import { MainJob } from '../../support/main-job.js';
import { digestTables, expectRefused } from '../../support/unchanged.js';

let job: MainJob;
let untouched: Record<string, string>;
beforeAll(async () => {
  job = await MainJob.open();
  const draw = await job.drawn({ mode: DrawMode.OPEN });
  job.clock.set('2026-02-10T02:00:00Z');
  await job.published(await job.inspected(draw));
  untouched = await digestTables(job.database);
});
afterAll(() => job.close());

/** A column of each table that is evidence. */
const evidence = {
  audit_event: "kind = 'nothing'",
  draw_event: "line = ''",
  draw_file: "content = ''",
  drawn_unit: 'is_held = true',
  result_signature: 'signed_at = now()',
  visit: "result_code = '09'",
  channel_receipt: "receipt = '{}'",
};

describe.each(Object.entries(evidence))('%s', (table, change) => {
  test.each([`update "${table}" set ${change}`, `delete from "${table}"`, `truncate "${table}" cascade`])(
    'refuses %s',
    async (sql) => {
      expect(untouched[table]).not.toMatch(/^0 /);
      await expect(job.readAs().em.execute(sql)).rejects.toThrow('permission denied');
      // Nor may the owner.
      await expect(job.database.em.fork().execute(sql)).rejects.toThrow(`${table} is append-only`);
    },
  );
});

test('after all these attempts no table holds anything else', async () => {
  expect(await digestTables(job.database)).toEqual(untouched);
});

async function listKinds(): Promise<string[]> {
  const events = await job.readAs().em.find(AuditEvent, {}, { orderBy: { id: 'asc' } });
  return events.map((event) => event.kind);
}

test('every step wrote its event, in order and as often as it happened', async () => {
  const { 'audit.sealed': seals = [], ...others } = Object.groupBy(await listKinds(), (kind) => kind);
  // After the freeze and after the draw; once where nothing was written between.
  expect([1, 2]).toContain(seals.length);
  const counts = Object.entries(others);
  expect(Object.fromEntries(counts.map(([kind, events]) => [kind, events?.length]))).toEqual({
    'department.created': 2,
    'department.divisions-saved': 1,
    'registry.imported': 3,
    'account.key-registered': 2,
    'plan.created': 1,
    'campaign.created': 1,
    'campaign.approved': 1,
    'draw.frozen': 1,
    'draw.anchored': 1,
    'draw.revealed': 2,
    'draw.drawn': 1,
    'assignment.dispatched': 1,
    'result.recorded': 9,
    'result.signed': 18,
    'result.confirmed': 9,
    'publication.due': 9,
    'publication.released': 9,
    'publication.published': 9,
  });
});

test('an event says who did it and is of the same instant as what it records', async () => {
  const { em } = job.readAs();
  const event = await em.findOneOrFail(AuditEvent, { kind: 'draw.frozen' });
  expect(event).toMatchObject({
    actorKind: 'account',
    actorName: 'operator',
    accountId: job.operator.accountId,
    departmentId: job.health.id,
    subjectKind: 'draw',
  });
  expect((await job.getDraw(event.subjectId)).frozenAt).toEqual(event.at);
  const [first, second] = await em.find(AuditEvent, { kind: 'assignment.dispatched' });
  expect([first?.actorKind, second]).toEqual(['system', undefined]);
});

test('events hold neither names of targets nor findings', async () => {
  const events = await job.readAs().em.find(AuditEvent, {});
  expect(JSON.stringify(events.map((event) => event.data))).not.toMatch(/饮食店|演员|现场情况/);
});

test('a refusal leaves no event, and a step that fails leaves nothing', async () => {
  const campaign = await job.approved({ strata: [{ riskClass: 'A', count: 99, reserve: 0 }] });
  const kinds = await listKinds();
  await expectRefused(job, 'DrawRefused', () => job.tryFreeze(campaign));
  expect(await listKinds()).toEqual(kinds);
  const before = await digestTables(job.database);
  const broken = job.act(job.approver, async (unit) => {
    await unit.em.insert(AuditEvent, {
      ...(await unit.em.find(AuditEvent, {}, { limit: 1 }))[0],
      id: unit.newId(),
    } as never);
    throw new Error('the power went out');
  });
  await expect(broken).rejects.toThrow('the power went out');
  expect(await digestTables(job.database)).toEqual(before);
});
