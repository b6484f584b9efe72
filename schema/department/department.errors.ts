import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { CalendarDate } from '../shared/scalars.js';

/** The codes that a department has. */
export enum DepartmentCodeKind {
  CODE = 'CODE',
  CREDIT_CODE = 'CREDIT_CODE',
}

registerEnumType(DepartmentCodeKind, {
  name: 'DepartmentCodeKind',
  description: '部门的代码种类。Which code of a department.',
  valuesConfig: {
    CODE: { description: '部门代码: the short code' },
    CREDIT_CODE: { description: '统一社会信用代码: the credit code' },
  },
});

@ObjectType({
  implements: ConsoleError,
  description: '代码已被另一部门使用。Another department has this code.',
})
export class DepartmentCodeTaken extends Refusal {
  @Field(() => DepartmentCodeKind, { description: '哪个代码。Which code.' })
  readonly kind: DepartmentCodeKind;

  constructor(kind: DepartmentCodeKind) {
    const [word, wordEn] =
      kind === DepartmentCodeKind.CODE ? ['部门代码', 'code'] : ['统一社会信用代码', 'credit code'];
    super(
      `该${word}已被另一部门使用，请核对后重填。`,
      `Another department has this ${wordEn}; check it and enter it again.`,
    );
    this.kind = kind;
  }
}

@ObjectType({ implements: ConsoleError, description: '代码不合规则。A code that breaks its rules.' })
export class InvalidDepartmentCode extends Refusal {
  @Field(() => DepartmentCodeKind, { description: '哪个代码。Which code.' })
  readonly kind: DepartmentCodeKind;

  constructor(kind: DepartmentCodeKind, zh: string, en: string) {
    super(zh, en);
    this.kind = kind;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '区划代码不合规则。A division code that breaks its rules.',
})
export class InvalidDivisionCode extends Refusal {
  @Field(() => String, { description: '该代码。The code.' })
  readonly divisionCode: string;

  constructor(divisionCode: string, zh: string, en: string) {
    super(`区划代码“${divisionCode}”：${zh}`, `Division code "${divisionCode}": ${en}`);
    this.divisionCode = divisionCode;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有这个区划。No such division.' })
export class UnknownDivision extends Refusal {
  @Field(() => String, { description: '该代码。The code.' })
  readonly divisionCode: string;

  constructor(divisionCode: string) {
    super(
      `没有代码为“${divisionCode}”的区划，请由系统管理员先登记。`,
      `There is no division "${divisionCode}"; a system administrator enters it first.`,
    );
    this.divisionCode = divisionCode;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有这个部门。No such department.' })
export class UnknownDepartment extends Refusal {
  @Field(() => String, { description: '该代码。The code.' })
  readonly departmentCode: string;

  constructor(departmentCode: string) {
    super(
      `没有代码为“${departmentCode}”的部门，请核对代码。`,
      `There is no department "${departmentCode}"; check the code.`,
    );
    this.departmentCode = departmentCode;
  }
}

@ObjectType({ implements: ConsoleError, description: '部门隶属成环。A circle in the tree of departments.' })
export class DepartmentCycle extends Refusal {
  @Field(() => [String], { description: '成环的部门代码，自下而上。The circle by codes, upwards.' })
  readonly departmentCodes: string[];

  @Field(() => CalendarDate, { description: '成环之日。The first day of the circle.' })
  readonly on: string;

  constructor(departmentCodes: string[], on: string) {
    super(
      `自 ${on} 起部门隶属成环：${departmentCodes.join(' → ')}。请先调整其中一个部门的上级。`,
      `From ${on} the departments would form a circle: ${departmentCodes.join(', ')}. Move one of them first.`,
    );
    this.departmentCodes = departmentCodes;
    this.on = on;
  }
}

@ObjectType({ implements: ConsoleError, description: '区划隶属成环。A circle in the tree of divisions.' })
export class DivisionCycle extends Refusal {
  @Field(() => [String], { description: '成环的区划代码，自下而上。The circle by codes, upwards.' })
  readonly divisionCodes: string[];

  @Field(() => CalendarDate, { description: '成环之日。The first day of the circle.' })
  readonly on: string;

  constructor(divisionCodes: string[], on: string) {
    super(
      `自 ${on} 起区划隶属成环：${divisionCodes.join(' → ')}。请先调整其中一个区划的上级。`,
      `From ${on} the divisions would form a circle: ${divisionCodes.join(', ')}. Move one of them first.`,
    );
    this.divisionCodes = divisionCodes;
    this.on = on;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '当日不存在。It does not stand on that day.',
})
export class NotStandingThen extends Refusal {
  @Field(() => String, { description: '部门或区划代码。The code of the department or division.' })
  readonly standingCode: string;

  @Field(() => CalendarDate, { description: '该日。The day.' })
  readonly on: string;

  constructor(standingCode: string, on: string) {
    super(
      `“${standingCode}”在 ${on} 尚未设立或已经撤销，请换一个日期，或先登记其沿革。`,
      `"${standingCode}" does not stand on ${on}: not yet founded, or ended. Choose another day, or enter its past first.`,
    );
    this.standingCode = standingCode;
    this.on = on;
  }
}

@ObjectType({ implements: ConsoleError, description: '下面还有。Others stand below it.' })
export class OthersBelow extends Refusal {
  @Field(() => [String], { description: '下级代码，至多二十个。Codes below it, at most twenty.' })
  readonly codesBelow: string[];

  constructor(codesBelow: string[]) {
    super(
      `其后仍有下级：${codesBelow.join('、')}。请先调整其上级。`,
      `Others stand below it afterwards: ${codesBelow.join(', ')}. Move them first.`,
    );
    this.codesBelow = codesBelow;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '机构须以所属机关名义执法。An institution acts in the name of its authority.',
})
export class InstitutionNotOwn extends Refusal {
  @Field(() => String, { description: '有误的字段。The field at fault.' })
  readonly field: string;

  constructor(field: string, zh: string, en: string) {
    super(zh, en);
    this.field = field;
  }
}

@ObjectType({ implements: ConsoleError, description: '部门已撤并。The department has ended.' })
export class DepartmentEnded extends Refusal {
  @Field(() => String, { description: '部门代码。Its code.' })
  readonly departmentCode: string;

  @Field(() => String, { nullable: true, description: '承继部门代码。The code of its successor.' })
  readonly successorCode?: string;

  constructor(departmentCode: string, successorCode?: string) {
    super(
      `部门“${departmentCode}”已撤并，请以承继部门${successorCode ? `“${successorCode}”` : ''}办理。`,
      `Department "${departmentCode}" has ended; use its successor${successorCode ? ` "${successorCode}"` : ''}.`,
    );
    this.departmentCode = departmentCode;
    this.successorCode = successorCode;
  }
}
