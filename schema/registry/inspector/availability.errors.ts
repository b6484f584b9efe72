import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { CalendarDate } from '../../shared/scalars.js';

@ObjectType({ implements: ConsoleError, description: '请休假不存在。No such leave.' })
export class LeaveNotFound extends Refusal {
  constructor() {
    super(
      '没有该请休假记录，或不属于本部门，请从列表中选取。',
      'There is no such leave in your department; take one from the list.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '与另一段请休假重叠。Overlaps another leave.' })
export class LeaveOverlaps extends Refusal {
  @Field(() => CalendarDate, { description: '那一段的首日。First day of the other.' })
  readonly fromOn: string;

  @Field(() => CalendarDate, { description: '那一段的末日。Last day of the other.' })
  readonly toOn: string;

  constructor(fromOn: string, toOn: string) {
    super(
      `与已登记的 ${fromOn} 至 ${toOn} 重叠，请改日期，或先取消那一段。`,
      `It overlaps the leave from ${fromOn} to ${toOn}; change the days, or cancel that one first.`,
    );
    this.fromOn = fromOn;
    this.toOn = toOn;
  }
}

@ObjectType({ implements: ConsoleError, description: '借调不存在。No such secondment.' })
export class SecondmentNotFound extends Refusal {
  constructor() {
    super(
      '没有该借调记录，或不由本部门派出，请从列表中选取。',
      'Your department has sent out no such secondment; take one from the list.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '与另一次借调重叠。Overlaps another secondment.' })
export class SecondmentOverlaps extends Refusal {
  @Field(() => String, { description: '那一次的文号。Document number of the other.' })
  readonly documentNo: string;

  @Field(() => CalendarDate, { description: '那一次的首日。First day of the other.' })
  readonly fromOn: string;

  @Field(() => CalendarDate, { description: '那一次的末日。Last day of the other.' })
  readonly toOn: string;

  constructor(other: { documentNo: string; fromOn: string; toOn: string }, hostName: string) {
    const { documentNo, fromOn, toOn } = other;
    super(
      `该人员 ${fromOn} 至 ${toOn} 已借调至${hostName}（${documentNo}），日期不得重叠，请改日期。`,
      `The officer is seconded elsewhere from ${fromOn} to ${toOn}; two secondments may not overlap, change the days.`,
    );
    this.documentNo = documentNo;
    this.fromOn = fromOn;
    this.toOn = toOn;
  }
}

@ObjectType({ implements: ConsoleError, description: '不能借调到本部门。Home and host are the same.' })
export class SecondedHome extends Refusal {
  constructor() {
    super(
      '借入部门就是该人员所在部门，请选择另一部门。',
      'The host is the department of the officer already; choose another.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '借入部门已有同一证号。The host has that number.' })
export class SecondedNumberTaken extends Refusal {
  constructor() {
    super(
      '借入部门的名录库中已有同一证号的人员，该人员在那里已可被抽取，无须借调登记。',
      'The pool of the host has an officer of the same number, who can be drawn there already; no secondment is needed.',
    );
  }
}
