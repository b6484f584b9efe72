import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { CalendarDate, DateTime } from '../../shared/scalars.js';

@ObjectType({ implements: ConsoleError, description: '执法人员不存在。No such inspector.' })
export class InspectorNotFound extends Refusal {
  constructor() {
    super(
      '名录库中没有该执法人员，或不属于本部门，请从列表中选取。',
      'There is no such inspector in your department; take one from the list.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '已被他人修改。Somebody changed it meanwhile.' })
export class OfficerChangedMeanwhile extends Refusal {
  @Field(() => DateTime, { description: '最近修改时间。When it was changed last.' })
  readonly updatedAt: Date;

  constructor(updatedAt: Date) {
    super(
      '您打开之后已有人修改，请重新打开，核对后再改。',
      'Somebody changed this after you opened it; open it again, compare, and change it then.',
    );
    this.updatedAt = updatedAt;
  }
}

@ObjectType({ implements: ConsoleError, description: '某一栏不合规则。A field breaks its rules.' })
export class OfficerFieldInvalid extends Refusal {
  @Field(() => String, { description: '哪一栏。Which field.' })
  readonly field: string;

  constructor(field: string, zh: string, en: string) {
    super(zh, en);
    this.field = field;
  }
}

@ObjectType({ implements: ConsoleError, description: '止早于起。It ends before it begins.' })
export class OfficerPeriodInvalid extends Refusal {
  @Field(() => String, { description: '哪一栏。Which field.' })
  readonly field: string;

  @Field(() => CalendarDate, { description: '起。The first day.' })
  readonly fromOn: string;

  @Field(() => CalendarDate, { description: '止。The last day.' })
  readonly toOn: string;

  constructor(field: string, fromOn: string, toOn: string) {
    super(
      `止日 ${toOn} 早于起日 ${fromOn}，请核对原件后重填（${field}）。`,
      `It ends on ${toOn}, before it begins on ${fromOn}; compare with the document and correct ${field}.`,
    );
    this.field = field;
    this.fromOn = fromOn;
    this.toOn = toOn;
  }
}

@ObjectType({ implements: ConsoleError, description: '该人员已离岗。The inspector has left.' })
export class InspectorHasLeft extends Refusal {
  constructor() {
    super(
      '该人员已办理离岗，资料只供查阅，不再修改。',
      'This inspector has left; the record is kept and no longer changed.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '离岗须另行办理。Leaving is a deed of its own.' })
export class LeavingIsADeparture extends Refusal {
  constructor() {
    super(
      '调离、退休不在此处修改，请办理离岗（departInspector），未办结事项须先移交。',
      'Transfer and retirement are not entered here; use departInspector, which first hands over what is open.',
    );
  }
}
