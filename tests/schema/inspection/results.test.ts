import { randomUUID } from 'node:crypto';
import { Deadline } from '../../../schema/calendar/index.js';
import { Assignment, AssignmentState, InspectionResult } from '../../../schema/inspection/index.js';
import { returnResult } from '../../../schema/inspection/review.service.js';
import { Certificate, CertificateStatus, Visit } from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

let job: MainJob;
let draw: FrozenDraw;
let open: Assignment[];
beforeAll(async () => {
  job = await MainJob.open();
  draw = await job.drawn({ windowFromOn: '2026-02-10', windowToOn: '2026-02-12' });
  open = await job.listAssignments(draw);
  job.clock.set('2026-02-10T02:00:00Z');
});
afterAll(() => job.close());

interface Visited {
  readonly assignment: Assignment;
  readonly first: Actor;
  readonly second: Actor;
}

/** An assignment that no other test uses, with its team. */
async function takeAssignment(): Promise<Visited> {
  const assignment = open.pop();
  if (!assignment) throw new Error('draw more targets');
  const [first, second] = await job.listTeam(assignment.id);
  return { assignment, first: first as Actor, second: second as Actor };
}

const tryReturn = (resultId: string) =>
  job.act(job.reviewer, (unit) => returnResult(unit, { resultId, reason: '现场情况填写不全' }));

describe('a result', () => {
  test('is recorded by an officer of the team only', async () => {
    const { assignment, first, second } = await takeAssignment();
    const { assignment: other } = await takeAssignment();
    open.push(other);
    const others = await job.listTeam(other.id);
    const outsider = others.find(
      (one) => ![first, second].some((own) => own.inspectorId === one.inspectorId),
    );
    await expectRefused(job, 'NotOnTeam', () =>
      job.record(outsider ?? job.officer(randomUUID()), assignment.id),
    );
    await expectRefused(job, 'NotOnTeam', () => job.record(job.reviewer, assignment.id));
    const { result } = done(await job.record(first, assignment.id));
    await expectRefused(job, 'NotOnTeam', () => job.countersign(job.officer(randomUUID()), result.id));
    expect(result).toMatchObject({ version: 1, isConfirmed: false });
  });

  test('is signed once by each officer, and submitted with the last signature', async () => {
    const { assignment, first, second } = await takeAssignment();
    const { result } = done(await job.record(first, assignment.id));
    expect(result.signedOn ?? null).toBeNull();
    await expectRefused(job, 'AlreadySigned', () => job.countersign(first, result.id));
    await expectRefused(job, 'AssignmentStateWrong', () => job.record(second, assignment.id));
    await expectRefused(job, 'AssignmentStateWrong', () => job.confirm(result.id));
    expect(done(await job.countersign(second, result.id)).result.signedOn).toBe('2026-02-10');
    await expectRefused(job, 'AssignmentStateWrong', () => job.countersign(second, result.id));
  });

  test.each([
    ['a date in the future', { visitedOn: '2026-02-11' }, 'DateInFuture'],
    ['a day before the window', { visitedOn: '2026-02-09' }, 'OutsideWindow'],
    ['an unknown code', { resultCode: '99' }, 'ResultCodeUnknown'],
  ])('with %s is refused', async (_, more, name) => {
    const { assignment, first } = await takeAssignment();
    open.push(assignment);
    await expectRefused(job, name, () => job.record(first, assignment.id, more));
  });

  test('of a day after the window is refused', async () => {
    const { assignment, first } = await takeAssignment();
    job.clock.set('2026-02-13T02:00:00Z');
    const refusal = await expectRefused(job, 'OutsideWindow', () => job.record(first, assignment.id));
    expect(refusal).toMatchObject({ fromOn: '2026-02-10', toOn: '2026-02-12' });
    done(await job.record(first, assignment.id, { visitedOn: '2026-02-12' }));
    job.clock.set('2026-02-10T02:00:00Z');
  });

  test('of a day before the draw is refused, though the window had begun', async () => {
    const late = await job.drawn({ windowFromOn: '2026-02-01', windowToOn: '2026-02-28' });
    const [assignment] = await job.listAssignments(late);
    const [first] = await job.listTeam(assignment?.id ?? '');
    const refusal = await expectRefused(job, 'OutsideWindow', () =>
      job.record(first as Actor, assignment?.id ?? '', { visitedOn: '2026-02-09' }),
    );
    expect(refusal.fromOn).toBe('2026-02-10');
  });

  test('by an officer whose certificate had expired on the day is refused', async () => {
    const { assignment, first, second } = await takeAssignment();
    const { inspectorId: inspector } = first;
    await job.act(undefined, (unit) =>
      unit.em.nativeUpdate(Certificate, { inspector }, { validToOn: '2026-02-09' }),
    );
    await expectRefused(job, 'CertificateNotValid', () => job.record(first, assignment.id));
    const { result } = done(await job.record(second, assignment.id));
    await expectRefused(job, 'CertificateNotValid', () => job.countersign(first, result.id));
    await job.act(undefined, (unit) =>
      unit.em.nativeUpdate(Certificate, { inspector }, { validToOn: '2026-02-10' }),
    );
    done(await job.countersign(first, result.id));
  });

  test('by an officer whose certificate is suspended is refused', async () => {
    const { assignment, first } = await takeAssignment();
    open.push(assignment);
    const set = (status: CertificateStatus) =>
      job.act(undefined, (unit) =>
        unit.em.nativeUpdate(Certificate, { inspector: first.inspectorId }, { status, updatedAt: unit.now }),
      );
    await set(CertificateStatus.SUSPENDED);
    await expectRefused(job, 'CertificateNotValid', () => job.record(first, assignment.id));
    await set(CertificateStatus.VALID);
  });

  test('is not recorded before the team may see its target', async () => {
    const { assignment, first } = await takeAssignment();
    open.push(assignment);
    job.clock.set('2026-02-09T09:59:59Z');
    await expectRefused(job, 'AssignmentNotFound', () => job.record(first, assignment.id));
    job.clock.set('2026-02-10T02:00:00Z');
  });
});

