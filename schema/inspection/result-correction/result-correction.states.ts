import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** Where it came out that a confirmed result is wrong. */
export enum CorrectionSource {
  OWN_ERROR = 'OWN_ERROR',
  OBJECTION_UPHELD = 'OBJECTION_UPHELD',
  SUPERIOR_REVIEW = 'SUPERIOR_REVIEW',
  SECOND_REVIEW = 'SECOND_REVIEW',
}

/** Chinese words of a source, as they are printed. */
export const sourceText: Readonly<Record<CorrectionSource, string>> = {
  OWN_ERROR: '自行发现错误',
  OBJECTION_UPHELD: '异议成立',
  SUPERIOR_REVIEW: '上级核查',
  SECOND_REVIEW: '复查不符',
};

registerEnumType(CorrectionSource, {
  name: 'CorrectionSource',
  description: '更正的来源。Where it came out that a confirmed result is wrong.',
  valuesConfig: {
    OWN_ERROR: { description: '自行发现错误。The department found its own error.' },
    OBJECTION_UPHELD: { description: '异议成立，须有文号。An objection was upheld; with its number.' },
    SUPERIOR_REVIEW: { description: '上级核查，须有文号。A review by a superior; with its number.' },
    SECOND_REVIEW: { description: '复查不符。A second review differed.' },
  },
});

/** Where the correction of a confirmed result stands. */
export enum ResultCorrectionState {
  REQUESTED = 'REQUESTED',
  REFUSED = 'REFUSED',
  APPROVED = 'APPROVED',
  RECORDED = 'RECORDED',
  SUBMITTED = 'SUBMITTED',
  RETURNED = 'RETURNED',
  CONFIRMED = 'CONFIRMED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(ResultCorrectionState, {
  name: 'ResultCorrectionState',
  description: '结果更正的状态。Where the correction of a confirmed result stands.',
  valuesConfig: {
    REQUESTED: { description: '已申请，待另一人批准。Waiting for somebody else to approve.' },
    REFUSED: { description: '不批准更正。Refused.' },
    APPROVED: { description: '已批准，待记录更正后的版本。Approved; the next version is to be recorded.' },
    RECORDED: { description: '已记录，待签齐。Recorded; its officers have yet to sign.' },
    SUBMITTED: { description: '已签齐，待审核。Signed by all; waiting for review.' },
    RETURNED: { description: '已退回，待重录。Returned with a reason.' },
    CONFIRMED: { description: '已确认，更正后的版本为准。The corrected version stands.' },
    WITHDRAWN: {
      description:
        '已撤回；申请人已离岗的由负责人终止。Withdrawn by who asked; where they are gone, ended by a head.',
    },
  },
});

const { REQUESTED, REFUSED, APPROVED, RECORDED, SUBMITTED, RETURNED, CONFIRMED, WITHDRAWN } =
  ResultCorrectionState;

/** The only ways from one state to another. Until it is confirmed the earlier version stands. */
export const resultCorrectionTransitions = {
  approve: { from: [REQUESTED], to: APPROVED },
  refuse: { from: [REQUESTED], to: REFUSED },
  record: { from: [APPROVED, RETURNED], to: RECORDED },
  submit: { from: [RECORDED], to: SUBMITTED },
  return: { from: [SUBMITTED], to: RETURNED },
  contest: { from: [SUBMITTED], to: RETURNED },
  confirm: { from: [SUBMITTED], to: CONFIRMED },
  withdraw: { from: [REQUESTED, APPROVED, RECORDED, SUBMITTED, RETURNED], to: WITHDRAWN },
  end: { from: [APPROVED, RECORDED, SUBMITTED, RETURNED], to: WITHDRAWN },
} as const;

export type ResultCorrectionTransition = keyof typeof resultCorrectionTransitions;

/** Nothing is left to do. */
export const closedCorrectionStates: readonly ResultCorrectionState[] = [REFUSED, CONFIRMED, WITHDRAWN];

export const resultCorrectionLifecycle = lifecycle({
  name: 'ResultCorrectionState',
  title: '结果更正 / correction of a confirmed result',
  states: ResultCorrectionState,
  begins: [REQUESTED],
  transitions: resultCorrectionTransitions,
  words: {
    ...{ approve: '批准更正', refuse: '不批准', record: '记录更正后的版本', submit: '签齐' },
    ...{ return: '退回', contest: '否认纸上签字', confirm: '确认，取代原版本' },
    ...{ withdraw: '撤回', end: '负责人终止' },
  },
});
