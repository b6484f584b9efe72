import { AuditEvent } from '../../../../schema/audit/index.js';
import { Deadline } from '../../../../schema/calendar/index.js';
import { settleAlarm, takeAlarm } from '../../../../schema/inspection/change/alarm.service.js';
import { pageOwnNotices } from '../../../../schema/inspection/change/change.notice.js';
import {
  AlarmKind,
  AlarmState,
  type Assignment,
  AssignmentState,
  ChangeRequest,
  ChangeState,
  InspectionAlarm,
  NoticeKind,
  OfficerChangeReason,
  RecusalBy,
  TeamChange,
} from '../../../../schema/inspection/index.js';
import { pageOwnAssignments } from '../../../../schema/inspection/inspection.read.js';
import { Inspector, listInterests } from '../../../../schema/registry/index.js';
import { endInterest } from '../../../../schema/registry/inspector/interest.declare.js';
import type { Actor } from '../../../../schema/shared/unit.js';
import { done, type FrozenDraw } from '../../../support/main-job.js';
import { digestTables, expectRefused } from '../../../support/unchanged.js';
import { ChangesHouse, evening, evidence, filed } from './changes-house.js';

let house: ChangesHouse;
let draw: FrozenDraw;
let assignments: Assignment[];
beforeAll(async () => {
  house = await ChangesHouse.open();
  draw = await house.job.drawn();
  house.job.clock.set(evening);
  assignments = await house.listIn(draw);
});
afterAll(() => house.close());

/** The team of the n-th assignment: who is to go, and a colleague. */
async function teamOf(n: number): Promise<{ id: string; goes: Actor; colleague: Actor }> {
  const id = assignments[n]?.id ?? '';
  const [goes, colleague] = (await house.job.listTeam(id)) as [Actor, Actor];
  return { id, goes, colleague };
}

const ask = ({ id, goes, colleague }: { id: string; goes: Actor; colleague: Actor }) =>
  house.askOfficer(colleague, id, { inspectorId: goes.inspectorId });

