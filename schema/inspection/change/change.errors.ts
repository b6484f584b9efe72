import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { CalendarDate } from '../../shared/scalars.js';
import type { StoredObstacle } from './change.entity.js';
import { Obstacle } from './change.obstacle.js';
import { ChangeState, obstacleWords } from './change.states.js';

@ObjectType({ implements: ConsoleError, description: '变更申请不存在。No such request.' })
export class ChangeNotFound extends Refusal {
  constructor() {
    super('变更申请不存在，或不属于本部门。', 'There is no such request in your department.');
  }
}

@ObjectType({ implements: ConsoleError, description: '申请的状态不允许。The request stands elsewhere.' })
export class ChangeStateWrong extends Refusal {
  @Field(() => ChangeState, { description: '现在的状态。Where it stands.' })
  readonly state: ChangeState;

  constructor(state: ChangeState, needed: readonly ChangeState[]) {
    super(
      `该申请当前为 ${state}，此操作需要 ${needed.join(' 或 ')}；已办理的不得撤销，需要时另行申请。`,
      `The request is ${state}; this needs ${needed.join(' or ')}. What was carried out is not undone: ask for a further change.`,
    );
    this.state = state;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '申请人自行批准。A change by its own approver.',
})
export class ChangeByOwnApprover extends Refusal {
  constructor() {
    super(
      '申请人（含其代理人、被代理人）和被替换的人员本人不得批准或口头同意该变更，请由另一名负责人决定。',
      'Neither who asked (nor a deputy of theirs, nor whom they stand for) nor the officer concerned may approve or grant the change; another head must decide.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '已有相同申请待决定。The same is asked for already.' })
export class ChangePending extends Refusal {
  constructor() {
    super(
      '该任务已有相同种类的申请待决定，请等待，或由申请人撤回（withdrawChange）后重新申请。',
      'The same kind of change of this assignment waits for its decision; wait for it, or have it withdrawn (withdrawChange) and ask anew.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '该人员不在检查组。The officer is not on the team.' })
export class OfficerNotOnTeam extends Refusal {
  constructor() {
    super(
      '“inspectorId”不是该任务检查组的现有成员，请从检查组（team）中选取。',
      '`inspectorId` is not on the team of this assignment; take one of its `team`.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '同层已无候补对象。No reserve is left.',
})
export class ReserveExhausted extends Refusal {
  constructor() {
    super(
      '该层的候补对象已用完，无可递补。确需终止的，以“withoutReplacement”为是重新申请，该对象退出且不递补。',
      'No unit is left in reserve for this stratum. Where the target has to go all the same, ask again with `withoutReplacement`: it goes and none takes its place.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '不能改到该日。A visit cannot be moved to that day.',
})
export class PostponementRefused extends Refusal {
  @Field(() => [Obstacle], { description: '各项原因与办法。The reasons, each with its remedy.' })
  readonly obstacles: readonly Obstacle[];

  constructor(obstacles: readonly StoredObstacle[]) {
    const words = obstacles.map(({ kind }) => obstacleWords[kind]);
    super(
      `“newOn”不可行：${words.map(([zh]) => zh).join('；')}。`,
      `The visit cannot be moved to \`newOn\`: ${words.map(([, en]) => en).join('; ')}.`,
    );
    this.obstacles = obstacles.map((one) => new Obstacle(one));
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '延期超出检查期限。The new day is beyond the window.',
})
export class BeyondWindow extends Refusal {
  @Field(() => CalendarDate, { description: '期限起。First day.' })
  readonly fromOn: string;

  @Field(() => CalendarDate, { description: '期限止。Last day.' })
  readonly toOn: string;

  constructor(fromOn: string, toOn: string) {
    super(
      `日期须在检查期限 ${fromOn} 至 ${toOn} 之内；抽取确定的期限不得延长，期限内无法检查的另行下达任务。`,
      `The days must lie within the window of visits, ${fromOn} to ${toOn}: what was drawn for it is not prolonged. What cannot be visited within it needs another campaign.`,
    );
    this.fromOn = fromOn;
    this.toOn = toOn;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有需要延期的任务。No visit is concerned.' })
export class NothingToPostpone extends Refusal {
  constructor() {
    super(
      '所选区划、日期内没有本部门尚未检查的任务，请核对“divisionCodes”“fromOn”“toOn”。',
      'No open visit of your department lies in these divisions and days; look at `divisionCodes`, `fromOn` and `toOn`.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '日期次序有误。The days are in the wrong order.' })
export class PostponementDaysWrong extends Refusal {
  constructor() {
    super(
      '“fromOn”不得晚于“toOn”，“newOn”须晚于“toOn”且不早于今天。',
      '`fromOn` must not be after `toOn`, and `newOn` must be after `toOn` and not before today.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '没有这样的负责人。No such head.' })
export class HeadNotFound extends Refusal {
  constructor() {
    super(
      '“grantedBy”不是本部门在岗负责人的账户，请填写口头同意的负责人的用户名。',
      '`grantedBy` is no account of an approver of this department; give the username of the head who granted it.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '口头同意的时间有误。The time of the grant is wrong.' })
export class GrantTimeWrong extends Refusal {
  constructor() {
    super(
      '“grantedAt”须为实际通话时间，不得晚于现在，也不得早于任务派发。',
      '`grantedAt` is when they spoke: not after now, and not before the assignment was dispatched.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '只能由口头同意的负责人办理。Only who granted it may do this.',
})
export class NotTheGrantor extends Refusal {
  constructor() {
    super(
      '只能由口头同意的负责人本人或其代理人确认或否认。',
      'Only the head who granted it, or their deputy, may confirm or disown it.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '只能由申请人办理。Only who asked may do this.' })
export class NotTheRequester extends Refusal {
  constructor() {
    super(
      '只能由申请人本人撤回，或登记负责人的口头同意。',
      'Only who asked for it may withdraw it, or enter that it was granted by phone.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '人员已齐，无须补派。The target has its team.',
})
export class NotHeld extends Refusal {
  constructor() {
    super('该任务已有检查组，无须补派。', 'The assignment has its team; only a held one is staffed.');
  }
}

@ObjectType({ implements: ConsoleError, description: '预警不存在或已办结。No such alarm is open.' })
export class AlarmNotFound extends Refusal {
  constructor() {
    super('没有这项未办结的预警，或不属于本部门。', 'No such alarm of your department is open.');
  }
}

@ObjectType({ implements: ConsoleError, description: '预警涉及本人。The alarm concerns yourself.' })
export class AlarmConcernsActor extends Refusal {
  constructor() {
    super(
      '该预警涉及您本人办理或参加的事项，请由另一名负责人核查办结。',
      'The alarm is about what you did or took part in; another head has to settle it.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '更正通知不存在。No such correction notice.' })
export class CorrectionNotFound extends Refusal {
  constructor() {
    super(
      '没有这份待决定的更正通知，或不属于本部门。',
      'No such correction notice of your department waits for a decision.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '尚未派发。Nothing was dispatched yet.' })
export class NotDispatched extends Refusal {
  constructor() {
    super(
      '任务尚未派发，不需要更正通知：未封库的请改拟任务，已封库的在揭示前作废。',
      'Nothing of the campaign was dispatched, so there is nothing to correct: draft it anew, or void its draw before the first reveal.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '更正的事项不在清单。The right item is not in the list.',
})
export class CorrectItemNotListed extends Refusal {
  @Field(() => [String], { description: '不可用的事项编码。The codes at fault.' })
  readonly codes: readonly string[];

  constructor(codes: readonly string[]) {
    super(
      `“itemCodes”中的 ${codes.join('、')} 不在本部门清单，或在检查期限内未全程有效；无清单不检查。`,
      `${codes.join(', ')} of \`itemCodes\` are not in the department's list, or not in force during the whole window: no item, no check.`,
    );
    this.codes = codes;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '更正内容不完整。What the notice corrects is not complete.',
})
export class CorrectionIncomplete extends Refusal {
  @Field(() => String, { description: '缺少的字段。The field that is lacking.' })
  readonly field: string;

  @Field(() => Int, { description: '须填写的项数。How many are needed.' })
  readonly neededCount: number;

  constructor(field: string, neededCount: number) {
    super(
      `更正该项须填写“${field}”（${neededCount} 项）。`,
      `To correct this, \`${field}\` is needed (${neededCount}).`,
    );
    this.field = field;
    this.neededCount = neededCount;
  }
}
