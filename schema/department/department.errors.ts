import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';

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
