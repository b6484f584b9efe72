import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Length, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Id, RealWorldId } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { TargetStatus } from '../target/target.states.js';

@InputType({ description: '对象范围；不填的条件不限。Which targets; an absent condition asks nothing.' })
export class TaggedTargetsInput {
  @IsOptional()
  @ArrayMaxSize(50)
  @Field(() => [Text], { nullable: true, description: '风险类别。Risk classes.' })
  riskClasses?: string[];

  @IsOptional()
  @ArrayMaxSize(50)
  @Field(() => [Text], { nullable: true, description: '行业或领域。Trades.' })
  trades?: string[];

  @IsOptional()
  @ArrayMaxSize(50)
  @Field(() => [Text], { nullable: true, description: '行政区划代码。Division codes.' })
  divisions?: string[];

  @IsOptional()
  @ArrayMaxSize(50)
  @Field(() => [Text], { nullable: true, description: '已有其中之一标签的。With one of these tags.' })
  tags?: string[];

  @IsOptional()
  @ArrayMaxSize(20)
  @Field(() => [Id], { nullable: true, description: '在其中之一专项库的。In one of these special pools.' })
  specialPools?: string[];

  @IsOptional()
  @ArrayMaxSize(10)
  @Field(() => [TargetStatus], { nullable: true, description: '登记状态。How they stand.' })
  statuses?: TargetStatus[];
}

@InputType({ description: '加或去标签。Gives tags to targets or takes them off.' })
export class TagTargetsInput {
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(1, 60, { each: true })
  @Field(() => [Text], { description: '标签。The tags.' })
  tags!: string[];

  @IsOptional()
  @ValidateNested()
  @Field(() => TaggedTargetsInput, { nullable: true, description: '按范围。By a filter.' })
  filter?: TaggedTargetsInput | null;

  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(2_000)
  @Field(() => [RealWorldId], { nullable: true, description: '按现实标识，一次至多 2000 个。By id.' })
  realIds?: string[] | null;

  @Field(() => Boolean, {
    defaultValue: true,
    description: '只计数，不改动（默认）。Counts only; the default.',
  })
  dryRun!: boolean;
}

@InputType({ description: '标签改名。Renames a tag.' })
export class RenameTagInput {
  @Length(1, 60)
  @Field(() => Text, { description: '原名。What it is called.' })
  from!: string;

  @Length(1, 60)
  @Field(() => Text, { description: '新名。What it shall be called.' })
  to!: string;

  @Field(() => Boolean, {
    defaultValue: true,
    description: '只计数，不改动（默认）。Counts only; the default.',
  })
  dryRun!: boolean;
}
