import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { Id, RealWorldId } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';

@InputType({ description: '指定承办部门。Targets that are given to a department by hand.' })
export class PlacementInput {
  @Length(1, 64)
  @Field(() => Text, { description: '部门代码：下级机关或本部门。An authority below, or your own.' })
  departmentCode!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(5_000)
  @ArrayUnique()
  @Field(() => [RealWorldId], { description: '对象。The targets.' })
  realIds!: string[];
}

@ArgsType()
export class HandDownProposalArguments {
  @Field(() => Id, { description: '抽取。The draw.' })
  drawId!: string;

  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Field(() => [PlacementInput], { defaultValue: [], description: '人工指定的。What is named by hand.' })
  placements!: PlacementInput[];
}

@InputType({ description: '一个部门的份额。What one department gets.' })
export class ConfirmedPartInput {
  @Length(1, 64)
  @Field(() => Text, { description: '部门代码。The department.' })
  departmentCode!: string;

  @Min(1)
  @Field(() => Int, { description: '对象数。How many targets.' })
  count!: number;
}

@InputType({ description: '向下级部门下达。Hands a draw’s targets down to the departments below.' })
export class HandDownInput {
  @Field(() => Id, { description: '抽取。The draw.' })
  drawId!: string;

  @Length(2, 100)
  @Field(() => Text, { description: '文号。Its document number.' })
  documentNo!: string;

  @Length(1, 200)
  @Field(() => Text, { description: '名称。Its title.' })
  title!: string;

  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Field(() => [PlacementInput], { defaultValue: [], description: '人工指定的。What is named by hand.' })
  placements!: PlacementInput[];

  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique((one: ConfirmedPartInput) => one.departmentCode)
  @ValidateNested({ each: true })
  @Field(() => [ConfirmedPartInput], {
    description:
      '所确认的方案：各部门的对象数。The proposal that is confirmed: how many for each department.',
  })
  parts!: ConfirmedPartInput[];
}
