import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType } from '../department/index.js';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import { type Knower, pageKnowledge } from './knowledge.read.js';
import { KnowerConnection, KnowerType } from './knowledge.type.js';

@Resolver(() => KnowerType)
export class KnowledgeResolver {
  @Allow(Role.AUDITOR, Role.SUPERVISION, Role.WITNESS)
  @Query(() => KnowerConnection, {
    description:
      '保密抽取的知情链：检查前何人、何时、由何处知悉对象；见证人限本人见证的抽取。Who knew a confidential target before its visit, since when and how; a witness asks of the draws it witnessed.',
  })
  knowledgeOf(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('drawId', () => Id, { nullable: true, description: '抽取。The draw.' }) drawId?: string,
    @Arg('assignmentId', () => Id, { nullable: true, description: '其中一项检查任务。One assignment of it.' })
    assignmentId?: string,
  ) {
    return pageKnowledge(context, { drawId, assignmentId }, page);
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: '当时所属部门；没有的为空。The department of the account at that time, if any.',
  })
  async department(@Root() { homeDepartment }: Knower, @Ctx() context: Context) {
    const [department] = homeDepartment ? await context.loadBy(Department, 'id', homeDepartment) : [];
    return department;
  }
}
