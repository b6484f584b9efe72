import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { CalendarDate } from '../shared/scalars.js';
import { AssignmentState } from './assignment.states.js';

@ObjectType({ implements: ConsoleError, description: '检查任务不存在。No such assignment.' })
export class AssignmentNotFound extends Refusal {
  constructor() {
    super('检查任务不存在，或尚未到可见时间。', 'There is no such assignment, or its time has not come.');
  }
}

@ObjectType({ implements: ConsoleError, description: '检查结果不存在。No such result.' })
export class ResultNotFound extends Refusal {
  constructor() {
    super('检查结果不存在，或不属于本部门。', 'There is no such result in your department.');
  }
}

@ObjectType({ implements: ConsoleError, description: '已有更新的版本。A newer version has taken its place.' })
export class ResultSuperseded extends Refusal {
  constructor() {
    super(
      '该版本已退回并由新版本取代，请办理最新版本。',
      'This version was returned and replaced; take the newest one.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '不是本检查组成员。Not a member of the team.' })
export class NotOnTeam extends Refusal {
  constructor() {
    super(
      '您不是抽取确定的本组检查人员，不得记录或签字。',
      'You are not one of the officers drawn for this target; you may neither record nor sign.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '状态不允许。The assignment is not in the state this needs.',
})
export class AssignmentStateWrong extends Refusal {
  @Field(() => AssignmentState, { description: '现在的状态。Where it stands.' })
  readonly state: AssignmentState;

  constructor(state: AssignmentState, needed: readonly AssignmentState[]) {
    super(
      `检查任务当前为 ${state}，此操作需要 ${needed.join(' 或 ')}。`,
      `The assignment is ${state}; this needs it to be ${needed.join(' or ')}.`,
    );
    this.state = state;
  }
}

@ObjectType({ implements: ConsoleError, description: '日期在将来。A date lies in the future.' })
export class DateInFuture extends Refusal {
  @Field(() => CalendarDate, { description: '今天。Today.' })
  readonly today: string;

  constructor(today: string) {
    super(`检查日期不得晚于今天（${today}）。`, `The day of the visit may not be after today (${today}).`);
    this.today = today;
  }
}

@ObjectType({ implements: ConsoleError, description: '不在检查期限内。Outside the window of visits.' })
export class OutsideWindow extends Refusal {
  @Field(() => CalendarDate, { description: '期限起。First day.' })
  readonly fromOn: string;

  @Field(() => CalendarDate, { description: '期限止。Last day.' })
  readonly toOn: string;

  constructor(fromOn: string, toOn: string) {
    super(
      `检查日期须在 ${fromOn} 至 ${toOn} 之内；改期请先办理延期。`,
      `The day of the visit must lie within ${fromOn} and ${toOn}; have it postponed first.`,
    );
    this.fromOn = fromOn;
    this.toOn = toOn;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '不是合并检查的日期。Another day than the one of the merged visit.',
})
export class MergedDayMissed extends Refusal {
  @Field(() => CalendarDate, { description: '合并检查的日期。The day that was decided.' })
  readonly visitOn: string;

  constructor(visitOn: string) {
    super(
      `本次检查已与其他任务合并，日期为 ${visitOn}；在另一日检查的，请填写理由（otherDayReason），或先办理延期（requestPostponement）。`,
      `This visit is merged with others, on ${visitOn}. If it was made on another day say why (otherDayReason), or have it postponed first (requestPostponement).`,
    );
    this.visitOn = visitOn;
  }
}

@ObjectType({ implements: ConsoleError, description: '结果代码不存在。An unknown result code.' })
export class ResultCodeUnknown extends Refusal {
  constructor(code: string) {
    super(
      `结果代码“${code}”不在代码表中，请从列表选择。`,
      `Result code ${code} is not in the list; choose from it.`,
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '须指明结果代码体系。The system of the code has to be named.',
})
export class ResultSystemUnclear extends Refusal {
  @Field(() => [String], { description: '有此代码的体系。The systems that have this code.' })
  readonly resultSystems: readonly string[];

  constructor(resultSystems: readonly string[]) {
    super(
      `本任务的事项使用不同的结果代码体系，此代码在 ${resultSystems.join('、')} 中都有，请填写 resultSystem。`,
      `The items use different systems, and ${resultSystems.join(', ')} all have this code; give resultSystem.`,
    );
    this.resultSystems = resultSystems;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '执法证件当日无效。The certificate was not valid that day.',
})
export class CertificateNotValid extends Refusal {
  constructor(on: string) {
    super(
      `您的执法证件在 ${on} 无效，不得执法（行政处罚法第四十二条）。`,
      `Your certificate was not valid on ${on}.`,
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '已经签字。Already signed.' })
export class AlreadySigned extends Refusal {
  constructor() {
    super('您已签字。', 'You have signed already.');
  }
}
