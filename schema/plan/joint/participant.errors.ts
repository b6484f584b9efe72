import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({
  implements: ConsoleError,
  description: '联合任务没有唯一的牵头部门。A joint campaign has not exactly one lead.',
})
export class JointLeadMissing extends Refusal {
  @Field(() => Int, { description: '所填的牵头部门数。How many were marked as lead.' })
  readonly leadCount: number;

  constructor(leadCount: number) {
    super(
      `联合任务须有且只有一个牵头部门，并为编制该任务的部门；现填 ${leadCount} 个。请将编制部门标为牵头（isLead）。`,
      `A joint campaign has exactly one lead, the department that drafted it; ${leadCount} were marked. Mark that department as the lead (isLead).`,
    );
    this.leadCount = leadCount;
  }
}

/** What a participant lacks. */
export enum ParticipantLack {
  ITEMS = 'ITEMS',
  OFFICERS = 'OFFICERS',
}

registerEnumType(ParticipantLack, {
  name: 'ParticipantLack',
  description: '参与部门缺什么。What a participant lacks.',
  valuesConfig: {
    ITEMS: { description: '抽查事项。Items.' },
    OFFICERS: { description: '执法人员名额。Places for its officers.' },
  },
});

const lackWords: Readonly<Record<ParticipantLack, (code: string) => readonly [zh: string, en: string]>> = {
  ITEMS: (code) => [
    `参与部门“${code}”没有抽查事项（itemCodes）；清单之外不得检查，请填写其清单内的事项，或不列入该部门。`,
    `Participant "${code}" has no items (itemCodes): no item, no check. Give items of its list, or leave it out.`,
  ],
  OFFICERS: (code) => [
    `参与部门“${code}”的执法人员名额（officers）少于两人；各部门各出一份检查结果，每份须有两名执法人员（行政处罚法第四十二条），请增加名额或不列入该部门。`,
    `Participant "${code}" has fewer than two officers (officers): each department makes a report of its own, by two of its officers (penalty law Art. 42). Raise it, or leave the department out.`,
  ],
};

@ObjectType({
  implements: ConsoleError,
  description: '参与部门没有事项或执法人员。A participant without items or officers.',
})
export class ParticipantIncomplete extends Refusal {
  @Field(() => String, { description: '部门代码。Its code.' })
  readonly departmentCode: string;

  @Field(() => ParticipantLack, { description: '缺什么。What it lacks.' })
  readonly lack: ParticipantLack;

  constructor(departmentCode: string, lack: ParticipantLack) {
    super(...lackWords[lack](departmentCode));
    this.departmentCode = departmentCode;
    this.lack = lack;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '名额超过可派的执法人员。A quota beyond the officers who could be sent.',
})
export class QuotaBeyondOfficers extends Refusal {
  @Field(() => String, { description: '部门代码。The department.' })
  readonly departmentCode: string;

  @Field(() => Int, { description: '名额。The quota.' })
  readonly quota: number;

  @Field(() => Int, { description: '检查期限内可派的执法人员数。How many could be sent during the window.' })
  readonly availableCount: number;

  constructor(departmentCode: string, quota: number, availableCount: number) {
    super(
      `部门“${departmentCode}”每组须派 ${quota} 人，而检查期限内可派的执法人员只有 ${availableCount} 人；请减少名额（officers）、调整期限，或由该部门补充持证人员。`,
      `Each team asks for ${quota} officers of "${departmentCode}", and only ${availableCount} could be sent during the window: lower the quota (officers), move the window, or have the department add certified officers.`,
    );
    this.departmentCode = departmentCode;
    this.quota = quota;
    this.availableCount = availableCount;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '有参与部门尚未同意。A participant has not accepted.',
})
export class ParticipantsPending extends Refusal {
  @Field(() => [String], { description: '尚未同意的部门。Codes of those departments.' })
  readonly departmentCodes: string[];

  constructor(departmentCodes: string[]) {
    const codes = departmentCodes.join('、');
    super(
      `下列参与部门尚未同意：${codes}。请待其负责人答复；不参加的，请重新邀请其他部门（inviteParticipants）。`,
      `Not accepted yet by ${departmentCodes.join(', ')}: wait for their approvers; where one declined, invite others (inviteParticipants).`,
    );
    this.departmentCodes = departmentCodes;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '没有待答复的邀请。No invitation is waiting.',
})
export class ParticipationNotFound extends Refusal {
  constructor() {
    super(
      '没有待本部门答复的该项邀请，可能已答复、已撤回，或不属于本部门。',
      'No such invitation waits for your department: it was answered, taken back, or belongs to another department.',
    );
  }
}
