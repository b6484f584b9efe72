import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { DistrictCountType } from '../registry/index.js';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { Role } from '../shared/roles.js';
import { DraftCountsInput } from './draft-counts.input.js';
import { countDraft } from './draft-counts.js';
import { ExcludedReason } from './draw.type.js';

@ObjectType({ description: '拟定任务一层的数量。What one stratum of a draft would hold.' })
export class DraftStratumCount {
  @Field(() => String, { description: '风险类别。Its risk class.' })
  riskClass!: string;

  @Field(() => Int, {
    description: '可抽取的对象（同一主体的每个都计）。Targets that may be drawn, each of an entity.',
  })
  count!: number;

  @Field(() => Int, { description: '将抽取。How many would be drawn.' })
  drawnCount!: number;
}

@ObjectType({ description: '拟定任务的即时数量。What a campaign that is being drafted would find now.' })
export class DraftCounts {
  @Field(() => [DraftStratumCount], { description: '各层。By stratum.' })
  strata!: DraftStratumCount[];

  @Field(() => Int, { description: '可抽取。How many may be drawn.' })
  drawableCount!: number;

  @Field(() => Int, { description: '将抽取。How many would be drawn.' })
  drawnCount!: number;

  @Field(() => [ExcludedReason], {
    description: '排除，按原因。Left out, by the reason a freeze would give.',
  })
  excluded!: ExcludedReason[];

  @Field(() => [DistrictCountType], { description: '各片区。By district.' })
  districts!: DistrictCountType[];
}

@Resolver()
export class DraftCountsResolver {
  @Allow(Role.PLAN_OWNER, Role.APPROVER, Role.DRAW_OPERATOR, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => DraftCounts, {
    description:
      '拟定任务的即时数量：上限、免检均已扣除。Live counts of a draft, less what caps and exemptions leave out.',
  })
  draftCounts(@Ctx() context: Context, @Arg('input', () => DraftCountsInput) input: DraftCountsInput) {
    return countDraft(context, input);
  }
}
