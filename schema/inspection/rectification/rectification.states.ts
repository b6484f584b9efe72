import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** Where a rectification stands. */
export enum RectificationState {
  ORDERED = 'ORDERED',
  REPORTED = 'REPORTED',
  PASSED = 'PASSED',
  OVERDUE = 'OVERDUE',
  ESCALATED = 'ESCALATED',
  LIFTED = 'LIFTED',
}

registerEnumType(RectificationState, {
  name: 'RectificationState',
  description: '整改状态。Where a rectification stands.',
  valuesConfig: {
    ORDERED: { description: '已责令改正，期限未到。Ordered; its term runs.' },
    REPORTED: { description: '已报告整改，待复核。Reported as done; to be re-checked.' },
    PASSED: { description: '复核通过，销账。Re-checked and passed.' },
    OVERDUE: { description: '逾期未报告。Its term is over without a report.' },
    ESCALATED: { description: '逾期或未改正，转后续处理。Not put right: it goes on elsewhere.' },
    LIFTED: {
      description: '检查结果更正为未发现问题，撤销。The result was corrected: there was no problem.',
    },
  },
});

const { ORDERED, REPORTED, PASSED, OVERDUE, ESCALATED, LIFTED } = RectificationState;

/** The only ways from one state to another. */
export const rectificationTransitions = {
  report: { from: [ORDERED, OVERDUE], to: REPORTED },
  pass: { from: [REPORTED], to: PASSED },
  reject: { from: [REPORTED], to: ORDERED },
  extend: { from: [ORDERED, OVERDUE], to: ORDERED },
  lapse: { from: [ORDERED], to: OVERDUE },
  escalate: { from: [REPORTED, OVERDUE], to: ESCALATED },
  /** The result from which it came was corrected, and says that there was no problem. */
  lift: { from: [ORDERED, REPORTED, OVERDUE], to: LIFTED },
} as const;

export type RectificationTransition = keyof typeof rectificationTransitions;

/** What happened to a rectification. */
export enum RectificationDeed {
  ORDER = 'ORDER',
  REPORT = 'REPORT',
  PASS = 'PASS',
  REJECT = 'REJECT',
  EXTEND = 'EXTEND',
  LAPSE = 'LAPSE',
  ESCALATE = 'ESCALATE',
  LIFT = 'LIFT',
}

registerEnumType(RectificationDeed, {
  name: 'RectificationDeed',
  description: '整改的办理环节。What happened to a rectification.',
  valuesConfig: {
    ORDER: { description: '责令改正。It was ordered.' },
    REPORT: { description: '当事人报告整改。The party reported what it did.' },
    PASS: { description: '复核通过。The re-check passed it.' },
    REJECT: { description: '复核未通过，重新限期。The re-check did not; a new term runs.' },
    EXTEND: { description: '延长期限。Its term was extended.' },
    LAPSE: { description: '逾期。Its term ended.' },
    ESCALATE: { description: '转后续处理。It goes on elsewhere.' },
    LIFT: { description: '结果更正，撤销。Its result was corrected.' },
  },
});

export const rectificationLifecycle = lifecycle({
  name: 'RectificationState',
  title: '责令改正 / rectification',
  states: RectificationState,
  begins: [ORDERED],
  transitions: rectificationTransitions,
  words: {
    ...{ report: '报告整改', pass: '复核通过', reject: '复核未通过', extend: '延长期限' },
    ...{ lapse: '逾期', escalate: '转后续处理' },
    lift: '结果更正后撤销',
  },
});
