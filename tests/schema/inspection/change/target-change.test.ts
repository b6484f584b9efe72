import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLog } from '../../../../scheduler/draw/index.js';
import { DrawnUnit, DrawState } from '../../../../schema/draw/index.js';
import {
  type Assignment,
  AssignmentOfficer,
  AssignmentState,
  ChangeRequest,
  dispatchDraw,
  TargetChangeReason,
} from '../../../../schema/inspection/index.js';
import {
  countHiddenAssignments,
  findSlip,
  pageOwnAssignments,
} from '../../../../schema/inspection/inspection.read.js';
import { DrawMode } from '../../../../schema/plan/index.js';
import { Target, Visit } from '../../../../schema/registry/index.js';
import type { Actor } from '../../../../schema/shared/unit.js';
import { checkSlipFile } from '../../../../tools/cli/slip.js';
import { done, type FrozenDraw } from '../../../support/main-job.js';
import { expectRefused } from '../../../support/unchanged.js';
import { ChangesHouse, evening, filed } from './changes-house.js';

let house: ChangesHouse;
beforeAll(async () => {
  house = await ChangesHouse.open();
});
afterAll(() => house.close());

async function askedBy(assignmentId: string, more: object = {}) {
  const [member] = (await house.job.listTeam(assignmentId)) as [Actor];
  return filed(await house.askTarget(member, assignmentId, more));
}

const findChange = (id: string) => house.job.readAs().em.findOneOrFail(ChangeRequest, { id });

