import { addDays, addWorkingDays } from '../../../scheduler/calendar/index.js';
import { Deadline, officialHolidays } from '../../../schema/calendar/index.js';
import { Department } from '../../../schema/department/index.js';
import { raiseAlarm } from '../../../schema/inspection/change/alarm.service.js';
import { AlarmKind } from '../../../schema/inspection/change/alarm.states.js';
import {
  Assignment,
  AssignmentState,
  Disposition,
  InspectionAlarm,
  InspectionResult,
  Rectification,
  Transfer,
  TransferKind,
  VisitNotification,
} from '../../../schema/inspection/index.js';
import { orderRectification } from '../../../schema/inspection/rectification/rectification.order.js';
import { returnResult } from '../../../schema/inspection/review.service.js';
import { acknowledgeTransfer, sendTransfer } from '../../../schema/inspection/transfer/transfer.service.js';
import {
  colourOf,
  countedKinds,
  DutyColour,
  type DutyFigures,
  DutyKind,
  FiguresBy,
  type LedgerAsked,
  type LedgerEntry,
  type Period,
  PeriodKind,
  pageFigures,
  pageLedger,
  periodOf,
  shareOf,
} from '../../../schema/oversight/index.js';
import { readLedgerTerms } from '../../../schema/oversight/ledger-terms.js';
import { Publication, PublicationState } from '../../../schema/publication/index.js';
import { dayInShanghai } from '../../../schema/shared/day.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, MainJob } from '../../support/main-job.js';

/** What the ledger should hold, counted from the rows by a way of its own. */
interface Owed {
  readonly kind: DutyKind;
  readonly department: string;
  readonly campaign: string | null;
  readonly assignment: string | null;
  readonly dueOn: string;
  readonly doneOn: string | null;
}

let job: MainJob;
let headThere: Actor;
let letter = 0;
beforeAll(async () => {
  job = await MainJob.open({ targetCount: 120 });
  headThere = await job.addPerson('head-there', [Role.APPROVER], job.market);
});
afterAll(() => job.close());

/** Numbers from a seed (mulberry32). */
function numbersOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One visit goes as far as chance takes it, on days that chance chooses. */
async function live(id: string, upTo: (below: number) => number): Promise<void> {
  if (upTo(5) === 0) return;
  job.clock.advance({ days: upTo(2) });
  const orders = upTo(3) === 0;
  const disposition = orders ? Disposition.RECTIFICATION_ORDERED : Disposition.NONE;
  const [first] = (await job.listTeam(id)) as [Actor];
  if (upTo(5) === 0) return void done(await job.record(first, id));
  let result = await job.visit(id, { disposition });
  if (orders) {
    const order = { assignmentId: id, demand: '补办健康证明', dayCount: 1 + upTo(20) };
    done(await job.act(first, (unit) => orderRectification(unit, order)));
  }
  const next = upTo(5);
  if (next === 0) return;
  if (next === 1) {
    const returned = { resultId: result.id, reason: '缺照片' };
    done(await job.act(job.reviewer, (unit) => returnResult(unit, returned)));
    if (upTo(2) === 0) return;
    job.clock.advance({ days: upTo(3) });
    result = await job.visit(id, { disposition });
  }
  job.clock.advance({ days: upTo(4) });
  done(await job.confirm(result.id));
  await job.runJobs();
  if (upTo(3) > 0) await job.published([result]);
  if (upTo(3) === 0) await tell(id, upTo);
}

async function tell(assignmentId: string, upTo: (below: number) => number): Promise<void> {
  letter += 1;
  const to = upTo(2) === 0 ? { departmentCode: job.market.code } : { recipientName: '市公安局' };
  const input = {
    assignmentId,
    kind: TransferKind.COPY,
    statement: '涉嫌',
    documentNo: `抄${letter}号`,
    ...to,
  };
  const { transfer } = done(await job.act(job.approver, (unit) => sendTransfer(unit, input)));
  if (upTo(2) === 0) return;
  const by = transfer.recipient ? headThere : job.approver;
  done(await job.act(by, (unit) => acknowledgeTransfer(unit, { id: transfer.id, answer: '已收' })));
}

const day = (at: Date | null | undefined) => (at ? dayInShanghai(at) : null);
const left: readonly AssignmentState[] = [AssignmentState.RECORDED, AssignmentState.RETURNED];

