import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** What was told wrongly. */
export enum CorrectionOf {
  ITEM = 'ITEM',
  WINDOW = 'WINDOW',
  NOTICE = 'NOTICE',
}

registerEnumType(CorrectionOf, {
  name: 'CorrectionOf',
  description: '更正什么。What was told wrongly.',
  valuesConfig: {
    ITEM: { description: '事项。The items.' },
    WINDOW: { description: '检查期限。The window of visits.' },
    NOTICE: { description: '通知的其他内容。Something else in a notice.' },
  },
});

/** Where a correction notice stands. */
export enum CorrectionState {
  REQUESTED = 'REQUESTED',
  ISSUED = 'ISSUED',
  REFUSED = 'REFUSED',
}

registerEnumType(CorrectionState, {
  name: 'CorrectionState',
  description: '更正通知的状态。Where a correction notice stands.',
  valuesConfig: {
    REQUESTED: { description: '已拟，待负责人签发；尚无编号。Waiting for the head; without a number.' },
    ISSUED: { description: '已签发，编号连续。Issued under a number of a gap-free sequence.' },
    REFUSED: { description: '不予签发。Refused; it takes no number.' },
  },
});

/** The only ways from one state to another. An issued notice is never taken back: a further one corrects it. */
export const correctionTransitions = {
  issue: { from: [CorrectionState.REQUESTED], to: CorrectionState.ISSUED },
  refuse: { from: [CorrectionState.REQUESTED], to: CorrectionState.REFUSED },
} as const;

export const correctionLifecycle = lifecycle({
  name: 'CorrectionState',
  title: '更正通知 / correction notice',
  states: CorrectionState,
  begins: [CorrectionState.REQUESTED],
  transitions: correctionTransitions,
  words: { issue: '签发并编号', refuse: '不予签发' },
});
