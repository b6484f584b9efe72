import { registerEnumType } from 'type-graphql';
import { InspectorStatus } from '../registry/index.js';
import { lifecycle } from '../shared/lifecycle.js';

/** How an officer leaves. */
export enum DepartureKind {
  TRANSFERRED = 'TRANSFERRED',
  RETIRED = 'RETIRED',
  SUSPENDED = 'SUSPENDED',
}

/** How the officer stands afterwards. */
export const statusAfter = {
  TRANSFERRED: InspectorStatus.TRANSFERRED,
  RETIRED: InspectorStatus.RETIRED,
  SUSPENDED: InspectorStatus.SUSPENDED,
} as const;

registerEnumType(DepartureKind, {
  name: 'DepartureKind',
  description: '离岗种类。How an officer leaves.',
  valuesConfig: {
    TRANSFERRED: { description: '调离。Transferred.' },
    RETIRED: { description: '退休。Retired.' },
    SUSPENDED: { description: '长期停职。Suspended for good.' },
  },
});

/** Where a hand-over stands. */
export enum HandOverState {
  REQUESTED = 'REQUESTED',
  APPROVED = 'APPROVED',
  REFUSED = 'REFUSED',
}

registerEnumType(HandOverState, {
  name: 'HandOverState',
  description: '移交状态。Where a hand-over stands.',
  valuesConfig: {
    REQUESTED: { description: '已申请，待另一人批准。Waiting for somebody else to approve.' },
    APPROVED: {
      description:
        '已批准，任务已由抽签补入的人员承接。Approved; those drawn in their place have taken over.',
    },
    REFUSED: { description: '不批准。Refused.' },
  },
});

/** What is open of an officer, by what has to be done. */
export enum OpenMatterKind {
  HAND_OVER = 'HAND_OVER',
  FINISH_VISIT = 'FINISH_VISIT',
  SIGN = 'SIGN',
  AWAIT_TEAM = 'AWAIT_TEAM',
  AWAIT_REVIEW = 'AWAIT_REVIEW',
  RECORD_AGAIN = 'RECORD_AGAIN',
  FINISH_CORRECTION = 'FINISH_CORRECTION',
  AWAIT_DRAW = 'AWAIT_DRAW',
  AWAIT_DISPATCH = 'AWAIT_DISPATCH',
}

/** What is to be done, for the official who reads the list. */
export const remedies: Readonly<Record<OpenMatterKind, string>> = {
  HAND_OVER: '尚未检查：请申请移交（requestHandOver），由抽签补入的人员承接。',
  FINISH_VISIT: '已到场检查：检查由本人进行，请在最后工作日之前完成记录并签字。',
  SIGN: '结果待本人签字：请在最后工作日之前签字。',
  AWAIT_TEAM: '本人已签，待同组人员签字：请催办。',
  AWAIT_REVIEW: '待审核：请审核人确认或退回；退回的须本人重签，故应在最后工作日之前审核。',
  RECORD_AGAIN: '已退回：检查已由本人进行，请在最后工作日之前重录并签字。',
  FINISH_CORRECTION: '结果更正由本人记录或签字：请在最后工作日之前办结，或由申请人撤回。',
  AWAIT_DRAW: '已封库、未抽取：本人仍可能被抽中，请待抽取完成，或在揭示前作废后重新封库。',
  AWAIT_DISPATCH: '已抽取、未派发：请稍候，派发后再移交。',
};

registerEnumType(OpenMatterKind, {
  name: 'OpenMatterKind',
  description: '未办结事项及其办法。What is open of an officer, by what has to be done.',
  valuesConfig: Object.fromEntries(
    Object.entries(remedies).map(([kind, description]) => [kind, { description }]),
  ) as never,
});

/** The only ways from one state to another: what was decided stays decided. */
export const handOverTransitions = {
  approve: { from: [HandOverState.REQUESTED], to: HandOverState.APPROVED },
  refuse: { from: [HandOverState.REQUESTED], to: HandOverState.REFUSED },
} as const;

export const handOverLifecycle = lifecycle({
  name: 'HandOverState',
  title: '移交 / hand-over',
  states: HandOverState,
  begins: [HandOverState.REQUESTED],
  transitions: handOverTransitions,
  words: { approve: '批准', refuse: '不批准' },
});
