import { AuditEvent } from '../../../schema/audit/index.js';
import { DrawnUnit } from '../../../schema/draw/index.js';
import { readOpenMatters } from '../../../schema/inspection/departure.service.js';
import { Assignment, AssignmentOfficer, Dispatch, dispatchBatch } from '../../../schema/inspection/index.js';
import { isRefusal } from '../../../schema/shared/refusal.js';
import { type FrozenDraw, MainJob } from '../../support/main-job.js';

let job: MainJob;
let drawn: FrozenDraw;
beforeEach(async () => {
  job = await MainJob.open();
  drawn = await job.complete(await job.freeze(await job.approved()));
});
afterEach(() => job.close());

const batch = (size: number) => job.act(undefined, (unit) => dispatchBatch(unit, drawn.id, size));
const progress = () => job.readAs().em.findOneOrFail(Dispatch, { draw: drawn.id });
const events = (kind: string) => job.readAs().em.count(AuditEvent, { kind, subjectId: drawn.id });

/** Real-world ids of what was drawn, and of what was dispatched, with their teams. */
async function compare() {
  const { em } = job.readAs();
  const units = await em.find(DrawnUnit, { draw: drawn.id, isReserve: false });
  const assignments = await em.find(Assignment, { draw: drawn.id });
  const officers = await em.find(AssignmentOfficer, {}, { orderBy: { place: 'asc' } });
  const teamOf = Map.groupBy(officers, ({ assignment }) => assignment);
  const listed = (rows: [string, readonly string[]][]) => rows.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    wanted: listed(units.map((unit) => [unit.realId, unit.officers])),
    made: listed(
      assignments.map(({ id, targetRealId }) => [
        targetRealId,
        (teamOf.get(id) ?? []).map(({ realId }) => realId),
      ]),
    ),
  };
}

test('a dispatch goes in batches, each of them whole, and tells how far it is', async () => {
  expect(await batch(4)).toBe(false);
  expect(await progress()).toMatchObject({ unitCount: 9, doneCount: 4, finishedAt: null });
  const { wanted, made } = await compare();
  expect(made).toEqual(wanted.slice(0, 4));
  expect(await batch(4)).toBe(false);
  expect(await batch(4)).toBe(true);
  expect(await progress()).toMatchObject({ doneCount: 9, finishedAt: job.clock.now() });
  const all = await compare();
  expect(all.made).toEqual(all.wanted);
  expect([await events('assignment.batch-dispatched'), await events('assignment.dispatched')]).toEqual([
    2, 1,
  ]);
});

test('what was dispatched is not dispatched again', async () => {
  await batch(100);
  const before = await compare();
  expect(await batch(100)).toBe(true);
  await job.runJobs();
  expect(await compare()).toEqual(before);
  expect(await events('assignment.dispatched')).toBe(1);
});

test('a batch that fails leaves nothing behind, and the dispatch goes on where it was', async () => {
  await batch(4);
  await expect(
    job.act(undefined, async (unit) => {
      await dispatchBatch(unit, drawn.id, 4);
      throw new Error('the power went');
    }),
  ).rejects.toThrow('the power went');
  expect(await progress()).toMatchObject({ doneCount: 4 });
  await job.runJobs();
  const { wanted, made } = await compare();
  expect(made).toEqual(wanted);
});

test('until all is dispatched a draw is open for the officers that it took', async () => {
  await batch(1);
  const [officer] = (await compare()).wanted.at(-1)?.[1] ?? [];
  const [row] = await job
    .readAs()
    .em.execute<{ id: string }[]>('select id from inspector where real_id = ?', [officer]);
  const registrar = { kind: 'account', scope: [job.health.id], departmentId: job.health.id } as const;
  const kinds = async () => {
    const matters = await readOpenMatters(job.readAs(registrar) as never, row?.id ?? '');
    if (isRefusal(matters)) throw new Error(matters.messageEn);
    return new Set(matters.matters.map(({ kind }) => kind));
  };
  expect(await kinds()).toContain('AWAIT_DISPATCH');
  await job.runJobs();
  expect(await kinds()).not.toContain('AWAIT_DISPATCH');
});
