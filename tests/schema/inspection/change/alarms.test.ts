import { settleAlarm } from '../../../../schema/inspection/change/alarm.service.js';
import { levelFor, tailPpm } from '../../../../schema/inspection/change/rate-test.js';
import { raiseRateAlarms, readRates } from '../../../../schema/inspection/change/rates.read.js';
import {
  AlarmKind,
  type Assignment,
  ChangeMeasure,
  InspectionAlarm,
  RateGroup,
} from '../../../../schema/inspection/index.js';
import type { Actor } from '../../../../schema/shared/unit.js';
import { done, type FrozenDraw } from '../../../support/main-job.js';
import { ChangesHouse, evening, evidence, filed } from './changes-house.js';

/** Of all ways to hand the cases out, the share in which the group has as many or more: counted one by one. */
function tailByCounting(observed: number, group: number, cases: number, trials: number): number {
  let [hits, all] = [0, 0];
  for (let set = 0; set < 2 ** trials; set++) {
    const bits = Array.from({ length: trials }, (_, n) => (set >> n) & 1);
    if (bits.reduce((sum, bit) => sum + bit, 0) !== cases) continue;
    all += 1;
    if (bits.slice(0, group).reduce((sum, bit) => sum + bit, 0) >= observed) hits += 1;
  }
  return Math.ceil((hits / all) * 1_000_000);
}

test.each([
  [2, 3, 4, 12],
  [3, 3, 3, 12],
  [0, 4, 3, 10],
  [4, 6, 5, 14],
  [1, 1, 1, 9],
])('%i of %i in a group, %i of %i altogether: the probability is that of counting all ways', (...given) => {
  const [observedCount, trialCount, cases, trials] = given;
  const rest = { restObservedCount: cases - observedCount, restTrialCount: trials - trialCount };
  const counted = tailByCounting(observedCount, trialCount, cases, trials);
  expect(Math.abs(tailPpm({ observedCount, trialCount, ...rest }) - counted)).toBeLessThanOrEqual(1);
});

test('the level is shared by all groups, so that among many one alarm by chance is as rare as among few', () => {
  expect(levelFor(10_000, 1)).toBe(10_000);
  expect(levelFor(10_000, 66)).toBe(151);
  expect(levelFor(10_000, 0)).toBe(10_000);
});

