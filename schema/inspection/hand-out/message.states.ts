import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** What a message tells. Its words are made of counts, times and a campaign's number: there is no place for a name. */
export enum MessageKind {
  ASSIGNED = 'ASSIGNED',
  PLANNED = 'PLANNED',
  DUE = 'DUE',
  REMINDER = 'REMINDER',
  LATE = 'LATE',
  HANDED_DOWN = 'HANDED_DOWN',
  ALARM = 'ALARM',
  LIST_LATE = 'LIST_LATE',
  CHECK_LATE = 'CHECK_LATE',
  SIGNED_ON_PAPER = 'SIGNED_ON_PAPER',
  CONTESTED = 'CONTESTED',
  RETURN_DUE = 'RETURN_DUE',
  CORRECTION_TO_APPROVE = 'CORRECTION_TO_APPROVE',
  CORRECTION_TO_RECORD = 'CORRECTION_TO_RECORD',
  CORRECTION_TO_SIGN = 'CORRECTION_TO_SIGN',
  CORRECTION_TO_CONFIRM = 'CORRECTION_TO_CONFIRM',
  PUBLICATION_NEAR = 'PUBLICATION_NEAR',
  DUTY_FAILING = 'DUTY_FAILING',
}

registerEnumType(MessageKind, {
  name: 'MessageKind',
  description: '消息种类。What a message tells.',
  valuesConfig: {
    ASSIGNED: { description: '已派发给您。Assignments were dispatched to you.' },
    PLANNED: { description: '检查日期已定或已改。The day of a visit was planned.' },
    DUE: { description: '临近期限。The last day is near.' },
    REMINDER: { description: '负责人提醒。A reminder by the head.' },
    LATE: { description: '本部门有逾期未检查的任务。Visits of your department are late.' },
    HANDED_DOWN: {
      description: '上级已下达名单，待匹配人员。A superior handed a list down: officers are to be matched.',
    },
    ALARM: { description: '有预警待核查。An alarm waits for you.' },
    LIST_LATE: { description: '下达名单逾期未匹配人员。Officers of a list were not matched in time.' },
    CHECK_LATE: { description: '待办核查逾期。Checks that are owed are late.' },
    SIGNED_ON_PAPER: {
      description:
        '已凭您签字的纸质记录录入结果，不是本人签字的可否认。A result was entered by your signature on paper.',
    },
    RETURN_DUE: { description: '委托事项月报临近期限。The monthly return is due soon.' },
    CORRECTION_TO_APPROVE: { description: '有结果更正待批准。A correction of a result is to be approved.' },
    CORRECTION_TO_RECORD: {
      description: '有结果更正待记录更正后的版本。The corrected version of a result is to be recorded.',
    },
    CORRECTION_TO_SIGN: { description: '有更正后的结果待签字。A corrected version is to be signed.' },
    CORRECTION_TO_CONFIRM: { description: '有更正后的结果待审核。A corrected version is to be reviewed.' },
    PUBLICATION_NEAR: {
      description:
        '公示临近期限、已逾期或多次失败。Publications are near their last day, past it, or keep failing.',
    },
    DUTY_FAILING: {
      description: '履行法定职责的后台任务多次失败。Jobs that carry a legal duty keep failing.',
    },
    CONTESTED: { description: '有人否认纸上签字，结果已退回。A signature on paper was contested.' },
  },
});

/** How far a message has come on one way out of the house. */
export enum DeliveryState {
  WAITING = 'WAITING',
  SENT = 'SENT',
  DROPPED = 'DROPPED',
}

registerEnumType(DeliveryState, {
  name: 'DeliveryState',
  description: '站外送达状态。How far a message has come on its way out.',
  valuesConfig: {
    WAITING: { description: '待发送，失败的自动重试。Waiting; tried again after a failure.' },
    SENT: { description: '对方已接收。Taken by the other side.' },
    DROPPED: { description: '不再发送：地址已撤回、账户已停用或属演练。Not to be sent any more.' },
  },
});

/** The only ways from one state to another. */
export const deliveryTransitions = {
  send: { from: [DeliveryState.WAITING], to: DeliveryState.SENT },
  drop: { from: [DeliveryState.WAITING], to: DeliveryState.DROPPED },
} as const;

export const deliveryLifecycle = lifecycle({
  name: 'DeliveryState',
  title: '站外送达 / delivery of a message',
  states: DeliveryState,
  begins: [DeliveryState.WAITING],
  transitions: deliveryTransitions,
  words: { send: '对方接收', drop: '不再发送' },
});
