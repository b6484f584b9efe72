import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

/** Why there is no list to hand down. */
const reasons = {
  stage: {
    zh: '只有“只抽对象”的任务有名单可以下达。',
    en: 'Only a draw of targets alone has a list to hand down.',
  },
  drawn: { zh: '尚未抽取，没有名单可以下达。', en: 'It is not drawn yet: there is no list.' },
  rehearsal: { zh: '演练的名单不得下达。', en: 'The list of a rehearsal is never handed down.' },
} as const;

@ObjectType({ implements: ConsoleError, description: '没有可以下达的名单。There is no list to hand down.' })
export class NothingToHandDown extends Refusal {
  constructor(reason: keyof typeof reasons) {
    super(reasons[reason].zh, reasons[reason].en);
  }
}

@ObjectType({ implements: ConsoleError, description: '已经下达。It was handed down before.' })
export class AlreadyHandedDown extends Refusal {
  @Field(() => String, { description: '当时的文号。The document under which it was.' })
  readonly documentNo: string;

  constructor(documentNo: string, on: string) {
    super(
      `该次抽取已于 ${on} 以文号“${documentNo}”下达，一次抽取只下达一次；进度见下达记录。`,
      `This draw was handed down on ${on}, which is done once; handDowns tells how far it is.`,
    );
    this.documentNo = documentNo;
  }
}

const placementFaults = {
  department: {
    zh: '不是本部门或其下级机关，或已撤销',
    en: 'is neither your department nor an authority below it, or has ended',
  },
  drawn: { zh: '的指定中有未被抽中的对象', en: 'was given a target that was not drawn' },
  twice: { zh: '的指定中有重复的对象', en: 'was given a target that was given before' },
} as const;

@ObjectType({
  implements: ConsoleError,
  description: '指定的承办部门有误。A department was named that cannot be.',
})
export class PlacementInvalid extends Refusal {
  @Field(() => String, { description: '部门代码。The code of the department.' })
  readonly departmentCode: string;

  constructor(fault: keyof typeof placementFaults, departmentCode: string) {
    const { zh, en } = placementFaults[fault];
    super(
      `“${departmentCode}”${zh}，请更正指定。`,
      `"${departmentCode}" ${en}; correct what you named by hand.`,
    );
    this.departmentCode = departmentCode;
  }
}

@ObjectType({ implements: ConsoleError, description: '有对象没有承办部门。Targets fit no department.' })
export class TargetsUnplaced extends Refusal {
  @Field(() => Int, { description: '几个。How many.' })
  readonly count: number;

  constructor(count: number) {
    super(
      `有 ${count} 个对象没有承办部门，未作下达：抽中的对象一个不得遗漏，请按下达方案逐一指定，或由承办部门先行登记。`,
      `${count} targets fit no department; nothing was handed down. None that was drawn is left out: name a department for each (see the proposal), or have it entered there first.`,
    );
    this.count = count;
  }
}

@ObjectType({ implements: ConsoleError, description: '方案已变。The proposal is another by now.' })
export class ProposalChanged extends Refusal {
  constructor() {
    super(
      '下达方案与所确认的不同（名录或区划已变），未作下达：请重新查看方案后确认。',
      'The proposal is not the one that you confirmed: registers or divisions have changed. Look at it again, then confirm.',
    );
  }
}
