import { verifyPublic, verifyRestricted } from '../../../scheduler/draw/index.js';
import { Account, findSignedIn, Session } from '../../../schema/account/index.js';
import { DrawEvent, DrawEventKind, DrawnUnit, DrawState } from '../../../schema/draw/index.js';
import {
  closeOfficerAccount,
  departInspector,
  readOpenMatters,
} from '../../../schema/inspection/departure.service.js';
import { DepartureKind, HandOverState, OpenMatterKind } from '../../../schema/inspection/departure.states.js';
import {
  approveHandOver,
  refuseHandOver,
  requestHandOver,
} from '../../../schema/inspection/hand-over.service.js';
import {
  type Assignment,
  AssignmentOfficer,
  HandOver,
  TeamChange,
} from '../../../schema/inspection/index.js';
import { DrawMode } from '../../../schema/plan/index.js';
import {
  Certificate,
  CertificateStatus,
  Inspector,
  InspectorStatus,
} from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { PythonVerifier } from '../../verify/python.js';

let job: MainJob;
let registrar: Actor;
let administrator: Actor;
let python: PythonVerifier;
beforeAll(async () => {
  job = await MainJob.open();
  registrar = await job.addPerson('registrar', [Role.REGISTRAR], job.health);
  administrator = await job.addPerson('system-admin', [Role.SYSTEM_ADMIN]);
  python = new PythonVerifier();
});
afterAll(async () => {
  await python.end();
  await job.close();
});

const lastOn = '2026-02-09';
const documentNo = '湛卫人〔2026〕3号';

/** The officer with the most open visits of a draw, who has none elsewhere. */
async function busiest(draw: FrozenDraw): Promise<Inspector> {
  const { em } = job.readAs();
  const assignments = await job.listAssignments(draw);
  const members = await em.find(AssignmentOfficer, { assignment: { $in: assignments.map(({ id }) => id) } });
  const counts = Map.groupBy(members, ({ inspectorId }) => inspectorId);
  const [id] = [...counts].sort((a, b) => b[1].length - a[1].length)[0] ?? [''];
  return em.findOneOrFail(Inspector, { id });
}

const request = (inspector: Inspector, actor = registrar) =>
  job.act(actor, (unit) => requestHandOver(unit, { inspectorId: inspector.id, lastOn, documentNo }));

const approve = (id: string, actor = job.approver) => job.act(actor, (unit) => approveHandOver(unit, id));

const openMatters = async (inspector: Inspector) =>
  done(await readOpenMatters(job.readAs(registrar), inspector.id));

async function depart(inspector: Inspector, more: { lastOn?: string } = {}) {
  const { updatedAt } = await job.readAs().em.findOneOrFail(Inspector, { id: inspector.id });
  const draft = { inspectorId: inspector.id, kind: DepartureKind.TRANSFERRED, lastOn, ...more };
  return job.act(registrar, (unit) => departInspector(unit, { ...draft, expectedUpdatedAt: updatedAt }));
}

/** Both verifiers say that a bundle holds. */
async function expectVerified(draw: FrozenDraw) {
  const open = await job.readBundle(draw);
  const restricted = await job.readBundle(draw, 'restricted');
  expect(verifyPublic(open)).toMatchObject({ ok: true });
  expect(verifyRestricted(restricted)).toMatchObject({ ok: true });
  expect(await python.verify('public', open)).toMatchObject({ ok: true });
  expect(await python.verify('restricted', restricted)).toMatchObject({ ok: true });
  return { open, restricted };
}

async function teamIds({ id }: Assignment): Promise<string[]> {
  return (await job.listTeam(id)).map(({ inspectorId }) => inspectorId ?? '');
}

