import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** What is to be changed after a dispatch. */
export enum ChangeKind {
  OFFICER = 'OFFICER',
  TARGET = 'TARGET',
  STAFFING = 'STAFFING',
  POSTPONEMENT = 'POSTPONEMENT',
  BULK_POSTPONEMENT = 'BULK_POSTPONEMENT',
}

registerEnumType(ChangeKind, {
  name: 'ChangeKind',
  description: '变更种类。What is to be changed.',
  valuesConfig: {
    OFFICER: { description: '替换检查人员（含回避）。An officer is replaced, also for recusal.' },
    TARGET: { description: '替换检查对象。A target is replaced by the next in reserve.' },
    STAFFING: { description: '待补派的对象配齐人员。A held target gets its team.' },
    POSTPONEMENT: { description: '延期。A visit is postponed.' },
    BULK_POSTPONEMENT: { description: '成批延期（如台风）。Visits of a place are postponed together.' },
  },
});

/** Why. Each kind has its own (`reasonsOf`). */
export enum ChangeReason {
  RECUSAL = 'RECUSAL',
  ILLNESS = 'ILLNESS',
  LEAVE = 'LEAVE',
  URGENT_DUTY = 'URGENT_DUTY',
  TRANSFERRED = 'TRANSFERRED',
  CERTIFICATE_LAPSED = 'CERTIFICATE_LAPSED',
  CLOSED = 'CLOSED',
  MOVED = 'MOVED',
  MERGED = 'MERGED',
  EXEMPT = 'EXEMPT',
  OUT_OF_SCOPE = 'OUT_OF_SCOPE',
  STAFFING = 'STAFFING',
  WEATHER = 'WEATHER',
  POWER_CUT = 'POWER_CUT',
  PARTY_ABSENT = 'PARTY_ABSENT',
}

/** Words of a reason, in both languages. */
export const reasonWords: Readonly<Record<ChangeReason, readonly [zh: string, en: string]>> = {
  RECUSAL: ['回避（行政处罚法第四十三条）', 'recusal (penalty law Art. 43)'],
  ILLNESS: ['因病', 'illness'],
  LEAVE: ['请休假', 'leave'],
  URGENT_DUTY: ['临时紧急公务', 'urgent duty'],
  TRANSFERRED: ['调离', 'transferred'],
  CERTIFICATE_LAPSED: ['执法证件失效（行政处罚法第四十二条）', 'certificate lapsed (Art. 42)'],
  CLOSED: ['注销、吊销、停业或歇业', 'closed'],
  MOVED: ['迁出辖区', 'moved away'],
  MERGED: ['并入、分立或转换', 'merged, split or converted'],
  EXEMPT: ['依规定免予本次抽查', 'exempt'],
  OUT_OF_SCOPE: ['封库时即不属于本次抽查范围', 'out of scope when frozen'],
  STAFFING: ['人手不足待补派', 'held for lack of people'],
  WEATHER: ['恶劣天气', 'weather'],
  POWER_CUT: ['停电', 'power cut'],
  PARTY_ABSENT: ['当事人因故不在场', 'the party is absent with cause'],
};

function described(reasons: readonly ChangeReason[]) {
  return Object.fromEntries(
    reasons.map((reason) => [
      reason,
      { description: `${reasonWords[reason][0]}。As a reason: ${reasonWords[reason][1]}.` },
    ]),
  ) as never;
}

registerEnumType(ChangeReason, {
  name: 'ChangeReason',
  description: '变更理由。Why something is changed.',
  valuesConfig: described(Object.values(ChangeReason)),
});

/** Grounds on which an officer is replaced; recusal is asked for by its own operation. */
export enum OfficerChangeReason {
  ILLNESS = 'ILLNESS',
  LEAVE = 'LEAVE',
  URGENT_DUTY = 'URGENT_DUTY',
  TRANSFERRED = 'TRANSFERRED',
  CERTIFICATE_LAPSED = 'CERTIFICATE_LAPSED',
}

/** Grounds on which a target is replaced. */
export enum TargetChangeReason {
  CLOSED = 'CLOSED',
  MOVED = 'MOVED',
  MERGED = 'MERGED',
  EXEMPT = 'EXEMPT',
  OUT_OF_SCOPE = 'OUT_OF_SCOPE',
}

/** Grounds on which a visit is postponed. */
export enum PostponementReason {
  WEATHER = 'WEATHER',
  POWER_CUT = 'POWER_CUT',
  PARTY_ABSENT = 'PARTY_ABSENT',
}

registerEnumType(OfficerChangeReason, {
  name: 'OfficerChangeReason',
  description: '替换检查人员的理由。Why an officer is replaced.',
  valuesConfig: described(Object.values(OfficerChangeReason) as never),
});

registerEnumType(TargetChangeReason, {
  name: 'TargetChangeReason',
  description: '替换检查对象的理由。Why a target is replaced.',
  valuesConfig: described(Object.values(TargetChangeReason) as never),
});

registerEnumType(PostponementReason, {
  name: 'PostponementReason',
  description: '延期的理由。Why a visit is postponed.',
  valuesConfig: described(Object.values(PostponementReason) as never),
});

