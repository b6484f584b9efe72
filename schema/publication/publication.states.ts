import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../shared/lifecycle.js';

/** Where a publication stands. */
export enum PublicationState {
  DUE = 'DUE',
  QUEUED = 'QUEUED',
  PUBLISHED = 'PUBLISHED',
  REHEARSED = 'REHEARSED',
  SUPERSEDED = 'SUPERSEDED',
  WITHHELD = 'WITHHELD',
  ENDED = 'ENDED',
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
    WITHHELD: { description: '依规不公示，事由见 withheldFor。By rule not public; the ground is told.' },
    ENDED: { description: '公示已结束，不再公开。Public no more: its term ended, or it was withdrawn.' },
  },
});

/** Why a decision is reported and not published (domain-rules §8). */
export enum WithheldGround {
  NATURAL_PERSON = 'NATURAL_PERSON',
  WARNING_ALONE = 'WARNING_ALONE',
  SUMMARY_PROCEDURE = 'SUMMARY_PROCEDURE',
}

registerEnumType(WithheldGround, {
  name: 'WithheldGround',
  description: '不公示的事由。Why it is not published.',
  valuesConfig: {
    NATURAL_PERSON: {
      description: '当事人为自然人，只报送不公示。Its party is a natural person: reported, not published.',
    },
    WARNING_ALONE: { description: '仅有警告。A warning alone.' },
    SUMMARY_PROCEDURE: { description: '按简易程序作出的处罚。A penalty by the summary procedure.' },
  },
});

/** Why a record is public no more. */
export enum PublicEndGround {
  EXPIRED = 'EXPIRED',
  WITHDRAWN = 'WITHDRAWN',
  NOT_PUBLISHABLE = 'NOT_PUBLISHABLE',
}

registerEnumType(PublicEndGround, {
  name: 'PublicEndGround',
  description: '结束公示的事由。Why a record is public no more.',
  valuesConfig: {
    EXPIRED: { description: '公示期满。Its term ended.' },
    WITHDRAWN: {
      description: '决定被变更、撤销或者确认违法。Its decision was changed, revoked or found unlawful.',
    },
    NOT_PUBLISHABLE: { description: '更正后依规不公示。By its correction it may not be public.' },
  },
});

/** How grave a penalty is: by it goes how long it is public. */
export enum PenaltyTier {
  SLIGHT = 'SLIGHT',
  GENERAL = 'GENERAL',
  SERIOUS = 'SERIOUS',
}

registerEnumType(PenaltyTier, {
  name: 'PenaltyTier',
  description: '失信程度档次，公示期由此而定。How grave a penalty is: by it goes how long it is public.',
  valuesConfig: {
    SLIGHT: { description: '轻微。Slight.' },
    GENERAL: { description: '一般。General.' },
    SERIOUS: { description: '严重。Serious.' },
  },
});

/** What is published. */
export enum PublicationKind {
  INSPECTION_RESULT = 'INSPECTION_RESULT',
  LICENCE = 'LICENCE',
  PENALTY = 'PENALTY',
}

registerEnumType(PublicationKind, {
  name: 'PublicationKind',
  description: '公示种类。What is published.',
  valuesConfig: {
    INSPECTION_RESULT: { description: '抽查检查结果。The result of an inspection.' },
    LICENCE: { description: '行政许可决定。A licence.' },
    PENALTY: { description: '行政处罚决定。A penalty.' },
  },
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
  /** Its term is over, or it was withdrawn: nothing public names the party. */
  end: {
    from: [PublicationState.DUE, PublicationState.QUEUED, PublicationState.PUBLISHED],
    to: PublicationState.ENDED,
  },
} as const;

export const publicationLifecycle = lifecycle({
  name: 'PublicationState',
  title: '公示 / publication',
  states: PublicationState,
  begins: [PublicationState.DUE, PublicationState.WITHHELD],
  transitions: publicationTransitions,
  words: {
    release: '批准发布',
    rehearse: '批准（演练）',
    publish: '各渠道已发布',
    supersede: '已更正',
    end: '公示结束',
  },
});
