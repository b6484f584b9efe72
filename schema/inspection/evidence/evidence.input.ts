import { Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';

@InputType({ description: '撤回证据。Withdraws evidence.' })
export class WithdrawEvidenceInput {
  @Field(() => Id, { description: '证据。The evidence.' })
  evidenceId!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由，随证据保存。Why; kept with it.' })
  reason!: string;
}
