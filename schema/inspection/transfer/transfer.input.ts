import { IsOptional, Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { EvidenceNamingInput } from '../evidence/evidence-naming.input.js';
import { TransferKind } from './transfer.states.js';

@InputType({ description: '移送、抄告。Sends what was found to another department.' })
export class SendTransferInput {
  @Field(() => Id, { description: '检查任务。The assignment.' })
  assignmentId!: string;

  @Field(() => TransferKind, { description: '种类。What it is.' })
  kind!: TransferKind;

  @IsOptional()
  @Length(1, 40)
  @Field(() => Text, { nullable: true, description: '接收部门代码（系统内）。A department of this system.' })
  departmentCode?: string | null;

  @IsOptional()
  @Length(2, 100)
  @Field(() => Text, { nullable: true, description: '接收单位名称（系统外）。Somebody outside it.' })
  recipientName?: string | null;

  @Length(2, 4000)
  @Field(() => Text, { description: '移送、抄告的事实。What was found, as the recipient is told.' })
  statement!: string;

  @Length(2, 80)
  @Field(() => Text, { description: '文号。Number of the letter.' })
  documentNo!: string;
}

@InputType({ description: '答复移送、抄告。Answers a transfer.' })
export class AnswerTransferInput extends EvidenceNamingInput {
  @Field(() => Id, { description: '移送、抄告。The transfer.' })
  id!: string;

  @Length(2, 1000)
  @Field(() => Text, {
    description: '签收号、承办情况，或不予接收的理由。Under what number it goes on, or why it is declined.',
  })
  answer!: string;
}
