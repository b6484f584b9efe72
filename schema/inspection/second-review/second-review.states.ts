import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** Why a visit is looked at again: what is easily used to avoid a visit is drawn more often. */
export enum SecondReviewStratum {
  CLOSURE = 'CLOSURE',
  SUBSTITUTION = 'SUBSTITUTION',
  OTHER = 'OTHER',
}

registerEnumType(SecondReviewStratum, {
  name: 'SecondReviewStratum',
  description: '复查抽样的类别。From which part of the month’s visits it was drawn.',
  valuesConfig: {
    CLOSURE: { description: '停业、迁出、无法联系。Ended as closed, moved or unreachable.' },
    SUBSTITUTION: { description: '替换过对象或人员。Its target or its team was replaced.' },
    OTHER: { description: '其他已确认的检查。Every other confirmed visit.' },
  },
});

/** Where a second review stands. */
export enum SecondReviewState {
  OPEN = 'OPEN',
  UPHELD = 'UPHELD',
  DISCREPANT = 'DISCREPANT',
}

registerEnumType(SecondReviewState, {
  name: 'SecondReviewState',
  description: '复查状态。Where a second review stands.',
  valuesConfig: {
    OPEN: { description: '待复查。Nobody has looked at it again yet.' },
    UPHELD: { description: '与原结果一致。What was recorded is upheld.' },
    DISCREPANT: { description: '与原结果不符，交负责人核查。It differs; a head looks into it.' },
  },
});

/** The only ways from one state to another. */
export const secondReviewTransitions = {
  uphold: { from: SecondReviewState.OPEN, to: SecondReviewState.UPHELD },
  contradict: { from: SecondReviewState.OPEN, to: SecondReviewState.DISCREPANT },
} as const;

export const secondReviewLifecycle = lifecycle({
  name: 'SecondReviewState',
  title: '复查 / second review of a visit',
  states: SecondReviewState,
  begins: [SecondReviewState.OPEN],
  transitions: secondReviewTransitions,
  words: { uphold: '与原结果一致', contradict: '与原结果不符' },
});
