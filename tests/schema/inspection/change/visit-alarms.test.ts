import { addDays, weekday } from '../../../../scheduler/calendar/index.js';
import { settleAlarm } from '../../../../schema/inspection/change/alarm.service.js';
import { raiseVisitAlarms } from '../../../../schema/inspection/change/visit-alarms.js';
import { AlarmKind, AlarmState, InspectionAlarm } from '../../../../schema/inspection/index.js';
import {
  appendVisit,
  listFindingStreaks,
  listFrequentVisits,
  VisitFinding,
} from '../../../../schema/registry/index.js';
import { done, MainJob } from '../../../support/main-job.js';

interface Seen {
  readonly entity: string;
  readonly on: string;
  readonly officers: string[];
  readonly finding: VisitFinding;
}

/** Small numbers from a seed. */
function numbersOf(seed: number): (below: number) => number {
  let state = seed * 2654435761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return state % below;
  };
}

function draft(seed: number, count: number, prefix: string): Seen[] {
  const next = numbersOf(seed);
  const officers = ['emp:1', 'emp:2', 'emp:3', 'emp:4'].map((id) => `${prefix}${id}`);
  return Array.from({ length: count }, (_, n) => ({
    entity: `${prefix}uscc:${next(5)}`,
    // Rising days: the order in which visits are entered is that in which they were made.
    on: addDays('2026-01-05', Math.floor((n * 60) / count)),
    officers: [officers[next(4)], officers[next(4)]].filter(
      (id, at, all) => all.indexOf(id) === at,
    ) as string[],
    finding: [
      VisitFinding.NONE,
      VisitFinding.NONE,
      VisitFinding.NONE,
      VisitFinding.PROBLEM,
      VisitFinding.NOT_CHECKED,
    ][next(5)] as VisitFinding,
  }));
}

/** The first day of the span of a day. */
function startOf(span: 'DAY' | 'WEEK' | 'MONTH', on: string): string {
  if (span === 'DAY') return on;
  return span === 'WEEK' ? addDays(on, 1 - weekday(on)) : `${on.slice(0, 8)}01`;
}

/** The same by counting one by one. */
function countFrequent(visits: readonly Seen[], limits: Record<'DAY' | 'WEEK' | 'MONTH', number>): string[] {
  return (['DAY', 'WEEK', 'MONTH'] as const)
    .flatMap((span) => {
      const groups = Map.groupBy(visits, ({ entity, on }) => `${entity} ${span} ${startOf(span, on)}`);
      // What is done of one target on one day is one visit.
      const counts = [...groups].map(([key, of]) => [key, new Set(of.map(({ on }) => on)).size] as const);
      return counts.filter(([, count]) => count > limits[span]).map(([key, count]) => `${key} ${count}`);
    })
    .sort();
}

function countStreaks(visits: readonly Seen[], length: number): string[] {
  const ofEntity = Map.groupBy(
    visits.filter(({ finding }) => finding !== VisitFinding.NOT_CHECKED),
    ({ entity }) => entity,
  );
  return [...ofEntity]
    .flatMap(([entity, all]) => {
      const last = all.slice(-length);
      if (last.length < length || last.some(({ finding }) => finding !== VisitFinding.NONE)) return [];
      const [first] = last as [Seen];
      return first.officers
        .filter((officer) => last.every(({ officers }) => officers.includes(officer)))
        .map((officer) => `${entity} ${officer}`);
    })
    .sort();
}

describe('visits to one entity', () => {
  let job: MainJob;
  beforeAll(async () => {
    job = await MainJob.open({ targetCount: 4, officerCount: 4 });
    job.clock.set('2026-03-10T02:00:00Z');
  });
  afterAll(() => job.close());

  async function enter(visits: readonly Seen[]) {
    await job.act(undefined, async (unit) => {
      for (const { entity, on, officers, finding } of visits) {
        await appendVisit(unit, {
          ...{ department: job.health.id, targetRealId: entity, inspectorRealIds: officers, visitedOn: on },
          ...{
            finding,
            resultCode: '01',
            resultSystem: 'default/1',
            campaignId: unit.newId(),
            isCounted: true,
          },
          ...{ assignmentId: unit.newId(), occasionId: null },
        });
      }
    });
  }

  test('what is too frequent, and who finds nothing again and again, is what counting one by one says', async () => {
    const limits = { DAY: 1, WEEK: 2, MONTH: 3 };
    for (let seed = 1; seed <= 12; seed++) {
      const prefix = `s${seed}-`;
      const visits = draft(seed, 20 + seed * 3, prefix);
      await enter(visits);
      const reader = job.readAs();
      const frequent = await listFrequentVisits(reader, '2026-01-01', limits);
      const own = frequent.filter(({ entityRealId }) => entityRealId.startsWith(prefix));
      const told = own.map(
        ({ entityRealId, span, fromOn, count }) => `${entityRealId} ${span} ${fromOn} ${count}`,
      );
      expect({ seed, told: told.sort() }).toEqual({ seed, told: countFrequent(visits, limits) });
      const streaks = (await listFindingStreaks(reader, '2026-01-01', 3)).filter(({ entityRealId }) =>
        entityRealId.startsWith(prefix),
      );
      const running = streaks.map(({ entityRealId, officerRealId }) => `${entityRealId} ${officerRealId}`);
      expect({ seed, running: running.sort() }).toEqual({ seed, running: countStreaks(visits, 3) });
    }
  });

  test('four in a month are an alarm with its last day, once; three are none; it is settled with evidence', async () => {
    const seen = (entity: string, on: string, officers: string[]): Seen => ({
      entity,
      on,
      officers,
      finding: VisitFinding.PROBLEM,
    });
    const days = ['2026-02-02', '2026-02-10', '2026-02-16', '2026-02-25'];
    await enter(days.map((on) => seen('uscc:four', on, ['emp:a'])));
    await enter(days.slice(1).map((on) => seen('uscc:three', on, ['emp:a'])));
    const look = () => job.act(undefined, (unit) => raiseVisitAlarms(unit));
    const alarms = () =>
      job
        .readAs()
        .em.find(
          InspectionAlarm,
          { kind: AlarmKind.VISITED_TOO_OFTEN, subjectKey: { $like: 'uscc:%' } },
          { disableIdentityMap: true },
        );
    await look();
    await look();
    const raised = await alarms();
    expect(raised.map(({ subjectKey }) => subjectKey)).toEqual(['uscc:four MONTH 2026-02-01']);
    expect(raised[0]).toMatchObject({ dueOn: '2026-03-17', department: job.health.id });
    const settled = {
      ...{ id: raised[0]?.id ?? '', reason: '投诉举报集中，已核实' },
      ...{ evidence: ['b'.repeat(64)], keptElsewhere: '市局档案室 12 号卷' },
    };
    done(await job.act(job.approver, (unit) => settleAlarm(unit, settled)));
    await look();
    expect((await alarms()).map(({ state }) => state)).toEqual([AlarmState.SETTLED]);
  });
});
