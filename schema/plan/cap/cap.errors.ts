import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({ implements: ConsoleError, description: '上限或免检登记有误。A cap or an exemption is wrong.' })
export class CapInvalid extends Refusal {
  @Field(() => String, { description: '有误的字段。The field at fault.' })
  readonly field: string;

  constructor(field: string, message: string, messageEn: string) {
    super(message, messageEn);
    this.field = field;
  }
}

@ObjectType({ implements: ConsoleError, description: '免检登记不存在。No such exemption.' })
export class ExemptionNotFound extends Refusal {
  constructor() {
    super(
      '免检登记不存在、已终止或不属于本部门。',
      'There is no such exemption in force in your department.',
    );
  }
}