describe('a review', () => {
  test('by a member of the team or by the operator is refused', async () => {
    const { assignment, first } = await takeAssignment();
    const { id } = await job.visit(assignment.id);
    await expectRefused(job, 'SeparationOfDuties', () =>
      job.confirm(id, { ...first, roles: [Role.REVIEWER] }),
    );
    await expectRefused(job, 'SeparationOfDuties', () => job.confirm(id, job.operator));
    const { deadline } = done(await job.confirm(id));
    expect(deadline).toMatchObject({ dueOn: '2026-02-26', isProvisional: false });
    await expectRefused(job, 'AssignmentStateWrong', () => job.confirm(id));
    await expectRefused(job, 'AssignmentStateWrong', () => tryReturn(id));
  });

  test('that returns a result does not begin the deadline anew, and the returned version stays', async () => {
    const { assignment } = await takeAssignment();
    const returned = await job.visit(assignment.id);
    expect(done(await tryReturn(returned.id)).result.returnedFor).toBe('现场情况填写不全');
    job.clock.set('2026-02-12T02:00:00Z');
    const second = await job.visit(assignment.id, { visitedOn: '2026-02-10' });
    expect(second).toMatchObject({ version: 2, signedOn: '2026-02-12' });
    await expectRefused(job, 'ResultSuperseded', () => job.confirm(returned.id));
    await expectRefused(job, 'ResultSuperseded', () => tryReturn(returned.id));
    const { deadline } = done(await job.confirm(second.id));
    expect(deadline).toMatchObject({ fromOn: '2026-02-10', dueOn: '2026-02-26' });
    const versions = await job.readAs().em.find(InspectionResult, { assignment: assignment.id });
    expect(versions.map((one) => one.isConfirmed).sort()).toEqual([false, true]);
    expect(await job.readAs().em.count(Visit, { assignmentId: assignment.id })).toBe(1);
    job.clock.set('2026-02-10T02:00:00Z');
  });

  test('counts past the calendar’s coverage as provisional, and says so', async () => {
    job.clock.set('2026-12-22T02:00:00Z');
    const window = { windowFromOn: '2026-12-23', windowToOn: '2026-12-31' };
    const frozen = await job.drawn(window, { drawBy: new Date('2026-12-22T03:00:00Z') });
    job.clock.set('2026-12-23T02:00:00Z');
    const [assignment] = await job.listAssignments(frozen);
    const result = await job.visit(assignment?.id ?? '');
    const { deadline } = done(await job.confirm(result.id));
    expect(deadline).toMatchObject({ fromOn: '2026-12-23', isProvisional: true });
    expect(deadline.days.at(-1)?.why.zh).toMatch(/暂定|未公布/);
    await job.runJobs();
    const [publication] = await job.listPublications([result]);
    expect(publication).toMatchObject({ isProvisional: true, dueOn: deadline.dueOn });
    const [, other] = await job.listAssignments(frozen);
    job.clock.set('2026-12-23T03:00:00Z');
    expect(await job.readAs().em.count(Deadline, { isProvisional: true })).toBe(1);
    expect(other?.state).toBe(AssignmentState.ASSIGNED);
  });
});

test('what does not exist, or is another department’s, is not found', async () => {
  const [assignment] = await job.readAs().em.find(Assignment, { draw: draw.id }, { limit: 1 });
  const [result] = await job.readAs().em.find(InspectionResult, {}, { limit: 1 });
  await expectRefused(job, 'AssignmentNotFound', () => job.record(job.stranger, assignment?.id ?? ''));
  await expectRefused(job, 'AssignmentNotFound', () => job.record(job.reviewer, randomUUID()));
  await expectRefused(job, 'ResultNotFound', () => job.countersign(job.stranger, result?.id ?? ''));
  await expectRefused(job, 'ResultNotFound', () => job.confirm(result?.id ?? '', job.stranger));
  await expectRefused(job, 'ResultNotFound', () => job.confirm(randomUUID()));
});
