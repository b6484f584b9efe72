import { ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({ implements: ConsoleError, description: '没有选定对象。No target was chosen.' })
export class NoTargetsChosen extends Refusal {
  constructor() {
    super(
      '请给出范围（filter）或现实标识（realIds）之一，只给一种；改名须给出不同的名称。',
      'Give a filter or real-world ids, one of the two; a tag is renamed to another name.',
    );
  }
}
