import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** Where a month's return stands. */
export enum MonthlyReturnState {
  DRAFT = 'DRAFT',
  CONFIRMED = 'CONFIRMED',
}

registerEnumType(MonthlyReturnState, {
  name: 'MonthlyReturnState',
  description: '月报状态。Where a month’s return stands.',
  valuesConfig: {
    DRAFT: { description: '草稿，待负责人确认。A draft; a head confirms it.' },
    CONFIRMED: { description: '已确认，逐字固定。Confirmed, and fixed word for word.' },
  },
});

const { DRAFT, CONFIRMED } = MonthlyReturnState;

/** The only ways from one state to another. A correction is a further version. */
export const monthlyReturnTransitions = {
  redraft: { from: [DRAFT], to: DRAFT },
  confirm: { from: [DRAFT], to: CONFIRMED },
  correct: { from: [CONFIRMED], to: DRAFT },
} as const;

export const monthlyReturnLifecycle = lifecycle({
  name: 'MonthlyReturnState',
  title: '月报 / monthly return',
  states: MonthlyReturnState,
  begins: [DRAFT],
  transitions: monthlyReturnTransitions,
  words: { redraft: '重新汇总', confirm: '负责人确认', correct: '更正' },
});
