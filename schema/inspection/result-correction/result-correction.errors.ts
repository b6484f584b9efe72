import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { ResultCorrectionState } from './result-correction.states.js';

@ObjectType({ implements: ConsoleError, description: '结果更正不存在。No such correction of a result.' })
export class ResultCorrectionNotFound extends Refusal {
  constructor() {
    super(
      '没有该项结果更正，或不属于本部门。',
      'There is no such correction of a result in your department.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '不是现行版本。Not the version that stands.' })
export class ResultNotStanding extends Refusal {
  constructor() {
    super(
      '该版本尚未确认，或已被更正后的版本取代。未确认的请退回重录（returnResult）；已更正的，请对现行版本申请更正。',
      'This version is not confirmed yet, or a corrected one has taken its place. Have what is not confirmed returned (returnResult); of what was corrected, ask for a correction of the version that stands.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '已有更正在办理。A correction is open already.' })
export class ResultCorrectionPending extends Refusal {
  @Field(() => ID, { description: '在办的更正。The one that is open.' })
  readonly correctionId: string;

  constructor(correctionId: string) {
    super(
      '该结果已有一项更正在办理，请先办结或由申请人撤回（withdrawResultCorrection）。',
      'A correction of this result is open already: see it through, or have who asked withdraw it (withdrawResultCorrection).',
    );
    this.correctionId = correctionId;
  }
}

@ObjectType({ implements: ConsoleError, description: '更正来源缺少依据。The source lacks its ground.' })
export class CorrectionSourceUnproven extends Refusal {
  constructor() {
    super(
      '异议成立、上级核查须填写文号（documentNo）；来源为复查的，须有结论为不符的复查（secondReviews）。',
      'An upheld objection and a review by a superior have a number (documentNo); a second review must have differed (secondReviews).',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '更正不在该环节。The correction stands elsewhere.' })
export class ResultCorrectionStateWrong extends Refusal {
  @Field(() => ResultCorrectionState, { description: '当前状态。Where it stands.' })
  readonly state: ResultCorrectionState;

  constructor(state: ResultCorrectionState, allowed: readonly ResultCorrectionState[]) {
    super(
      `更正当前为 ${state}，此操作需要 ${allowed.join(' 或 ')}；请刷新后查看。`,
      `The correction is ${state}; this needs it to be ${allowed.join(' or ')}. Reload and look again.`,
    );
    this.state = state;
  }
}

@ObjectType({ implements: ConsoleError, description: '申请人自行批准。By its own approver.' })
export class ResultCorrectionByOwnApprover extends Refusal {
  constructor() {
    super(
      '申请更正的人（含其代理人、被代理人）不得决定该更正，请由另一名负责人决定。',
      'Neither who asked for the correction (nor a deputy of theirs, nor whom they stand for) may decide on it; another head must.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '不是申请人。Not who asked.' })
export class ResultCorrectionNotYours extends Refusal {
  constructor() {
    super(
      '更正只能由申请人撤回；不应更正的，请负责人不批准（refuseResultCorrection）或由审核人退回；申请人已离岗的，由负责人终止（endResultCorrection）。',
      'Only who asked withdraws a correction. What should not be corrected is refused by a head (refuseResultCorrection) or returned by the reviewer; where who asked is gone, a head ends it (endResultCorrection).',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '申请人仍在岗。Who asked still serves.' })
export class CorrectionAskerServes extends Refusal {
  constructor() {
    super(
      '申请人仍在岗，请由其撤回（withdrawResultCorrection）；负责人只终止申请人账户已停用或已不任相应职务的更正。',
      'Who asked still serves: have them withdraw it (withdrawResultCorrection). A head ends only those whose asker has no account any more, or none of the posts that ask.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '须指定的人员数不符。How many officers to name.' })
export class CorrectionOfficersNeeded extends Refusal {
  @Field(() => Int, { description: '须指定几名。How many have to be named.' })
  readonly neededCount: number;

  constructor(neededCount: number) {
    super(
      neededCount > 0
        ? `原检查组在岗的执法人员不足两名（行政处罚法第四十二条），请指定 ${neededCount} 名本部门执法人员记录并签字（officerIds）。`
        : '原检查组在岗的执法人员足以签字，由其办理，不另指定人员（officerIds 留空）。',
      neededCount > 0
        ? `Fewer than two officers of the team still serve (penalty law Art. 42): name ${neededCount} of the department to record and sign (officerIds).`
        : 'Enough officers of the team still serve and sign themselves: name none (leave officerIds empty).',
    );
    this.neededCount = neededCount;
  }
}

@ObjectType({ implements: ConsoleError, description: '指定的人员不宜。An officer named cannot.' })
export class CorrectionOfficerUnfit extends Refusal {
  @Field(() => [ID], { description: '哪些人员。Which of them.' })
  readonly inspectorIds: readonly string[];

  constructor(inspectorIds: readonly string[]) {
    super(
      '所指定的人员中有不在本部门库中、当日不能执法（证件、请假）、须回避、属于专家，或就是批准人本人的，请另行指定。',
      'Some of those named are not in the pool, cannot act today (certificate, leave), must recuse themselves, are experts, or are the one who approves: name others.',
    );
    this.inspectorIds = inspectorIds;
  }
}

@ObjectType({ implements: ConsoleError, description: '不是签字人员。Not one of its officers.' })
export class NotCorrectionOfficer extends Refusal {
  constructor() {
    super(
      '更正由原检查组在岗人员（不足时由批准时指定的人员）记录并签字，您不在其中。',
      'A correction is recorded and signed by the officers of the team who still serve, or those named by its approval; you are none of them.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '没有任何更正。It changes nothing.' })
export class CorrectionChangesNothing extends Refusal {
  constructor() {
    super(
      '所填内容与现行版本相同，没有更正任何项；请填写要更正的项，不应更正的请由申请人撤回。',
      'It says what the version that stands says. Fill in what is to be corrected, or have who asked withdraw it.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '处置与整改要求不符。Disposition and order differ.' })
export class CorrectionOrderMismatch extends Refusal {
  constructor() {
    super(
      '更正后的处置为“责令改正”而该任务没有整改要求的，须填写整改要求与期限（order）；处置不是“责令改正”的，不填写。',
      'Where the corrected disposition orders a rectification and none stands for the visit, say what and by when (order); with another disposition leave it out.',
    );
  }
}