describe('an officer who leaves', () => {
  let draw: FrozenDraw;
  let leaving: Inspector;
  let account: Actor;
  let theirs: Assignment[];
  beforeAll(async () => {
    draw = await job.drawn();
    leaving = await busiest(draw);
    account = await job.addPerson('leaving', [Role.INSPECTOR], job.health, leaving.id);
    const all = await job.listAssignments(draw);
    theirs = [];
    for (const one of all) if ((await teamIds(one)).includes(leaving.id)) theirs.push(one);
  });

  test('is not let go, nor the account closed, before every visit is handed over; the list names no target', async () => {
    const refusal = await expectRefused(job, 'MattersOpen', () => depart(leaving));
    expect(refusal).toMatchObject({ count: theirs.length });
    const matters = refusal.matters as { kind: string; remedy: string }[];
    expect(
      matters.every(({ kind, remedy }) => kind === OpenMatterKind.HAND_OVER && remedy.includes('移交')),
    ).toBe(true);
    expect(JSON.stringify(refusal)).not.toContain('licence:');
    await expectRefused(job, 'MattersOpen', () =>
      job.act(administrator, (unit) => closeOfficerAccount(unit, account.accountId ?? '')),
    );
  });

  test('has visits handed over by two people: who asks does not approve, nor does who leaves', async () => {
    const { handOver } = done(await request(leaving));
    await expectRefused(job, 'HandOverPending', () => request(leaving));
    for (const actor of [registrar, { ...job.approver, inspectorId: leaving.id }]) {
      await expectRefused(job, 'HandOverApproverInvolved', () => approve(handOver.id, actor));
    }
    await expectRefused(job, 'HandOverNotFound', () => approve(handOver.id, job.stranger));
    const reason = '调令未到';
    done(await job.act(job.approver, (unit) => refuseHandOver(unit, { id: handOver.id, reason })));
    await expectRefused(job, 'HandOverNotFound', () => approve(handOver.id));
  });

  test('is followed in every team by whom the draw’s own chance brings in, and both verifiers follow', async () => {
    const before = new Map(
      await Promise.all(theirs.map(async (one) => [one.id, await teamIds(one)] as const)),
    );
    const { handOver } = done(await request(leaving));
    expect(done(await approve(handOver.id))).toMatchObject({
      assignmentCount: theirs.length,
      handOver: { state: HandOverState.APPROVED },
    });
    for (const one of theirs) {
      const team = await teamIds(one);
      const stayed = (before.get(one.id) ?? []).filter((id) => id !== leaving.id);
      expect(team).toHaveLength(2);
      expect(team).not.toContain(leaving.id);
      expect(team).toEqual(expect.arrayContaining(stayed));
    }
    const { em } = job.readAs();
    const events = await em.find(DrawEvent, {
      commitment: draw.commitment,
      kind: DrawEventKind.substitution,
    });
    expect(events).toHaveLength(theirs.length);
    const { open } = await expectVerified(draw);
    const lines = String(open['substitutions.jsonl']).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).reason)).toEqual(theirs.map(() => 'transferred'));
  });

  test('stays on record: as drawn in the draw, and beside each team', async () => {
    const { em } = job.readAs();
    const changes = await em.find(TeamChange, { draw: draw.id }, { orderBy: { number: 'asc' } });
    expect(changes.map(({ number }) => number)).toEqual(theirs.map((_, index) => index + 1));
    expect(new Set(changes.map(({ outRealId }) => outRealId))).toEqual(new Set([leaving.realId]));
    const drawn = await em.find(DrawnUnit, {
      draw: draw.id,
      realId: { $in: theirs.map((one) => one.targetRealId) },
    });
    expect(drawn.every(({ officers }) => officers.includes(leaving.realId))).toBe(true);
    await expect(em.nativeDelete(TeamChange, { draw: draw.id })).rejects.toThrow(/permission denied/);
  });

  test('leads no team any more: the member of highest rank does', async () => {
    const { em } = job.readAs();
    for (const { id } of theirs) {
      const team = await em.find(AssignmentOfficer, { assignment: id });
      const officers = await em.find(Inspector, { id: { $in: team.map((one) => one.inspectorId) } });
      const rankOf = new Map(officers.map((one) => [one.id, one.rank]));
      const lead = team.filter(({ isLead }) => isLead);
      expect(lead).toHaveLength(1);
      expect(rankOf.get(lead[0]?.inspectorId ?? '')).toBe(Math.max(...rankOf.values()));
    }
  });

  test('goes on the last day and not before; certificates stay, and whoever was signed in is out', async () => {
    await expectRefused(job, 'LastDayInFuture', () => depart(leaving, { lastOn: '2026-02-10' }));
    const token = (await job.cookieOf(account)).split('=')[1] ?? '';
    expect(await findSignedIn(job.readAs(), token)).toBeDefined();
    const departed = done(await depart(leaving));
    expect(departed).toMatchObject({
      accountCount: 1,
      inspector: { status: InspectorStatus.TRANSFERRED, leftOn: lastOn },
    });
    const { em } = job.readAs();
    expect(await em.count(Certificate, { inspector: leaving.id, status: CertificateStatus.VALID })).toBe(1);
    expect(await em.findOneOrFail(Account, { id: account.accountId ?? '' })).toMatchObject({ active: false });
    expect(await em.count(Session, { account: account.accountId ?? '', revokedAt: null })).toBe(0);
    expect(await findSignedIn(job.readAs(), token)).toBeUndefined();
    await expectRefused(job, 'InspectorHasLeft', () => depart(leaving));
  });

  test('is in the file of the next freeze as suspended, and no draw takes them', async () => {
    const next = await job.drawn({ strata: [{ riskClass: 'A', count: 20, reserve: 0 }] });
    const { 'inspectors.jsonl': pool } = await job.readBundle(next, 'restricted');
    const own =
      String(pool)
        .split('\n')
        .find((line) => line.includes(leaving.realId)) ?? '{}';
    expect(JSON.parse(own)).toMatchObject({ id: leaving.realId, status: 'suspended' });
    const drawn = await job.readAs().em.find(DrawnUnit, { draw: next.id });
    expect(drawn.some(({ officers }) => officers.includes(leaving.realId))).toBe(false);
  });
});

