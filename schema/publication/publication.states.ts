import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../shared/lifecycle.js';

/** Where a publication stands. */
export enum PublicationState {
  DUE = 'DUE',
  QUEUED = 'QUEUED',
  PUBLISHED = 'PUBLISHED',
  REHEARSED = 'REHEARSED',
  SUPERSEDED = 'SUPERSEDED',
}

registerEnumType(PublicationState, {
  name: 'PublicationState',
  description: '公示状态。Where a publication stands.',
  valuesConfig: {
    DUE: { description: '待审查发布。Waiting for its review and release.' },
    QUEUED: { description: '已批准，待发布。Released; waiting for its channels.' },
    PUBLISHED: { description: '已公示。Public on every channel it needs.' },
    REHEARSED: { description: '演练，不公示。A rehearsal: nothing leaves.' },
    SUPERSEDED: {
      description:
        '已由更正后的版本取代，或不再公示。A corrected version took its place, or nothing is public any more.',
    },
  },
});

/** What is published. */
export enum PublicationKind {
  INSPECTION_RESULT = 'INSPECTION_RESULT',
}

registerEnumType(PublicationKind, {
  name: 'PublicationKind',
  description: '公示种类。What is published.',
  valuesConfig: { INSPECTION_RESULT: { description: '抽查检查结果。The result of an inspection.' } },
});

/** The only ways from one state to another. A rehearsal is released like any other, and nothing leaves. */
export const publicationTransitions = {
  release: { from: [PublicationState.DUE], to: PublicationState.QUEUED },
  rehearse: { from: [PublicationState.DUE], to: PublicationState.REHEARSED },
  publish: { from: [PublicationState.QUEUED], to: PublicationState.PUBLISHED },
  /** The result was corrected: what was not public yet never will be, what was public makes room for the next version. */
  supersede: {
    from: [PublicationState.DUE, PublicationState.QUEUED, PublicationState.PUBLISHED],
    to: PublicationState.SUPERSEDED,
  },
} as const;

export const publicationLifecycle = lifecycle({
  name: 'PublicationState',
  title: '公示 / publication',
  states: PublicationState,
  begins: [PublicationState.DUE],
  transitions: publicationTransitions,
  words: { release: '批准发布', rehearse: '批准（演练）', publish: '各渠道已发布', supersede: '结果已更正' },
});