/** Who says that an officer must not go (penalty law Art. 43). The head decides, whoever says it. */
export enum RecusalBy {
  OFFICER = 'OFFICER',
  PARTY = 'PARTY',
  HEAD = 'HEAD',
}

registerEnumType(RecusalBy, {
  name: 'RecusalBy',
  description: '由谁提出回避。Who says that an officer must not go.',
  valuesConfig: {
    OFFICER: { description: '本人申请。The officer.' },
    PARTY: { description: '当事人申请。The party.' },
    HEAD: { description: '负责人提出。The head.' },
  },
});

/** Where a request stands. */
export enum ChangeState {
  REQUESTED = 'REQUESTED',
  APPROVED = 'APPROVED',
  GRANTED = 'GRANTED',
  CONFIRMED = 'CONFIRMED',
  DISOWNED = 'DISOWNED',
  REFUSED = 'REFUSED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(ChangeState, {
  name: 'ChangeState',
  description: '变更申请的状态。Where a request stands.',
  valuesConfig: {
    REQUESTED: {
      description: '已申请，待负责人决定；检查不因此停止。Waiting for the head; the check is not suspended.',
    },
    APPROVED: { description: '已批准并办理。Approved and carried out.' },
    GRANTED: {
      description: '口头同意并办理，待一个工作日内确认。Granted by phone and carried out; to be confirmed.',
    },
    CONFIRMED: { description: '口头同意已确认。What was granted by phone is confirmed.' },
    DISOWNED: {
      description: '负责人否认曾口头同意；已办理的留痕，列入预警。The head says it was never granted.',
    },
    REFUSED: { description: '不批准。Refused.' },
    WITHDRAWN: { description: '申请人撤回。Withdrawn by who asked.' },
  },
});

/** The only ways from one state to another. What was carried out is never undone: a further change follows it. */
export const changeTransitions = {
  approve: { from: [ChangeState.REQUESTED], to: ChangeState.APPROVED },
  grant: { from: [ChangeState.REQUESTED], to: ChangeState.GRANTED },
  refuse: { from: [ChangeState.REQUESTED], to: ChangeState.REFUSED },
  withdraw: { from: [ChangeState.REQUESTED], to: ChangeState.WITHDRAWN },
  confirm: { from: [ChangeState.GRANTED], to: ChangeState.CONFIRMED },
  disown: { from: [ChangeState.GRANTED], to: ChangeState.DISOWNED },
} as const;

export type ChangeTransition = keyof typeof changeTransitions;

/** Why a visit cannot be moved to a day. */
export enum ObstacleKind {
  NOT_OPEN = 'NOT_OPEN',
  NOT_LATER = 'NOT_LATER',
  BEYOND_WINDOW = 'BEYOND_WINDOW',
  OFFICER_NOT_AVAILABLE = 'OFFICER_NOT_AVAILABLE',
  VISITS_OF_DAY = 'VISITS_OF_DAY',
  VISITS_OF_WEEK = 'VISITS_OF_WEEK',
  VISITS_OF_MONTH = 'VISITS_OF_MONTH',
  VISITS_OF_YEAR = 'VISITS_OF_YEAR',
}

/** What each obstacle says, and what to do about it. */
export const obstacleWords: Readonly<Record<ObstacleKind, readonly [zh: string, en: string]>> = {
  NOT_OPEN: ['已开始检查或已终止，不再延期', 'the visit has begun or is over'],
  NOT_LATER: ['新日期须晚于原定首日', 'the new day is not after the first one'],
  BEYOND_WINDOW: [
    '新日期在检查期限之外；期限内无法检查的，另行下达任务',
    'the new day is beyond the window; what cannot be visited within it needs another campaign',
  ],
  OFFICER_NOT_AVAILABLE: [
    '组内有人该日证件、请假、借调或回避情况不符；请另选日期或先替换人员',
    'an officer of the team could not go that day (certificate, leave, secondment or a tie); choose another day or have the officer replaced first',
  ],
  VISITS_OF_DAY: ['该主体该日已有检查', 'the entity has a visit on that day'],
  VISITS_OF_WEEK: ['该主体当周检查已达预警次数', 'the entity has the most visits of that week'],
  VISITS_OF_MONTH: ['该主体当月检查已达预警次数', 'the entity has the most visits of that month'],
  VISITS_OF_YEAR: [
    '该主体当年检查已达本部门设定的上限（visitCaps）；可按免予检查替换对象',
    'the entity has as many visits of that year as the cap of the department allows (visitCaps); have the target replaced as exempt',
  ],
};

registerEnumType(ObstacleKind, {
  name: 'ObstacleKind',
  description: '不能改期的原因。Why a visit cannot be moved to a day.',
  valuesConfig: Object.fromEntries(
    Object.entries(obstacleWords).map(([kind, [zh, en]]) => [
      kind,
      { description: `${zh}。As a reason: ${en}.` },
    ]),
  ) as never,
});

export const changeLifecycle = lifecycle({
  name: 'ChangeState',
  title: '派发后的变更 / change after the dispatch',
  states: ChangeState,
  begins: [ChangeState.REQUESTED],
  transitions: changeTransitions,
  words: {
    approve: '批准',
    grant: '电话同意',
    refuse: '不批准',
    withdraw: '撤回',
    confirm: '确认电话同意',
    disown: '否认电话同意',
  },
});
