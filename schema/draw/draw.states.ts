import { registerEnumType } from 'type-graphql';

/** Where a draw stands. */
export enum DrawState {
  FROZEN = 'FROZEN',
  ANCHORED = 'ANCHORED',
  REVEALING = 'REVEALING',
  DRAWN = 'DRAWN',
  OPENED = 'OPENED',
  VOID = 'VOID',
  LAPSED = 'LAPSED',
}

registerEnumType(DrawState, {
  name: 'DrawState',
  description: '抽取状态。Where a draw stands.',
  valuesConfig: {
    FROZEN: { description: '已封库，等待见证锚定。Frozen: waiting for its witnesses to anchor.' },
    ANCHORED: { description: '已全部锚定，等待揭示。Anchored: waiting for reveals.' },
    REVEALING: { description: '揭示中。Some have revealed.' },
    DRAWN: { description: '已抽取。Drawn; a confidential draw waits for its opening.' },
    OPENED: { description: '已公开。A confidential draw that was opened.' },
    VOID: { description: '揭示前作废。Voided before the first reveal.' },
    LAPSED: { description: '逾期未揭示而失效。Lapsed: somebody failed to reveal in time.' },
  },
});
