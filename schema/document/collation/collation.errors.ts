import { ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({ implements: ConsoleError, description: '没有可以打印的文书。No paper to print.' })
export class NothingToCollate extends Refusal {
  constructor() {
    super(
      '该任务没有已批准的这些种类的文书，请先制作并批准。',
      'The campaign has no approved papers of these kinds; make and approve them first.',
    );
  }
}
