import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** Where a check that is owed stands. */
export enum DueState {
  DUE = 'DUE',
  PLANNED = 'PLANNED',
  DONE = 'DONE',
  DROPPED = 'DROPPED',
}

registerEnumType(DueState, {
  name: 'DueState',
  description: '待办核查的状态。Where a check that is owed stands.',
  valuesConfig: {
    DUE: { description: '待编制任务。Owed; in no campaign yet.' },
    PLANNED: { description: '已编入任务。In a campaign.' },
    DONE: { description: '已核查，结果已确认。Done: its result is confirmed.' },
    DROPPED: { description: '不再核查，附理由。Dropped, with its reason.' },
  },
});

/** The only ways from one state to another. */
export const dueTransitions = {
  plan: { from: DueState.DUE, to: DueState.PLANNED },
  finish: { from: DueState.PLANNED, to: DueState.DONE },
  drop: { from: DueState.DUE, to: DueState.DROPPED },
} as const;

export const dueLifecycle = lifecycle({
  name: 'DueState',
  title: '待办核查 / check that is owed',
  states: DueState,
  begins: [DueState.DUE],
  transitions: dueTransitions,
  words: { plan: '列入任务', finish: '完成', drop: '注销' },
});
