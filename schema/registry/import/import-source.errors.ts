import { Field, ID, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({ implements: ConsoleError, description: '没有这个来源。No such source.' })
export class UnknownImportSource extends Refusal {
  @Field(() => ID, { description: '该标识。The id.' })
  readonly sourceId: string;

  constructor(sourceId: string) {
    super(
      '没有这个来源：可能已删除。请在 importSources 中查看。',
      'There is no such source: it may have been forgotten; importSources lists them.',
    );
    this.sourceId = sourceId;
  }
}