/** Everything that was ever owed, from the rows of each table. */
async function countOwed(): Promise<Owed[]> {
  const { em } = job.readAs();
  const all = { disableIdentityMap: true };
  const assignments = await em.find(Assignment, {}, all);
  const results = await em.find(InspectionResult, {}, { ...all, orderBy: { version: 'asc' } });
  const deadlines = await em.find(Deadline, {}, all);
  const notes = await em.find(VisitNotification, {}, all);
  const dueOf = (id: string) => deadlines.find(({ subjectId }) => subjectId === id)?.dueOn;
  const owed: Owed[] = [];
  for (const one of assignments) {
    const { department, campaign, id: assignment } = one;
    const mine = results.filter((result) => result.assignment === assignment);
    const add = (kind: DutyKind, dueOn: string, doneOn: string | null) =>
      owed.push({ kind, department, campaign, assignment, dueOn, doneOn });
    const visitDue = one.plannedOn ?? one.windowToOn;
    if (one.state === AssignmentState.HELD) add(DutyKind.STAFF, one.windowToOn, null);
    else add(DutyKind.VISIT, visitDue, mine[0]?.visitedOn ?? null);
    const beforeFinal = [...left, AssignmentState.SUBMITTED].includes(one.state);
    if (beforeFinal && !notes.some((note) => note.assignment === assignment)) {
      add(DutyKind.NOTIFY, visitDue, null);
    }
    const last = mine.at(-1);
    if (!last) continue;
    add(
      DutyKind.SIGN,
      addDays(last.visitedOn, 10),
      left.includes(one.state) ? null : (last.signedOn ?? null),
    );
    const firstSigned = mine.find(({ signedOn }) => signedOn)?.signedOn;
    for (const result of mine.filter(({ signedOn }) => signedOn)) {
      const counted = addWorkingDays(officialHolidays(), firstSigned as string, 7).dueOn;
      add(DutyKind.REVIEW, dueOf(result.id) ?? counted, day(result.reviewedAt));
    }
    for (const put of await em.find(Rectification, { assignment }, all)) {
      add(DutyKind.RECTIFY, put.dueOn, day(put.closedAt));
    }
    for (const { id, recipient, answeredAt } of await em.find(Transfer, { assignment }, all)) {
      const answers = { department: recipient ?? department, campaign, assignment };
      owed.push({ kind: DutyKind.ANSWER, ...answers, dueOn: dueOf(id) as string, doneOn: day(answeredAt) });
    }
    for (const result of mine) {
      for (const one of await em.find(Publication, { subjectId: result.id }, all)) {
        if (one.state !== PublicationState.REHEARSED) add(DutyKind.PUBLISH, one.dueOn, day(one.publishedAt));
      }
    }
  }
  for (const { id, department, settledAt } of await em.find(InspectionAlarm, {}, all)) {
    const none = { campaign: null, assignment: null };
    const [dueOn, doneOn] = [dueOf(id) as string, day(settledAt)];
    owed.push({ kind: DutyKind.SETTLE_ALARM, department, ...none, dueOn, doneOn });
  }
  return owed;
}

/** Kinds that the count above does not make. */
const counted = (kind: DutyKind) => kind !== DutyKind.TELL && kind !== DutyKind.DISPATCH;

async function readLedger(asked: LedgerAsked = {}, first = 100, actor?: Actor): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (let after: string | undefined; ; ) {
    const page = await pageLedger(job.readAs(actor), asked, { first, after });
    entries.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) return entries;
    after = page.pageInfo.endCursor;
  }
}

async function readFigures(by: FiguresBy, period: Period, more: object = {}): Promise<DutyFigures[]> {
  const page = await pageFigures(job.readAs(), { by, ...more }, period, { first: 100 });
  return page.edges.map(({ node }) => node);
}

/** The figures of one owner by the plain definition. */
function figuresOf(owed: readonly Owed[], { fromOn, toOn }: Period, isOwn: (one: Owed) => boolean) {
  const today = job.readAs().today;
  const due = owed.filter(
    (one) => countedKinds.includes(one.kind) && one.dueOn >= fromOn && one.dueOn <= toOn && isOwn(one),
  );
  const published = due.filter(({ kind, doneOn }) => kind === DutyKind.PUBLISH && doneOn);
  const isClosed = ({ assignment }: Owed) =>
    !owed.some((one) => one.assignment === assignment && one.doneOn === null);
  return {
    dueCount: due.length,
    inTimeCount: due.filter(({ doneOn, dueOn }) => doneOn && doneOn <= dueOn).length,
    doneLateCount: due.filter(({ doneOn, dueOn }) => doneOn && doneOn > dueOn).length,
    openCount: due.filter(({ doneOn, dueOn }) => !doneOn && dueOn >= today).length,
    lateCount: due.filter(({ doneOn, dueOn }) => !doneOn && dueOn < today).length,
    publicationDueCount: due.filter(({ kind }) => kind === DutyKind.PUBLISH).length,
    publishedCount: published.length,
    closedCount: published.filter(isClosed).length,
  };
}

