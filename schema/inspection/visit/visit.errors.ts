import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

/** What a visit lacks before its result can be recorded. */
export enum VisitGapKind {
  CHECK_IN = 'CHECK_IN',
  POINT = 'POINT',
  CONFLICT = 'CONFLICT',
  TIME = 'TIME',
  CONCLUSION = 'CONCLUSION',
  OFFICER_SIGNATURE = 'OFFICER_SIGNATURE',
  PARTY_SIGNATURE = 'PARTY_SIGNATURE',
  ATTEMPT = 'ATTEMPT',
  PHOTO = 'PHOTO',
  EXIT_CODE = 'EXIT_CODE',
  EVIDENCE = 'EVIDENCE',
  EVIDENCE_NEEDED = 'EVIDENCE_NEEDED',
}

const gapWords: Readonly<Record<VisitGapKind, readonly [string, string]>> = {
  CHECK_IN: ['无人签到，请签到或选择非现场检查方式', 'nobody checked in, and no off-site method was chosen'],
  POINT: ['有检查点未填', 'points are not answered'],
  CONFLICT: ['有填写不一致，须由检查人员裁定', 'there are conflicts that an officer has to resolve'],
  TIME: ['设备时钟有误，时间待确认', 'times by a wrong clock are not confirmed'],
  CONCLUSION: ['未作出结论', 'there is no conclusion'],
  OFFICER_SIGNATURE: [
    '检查人员未签字，或签字后内容有变须重签',
    'an officer has not signed, or the content changed since and has to be signed again',
  ],
  PARTY_SIGNATURE: [
    '当事人未签字，或签字后内容有变；不能签字的须说明原因',
    'the party has not signed, or the content changed since; where it does not sign, say why',
  ],
  ATTEMPT: ['须另日再次前往', 'another attempt on another day is needed'],
  PHOTO: ['现场照片不足', 'photos are lacking'],
  EXIT_CODE: ['结果代码与未能检查的情形不符', 'the result code does not fit why nothing was checked'],
  EVIDENCE: [
    '所附证据未到、不符或已撤回，请上传，或以现场说明取代',
    'evidence that events name has not arrived, is other than they say, or was withdrawn: upload it, or take the event back by a note',
  ],
  EVIDENCE_NEEDED: [
    '结果为未发现问题，须附证据（照片、文件、当事人签名或非现场检查记录）',
    'a result of “no problem” needs evidence: a photo, a document, a signature of the party or the record of an off-site check',
  ],
};

registerEnumType(VisitGapKind, {
  name: 'VisitGapKind',
  description: '记录结果前尚缺什么。What a visit lacks before its result can be recorded.',
  valuesConfig: Object.fromEntries(
    Object.entries(gapWords).map(([kind, [zh, en]]) => [kind, { description: `${zh}。${en}` }]),
  ) as never,
});

@ObjectType('VisitGap', { description: '尚缺的一项。Something that a visit lacks.' })
export class VisitGap {
  @Field(() => VisitGapKind, { description: '缺什么。What.' })
  kind!: VisitGapKind;

  @Field(() => String, {
    nullable: true,
    description:
      '何处：检查点、冲突、人员、事件、应有的代码，证据为状况与客户端编号，不足的为尚缺份数。Where: a point, a conflict, an officer, an event, a code; of evidence how it stands and its client id, or how many lack.',
  })
  about?: string | null;
}

@ObjectType({ implements: ConsoleError, description: '检查尚不完整。The visit is not complete.' })
export class VisitIncomplete extends Refusal {
  @Field(() => [VisitGap], { description: '尚缺各项。What it lacks.' })
  readonly gaps: readonly VisitGap[];

  constructor(gaps: readonly VisitGap[]) {
    const kinds = [...new Set(gaps.map(({ kind }) => kind))];
    super(
      `检查尚不完整：${kinds.map((kind) => gapWords[kind][0]).join('；')}。请补齐后再提交。`,
      `The visit is not complete: ${kinds.map((kind) => gapWords[kind][1]).join('; ')}. Complete it and send it again.`,
    );
    this.gaps = gaps;
  }
}

@ObjectType({ implements: ConsoleError, description: '检查点填写有误。A point is answered wrongly.' })
export class PointAnswerWrong extends Refusal {
  @Field(() => [String], { description: '哪些检查点。Which points.' })
  readonly points: readonly string[];

  constructor(points: readonly string[]) {
    super(
      `以下检查点填写有误：${points.join('、')}。请按批准版本的检查表填写，每点一次；不适用的写明理由。`,
      `These points are answered wrongly: ${points.join(', ')}. Answer those of the approved version, each once; say why where one is not applicable.`,
    );
    this.points = points;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '已有现场记录，检查点以其为准。Points come from the visit’s events.',
})
export class PointsFromVisit extends Refusal {
  constructor() {
    super(
      '本次检查已有现场记录，检查点以现场记录为准；请在现场记录中更正，提交时不再填写 points。',
      'There are events of the visit, and its points come from them: correct them there, and leave points out.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '记录后现场内容有变。The visit changed since the result was recorded.',
})
export class VisitChangedSince extends Refusal {
  constructor() {
    super(
      '结果记录之后又收到现场记录，内容已变；请退回检查组核对后重新记录。',
      'Events came in after the result was recorded, and the visit says something else; return it to its team.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '结果所依据的证据已撤回。Evidence of the result was withdrawn.',
})
export class ResultEvidenceWithdrawn extends Refusal {
  @Field(() => [ID], { description: '哪些。Which.' })
  readonly evidenceIds: readonly string[];

  constructor(evidenceIds: readonly string[]) {
    super(
      '结果记录之后，其所依据的证据已被撤回；请退回检查组重新记录。',
      'Evidence that the result rests on was withdrawn since it was recorded; return it to its team.',
    );
    this.evidenceIds = evidenceIds;
  }
}

/** Events that one request of the API may bring; more go by the route of batches. */
export const MOST_ONLINE_EVENTS = 50;

@ObjectType({ implements: ConsoleError, description: '事件过多。Too many events.' })
export class TooManyVisitEvents extends Refusal {
  @Field(() => Int, { description: '最多几个。How many there may be.' })
  readonly most = MOST_ONLINE_EVENTS;

  constructor() {
    super(
      `一次最多 ${MOST_ONLINE_EVENTS} 个事件；更多的请由 POST /visit-events 成批提交。`,
      `At most ${MOST_ONLINE_EVENTS} events at once; send more of them in a batch (POST /visit-events).`,
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '没有该记录。No such refused event.' })
export class RefusedEventNotFound extends Refusal {
  constructor() {
    super('没有该未接收的记录。', 'There is no such refused event.');
  }
}

@ObjectType({ implements: ConsoleError, description: '早已办结。It is settled already.' })
export class RefusedEventSettledAlready extends Refusal {
  constructor() {
    super('该记录已办结，无须再办。', 'It is settled already; nothing is left to do.');
  }
}
