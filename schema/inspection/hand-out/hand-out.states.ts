import { registerEnumType } from 'type-graphql';

/** Which of the officer's visits. */
export enum VisitPeriod {
  TODAY = 'TODAY',
  WEEK = 'WEEK',
}

registerEnumType(VisitPeriod, {
  name: 'VisitPeriod',
  description: '我的检查的时段。Which of the officer’s visits.',
  valuesConfig: {
    TODAY: {
      description: '今日：定于今日或今日到期的，以及逾期的。Planned for or due today, and late ones.',
    },
    WEEK: { description: '本周：至本周日。Until this Sunday, and late ones.' },
  },
});

/** What has not been done yet. */
export enum OpenDutyKind {
  NOT_DISPATCHED = 'NOT_DISPATCHED',
  NOT_STAFFED = 'NOT_STAFFED',
  NOT_NOTIFIED = 'NOT_NOTIFIED',
  NOT_VISITED = 'NOT_VISITED',
}

registerEnumType(OpenDutyKind, {
  name: 'OpenDutyKind',
  description: '未办事项种类。What has not been done yet.',
  valuesConfig: {
    NOT_DISPATCHED: { description: '已抽取、未派发完。Drawn, and not all dispatched.' },
    NOT_STAFFED: { description: '人手不足，待补派。Cannot be staffed yet.' },
    NOT_NOTIFIED: {
      description:
        '组员未收到通知（没有可用账户），请当面告知。An officer could not be told; tell them in person.',
    },
    NOT_VISITED: { description: '未检查或未记录结果。Not visited, or no result yet.' },
  },
});