describe('closed targets', () => {
  let house: ChangesHouse;
  let draw: FrozenDraw;
  const area = '440803';
  beforeAll(async () => {
    house = await ChangesHouse.open();
    await house.addDistrict(area, '霞山区', 12);
    draw = await house.job.drawn({
      strata: [
        { riskClass: 'A', count: 16, reserve: 0 },
        { riskClass: 'D', count: 4, reserve: 8 },
      ],
    });
    house.job.clock.set(evening);
    for (const one of await ofArea()) await replace(one);
    house.job.clock.set('2026-02-10T02:00:00Z');
    for (const one of await house.listIn(draw)) {
      if (!one.targetName.startsWith('霞山'))
        done(await house.job.confirm((await house.job.visit(one.id)).id));
    }
  });
  afterAll(() => house.close());

  const ofArea = async () =>
    (await house.listIn(draw)).filter(({ targetName }) => targetName.startsWith('霞山'));

  async function replace(one: Assignment) {
    const [member] = (await house.job.listTeam(one.id)) as [Actor];
    done(await house.approve(filed(await house.askTarget(member, one.id)).id));
  }

  const alarms = () => house.job.readAs().em.find(InspectionAlarm, {}, { disableIdentityMap: true });
  const look = () => house.job.act(undefined, (unit) => raiseRateAlarms(unit));

  test('beyond expectation in one area are an alarm, with the figures and the level behind it', async () => {
    await look();
    const byArea = (await alarms()).filter(({ kind }) => kind === AlarmKind.CLOSED_BY_AREA);
    expect(byArea).toHaveLength(1);
    expect(byArea[0]).toMatchObject({
      subjectKey: area,
      department: house.job.health.id,
      figures: { observedCount: 4, trialCount: 4, restObservedCount: 0, restTrialCount: 16 },
    });
    expect(byArea[0]?.figures?.tailPpm).toBeLessThanOrEqual(byArea[0]?.figures?.levelPpm ?? 0);
  });

  test('are one alarm while it is open, and none again after it was settled over the same cases', async () => {
    const before = await alarms();
    await look();
    expect(await alarms()).toEqual(before);
    for (const { id } of before) {
      const reason = '该片区正在拆迁，属实';
      done(
        await house.job.act(house.secondHead, (unit) =>
          settleAlarm(unit, { id, reason, evidence: [evidence], keptElsewhere: '市局档案室 12 号卷' }),
        ),
      );
    }
    await look();
    expect(await alarms()).toHaveLength(before.length);
    for (const one of await ofArea()) await replace(one);
    await look();
    const again = (await alarms()).filter(({ kind }) => kind === AlarmKind.CLOSED_BY_AREA);
    expect(again).toHaveLength(2);
  });

  test('are compared for heads as numbers, the least likely first', async () => {
    const asked = { measure: ChangeMeasure.CLOSED, group: RateGroup.AREA };
    const rates = await readRates(house.job.readAs(house.job.approver), house.job.health.id, asked);
    expect(rates.map(({ key, isBeyond }) => [key, isBeyond])).toEqual([
      [area, true],
      ['440800', false],
    ]);
    const foreign = house.job.readAs(house.job.stranger);
    expect(await readRates(foreign, house.job.health.id, asked)).toEqual([]);
  });

  test('nobody is suspected for what is usual: unreachable ones are none here', async () => {
    for (const group of Object.values(RateGroup)) {
      const asked = { measure: ChangeMeasure.UNREACHABLE, group };
      const rates = await readRates(house.job.readAs(), house.job.health.id, asked);
      expect(rates.length).toBeGreaterThan(0);
      expect(rates.some(({ isBeyond }) => isBeyond)).toBe(false);
    }
  });
});

test('a pair that is replaced again and again is an alarm; one that is replaced once is none', async () => {
  const house = await ChangesHouse.open({ officerCount: 8 });
  const draw = await house.job.drawn({ strata: [{ riskClass: 'A', count: 20, reserve: 0 }] });
  house.job.clock.set(evening);
  const teams = new Map<string, string[]>();
  for (const { id } of await house.listIn(draw)) {
    const key = (await house.teamIds(id)).sort().join(' ');
    teams.set(key, [...(teams.get(key) ?? []), id]);
  }
  const [most] = [...teams.values()].sort((a, b) => b.length - a.length) as [string[]];
  for (const id of most) {
    const [goes, colleague] = (await house.job.listTeam(id)) as [Actor, Actor];
    const asked = await house.askOfficer(colleague, id, { inspectorId: goes.inspectorId });
    done(await house.approve(filed(asked).id));
  }
  const asked = { measure: ChangeMeasure.REPLACED, group: RateGroup.PAIR };
  const [first] = await readRates(house.job.readAs(), house.job.health.id, asked);
  expect(first).toMatchObject({
    observedCount: most.length,
    trialCount: most.length,
    restObservedCount: 0,
    restTrialCount: 20 - most.length,
  });
  expect(first?.isBeyond).toBe(most.length >= 3 && (first?.tailPpm ?? 0) <= (first?.levelPpm ?? 0));
  await house.close();
});

test('a rehearsal is never counted', async () => {
  const house = await ChangesHouse.open({ training: true });
  const draw = await house.job.drawn({ strata: [{ riskClass: 'A', count: 3, reserve: 1 }] });
  house.job.clock.set(evening);
  const [one] = (await house.listIn(draw)) as [Assignment];
  const [member] = (await house.job.listTeam(one.id)) as [Actor];
  done(await house.approve(filed(await house.askTarget(member, one.id)).id));
  for (const measure of Object.values(ChangeMeasure)) {
    for (const group of Object.values(RateGroup)) {
      expect(await readRates(house.job.readAs(), house.job.health.id, { measure, group })).toEqual([]);
    }
  }
  await house.close();
});
