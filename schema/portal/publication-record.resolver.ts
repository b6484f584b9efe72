import { IsOptional, Length, Matches } from 'class-validator';
import { Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import { listPublicationCounts } from '../publication/public.js';
import { Allow, ANYONE } from '../shared/allow.js';
import type { ReadingContext } from '../shared/context.js';
import { PublicationMonthType } from './publication-record.type.js';

const month = /^\d{4}-(0[1-9]|1[0-2])$/;

@ArgsType()
class PublicationRecordArguments {
  @Matches(month)
  @Field(() => String, { description: '首月（2026-01）。The first month.' })
  from!: string;

  @Matches(month)
  @Field(() => String, { description: '末月，含当月。The last month.' })
  to!: string;

  @IsOptional()
  @Length(1, 60)
  @Field(() => String, {
    nullable: true,
    description: '部门代码；不填为各部门。A department; all when absent.',
  })
  department?: string;
}

@Resolver()
export class PublicationRecordResolver {
  @Allow(ANYONE)
  @Query(() => [PublicationMonthType], {
    description:
      '各部门各月公示情况，每小时统计，新的在前，至多五千行。How departments publish, by month; counted every hour; at most 5,000 rows.',
  })
  publicationRecord(
    @Ctx() context: ReadingContext,
    @Args(() => PublicationRecordArguments) { from, to, department }: PublicationRecordArguments,
  ) {
    return listPublicationCounts(context, { from, to }, department);
  }
}
