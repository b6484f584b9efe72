import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../shared/lifecycle.js';

/** Where a paper stands. */
export enum DocumentState {
  IN_APPROVAL = 'IN_APPROVAL',
  APPROVED = 'APPROVED',
  SIGNED = 'SIGNED',
  VOIDED = 'VOIDED',
}

registerEnumType(DocumentState, {
  name: 'DocumentState',
  description: '文书状态。Where a paper stands.',
  valuesConfig: {
    IN_APPROVAL: { description: '待审批。Waits for its approval.' },
    APPROVED: { description: '已批准，可以印发。Approved: may be given out.' },
    SIGNED: { description: '签字件已收回，为签字记录。Signed on paper and brought back: the signed record.' },
    VOIDED: { description: '已作废，附理由；文号一并作废。Void, with the reason, and its number with it.' },
  },
});

const { IN_APPROVAL, APPROVED, SIGNED, VOIDED } = DocumentState;

/** The only ways from one state to another. A paper that an urgent check needed at once may be signed before its approval. */
export const documentTransitions = {
  approve: { from: [IN_APPROVAL], to: APPROVED },
  sign: { from: [APPROVED, IN_APPROVAL], to: SIGNED },
  void: { from: [IN_APPROVAL, APPROVED], to: VOIDED },
} as const;

export type DocumentTransition = keyof typeof documentTransitions;

export const documentLifecycle = lifecycle({
  name: 'DocumentState',
  title: '文书 / paper',
  states: DocumentState,
  begins: [IN_APPROVAL, APPROVED],
  transitions: documentTransitions,
  words: { approve: '审批通过', sign: '签署件归入', void: '作废' },
});