const keyOf = (one: {
  kind: string;
  dueOn: string;
  assignment?: string | null;
  assignmentId?: string | null;
}) => `${one.dueOn} ${one.kind} ${one.assignment ?? one.assignmentId ?? ''}`;

describe.each([1, 2, 3])('a random house, seed %i', (seed) => {
  let owed: Owed[];
  beforeAll(async () => {
    job.clock.set(`2026-02-0${seed + 1}T01:00:00Z`);
    const draw = await job.drawn({ strata: [{ riskClass: 'A', count: 8, reserve: 0 }] });
    job.clock.set('2026-02-10T02:00:00Z');
    const upTo = numbersOf(seed);
    for (const { id, state } of await job.listAssignments(draw)) {
      if (state === AssignmentState.ASSIGNED) await live(id, upTo);
    }
    const department = job.health.id;
    const alarm = { department, kind: AlarmKind.REPLACED_BY_PAIR, subjectKey: `pair ${seed}` };
    await job.act(undefined, (unit) => raiseAlarm(unit, alarm));
    job.clock.advance({ days: upTo(20) });
    await job.runJobs();
    owed = await countOwed();
  });

  test('the ledger holds what is open, nothing else, the first due first, page by page the same', async () => {
    const entries = await readLedger();
    const open = owed.filter(({ doneOn }) => doneOn === null);
    expect(open.length).toBeGreaterThan(10);
    const held = entries.filter(({ kind }) => counted(kind));
    expect(held.map(keyOf).sort()).toEqual(open.map(keyOf).sort());
    expect(entries.map(({ dueOn }) => dueOn)).toEqual(entries.map(({ dueOn }) => dueOn).sort());
    expect(await readLedger({}, 3)).toEqual(entries);
  });

  test('of a kind, a department, a campaign, a colour, an officer: exactly those', async () => {
    const entries = await readLedger();
    for (const kind of Object.values(DutyKind)) {
      expect(await readLedger({ kind })).toEqual(entries.filter((one) => one.kind === kind));
    }
    for (const colour of Object.values(DutyColour)) {
      expect(await readLedger({ colour })).toEqual(entries.filter((one) => one.colour === colour));
    }
    for (const { id } of [job.health, job.market]) {
      expect(await readLedger({ departmentId: id })).toEqual(
        entries.filter(({ departmentId }) => departmentId === id),
      );
    }
    const { campaignId, assignmentId } = entries.find(({ kind }) => kind === DutyKind.VISIT) as LedgerEntry;
    expect(await readLedger({ campaignId })).toEqual(entries.filter((one) => one.campaignId === campaignId));
    for (const { inspectorId } of await job.listTeam(assignmentId as string)) {
      const own = await readLedger({ inspectorId });
      expect(own.map((one) => one.assignmentId)).toContain(assignmentId);
    }
  });

  test('the figures of each period are those of a count by hand, by department and by campaign', async () => {
    const departments = await job
      .readAs()
      .em.find(Department, { endedOn: null }, { orderBy: { code: 'asc' } });
    let due = 0;
    for (const on of ['2026-02-05', '2026-02-15', '2026-02-28', '2026-03-05', '2026-03-31', '2026-04-10']) {
      for (const kind of Object.values(PeriodKind)) {
        const period = periodOf(kind, on);
        const told = await readFigures(FiguresBy.DEPARTMENT, period);
        expect(told.map(({ code }) => code)).toEqual(departments.map(({ code }) => code));
        for (const one of told) {
          // Draws are dispatched in the minute after they were drawn; the count by hand leaves them out.
          const { inTimeCount, dueCount } = one;
          const dispatched = await countDispatched(period, one.id);
          expect({
            ...one,
            inTimeCount: inTimeCount - dispatched,
            dueCount: dueCount - dispatched,
          }).toMatchObject(figuresOf(owed, period, ({ department }) => department === one.id));
          due += one.dueCount;
        }
        for (const one of await readFigures(FiguresBy.CAMPAIGN, period, { departmentId: job.health.id })) {
          const own = figuresOf(
            owed,
            period,
            ({ campaign, department }) => campaign === one.id && department === job.health.id,
          );
          expect(one).toMatchObject({ publishedCount: own.publishedCount, closedCount: own.closedCount });
          expect(one).toMatchObject({ lateCount: own.lateCount, doneLateCount: own.doneLateCount });
        }
      }
    }
    expect(due).toBeGreaterThan(20);
  });
});