describe('an officer who cannot go', () => {
  test('has a substitute beforehand: who would be next is shown, and nothing changes by looking', async () => {
    const { id } = await teamOf(0);
    const before = await digestTables(house.job.database);
    const { places, reserveLeftCount } = await house.substitutes(id);
    expect(await digestTables(house.job.database)).toEqual(before);
    expect(places).toHaveLength(2);
    for (const { officerRealId, next } of places) {
      expect(next.length).toBeGreaterThan(1);
      expect(next.map(({ realId }) => realId)).not.toContain(officerRealId);
      expect(new Set(next.map(({ realId }) => realId)).size).toBe(next.length);
    }
    expect(reserveLeftCount).toBe(1);
  });

  test('is replaced by exactly that one, asked by one and approved by another, and both verifiers follow', async () => {
    const { id, goes } = await teamOf(0);
    const shown = (await house.substitutes(id)).places[0]?.next.find(({ canGo }) => canGo);
    const { id: changeId } = filed(await ask(await teamOf(0)));
    expect(done(await house.approve(changeId))).toMatchObject({ change: { state: ChangeState.APPROVED } });
    const { em } = house.job.readAs();
    const [change] = await em.find(TeamChange, { assignment: id });
    expect(change).toMatchObject({ inRealId: shown?.realId, reason: 'illness', change: changeId });
    expect(await house.teamIds(id)).not.toContain(goes.inspectorId);
    expect(await house.teamIds(id)).toContain(change?.inInspectorId);
    const open = await house.expectVerified(draw);
    expect(JSON.parse(String(open['substitutions.jsonl']).split('\n')[0] ?? '')).toMatchObject({
      kind: 'officer',
      reason: 'illness',
    });
  });

  test('learns of it, and so does who comes in; the notices name no target', async () => {
    const { id } = await teamOf(0);
    const [change] = await house.job.readAs().em.find(TeamChange, { assignment: id });
    const noticesOf = async (inspectorId: string) =>
      (await pageOwnNotices(house.job.readAs(house.job.officer(inspectorId)), { first: 10 })).edges.map(
        ({ node }) => node,
      );
    const out = await noticesOf(change?.outInspectorId ?? '');
    const incoming = await noticesOf(change?.inInspectorId ?? '');
    expect(out.map(({ kind }) => kind)).toEqual([NoticeKind.TAKEN_OUT]);
    expect(incoming.map(({ kind }) => kind)).toEqual([NoticeKind.BROUGHT_IN]);
    const target = assignments[0];
    const text = JSON.stringify([out, incoming]);
    expect(text).not.toContain(target?.targetName);
    expect(text).not.toContain(target?.targetRealId);
  });

  test('is not replaced by who asked: a substitution by its own approver is refused, in whatever stead', async () => {
    const team = await teamOf(1);
    const asked = filed(await ask(team));
    const { requestedById } = await house.job.readAs().em.findOneOrFail(ChangeRequest, { id: asked.id });
    const own = { ...house.job.approver, accountId: requestedById };
    const concerned = { ...house.job.approver, inspectorId: team.goes.inspectorId };
    for (const actor of [own, concerned]) {
      await expectRefused(house.job, 'ChangeByOwnApprover', () => house.approve(asked.id, actor));
      await expectRefused(house.job, 'ChangeByOwnApprover', () => house.refuse(asked.id, actor));
    }
    await expectRefused(house.job, 'ChangeNotFound', () => house.approve(asked.id, house.job.stranger));
    await expectRefused(house.job, 'ChangePending', () => ask(team));
    await expectRefused(house.job, 'NotTheRequester', () => house.withdraw(asked.id, house.job.planner));
    done(await house.withdraw(asked.id, team.colleague));
    await expectRefused(house.job, 'ChangeStateWrong', () => house.approve(asked.id));
  });

  test('must be on the team, and nobody asks for a team that is not theirs', async () => {
    const { id, colleague } = await teamOf(1);
    const others = await house.teamIds(assignments[2]?.id ?? '');
    const own = await house.teamIds(id);
    const stranger = others.find((one) => !own.includes(one)) ?? '';
    const request = (actor: Actor, inspectorId: string) => house.askOfficer(actor, id, { inspectorId });
    await expectRefused(house.job, 'OfficerNotOnTeam', () => request(colleague, stranger));
    await expectRefused(house.job, 'AssignmentNotFound', () =>
      request(house.job.officer(stranger), stranger),
    );
    await expectRefused(house.job, 'AssignmentNotFound', () => request(house.job.stranger, stranger));
  });
});

describe('before the team sees its target', () => {
  let hidden: FrozenDraw;
  let own: Assignment[];
  beforeAll(async () => {
    house.job.clock.set('2026-02-09T01:00:00Z');
    hidden = await house.job.drawn();
    own = await house.listIn(hidden);
  });
  afterAll(() => house.job.clock.set(evening));

  test('an officer who is ill asks to be replaced, and is told no more than before', async () => {
    const [{ id, targetName, targetRealId } = {} as Assignment] = own;
    const [goes] = (await house.job.listTeam(id)) as [Actor];
    const { inspectorId } = goes;
    const asked = done(await house.askOfficer(goes, id, { inspectorId }));
    expect(JSON.stringify(asked)).not.toContain(targetName);
    expect(JSON.stringify(asked)).not.toContain(targetRealId);
    const seen = await pageOwnAssignments(house.job.readAs(goes), { first: 50 });
    expect(seen.edges.map(({ node }) => node.id)).not.toContain(id);
    done(await house.approve(filed(asked).id));
    expect(await house.teamIds(id)).not.toContain(inspectorId);
    await house.expectVerified(hidden);
  });

  test('and nothing else is asked: no colleague, no certificate, no recusal, no day', async () => {
    const id = own[1]?.id ?? '';
    const [goes, colleague] = (await house.job.listTeam(id)) as [Actor, Actor];
    const { inspectorId = '' } = goes;
    const refused = (work: () => Promise<unknown>) => expectRefused(house.job, 'AssignmentNotFound', work);
    await refused(() => house.askOfficer(colleague, id, { inspectorId }));
    const reason = OfficerChangeReason.CERTIFICATE_LAPSED;
    await refused(() => house.askOfficer(goes, id, { inspectorId, reason }));
    await refused(() => house.askRecusal(goes, id, inspectorId, RecusalBy.OFFICER));
    await refused(() => house.askTarget(goes, id));
    await refused(() => house.askPostponement(goes, id, '2026-03-02'));
  });
});

