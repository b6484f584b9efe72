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

/** Where a request for more time stands. */
export enum ExtensionState {
  REQUESTED = 'REQUESTED',
  GRANTED = 'GRANTED',
  REFUSED = 'REFUSED',
}

registerEnumType(ExtensionState, {
  name: 'ExtensionState',
  description: '延期申请的状态。Where a request for more time stands.',
  valuesConfig: {
    REQUESTED: { description: '已申请，待另一人决定。Another person has to decide.' },
    GRANTED: { description: '已批准，期限已顺延。Granted: the day has moved.' },
    REFUSED: { description: '不批准，期限不变。Refused: the day stays.' },
  },
});

/** The only ways from one state to another. */
export const extensionTransitions = {
  grant: { from: ExtensionState.REQUESTED, to: ExtensionState.GRANTED },
  refuse: { from: ExtensionState.REQUESTED, to: ExtensionState.REFUSED },
} as const;

export const extensionLifecycle = lifecycle({
  name: 'ExtensionState',
  title: '核查延期 / more time for a check that is owed',
  states: ExtensionState,
  begins: [ExtensionState.REQUESTED],
  transitions: extensionTransitions,
  words: { grant: '批准', refuse: '不批准' },
});
