import type { FieldVisit } from './field-visit.js';

/** How a visit goes, on one day or two, and what must become of it. */
export interface FieldOutcome {
  readonly what: string;
  readonly resultCode: string;
  readonly disposition?: string;
  readonly method?: string;
  /** The day that the result says; the first when absent. */
  readonly on?: 'second';
  /** Of the four points in their order; none where nothing was checked. */
  readonly points: readonly string[];
  readonly firstDay: (visit: FieldVisit) => Promise<void>;
  /** Knows what the server said of the visit when the phones sent the first day. */
  readonly secondDay?: (visit: FieldVisit) => Promise<void>;
}

const [no, problem, not] = ['NO_PROBLEM', 'PROBLEM', 'NOT_APPLICABLE'];
const clean = [no, no, no, no];

/** Somebody goes there on two days, a photo of each, and finds nobody. */
function onTwoDays(exit: string, resultCode: string, words: string): FieldOutcome {
  const attempt = async (visit: FieldVisit, by: FieldVisit['first']) => {
    visit.record(by, 'EXIT', { exit });
    await visit.photograph(by);
  };
  return {
    ...{ what: `${exit} on two days`, resultCode, on: 'second', points: [] },
    firstDay: (visit) => attempt(visit, visit.first),
    secondDay: async (visit) => {
      await attempt(visit, visit.second);
      visit.conclude(visit.second, resultCode, words);
      visit.sign();
    },
  };
}

/** Of every kind that a campaign meets. */
export const outcomes: readonly FieldOutcome[] = [
  {
    ...{ what: 'no problem, signed by the party', resultCode: '01', points: clean },
    firstDay: async (visit) => {
      for (const officer of [visit.first, visit.second]) visit.checkIn(officer);
      visit.answerRest(visit.first);
      await visit.photograph(visit.second);
      visit.conclude(visit.first, '01', '现场未发现问题');
      visit.sign();
      await visit.partySigns(visit.second);
    },
  },
  {
    ...{ what: 'no problem, a point not applicable, nobody to sign', resultCode: '01' },
    points: [no, not, no, no],
    firstDay: async (visit) => {
      visit.checkInByHand(visit.second);
      visit.answer(visit.second, '2', not, { words: '无游泳池' });
      visit.answer(visit.first, '3', no, { value: '齐全' });
      for (const point of ['1', '4']) visit.answer(visit.first, point, no);
      visit.conclude(visit.second, '01', '现场未发现问题');
      visit.record(visit.second, 'PARTY_ABSENT', {}, { words: '负责人外出，店员不愿代签' });
      // What finds no problem rests on something.
      await visit.photograph(visit.first);
      visit.sign();
    },
  },
  {
    ...{ what: 'a problem to be put right', resultCode: '06', disposition: 'RECTIFICATION_ORDERED' },
    points: [problem, no, no, no],
    firstDay: async (visit) => {
      visit.checkIn(visit.first);
      visit.answerRest(visit.second);
      visit.answer(visit.first, '1', problem, { words: '许可证未悬挂' });
      await visit.photograph(visit.first, '1');
      const ordered = { disposition: 'RECTIFICATION_ORDERED', termDays: 14 };
      visit.conclude(visit.first, '06', '责令十四日内公示许可证', ordered);
      visit.record(visit.first, 'SERVED', { way: 'LEFT', recipient: 'RECEPTION' });
      visit.record(visit.second, 'PARTY_REFUSED_TO_SIGN', {}, { words: '负责人对结论有异议' });
      visit.sign();
    },
  },
  {
    ...{ what: 'refused', resultCode: '07', disposition: 'OTHER', points: [] },
    firstDay: async (visit) => {
      visit.record(visit.first, 'EXIT', { exit: 'REFUSED' }, { words: '负责人拒绝开门' });
      for (const officer of [visit.first, visit.second]) await visit.photograph(officer);
      visit.conclude(visit.first, '07', '拒绝检查，转后续处理', { disposition: 'OTHER' });
      visit.sign();
    },
  },
  onTwoDays('CLOSED', '08', '两次前往均停业'),
  onTwoDays('UNREACHABLE', '05', '两次前往登记住所均无法联系'),
  {
    ...{ what: 'closed, and open on the next day', resultCode: '01', on: 'second', points: clean },
    firstDay: async (visit) => {
      visit.record(visit.first, 'EXIT', { exit: 'CLOSED' });
      await visit.photograph(visit.first);
    },
    secondDay: async (visit) => {
      const closed = visit.events.find(({ kind }) => kind === 'EXIT');
      visit.checkIn(visit.second, { replaces: [closed?.id ?? ''] });
      visit.answerRest(visit.second);
      visit.conclude(visit.second, '01', '现场未发现问题');
      visit.sign();
      await visit.partySigns(visit.first);
    },
  },
  {
    ...{ what: 'from afar', resultCode: '01', method: 'ONLINE_MONITORING', points: clean },
    firstDay: async (visit) => {
      const method = { method: 'ONLINE_MONITORING' };
      visit.record(visit.second, 'OFF_SITE', method);
      visit.answerRest(visit.second);
      await visit.photograph(visit.second);
      visit.conclude(visit.second, '01', '在线监测未发现异常', method);
      visit.sign();
    },
  },
  {
    ...{ what: 'two officers of two minds', resultCode: '06', points: [problem, no, no, no] },
    disposition: 'RECTIFICATION_ORDERED',
    firstDay: async (visit) => {
      visit.checkIn(visit.first);
      visit.answer(visit.first, '1', problem);
      visit.answer(visit.second, '1', no);
      visit.answerRest(visit.second);
    },
    secondDay: async (visit) => {
      const { first } = visit;
      // What the server told the phone that heard of the other's answer.
      expect(visit.told()).toContain('point WS-01/1');
      const torn = visit.state().points['WS-01/1']?.flatMap(({ events }) => events);
      visit.answer(first, '1', problem, { replaces: torn ?? [], words: '复看后一致认定' });
      const ordered = { disposition: 'RECTIFICATION_ORDERED', termDays: 10 };
      visit.conclude(first, '06', '责令十日内公示许可证', ordered);
      visit.record(first, 'PARTY_ABSENT', {}, { words: '负责人当日不在' });
      visit.sign();
    },
  },
  {
    ...{ what: 'corrected before it is signed', resultCode: '01', points: clean },
    firstDay: async (visit) => {
      visit.checkIn(visit.second);
      visit.answerRest(visit.first);
      const slip = visit.answer(visit.first, '4', problem);
      visit.answer(visit.second, '4', no, { replaces: [slip] });
      visit.record(visit.first, 'MEASURED', { name: '水温', quantity: '26.5', unit: '℃' });
      visit.record(visit.second, 'NOTED', {}, { words: '门口施工' });
      visit.conclude(visit.first, '01', '现场未发现问题');
      visit.sign();
      await visit.partySigns(visit.first);
    },
  },
];
