import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../shared/lifecycle.js';

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

/** Which chain of an authority's log a draw belongs to. */
export enum DrawSeries {
  M = 'M',
  R = 'R',
}

registerEnumType(DrawSeries, {
  name: 'DrawSeries',
  description: '系列。Which chain of the log.',
  valuesConfig: {
    M: { description: '正式。The real one.' },
    R: {
      description:
        '演练：自成一链，不公示、不计数。Rehearsal: a chain of its own, never published or counted.',
    },
  },
});

/** How much a draw is worth to somebody who trusts nobody. */
export enum Assurance {
  SELF = 'SELF',
  WITNESSED = 'WITNESSED',
}

registerEnumType(Assurance, {
  name: 'Assurance',
  description: '保证等级。What a draw proves.',
  valuesConfig: {
    SELF: { description: '无有效见证。No valid anchor.' },
    WITNESSED: {
      description: '有见证：除非操作员与全部见证人串通。Holds unless the operator and every witness collude.',
    },
  },
});

/** What an event of the log says. */
export enum DrawEventKind {
  freeze = 'freeze',
  anchor = 'anchor',
  reveal = 'reveal',
  receipt = 'receipt',
  void = 'void',
  lapse = 'lapse',
  opening = 'opening',
  substitution = 'substitution',
}

registerEnumType(DrawEventKind, {
  name: 'DrawEventKind',
  description: '日志事项。What an event of the log says.',
  valuesConfig: {
    freeze: { description: '封库。The pools are fixed.' },
    anchor: { description: '见证锚定。A witness signed.' },
    reveal: { description: '揭示。A value was revealed.' },
    receipt: { description: '抽取结果。The draw was computed.' },
    void: { description: '作废。Ended before any reveal.' },
    lapse: { description: '逾期失效。Somebody failed to reveal.' },
    opening: { description: '公开。A confidential draw was opened.' },
    substitution: { description: '替换。An officer was replaced, by rule.' },
  },
});

/** The only ways from one state to another, as the log of the draw tells them (docs/draw.md §6). */
export const drawTransitions = {
  anchor: { from: DrawState.FROZEN, to: DrawState.ANCHORED },
  reveal: { from: DrawState.ANCHORED, to: DrawState.REVEALING },
  draw: { from: DrawState.REVEALING, to: DrawState.DRAWN },
  open: { from: DrawState.DRAWN, to: DrawState.OPENED },
  void: { from: [DrawState.FROZEN, DrawState.ANCHORED], to: DrawState.VOID },
  lapse: { from: [DrawState.FROZEN, DrawState.ANCHORED, DrawState.REVEALING], to: DrawState.LAPSED },
} as const;

export const drawLifecycle = lifecycle({
  name: 'DrawState',
  title: '抽取 / draw',
  states: DrawState,
  // Without a witness nothing is left to anchor.
  begins: [DrawState.FROZEN, DrawState.ANCHORED],
  transitions: drawTransitions,
  words: {
    anchor: '见证人全部锚定',
    reveal: '首次揭示',
    draw: '全部揭示，计算结果',
    open: '到期公开',
    void: '作废',
    lapse: '逾期失效',
  },
});
