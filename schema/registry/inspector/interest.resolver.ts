import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { listDeclaredInterests } from './interest.service.js';
import { InterestConnection, InterestType } from './interest.type.js';

@Resolver(() => InterestType)
export class InterestResolver {
  @Allow(Role.SECURITY_ADMIN)
  @Query(() => InterestConnection, {
    description: '申报的利害关系与回避，最近的在前。Declared interests and recusals, the newest first.',
  })
  interests(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listDeclaredInterests(context, page);
  }
}
