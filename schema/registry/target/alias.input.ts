import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, MaxLength, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { CalendarDate, Id, RealWorldId } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { AliasKind } from './alias.entity.js';
import { EnterTargetInput } from './target-change.input.js';

@InputType({ description: '并入、分立或转换。A merger, split or conversion.' })
export class RecordAliasInput {
  @Field(() => AliasKind, { description: '种类。Which it is.' })
  kind!: AliasKind;

  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Field(() => [RealWorldId], { description: '前者的标识。Ids of those that become others.' })
  fromRealIds!: string[];

  @ArrayMaxSize(50)
  @Field(() => [RealWorldId], {
    defaultValue: [],
    description: '后者的标识，已在名录库中的。Ids of the successors that are in the pool.',
  })
  toRealIds!: string[];

  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Field(() => [EnterTargetInput], {
    defaultValue: [],
    description: '后者，随本次一并登记的。Successors that this act enters.',
  })
  newTargets!: EnterTargetInput[];

  @Field(() => CalendarDate, { description: '生效日。The day on which it took effect.' })
  effectiveOn!: string;

  @IsOptional()
  @MaxLength(100)
  @Field(() => Text, { nullable: true, description: '文号。The number of its document.' })
  documentNo?: string | null;

  @Length(1, 500)
  @Field(() => Text, { description: '事由。Why.' })
  reason!: string;
}

@InputType({ description: '撤销一项登记。Undoes a recorded act.' })
export class UndoAliasInput {
  @Field(() => Id, { description: '该登记。The act.' })
  id!: string;

  @Length(1, 500)
  @Field(() => Text, { description: '事由。Why.' })
  reason!: string;
}