async function countDispatched({ fromOn, toOn }: Period, department: string): Promise<number> {
  const [row] = await job.readAs().em.execute<{ count: number }[]>(
    `select count(*)::int as count from dispatch join draw on draw.id = dispatch.draw_id
      join campaign c on c.id = draw.campaign_id where c.window_from_on between ? and ? and draw.department_id = ?`,
    [fromOn, toOn, department],
  );
  return row?.count ?? 0;
}

test('who receives a transfer owes its answer, sees the duty and nothing of the visit', async () => {
  const asked = { kind: DutyKind.ANSWER };
  const id = (
    await job.readAs().em.find(Publication, { state: PublicationState.PUBLISHED }, { limit: 1 })
  )[0];
  const result = await job.readAs().em.findOneOrFail(InspectionResult, { id: id?.subjectId });
  await tell(result.assignment, () => 0);
  const own = await readLedger(asked, 100, headThere);
  expect(own.length).toBeGreaterThan(0);
  for (const one of own) {
    expect(one).toMatchObject({ departmentId: job.market.id, campaignId: null, assignmentId: null });
  }
});

describe('colours', () => {
  /** Around the Spring Festival of 2026: 14 and 28 February are worked, 15 to 23 are off. */
  test.each([
    ['2026-02-09', '2026-02-12'],
    ['2026-02-11', '2026-02-14'],
    ['2026-02-12', '2026-02-24'],
    ['2026-02-14', '2026-02-26'],
    ['2026-02-18', '2026-02-26'],
    ['2026-03-31', '2026-04-03'],
    ['2026-12-29', '2027-01-01'],
  ])('on %s a duty is yellow until %s', async (today, untilOn) => {
    job.clock.set(`${today}T02:00:00Z`);
    expect((await readLedgerTerms(job.readAs())).warning).toMatchObject({ untilOn, workingDays: 3 });
    const { warning } = await readLedgerTerms(job.readAs());
    expect(warning.isProvisional).toBe(untilOn > '2026-12-31');
    const colours = [addDays(today, -1), today, untilOn, addDays(untilOn, 1)];
    expect(colours.map((dueOn) => colourOf(dueOn, today, warning))).toEqual([
      'RED',
      'YELLOW',
      'YELLOW',
      'GREEN',
    ]);
  });

  test('the day itself is yellow, the day after it red', async () => {
    const [one] = await readLedger({ kind: DutyKind.VISIT });
    for (const [on, colour] of [
      // Due on Tuesday, 31 March: three working days before is the Thursday.
      ['2026-03-25', DutyColour.GREEN],
      ['2026-03-26', DutyColour.YELLOW],
      [one?.dueOn as string, DutyColour.YELLOW],
      [addDays(one?.dueOn as string, 1), DutyColour.RED],
    ] as const) {
      job.clock.set(`${on}T02:00:00Z`);
      const found = (await readLedger({ colour })).find(({ id }) => id === one?.id);
      expect({ on, ...found }).toMatchObject({ on, dueOn: '2026-03-31', colour });
    }
  });
});

test.each([
  [PeriodKind.TEN_DAYS, '2026-02-10', '2026-02-01', '2026-02-10'],
  [PeriodKind.TEN_DAYS, '2026-02-11', '2026-02-11', '2026-02-20'],
  [PeriodKind.TEN_DAYS, '2026-02-21', '2026-02-21', '2026-02-28'],
  [PeriodKind.TEN_DAYS, '2028-02-29', '2028-02-21', '2028-02-29'],
  [PeriodKind.MONTH, '2026-12-31', '2026-12-01', '2026-12-31'],
])('%s of %s runs from %s to %s', (kind, on, fromOn, toOn) => {
  expect(periodOf(kind, on)).toEqual({ fromOn, toOn });
});

test('a share of nothing is none', () => {
  expect([shareOf(0, 0), shareOf(0, 3), shareOf(2, 3), shareOf(3, 3)]).toEqual([null, 0, 666_667, 1_000_000]);
});
