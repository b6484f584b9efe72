import { IsOptional, Length } from 'class-validator';
import { Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import { pagePublicArrangements } from '../account/public.js';
import { Allow, ANYONE } from '../shared/allow.js';
import type { ReadingContext } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { PublicArrangementConnection } from './arrangement.type.js';

@ArgsType()
class ArrangementSearch extends PageArguments {
  @IsOptional()
  @Length(1, 60)
  @Field(() => String, { nullable: true, description: '部门代码。A department’s code.' })
  department?: string;
}

@Resolver()
export class PublicArrangementResolver {
  @Allow(ANYONE)
  @Query(() => PublicArrangementConnection, {
    description: '代行安排，含已结束的，新的在前。Arrangements, past ones too, newest first.',
  })
  arrangements(@Ctx() context: ReadingContext, @Args(() => ArrangementSearch) search: ArrangementSearch) {
    return pagePublicArrangements(context, search.department, search);
  }
}