describe('a target that is closed', () => {
  let draw: FrozenDraw;
  let gone: Assignment;
  let next: Assignment;
  let teamBefore: string[];
  beforeAll(async () => {
    house.job.clock.set('2026-02-09T01:00:00Z');
    draw = await house.job.drawn();
    const [reserve] = await house.job.readAs().em.find(DrawnUnit, { draw: draw.id, isReserve: true });
    house.job.clock.set(evening);
    gone = (await house.listIn(draw)).find(({ stratum }) => stratum === reserve?.stratum) as Assignment;
    teamBefore = await house.teamIds(gone.id);
  });

  test('cannot be replaced before its team sees it, nor by a team that is not its own', async () => {
    house.job.clock.set('2026-02-09T09:00:00Z');
    const [member] = (await house.job.listTeam(gone.id)) as [Actor];
    await expectRefused(house.job, 'AssignmentNotFound', () => house.askTarget(member, gone.id));
    house.job.clock.set(evening);
    const foreign = house.job.officer('00000000-0000-7000-8000-000000000001');
    await expectRefused(house.job, 'AssignmentNotFound', () => house.askTarget(foreign, gone.id));
  });

  test('is followed by the next in reserve, which inherits the team; both verifiers accept it', async () => {
    const shown = await house.substitutes(gone.id);
    expect(shown).toMatchObject({ reserveLeftCount: 1, reserveIsStaffed: true });
    expect(JSON.stringify(shown)).not.toContain('licence:');
    const asked = await askedBy(gone.id);
    done(await house.approve(asked.id));
    const { nextAssignmentId } = await findChange(asked.id);
    next = await house.get(nextAssignmentId ?? '', draw);
    const reserve = await house.job.readAs().em.findOneOrFail(DrawnUnit, {
      draw: draw.id,
      realId: next.targetRealId,
    });
    expect(reserve).toMatchObject({ isReserve: true, stratum: gone.stratum });
    expect(next).toMatchObject({ state: AssignmentState.ASSIGNED, campaign: gone.campaign });
    expect([...(await house.teamIds(next.id))].sort()).toEqual([...teamBefore].sort());
    const open = await house.expectVerified(draw);
    expect(JSON.parse(String(open['substitutions.jsonl']))).toMatchObject({
      kind: 'target',
      reason: 'closed',
    });
  });

  test('the one that came in has a slip for the door: its record in the pool, and the substitution in the log', async () => {
    const [member] = (await house.job.listTeam(next.id)) as [Actor];
    const slipOf = (actor: Actor, id: string) => findSlip(house.job.readAs(actor), id);
    const text = (await slipOf(member, next.id)) ?? '';
    const bundle = await house.job.readBundle(draw);
    const folder = mkdtempSync(join(tmpdir(), 'fairdraw-slip-'));
    const check = (slip: string) => {
      writeFileSync(join(folder, 'slip.json'), slip);
      return checkSlipFile(join(folder, 'slip.json'), bundle);
    };
    const checked = await check(text);
    expect(checked).toMatchObject({
      incoming: { C: draw.commitment, proof: { record: { id: next.targetRealId } }, substitution: { n: 1 } },
    });
    const other = (await house.listIn(draw)).find(({ id }) => id !== next.id)?.targetRealId ?? '';
    await expect(check(text.replace(next.targetRealId, other))).rejects.toThrow(/^PATH_WRONG/);
    await expect(check(text.replace('"reason":"closed"', '"reason":"moved"'))).rejects.toThrow(/^DIFFERS/);
    const { head } = JSON.parse(text) as { head: string };
    const [freeze = ''] = readLog(bundle['log.jsonl'] ?? '').hashes;
    await expect(check(text.replace(head, freeze))).rejects.toThrow(/^HEAD_ABSENT/);
    // What went out shows nothing any more, and who is not of the team gets none.
    expect(await slipOf(member, gone.id)).toBeNull();
    expect(await slipOf(house.job.officer(gone.id), next.id)).toBeNull();
    const change = house.job.readAs().em.execute("update incoming_slip set slip = ''");
    await expect(change).rejects.toThrow('permission denied');
    rmSync(folder, { recursive: true });
  });

  test('is not edited away: its assignment has ended with its team, and takes no result', async () => {
    expect(await house.get(gone.id, draw)).toMatchObject({
      state: AssignmentState.SUBSTITUTED,
      targetRealId: gone.targetRealId,
    });
    expect(await house.teamIds(gone.id)).toEqual(teamBefore);
    house.job.clock.set('2026-02-10T02:00:00Z');
    const [member] = (await house.job.listTeam(gone.id)) as [Actor];
    await expectRefused(house.job, 'AssignmentStateWrong', () => house.job.record(member, gone.id));
    await expectRefused(house.job, 'AssignmentStateWrong', () => house.askTarget(member, gone.id));
  });

  test('leaves a visit like any other to the one that came in', async () => {
    const result = await house.job.visit(next.id);
    done(await house.job.confirm(result.id));
    const visits = await house.job.readAs().em.find(Visit, { campaignId: gone.campaign });
    expect(visits.map(({ targetRealId }) => targetRealId)).toEqual([next.targetRealId]);
  });

  test('is not dispatched a second time', async () => {
    const before = await house.job.listAssignments(draw);
    await house.job.act(undefined, (unit) => dispatchDraw(unit, draw.id));
    expect(await house.job.listAssignments(draw)).toEqual(before);
  });

  test('where no reserve is left nobody follows: that is said by name, and may be asked for all the same', async () => {
    const other = (await house.listIn(draw)).find(
      ({ stratum, id }) => stratum === gone.stratum && id !== next.id,
    );
    const assignmentId = other?.id ?? '';
    const asked = await askedBy(assignmentId, { reason: TargetChangeReason.MOVED });
    const refusal = await expectRefused(house.job, 'ReserveExhausted', () => house.approve(asked.id));
    expect(refusal.message).toContain('withoutReplacement');
    done(await house.refuse(asked.id));
    const again = await askedBy(assignmentId, {
      reason: TargetChangeReason.MOVED,
      withoutReplacement: true,
    });
    done(await house.approve(again.id));
    expect((await findChange(again.id)).nextAssignmentId).toBeNull();
    expect((await house.get(assignmentId, draw)).state).toBe(AssignmentState.SUBSTITUTED);
    await house.expectVerified(draw);
  });

  test.each(Object.values(TargetChangeReason))('goes for the reason %s as well', async (reason) => {
    house.job.clock.set('2026-02-09T01:00:00Z');
    const one = await house.job.drawn({ strata: [{ riskClass: 'B', count: 1, reserve: 1 }] });
    house.job.clock.set(evening);
    const [assignment] = await house.listIn(one);
    done(await house.approve((await askedBy(assignment?.id ?? '', { reason })).id));
    const open = await house.expectVerified(one);
    const { reason: code } = JSON.parse(String(open['substitutions.jsonl'])) as { reason: string };
    expect(code).toBe(reason.toLowerCase().replaceAll('_', '-'));
  });
});

test('whoever of the team has a tie to the one that comes in is replaced in turn, and nobody is told why', async () => {
  house.job.clock.set('2026-02-09T01:00:00Z');
  const draw = await house.job.drawn({ strata: [{ riskClass: 'C', count: 1, reserve: 1 }] });
  house.job.clock.set(evening);
  const [assignment] = (await house.listIn(draw)) as [Assignment];
  const { em } = house.job.readAs();
  const [reserve] = await em.find(DrawnUnit, { draw: draw.id, isReserve: true });
  const [tied] = await em.find(
    AssignmentOfficer,
    { assignment: assignment.id },
    { orderBy: { place: 'asc' } },
  );
  const { declareInterest } = await import('../../../../schema/registry/inspector/interest.declare.js');
  const { InterestKind } = await import('../../../../schema/registry/index.js');
  const officer = house.job.officer(tied?.inspectorId ?? '');
  done(
    await house.job.act(officer, (unit) =>
      declareInterest(unit, { targetRealId: reserve?.realId ?? '', kind: InterestKind.KINSHIP }),
    ),
  );
  const asked = await askedBy(assignment.id);
  done(await house.approve(asked.id));
  const team = await house.teamIds((await findChange(asked.id)).nextAssignmentId ?? '');
  expect(team).toHaveLength(2);
  expect(team).not.toContain(tied?.inspectorId);
  const open = await house.expectVerified(draw);
  const reasons = String(open['substitutions.jsonl'])
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).reason);
  expect(reasons).toEqual(['closed', 'not-available']);
});

