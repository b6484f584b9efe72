import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** Where a termination stands. */
export enum TerminationState {
  REQUESTED = 'REQUESTED',
  APPROVED = 'APPROVED',
  REFUSED = 'REFUSED',
}

registerEnumType(TerminationState, {
  name: 'TerminationState',
  description: '终止申请的状态。Where a termination stands.',
  valuesConfig: {
    REQUESTED: { description: '已申请，待另一人批准。Waiting for somebody else to approve.' },
    APPROVED: { description: '已批准，任务已终止。Approved: the campaign is terminated.' },
    REFUSED: { description: '不批准，任务继续。Refused: the campaign goes on.' },
  },
});

/** The only ways from one state to another. */
export const terminationTransitions = {
  approve: { from: TerminationState.REQUESTED, to: TerminationState.APPROVED },
  refuse: { from: TerminationState.REQUESTED, to: TerminationState.REFUSED },
} as const;

export const terminationLifecycle = lifecycle({
  name: 'TerminationState',
  title: '终止任务的申请 / termination of a campaign',
  states: TerminationState,
  begins: [TerminationState.REQUESTED],
  transitions: terminationTransitions,
  words: { approve: '批准', refuse: '不批准' },
});
