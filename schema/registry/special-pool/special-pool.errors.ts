import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({ implements: ConsoleError, description: '专项库不存在。No such special pool.' })
export class SpecialPoolNotFound extends Refusal {
  constructor() {
    super('专项库不存在、已关闭，或不属于本部门。', 'There is no such open special pool in your department.');
  }
}

@ObjectType({ implements: ConsoleError, description: '专项库名称已有。The name is taken.' })
export class SpecialPoolNameTaken extends Refusal {
  constructor() {
    super(
      '本部门已有同名的专项库，请另取名称。',
      'Your department has a special pool of that name; choose another.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '成员资料不成立。What is said of a member contradicts.',
})
export class MemberInvalid extends Refusal {
  @Field(() => String, { description: '哪个成员。Which member.' })
  readonly realId: string;

  constructor(realId: string, message: string, messageEn: string) {
    super(message, messageEn);
    this.realId = realId;
  }
}
