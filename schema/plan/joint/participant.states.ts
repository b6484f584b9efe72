import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** Where a department's part in a joint campaign stands. */
export enum ParticipationState {
  INVITED = 'INVITED',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
}

registerEnumType(ParticipationState, {
  name: 'ParticipationState',
  description: '参与联合任务的状态。Where a department’s part in a joint campaign stands.',
  valuesConfig: {
    INVITED: { description: '已邀请，待本部门负责人答复。Waiting for that department’s own approver.' },
    ACCEPTED: { description: '已同意。Accepted.' },
    DECLINED: { description: '不参加。Declined.' },
  },
});

/** The only ways from one state to another; whoever is invited anew with other terms answers anew. */
export const participationTransitions = {
  accept: { from: ParticipationState.INVITED, to: ParticipationState.ACCEPTED },
  decline: { from: ParticipationState.INVITED, to: ParticipationState.DECLINED },
  inviteAnew: {
    from: [ParticipationState.ACCEPTED, ParticipationState.DECLINED],
    to: ParticipationState.INVITED,
  },
} as const;

export const participationLifecycle = lifecycle({
  name: 'ParticipationState',
  title: '参与联合任务 / part in a joint campaign',
  states: ParticipationState,
  begins: [ParticipationState.INVITED, ParticipationState.ACCEPTED],
  transitions: participationTransitions,
  words: { accept: '同意', decline: '不参加', inviteAnew: '重新邀请' },
});
