import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** What goes to another department. */
export enum TransferKind {
  CASE_LEAD = 'CASE_LEAD',
  COPY = 'COPY',
}

registerEnumType(TransferKind, {
  name: 'TransferKind',
  description: '移送、抄告的种类。What goes to another department.',
  valuesConfig: {
    CASE_LEAD: { description: '案件线索移送。A lead for a case, for whoever has the power.' },
    COPY: { description: '抄告。For its information and duties.' },
  },
});

/** Where a transfer stands. */
export enum TransferState {
  SENT = 'SENT',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  DECLINED = 'DECLINED',
}

registerEnumType(TransferState, {
  name: 'TransferState',
  description: '移送、抄告的状态。Where a transfer stands.',
  valuesConfig: {
    SENT: { description: '已发出，待签收。Sent; not answered yet.' },
    ACKNOWLEDGED: { description: '已签收。Received and taken on.' },
    DECLINED: { description: '不予接收，说明理由。Declined with a reason; the sender sends it elsewhere.' },
  },
});

/** The only ways from one state to another. */
export const transferTransitions = {
  acknowledge: { from: TransferState.SENT, to: TransferState.ACKNOWLEDGED },
  decline: { from: TransferState.SENT, to: TransferState.DECLINED },
} as const;

export const transferLifecycle = lifecycle({
  name: 'TransferState',
  title: '移送、抄告 / transfer to another department',
  states: TransferState,
  begins: [TransferState.SENT],
  transitions: transferTransitions,
  words: { acknowledge: '签收', decline: '不予接收' },
});
