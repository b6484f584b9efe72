import { registerEnumType } from 'type-graphql';

/** What happens on a visit. */
export enum VisitEventKind {
  CHECKED_IN = 'CHECKED_IN',
  ANSWERED = 'ANSWERED',
  REST_WITHOUT_PROBLEM = 'REST_WITHOUT_PROBLEM',
  MEASURED = 'MEASURED',
  NOTED = 'NOTED',
  EVIDENCE_ATTACHED = 'EVIDENCE_ATTACHED',
  OFF_SITE = 'OFF_SITE',
  EXIT = 'EXIT',
  CONCLUDED = 'CONCLUDED',
  OFFICER_SIGNED = 'OFFICER_SIGNED',
  PARTY_SIGNED = 'PARTY_SIGNED',
  PARTY_ABSENT = 'PARTY_ABSENT',
  PARTY_REFUSED_TO_SIGN = 'PARTY_REFUSED_TO_SIGN',
  SERVED = 'SERVED',
  TIME_CONFIRMED = 'TIME_CONFIRMED',
}

/** How an officer shows to be where the target is. */
export enum CheckInWay {
  LICENCE = 'LICENCE',
  NOTICE = 'NOTICE',
  HAND = 'HAND',
}

/** What was found at a point. */
export enum PointOutcome {
  NO_PROBLEM = 'NO_PROBLEM',
  PROBLEM = 'PROBLEM',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
}

/** Why a visit found nobody or nothing to check. What follows from each is data (`visit_exit_rule`). */
export enum VisitExit {
  REFUSED = 'REFUSED',
  UNREACHABLE = 'UNREACHABLE',
  CLOSED = 'CLOSED',
  MOVED = 'MOVED',
  OUT_OF_SCOPE = 'OUT_OF_SCOPE',
  TRANSFERRED = 'TRANSFERRED',
}

/** How a paper was served (civil procedure law Art. 88–95, as penalty law Art. 61 refers to it). */
export enum ServingWay {
  IN_PERSON = 'IN_PERSON',
  LEFT = 'LEFT',
  ELECTRONIC = 'ELECTRONIC',
  POST = 'POST',
  ENTRUSTED = 'ENTRUSTED',
  ANNOUNCED = 'ANNOUNCED',
}

/** To whom it was handed. */
export enum ServingRecipient {
  PARTY = 'PARTY',
  REPRESENTATIVE = 'REPRESENTATIVE',
  FAMILY = 'FAMILY',
  RECEPTION = 'RECEPTION',
  AGENT = 'AGENT',
}

/** What became of an event that was sent. */
export enum EventVerdict {
  ACCEPTED = 'ACCEPTED',
  DUPLICATE = 'DUPLICATE',
  CONFLICTING = 'CONFLICTING',
  REFUSED = 'REFUSED',
}

function described<Value extends string>(texts: Readonly<Record<Value, string>>) {
  return Object.fromEntries(
    Object.entries(texts).map(([value, description]) => [value, { description }]),
  ) as never;
}

registerEnumType(VisitEventKind, {
  name: 'VisitEventKind',
  description: '现场事件的种类。What happens on a visit.',
  valuesConfig: described<VisitEventKind>({
    CHECKED_IN: '到场签到。An officer has come.',
    ANSWERED: '填写检查点。A point is answered.',
    REST_WITHOUT_PROBLEM: '其余未发现问题。Whatever nobody answered is without a problem.',
    MEASURED: '记录数量。A quantity.',
    NOTED: '现场说明。A note.',
    EVIDENCE_ATTACHED: '附证据。A photo or a document.',
    OFF_SITE: '非现场检查。Checked without going there.',
    EXIT: '未能检查。Nobody or nothing to check.',
    CONCLUDED: '作出结论。The result and what follows.',
    OFFICER_SIGNED: '检查人员签字。An officer signs.',
    PARTY_SIGNED: '当事人签字。The party signs.',
    PARTY_ABSENT: '当事人不在场。The party is absent.',
    PARTY_REFUSED_TO_SIGN: '当事人拒绝签字。The party does not sign.',
    SERVED: '送达。A paper was served.',
    TIME_CONFIRMED: '确认时间。Times by a wrong clock are confirmed.',
  }),
});

registerEnumType(CheckInWay, {
  name: 'CheckInWay',
  description: '签到方式。How an officer checked in.',
  valuesConfig: described<CheckInWay>({
    LICENCE: '扫营业执照。By the QR of the business licence.',
    NOTICE: '扫检查通知书。By the QR of the notice.',
    HAND: '手工签到，须说明理由。By hand, with a reason.',
  }),
});

registerEnumType(PointOutcome, {
  name: 'PointOutcome',
  description: '检查点的结果。What was found at a point.',
  valuesConfig: described<PointOutcome>({
    NO_PROBLEM: '未发现问题。No problem.',
    PROBLEM: '发现问题。A problem.',
    NOT_APPLICABLE: '不适用，须说明理由。Not applicable, with a reason.',
  }),
});

registerEnumType(VisitExit, {
  name: 'VisitExit',
  description: '未能检查的情形。Why a visit found nobody or nothing to check.',
  valuesConfig: described<VisitExit>({
    REFUSED: '拒绝检查。The party did not let the officers in.',
    UNREACHABLE: '无法联系。Not to be found at its address.',
    CLOSED: '停业。Closed.',
    MOVED: '搬迁。Moved away.',
    OUT_OF_SCOPE: '不开展该项经营活动。Does not do what is checked.',
    TRANSFERRED: '移交其他部门。Passed to another department.',
  }),
});

registerEnumType(ServingWay, {
  name: 'ServingWay',
  description: '送达方式。How a paper was served.',
  valuesConfig: described<ServingWay>({
    IN_PERSON: '直接送达。Handed over.',
    LEFT: '留置送达。Left.',
    ELECTRONIC: '电子送达。By electronic means.',
    POST: '邮寄送达。By post.',
    ENTRUSTED: '委托、转交送达。By another authority.',
    ANNOUNCED: '公告送达。By announcement.',
  }),
});

registerEnumType(ServingRecipient, {
  name: 'ServingRecipient',
  description: '受送达人与当事人的关系。To whom it was handed.',
  valuesConfig: described<ServingRecipient>({
    PARTY: '本人。The party.',
    REPRESENTATIVE: '法定代表人、负责人。Its representative.',
    FAMILY: '同住成年家属。An adult of the household.',
    RECEPTION: '收发部门。The office that takes mail in.',
    AGENT: '代理人、代收人。An agent.',
  }),
});

registerEnumType(EventVerdict, {
  name: 'VisitEventVerdict',
  description: '事件的处理结果。What became of an event.',
  valuesConfig: described<EventVerdict>({
    ACCEPTED: '已收。Taken.',
    DUPLICATE: '早已收到。Taken before, with the same content.',
    CONFLICTING: '同一编号内容不同，已另存待人工核对。Its id stands with another content; kept apart.',
    REFUSED: '不予接收，已另存待人工核对。Refused; kept apart for a person to look at.',
  }),
});