test('a visit that was made is not handed over: who made it signs before leaving', async () => {
  const draw = await job.drawn({
    strata: [{ riskClass: 'B', count: 3, reserve: 0 }],
    windowFromOn: '2026-02-09',
  });
  job.clock.set('2026-02-09T10:30:00Z');
  const [assignment] = await job.listAssignments(draw);
  const [first, second] = await job.listTeam(assignment!.id);
  const { result } = done(await job.record(first!, assignment!.id));
  const signer = await job.readAs().em.findOneOrFail(Inspector, { id: second?.inspectorId ?? '' });
  const kindOf = async () =>
    (await openMatters(signer)).matters.find(({ assignmentId }) => assignmentId === assignment!.id)?.kind;
  expect(await kindOf()).toBe(OpenMatterKind.SIGN);
  const pending = (await request(signer)) as { handOver?: HandOver };
  if (pending.handOver) done(await approve(pending.handOver.id));
  expect(await kindOf()).toBe(OpenMatterKind.SIGN);
  done(await job.countersign(second!, result.id));
  expect(await kindOf()).toBe(OpenMatterKind.AWAIT_REVIEW);
  done(await job.confirm(result.id));
  expect(await kindOf()).toBeUndefined();
  await expectRefused(job, 'NothingToHandOver', () => request(signer));
});

test('in a confidential draw the replacement stays sealed until the opening, and is right after it', async () => {
  const draw = await job.drawn({ mode: DrawMode.CONFIDENTIAL });
  const leaving = await busiest(draw);
  done(await approve(done(await request(leaving)).handOver.id));
  const sealed = await expectVerified(draw);
  expect(Object.keys(sealed.open)).not.toContain('substitutions.jsonl');
  job.clock.set('2026-04-01T01:00:00Z');
  await job.runJobs();
  expect((await job.getDraw(draw.id)).state).toBe(DrawState.OPENED);
  expect(Object.keys((await expectVerified(draw)).open)).toContain('substitutions.jsonl');
});

