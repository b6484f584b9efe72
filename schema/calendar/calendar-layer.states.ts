import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../shared/lifecycle.js';

/** Who ordered the days of a layer; a later kind goes before an earlier one on the same day. */
export enum CalendarLayerKind {
  NATIONAL = 'NATIONAL',
  REGION = 'REGION',
  CLOSURE = 'CLOSURE',
}

registerEnumType(CalendarLayerKind, {
  name: 'CalendarLayerKind',
  description: '日历层。Who ordered the days of a layer.',
  valuesConfig: {
    NATIONAL: { description: '国务院办公厅的放假安排。The State Council’s notice.' },
    REGION: { description: '地方假日（如自治区节日）。A region’s own festival.' },
    CLOSURE: { description: '临时停工停业（台风、疫情等）。An emergency closure, by typhoon or epidemic.' },
  },
});

/** Where a layer stands. */
export enum CalendarLayerState {
  PROPOSED = 'PROPOSED',
  IN_FORCE = 'IN_FORCE',
  REFUSED = 'REFUSED',
  REVOKED = 'REVOKED',
}

registerEnumType(CalendarLayerState, {
  name: 'CalendarLayerState',
  description: '日历层状态。Where a layer of the calendar stands.',
  valuesConfig: {
    PROPOSED: { description: '已录入，待另一人核对。Entered; another person compares it.' },
    IN_FORCE: { description: '已生效，期限按其计算。In force: deadlines are counted by it.' },
    REFUSED: { description: '核对不符，未采用。Refused.' },
    REVOKED: { description: '已撤销，期限已重算。Revoked; deadlines were counted anew.' },
  },
});

const { PROPOSED, IN_FORCE, REFUSED, REVOKED } = CalendarLayerState;

/** The only ways from one state to another. */
export const calendarLayerTransitions = {
  confirm: { from: [PROPOSED], to: IN_FORCE },
  refuse: { from: [PROPOSED], to: REFUSED },
  revoke: { from: [IN_FORCE], to: REVOKED },
} as const;

export const calendarLayerLifecycle = lifecycle({
  name: 'CalendarLayerState',
  title: '日历层 / calendar layer',
  states: CalendarLayerState,
  begins: [PROPOSED],
  transitions: calendarLayerTransitions,
  words: { confirm: '另一人核对后生效', refuse: '不采用', revoke: '撤销' },
});
