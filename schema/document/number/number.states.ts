import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** How a number stands. */
export enum NumberState {
  RESERVED = 'RESERVED',
  USED = 'USED',
  VOID = 'VOID',
}

registerEnumType(NumberState, {
  name: 'DocumentNumberState',
  description: '文号状态。How a number stands.',
  valuesConfig: {
    RESERVED: { description: '已预留。Kept for a paper that is to be written.' },
    USED: { description: '已使用。On a paper.' },
    VOID: { description: '已作废，附理由；不再使用。Void, with the reason; never used again.' },
  },
});

/** The only ways from one state to another. */
export const numberTransitions = {
  use: { from: [NumberState.RESERVED], to: NumberState.USED },
  void: { from: [NumberState.RESERVED, NumberState.USED], to: NumberState.VOID },
} as const;

export const numberLifecycle = lifecycle({
  name: 'NumberState',
  title: '文号 / document number',
  states: NumberState,
  begins: [NumberState.RESERVED, NumberState.USED],
  transitions: numberTransitions,
  words: { use: '用于文书', void: '作废' },
});