describe('recusal', () => {
  test('is decided by the head, and the check goes on meanwhile', async () => {
    const { id, goes, colleague } = await teamOf(3);
    const asked = filed(await house.askRecusal(colleague, id, goes.inspectorId ?? ''));
    expect((await house.get(id, draw)).state).toBe(AssignmentState.ASSIGNED);
    house.job.clock.set('2026-02-10T02:00:00Z');
    await house.job.visit(id);
    await expectRefused(house.job, 'AssignmentStateWrong', () => house.approve(asked.id));
    done(await house.refuse(asked.id));
    expect((await house.get(id, draw)).state).toBe(AssignmentState.SUBMITTED);
  });

  test('that is granted brings another officer in, for that reason', async () => {
    const { id, goes } = await teamOf(4);
    const officer = await house.askRecusal(goes, id, goes.inspectorId ?? '', RecusalBy.OFFICER);
    done(await house.approve(filed(officer).id));
    expect(await house.teamIds(id)).not.toContain(goes.inspectorId);
    const [change] = await house.job.readAs().em.find(TeamChange, { assignment: id });
    expect(change?.reason).toBe('recusal');
    await house.expectVerified(draw);
  });

  test('that is granted is known to the next draw, as what it was granted by, and the officer cannot end it', async () => {
    const { id, goes } = await teamOf(8);
    const { inspectorId = '' } = goes;
    const target = assignments[8]?.targetRealId ?? '';
    const asked = filed(await house.askRecusal(goes, id, inspectorId, RecusalBy.OFFICER));
    const barring = async () =>
      (await listInterests(house.job.readAs(), house.job.health.id, '2026-02-10')).filter(
        ({ targetRealId }) => targetRealId === target,
      );
    expect(await barring()).toEqual([]);
    done(await house.approve(asked.id));
    const [interest] = await barring();
    const { realId } = await house.job.readAs().em.findOneOrFail(Inspector, { id: inspectorId });
    expect(interest).toMatchObject({ inspectorRealId: realId, changeId: asked.id, endsOn: null });
    // What speaks for it stays sealed with the request.
    expect(JSON.stringify(interest)).not.toContain('房东');
    const end = { id: interest?.id ?? '', expectedUpdatedAt: interest?.updatedAt ?? new Date(0) };
    await expectRefused(house.job, 'InterestNotFound', () =>
      house.job.act(goes, (unit) => endInterest(unit, end, 'officer')),
    );
    const { places } = await house.substitutes(id);
    const again = places.flatMap(({ next }) => next).filter((one) => one.realId === realId);
    expect(again.every(({ canGo }) => !canGo)).toBe(true);
  });

  test('what speaks for it stands in no event of the record', async () => {
    const events = await house.job.readAs().em.find(AuditEvent, { subjectKind: 'change' });
    expect(events.length).toBeGreaterThan(5);
    expect(JSON.stringify(events)).not.toContain('房东');
  });
});

