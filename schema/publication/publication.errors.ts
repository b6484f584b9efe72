import { ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';

@ObjectType({ implements: ConsoleError, description: '公示事项不存在。No such publication.' })
export class PublicationNotFound extends Refusal {
  constructor() {
    super('公示事项不存在，或不属于本部门。', 'There is no such publication in your department.');
  }
}

@ObjectType({ implements: ConsoleError, description: '尚未完成保密审查。Its secrecy review is missing.' })
export class SecrecyReviewMissing extends Refusal {
  constructor() {
    super(
      '发布前须完成保密审查（国家秘密、商业秘密、个人隐私、社会稳定）。',
      'Before its release a publication is reviewed for secrecy: state, trade, privacy, stability.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '已经发布或批准。Released already.' })
export class PublicationNotDue extends Refusal {
  constructor() {
    super('该事项已批准或已公示。', 'It has been released or published already.');
  }
}
