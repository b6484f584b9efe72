import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments, pageById } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { HandDown } from './hand-down.entity.js';
import { HandDownInput, HandDownProposalArguments } from './hand-down.input.js';
import { handDownToDepartments, showProposal } from './hand-down.service.js';
import {
  HandDownConnection,
  HandDownProposalResult,
  HandDownToDepartmentsResult,
  HandDownType,
} from './hand-down.type.js';

@Resolver(() => HandDownType)
export class HandDownResolver {
  @Allow(Role.PLAN_OWNER, Role.APPROVER)
  @Query(() => HandDownProposalResult, {
    description:
      '下达方案：按对象的区划分给下级部门，只有数量；没有承办部门的列明。Which department below would get how many, by division; those that fit none are named.',
  })
  handDownProposal(
    @Ctx() context: Context,
    @Args(() => HandDownProposalArguments) { drawId, placements }: HandDownProposalArguments,
  ) {
    return showProposal(context, drawId, placements);
  }

  @Allow(Role.PLAN_OWNER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => HandDownConnection, {
    description: '向下级部门的下达，新的在前。What was handed down to departments below, newest first.',
  })
  handDowns(@Ctx() { em }: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageById(page, (key, limit) => em.find(HandDown, key, { orderBy: { id: 'desc' }, limit }));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => HandDownToDepartmentsResult, {
    description:
      '按所确认的方案向下级部门下达，一次全部。Hands all targets of a draw down as the proposal was confirmed.',
  })
  handDownToDepartments(@Ctx() { step }: Context, @Arg('input', () => HandDownInput) input: HandDownInput) {
    return step((unit) => handDownToDepartments(unit, input));
  }
}