describe('a grant by phone', () => {
  test('is carried out at once in the head’s name, and is to be confirmed within one working day', async () => {
    const { id, goes, colleague } = await teamOf(5);
    const asked = filed(await ask(await teamOf(5)));
    await expectRefused(house.job, 'HeadNotFound', () => house.grant(colleague, asked.id, 'planner'));
    await expectRefused(house.job, 'HeadNotFound', () => house.grant(colleague, asked.id, 'stranger'));
    await expectRefused(house.job, 'NotTheRequester', () => house.grant(goes, asked.id));
    for (const at of ['2026-02-10T03:00:00Z', '2026-02-08T03:00:00Z']) {
      await expectRefused(house.job, 'GrantTimeWrong', () =>
        house.grant(colleague, asked.id, 'approver', new Date(at)),
      );
    }
    expect(done(await house.grant(colleague, asked.id))).toMatchObject({
      change: { state: ChangeState.GRANTED, grantedById: house.job.approver.accountId },
    });
    expect(await house.teamIds(id)).not.toContain(goes.inspectorId);
    await house.expectVerified(draw);
    const deadline = await house.job.readAs().em.findOneOrFail(Deadline, { subjectId: asked.id });
    expect(deadline).toMatchObject({ fromOn: '2026-02-10', dueOn: '2026-02-11' });
    await expectRefused(house.job, 'NotTheGrantor', () => house.confirm(asked.id, house.secondHead));
    done(await house.confirm(asked.id));
    house.job.clock.set('2026-02-12T01:00:00Z');
    await house.job.runJobs();
    expect(await house.job.readAs().em.count(InspectionAlarm)).toBe(0);
  });

  test('is not one’s own: who asked is not the head who says yes', async () => {
    const { id, goes } = await teamOf(6);
    const { inspectorId } = goes;
    const asked = filed(await house.askOfficer(house.secondHead, id, { inspectorId }));
    await expectRefused(house.job, 'ChangeByOwnApprover', () =>
      house.grant(house.secondHead, asked.id, 'second-head'),
    );
    done(await house.withdraw(asked.id, house.secondHead));
  });

  test('that nobody confirms in time is an alarm with an owner; a late confirmation is taken, the alarm stands', async () => {
    const { colleague } = await teamOf(6);
    const asked = filed(await ask(await teamOf(6)));
    done(await house.grant(colleague, asked.id));
    await house.job.runJobs();
    const { em } = house.job.readAs();
    expect(await em.count(InspectionAlarm)).toBe(0);
    // Thursday 12 February is followed by a working Friday.
    house.job.clock.set('2026-02-13T16:00:01Z');
    await house.job.runJobs();
    const alarm = await em.findOneOrFail(InspectionAlarm, { change: asked.id });
    expect(alarm).toMatchObject({
      kind: AlarmKind.GRANT_UNCONFIRMED,
      state: AlarmState.OPEN,
      ownerId: house.job.approver.accountId,
    });
    done(await house.confirm(asked.id));
    const settle = (actor: Actor) =>
      house.job.act(actor, (unit) =>
        settleAlarm(unit, {
          id: alarm.id,
          reason: '出差在外，已补确认',
          evidence: [evidence],
          keptElsewhere: '市局档案室 12 号卷',
        }),
      );
    await expectRefused(house.job, 'AlarmConcernsActor', () => settle(house.job.approver));
    await expectRefused(house.job, 'AlarmNotFound', () => settle(house.job.stranger));
    done(await house.job.act(house.secondHead, (unit) => takeAlarm(unit, alarm.id)));
    done(await settle(house.secondHead));
    await expectRefused(house.job, 'AlarmNotFound', () => settle(house.secondHead));
  });

  test('that the head disowns stays on record and is an alarm', async () => {
    const { id, goes, colleague } = await teamOf(7);
    const asked = filed(await ask(await teamOf(7)));
    done(await house.grant(colleague, asked.id, 'second-head'));
    done(await house.disown(asked.id, house.secondHead));
    await expectRefused(house.job, 'ChangeStateWrong', () => house.confirm(asked.id, house.secondHead));
    expect(await house.teamIds(id)).not.toContain(goes.inspectorId);
    const alarm = await house.job.readAs().em.findOneOrFail(InspectionAlarm, { change: asked.id });
    expect(alarm.kind).toBe(AlarmKind.GRANT_DISOWNED);
    await house.expectVerified(draw);
  });
});
