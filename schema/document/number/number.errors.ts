import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { DocumentKind, documentKinds } from '../document.kinds.js';

@ObjectType({
  implements: ConsoleError,
  description: '该文书尚无文号规则。No rule for numbers of this kind.',
})
export class NumberRuleMissing extends Refusal {
  @Field(() => DocumentKind, { description: '文书种类。Which kind.' })
  readonly kind: DocumentKind;

  constructor(kind: DocumentKind) {
    super(
      `“${documentKinds[kind].title}”尚未规定文号，请先设置（setNumberRules），如“湛市监检通〔{年}〕{号}号”。`,
      `There is no rule yet for the numbers of ${documentKinds[kind].en}; set one first (setNumberRules).`,
    );
    this.kind = kind;
  }
}

@ObjectType({ implements: ConsoleError, description: '文号规则不成立。A rule for numbers that cannot work.' })
export class NumberPatternInvalid extends Refusal {
  constructor(zh: string, en: string) {
    super(`文号规则 pattern 有误：${zh}。`, `The pattern of numbers is wrong: ${en}.`);
  }
}

@ObjectType({ implements: ConsoleError, description: '该文号已使用。The number is used already.' })
export class NumberUsed extends Refusal {
  @Field(() => String, { description: '文号。The number.' })
  readonly number: string;

  constructor(number: string) {
    super(
      `文号 ${number} 已使用，一个文号只用于一份文书；请另取文号，或先作废原文书（voidDocument）。`,
      'This number is used already; a number is for one paper. Take another, or void that paper first.',
    );
    this.number = number;
  }
}

@ObjectType({ implements: ConsoleError, description: '该文号已作废。The number is void.' })
export class NumberVoid extends Refusal {
  @Field(() => String, { description: '文号。The number.' })
  readonly number: string;

  constructor(number: string) {
    super(
      `文号 ${number} 已作废，作废的文号不再使用；请另取文号。`,
      'This number is void and never used again; take another.',
    );
    this.number = number;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有该预留文号。No such reserved number.' })
export class NumberNotFound extends Refusal {
  constructor() {
    super(
      '本部门没有为该种文书预留这一文号；请从预留文号中选取，或留空由系统取号。',
      'Your department has reserved no such number for this kind; choose from the reserved ones, or leave it to the system.',
    );
  }
}
