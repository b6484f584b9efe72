import { Field, ID, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({ implements: ConsoleError, description: '没有这一对。No such pair.' })
export class UnknownPair extends Refusal {
  @Field(() => ID, { description: '该标识。The id.' })
  readonly pairId: string;

  constructor(pairId: string) {
    super(
      '没有这一对疑似重复：可能已重新查找，请从最新的列表中选取。',
      'There is no such pair: the search was perhaps made anew; take it from the present list.',
    );
    this.pairId = pairId;
  }
}
