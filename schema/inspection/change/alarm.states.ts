import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** What an alarm is about. It is where a look begins, never a finding and never a figure of anybody's work. */
export enum AlarmKind {
  GRANT_UNCONFIRMED = 'GRANT_UNCONFIRMED',
  GRANT_DISOWNED = 'GRANT_DISOWNED',
  REPLACED_BY_PAIR = 'REPLACED_BY_PAIR',
  CLOSED_BY_PAIR = 'CLOSED_BY_PAIR',
  CLOSED_BY_AREA = 'CLOSED_BY_AREA',
  UNREACHABLE_BY_PAIR = 'UNREACHABLE_BY_PAIR',
  UNREACHABLE_BY_AREA = 'UNREACHABLE_BY_AREA',
  SECOND_REVIEW_DIFFERS = 'SECOND_REVIEW_DIFFERS',
  VISITED_TOO_OFTEN = 'VISITED_TOO_OFTEN',
  SAME_OFFICER_NO_FINDING = 'SAME_OFFICER_NO_FINDING',
  RECTIFICATION_OVERDUE = 'RECTIFICATION_OVERDUE',
  TRANSFER_UNANSWERED = 'TRANSFER_UNANSWERED',
  MONTHLY_RETURN_LATE = 'MONTHLY_RETURN_LATE',
}

registerEnumType(AlarmKind, {
  name: 'AlarmKind',
  description: '预警种类；预警是核查的起点，不是结论，不作考核。What an alarm is about; where a look begins.',
  valuesConfig: {
    GRANT_UNCONFIRMED: { description: '口头同意逾期未确认。A grant by phone was not confirmed in time.' },
    GRANT_DISOWNED: { description: '负责人否认曾口头同意。The head disowns a grant by phone.' },
    REPLACED_BY_PAIR: {
      description: '某一人员组合被替换过多。A drawn pair of officers is replaced too often.',
    },
    CLOSED_BY_PAIR: { description: '某一人员组合报“停业、迁出”过多。A pair reports too many closed.' },
    CLOSED_BY_AREA: { description: '某一区划报“停业、迁出”过多。Too many closed in an area.' },
    UNREACHABLE_BY_PAIR: {
      description: '某一人员组合报“无法联系”过多。A pair reports too many unreachable.',
    },
    UNREACHABLE_BY_AREA: { description: '某一区划报“无法联系”过多。Too many unreachable in an area.' },
    RECTIFICATION_OVERDUE: { description: '整改逾期未报告。A rectification is overdue.' },
    TRANSFER_UNANSWERED: { description: '移送、抄告逾期未答复。A transfer was not answered in time.' },
    VISITED_TOO_OFTEN: { description: '同一主体检查过于频繁。An entity is visited too often.' },
    SAME_OFFICER_NO_FINDING: {
      description:
        '同一人员连续多次检查同一主体均未发现问题。The same officer found nothing there several times running.',
    },
    MONTHLY_RETURN_LATE: {
      description: '委托事项月报逾期未确认。A monthly return was not confirmed in time.',
    },
    SECOND_REVIEW_DIFFERS: {
      description: '复查与原结果不符。A second review differs from what was recorded.',
    },
  },
});

/** Where an alarm stands. */
export enum AlarmState {
  OPEN = 'OPEN',
  TAKEN = 'TAKEN',
  SETTLED = 'SETTLED',
}

registerEnumType(AlarmState, {
  name: 'AlarmState',
  description: '预警状态。Where an alarm stands.',
  valuesConfig: {
    OPEN: { description: '待负责人接办。Nobody looks into it yet.' },
    TAKEN: { description: '核查中，有承办人。Somebody looks into it.' },
    SETTLED: { description: '已办结，写明情况。Settled, and it says how.' },
  },
});

/** The only ways from one state to another. */
export const alarmTransitions = {
  take: { from: [AlarmState.OPEN, AlarmState.TAKEN], to: AlarmState.TAKEN },
  settle: { from: [AlarmState.OPEN, AlarmState.TAKEN], to: AlarmState.SETTLED },
} as const;

/** What is counted among teams and areas. */
export enum ChangeMeasure {
  REPLACED = 'REPLACED',
  CLOSED = 'CLOSED',
  UNREACHABLE = 'UNREACHABLE',
}

registerEnumType(ChangeMeasure, {
  name: 'ChangeMeasure',
  description: '比较什么。What is compared.',
  valuesConfig: {
    REPLACED: { description: '检查组被替换的任务。Assignments whose team was changed by a request.' },
    CLOSED: {
      description: '以停业、迁出替换的任务。Assignments whose target was replaced as closed or moved.',
    },
    UNREACHABLE: {
      description: '结果为“无法联系”的任务。Assignments confirmed with the code for “cannot be reached”.',
    },
  },
});

/** Among whom it is compared. */
export enum RateGroup {
  PAIR = 'PAIR',
  AREA = 'AREA',
}

registerEnumType(RateGroup, {
  name: 'RateGroup',
  description: '按什么比较。Among whom.',
  valuesConfig: {
    PAIR: { description: '两名检查人员的组合。Pairs of officers.' },
    AREA: { description: '区划。Divisions of the targets.' },
  },
});

/** The alarm of what is beyond expectation. */
export const alarmOf: Readonly<Record<ChangeMeasure, Partial<Record<RateGroup, AlarmKind>>>> = {
  REPLACED: { PAIR: AlarmKind.REPLACED_BY_PAIR },
  CLOSED: { PAIR: AlarmKind.CLOSED_BY_PAIR, AREA: AlarmKind.CLOSED_BY_AREA },
  UNREACHABLE: { PAIR: AlarmKind.UNREACHABLE_BY_PAIR, AREA: AlarmKind.UNREACHABLE_BY_AREA },
};

export const alarmLifecycle = lifecycle({
  name: 'AlarmState',
  title: '检查异常提醒 / alarm',
  states: AlarmState,
  begins: [AlarmState.OPEN],
  transitions: alarmTransitions,
  words: { take: '认领', settle: '销账' },
});