test('whom the draw brings in but cannot go as things stand today is replaced in turn', async () => {
  const window = { windowFromOn: '2026-04-02', windowToOn: '2026-04-30' };
  const draw = await job.drawn({ ...window, strata: [{ riskClass: 'C', count: 2, reserve: 0 }] });
  const leaving = await busiest(draw);
  const { em } = job.readAs();
  const others = await em.find(Inspector, {
    id: { $ne: leaving.id },
    status: InspectorStatus.ACTIVE,
    leftOn: null,
  });
  const teams = (await Promise.all((await job.listAssignments(draw)).map(teamIds))).flat();
  const free = others.filter(({ id }) => !teams.includes(id));
  const kept = free[0]?.id ?? '';
  const revoked = { inspector: { $in: free.slice(1).map(({ id }) => id) } };
  await job.act(undefined, (unit) =>
    unit.em.nativeUpdate(Certificate, revoked, { status: CertificateStatus.REVOKED, updatedAt: unit.now }),
  );
  done(await approve(done(await request(leaving)).handOver.id));
  await expectVerified(draw);
  const able = [kept, ...teams];
  for (const team of await Promise.all((await job.listAssignments(draw)).map(teamIds))) {
    expect(team.every((id) => able.includes(id) && id !== leaving.id)).toBe(true);
  }
  const changes = await em.find(TeamChange, { draw: draw.id });
  expect(changes.every(({ reason }) => ['transferred', 'not-available'].includes(reason))).toBe(true);
  await job.act(undefined, (unit) =>
    unit.em.nativeUpdate(Certificate, revoked, { status: CertificateStatus.VALID, updatedAt: unit.now }),
  );
});

test('where nobody is left to come in, nothing is handed over, in the protocol’s words', async () => {
  const { em } = job.readAs();
  const active = await em.find(Inspector, { status: InspectorStatus.ACTIVE, leftOn: null }, { limit: 100 });
  const rest = { id: { $in: active.slice(2).map(({ id }) => id) } };
  const setStatus = (status: InspectorStatus) =>
    job.act(undefined, (unit) => unit.em.nativeUpdate(Inspector, rest, { status, updatedAt: unit.now }));
  await setStatus(InspectorStatus.SUSPENDED);
  const window = { windowFromOn: '2026-04-02', windowToOn: '2026-04-30' };
  const draw = await job.drawn({ ...window, strata: [{ riskClass: 'A', count: 1, reserve: 0 }] });
  const { handOver } = done(await request(await busiest(draw)));
  const refusal = await expectRefused(job, 'DrawRefused', () => approve(handOver.id));
  expect(refusal).toMatchObject({ fault: 'SUBSTITUTION_IMPOSSIBLE' });
  expect(refusal.message).toMatch(/没有可以补入的人员/);
  await setStatus(InspectorStatus.ACTIVE);
});

test('nobody leaves while a frozen draw may still take them', async () => {
  const window = { windowFromOn: '2026-04-02', windowToOn: '2026-04-30' };
  const frozen = await job.freeze(await job.approved(window));
  const active = { status: InspectorStatus.ACTIVE, leftOn: null };
  const someone = await job.readAs().em.findOneOrFail(Inspector, active);
  const { matters } = await openMatters(someone);
  expect(matters).toContainEqual(
    expect.objectContaining({ kind: OpenMatterKind.AWAIT_DRAW, drawId: frozen.id }),
  );
});

test('an account is closed once, by another administrator, and its sessions end with it', async () => {
  const person = await job.addPerson('clerk', [Role.PLAN_OWNER], job.health);
  const close = (id = person.accountId ?? '') =>
    job.act(administrator, (unit) => closeOfficerAccount(unit, id));
  await expectRefused(job, 'OwnAccount', () => close(administrator.accountId));
  await expectRefused(job, 'AccountNotFound', () => close(job.health.id));
  const token = (await job.cookieOf(person)).split('=')[1] ?? '';
  expect(done(await close())).toMatchObject({ account: { active: false } });
  expect(await findSignedIn(job.readAs(), token)).toBeUndefined();
  await expectRefused(job, 'AccountClosedAlready', () => close());
});
