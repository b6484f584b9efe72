import { registerEnumType } from 'type-graphql';

/** Why an event is not taken, in both languages, with the remedy. */
export const eventFaults = {
  MALFORMED: [
    '事件格式有误，请更新客户端后重新录入。',
    'The event is malformed; update the client and enter it again.',
  ],
  REASON_MISSING: [
    '须写明理由或说明：手工签到、不适用、当事人未签字及现场说明均不得空白。',
    'A reason is lacking: a check-in by hand, “not applicable”, a missing signature and a note say why or what.',
  ],
  SIGNATURE_MISSING: [
    '离线事件须由已登记的设备签名，请先登记设备。',
    'What was recorded offline is signed by a registered device; register it first.',
  ],
  SIGNATURE_WRONG: [
    '设备签名与内容不符，内容可能已被改动；请核对后在线补录。',
    'The device’s signature does not fit: the content may have been changed. Check it and enter it online.',
  ],
  DEVICE_UNKNOWN: [
    '没有该设备，或不是本人登记的；请用本人登记的设备，或在线补录。',
    'There is no such device of yours; use one that you registered, or enter it online.',
  ],
  DEVICE_REVOKED: [
    '该设备已停用，其记录不予接收；请由本人核对后在线补录。',
    'The device is revoked and nothing is taken from it; check what it recorded and enter it online.',
  ],
  OTHER_CONTENT: [
    '同一事件编号已有不同内容；先收到的有效，后到的已另存，请人工核对。',
    'An event of this id stands with another content; the first counts, this one is kept for a person to look at.',
  ],
  ASSIGNMENT_NOT_FOUND: [
    '检查任务不存在，或尚未到可见时间。',
    'There is no such assignment, or its time has not come.',
  ],
  NOT_ON_TEAM: [
    '您不是抽取确定的本组检查人员；专家不记录、不签字。',
    'You are not one of the officers drawn for this target; an expert neither records nor signs.',
  ],
  OTHER_OFFICER: [
    '事件署名为另一名检查人员；每人只能用本人账户记录和签字，不得代签。',
    'The event names another officer: everybody records and signs by their own account, for nobody else.',
  ],
  SIGNED_FOR_BOTH: [
    '同一账户或设备已为另一名检查人员签字；两名检查人员须各自签字。',
    'This account or device has signed for another officer; each of the two signs by their own.',
  ],
  VISIT_CLOSED: [
    '该任务已确认、终止或更换对象，不再接收记录。',
    'The visit is confirmed, terminated or has another target; nothing more is recorded.',
  ],
  BEFORE_VISIBLE: [
    '事件早于检查组可见对象的时间；请核对设备时钟，并由审核人员查看。',
    'The event lies before the team could see its target; check the device’s clock.',
  ],
  OUTSIDE_WINDOW: [
    '不在检查期限内；改期请先办理延期。',
    'It lies outside the window of visits; have the visit postponed first.',
  ],
  CERTIFICATE_NOT_VALID: [
    '您的执法证件当日无效，不得执法（行政处罚法第四十二条）。',
    'Your certificate was not valid on that day.',
  ],
  CHECKLIST_VERSION_WRONG: [
    '事项版本与批准的抽查任务不一致；请同步后按批准的版本填写。',
    'The version of the item is not that of the approved campaign; synchronise, and answer the approved one.',
  ],
  POINT_UNKNOWN: [
    '检查表中没有该检查点；请同步后重新填写。',
    'The checklist has no such point; synchronise and answer it again.',
  ],
  ANSWER_WRONG: [
    '答案与检查点的种类不符：数量填数字，选择填所列选项之一，其他检查点不填。',
    'The answer does not fit the point: a number where one is asked for, one of the choices, and nothing elsewhere.',
  ],
  CODE_ELSEWHERE: [
    '所扫二维码不属于本检查对象；请核对对象，确有原因的手工签到并说明。',
    'The code that was scanned is not this target’s; look again, or check in by hand and say why.',
  ],
  RESULT_CODE_UNKNOWN: [
    '结果代码不在本任务的代码表中，请从列表选择。',
    'The result code is not in the list of this visit; choose from it.',
  ],
  TIME_NOT_ONLINE: [
    '确认时间须在线办理，以服务器时间为准。',
    'Times are confirmed online, by the server’s clock.',
  ],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type EventFault = keyof typeof eventFaults;

/** For the console's schema. */
export const EventFaultEnum = Object.fromEntries(
  Object.keys(eventFaults).map((fault) => [fault, fault]),
) as Record<EventFault, EventFault>;

registerEnumType(EventFaultEnum, {
  name: 'VisitEventFault',
  description: '事件不予接收的原因。Why an event is not taken.',
  valuesConfig: Object.fromEntries(
    Object.entries(eventFaults).map(([fault, [zh, en]]) => [fault, { description: `${zh}${en}` }]),
  ),
});