describe('in a confidential draw', () => {
  test('a replaced target stays secret until the opening, and the draw is right before and after it', async () => {
    house.job.clock.set('2026-02-09T01:00:00Z');
    const draw = await house.job.drawn({ mode: DrawMode.CONFIDENTIAL });
    house.job.clock.set(evening);
    const withReserve = await house.job.readAs().em.find(DrawnUnit, { draw: draw.id, isReserve: true });
    const gone = (await house.listIn(draw)).find(({ stratum }) =>
      withReserve.some((unit) => unit.stratum === stratum),
    ) as Assignment;
    const asked = await askedBy(gone.id);
    done(await house.approve(asked.id));
    const next = await house.get((await findChange(asked.id)).nextAssignmentId ?? '', draw);
    const told = JSON.stringify([await findChange(asked.id), await house.expectVerified(draw)]);
    for (const { targetName, targetRealId } of [gone, next]) {
      expect(told).not.toContain(targetName);
      expect(told).not.toContain(targetRealId);
    }
    house.job.clock.set('2026-04-01T01:00:00Z');
    await house.job.runJobs();
    expect((await house.job.getDraw(draw.id)).state).toBe(DrawState.OPENED);
    expect(Object.keys(await house.expectVerified(draw))).toContain('substitutions.jsonl');
  });

  test('a team sees the one that came in no earlier than the others of its campaign', async () => {
    house.job.clock.set('2026-02-09T01:00:00Z');
    const draw = await house.job.drawn({ mode: DrawMode.CONFIDENTIAL });
    const { em } = house.job.readAs();
    const [reserve] = await em.find(DrawnUnit, { draw: draw.id, isReserve: true });
    const gone = (await house.listIn(draw)).find(({ stratum }) => stratum === reserve?.stratum) as Assignment;
    // The plan owner has it from the register, before any team sees its target.
    const asked = filed(await house.askTarget(house.job.planner, gone.id));
    done(await house.approve(asked.id));
    const [member] = (await house.job.listTeam(gone.id)) as [Actor];
    const reader = house.job.readAs(member);
    expect((await pageOwnAssignments(reader, { first: 50 })).edges).toEqual([]);
    expect(await countHiddenAssignments(reader)).toBeGreaterThan(0);
    await expectRefused(house.job, 'AssignmentNotFound', () => house.askTarget(member, gone.id));
  });
});

test('a held target is staffed by a substitution: beyond the capacity only where that was asked for', async () => {
  house.job.clock.set('2026-02-09T01:00:00Z');
  const strata = [{ riskClass: 'A', count: 8, reserve: 0 }];
  const draw = await house.job.drawn({ strata, capacity: 1 });
  house.job.clock.set(evening);
  const [held] = (await house.listIn(draw, AssignmentState.HELD)) as [Assignment];
  const [staffed] = (await house.listIn(draw)) as [Assignment];
  await expectRefused(house.job, 'NotHeld', () => house.askStaffing(house.job.planner, staffed.id));
  const without = filed(await house.askStaffing(house.job.planner, held.id));
  expect(await expectRefused(house.job, 'DrawRefused', () => house.approve(without.id))).toMatchObject({
    fault: 'SUBSTITUTION_IMPOSSIBLE',
  });
  done(await house.refuse(without.id));
  done(await house.approve(filed(await house.askStaffing(house.job.planner, held.id, 2)).id));
  expect((await house.get(held.id, draw)).state).toBe(AssignmentState.ASSIGNED);
  expect(await house.teamIds(held.id)).toHaveLength(2);
  await house.expectVerified(draw);
});

test('a rehearsal is changed like the real thing, in its own chain', async () => {
  const rehearsal = await ChangesHouse.open({ training: true });
  const draw = await rehearsal.job.drawn({ strata: [{ riskClass: 'A', count: 1, reserve: 1 }] });
  rehearsal.job.clock.set(evening);
  const [assignment] = (await rehearsal.listIn(draw)) as [Assignment];
  const [member] = (await rehearsal.job.listTeam(assignment.id)) as [Actor];
  const asked = filed(await rehearsal.askTarget(member, assignment.id));
  done(await rehearsal.approve(asked.id));
  await rehearsal.expectVerified(draw);
  expect(await rehearsal.job.readAs().em.count(Target)).toBeGreaterThan(0);
  await rehearsal.close();
});
