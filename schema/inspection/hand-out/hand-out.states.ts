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
  NOT_TOLD = 'NOT_TOLD',
  NOT_NOTIFIED = 'NOT_NOTIFIED',
  NOT_VISITED = 'NOT_VISITED',
}

/** By what open duties are counted. */
export enum DutyGroup {
  DEPARTMENT = 'DEPARTMENT',
  CAMPAIGN = 'CAMPAIGN',
  OFFICER = 'OFFICER',
}

registerEnumType(DutyGroup, {
  name: 'DutyGroup',
  description: '按什么汇总未办事项。By what open duties are counted.',
  valuesConfig: {
    DEPARTMENT: { description: '部门，没有未办事项的也列出。Departments, also those with nothing open.' },
    CAMPAIGN: { description: '抽查任务。Campaigns.' },
    OFFICER: { description: '执法人员。Officers.' },
  },
});

registerEnumType(OpenDutyKind, {
  name: 'OpenDutyKind',
  description: '未办事项种类。What has not been done yet.',
  valuesConfig: {
    NOT_DISPATCHED: { description: '已抽取、未派发完。Drawn, and not all dispatched.' },
    NOT_STAFFED: { description: '人手不足，待补派。Cannot be staffed yet.' },
    NOT_TOLD: {
      description:
        '组员未收到通知（没有可用账户），请当面告知。An officer could not be told; tell them in person.',
    },
    NOT_NOTIFIED: {
      description:
        '未登记告知当事人：预先告知的任务自派发起，其余自检查后起。The party’s notification is not noted: of announced campaigns from the dispatch, of others from the visit on.',
    },
    NOT_VISITED: { description: '未检查或未记录结果。Not visited, or no result yet.' },
  },
});
