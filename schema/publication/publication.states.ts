import { registerEnumType } from 'type-graphql';

/** Where a publication stands. */
export enum PublicationState {
  DUE = 'DUE',
  QUEUED = 'QUEUED',
  PUBLISHED = 'PUBLISHED',
  REHEARSED = 'REHEARSED',
}

registerEnumType(PublicationState, {
  name: 'PublicationState',
  description: '公示状态。Where a publication stands.',
  valuesConfig: {
    DUE: { description: '待审查发布。Waiting for its review and release.' },
    QUEUED: { description: '已批准，待发布。Released; waiting for its channels.' },
    PUBLISHED: { description: '已公示。Public on every channel it needs.' },
    REHEARSED: { description: '演练，不公示。A rehearsal: nothing leaves.' },
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
