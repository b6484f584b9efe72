import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { DeclareInterestInput, EndInterestInput, EnterInterestInput } from './availability.input.js';
import { DeclareInterestResult, EndInterestResult, EnterInterestResult } from './inspector.payload.js';
import { declareInterest, endInterest, enterInterest } from './interest.declare.js';
import { listOwnInterests, showDeclaredInterests } from './interest.service.js';
import { InterestConnection, InterestType } from './interest.type.js';

@Resolver(() => InterestType)
export class InterestResolver {
  @Allow(Role.SECURITY_ADMIN)
  @Query(() => InterestConnection, {
    description: '申报的利害关系与回避，最近的在前。Declared interests and recusals, the newest first.',
  })
  interests(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return showDeclaredInterests(context, page);
  }

  @Allow(Role.INSPECTOR)
  @Query(() => InterestConnection, {
    description: '关于本人的申报，仅本人可见。What is declared about the officer who asks; nobody else’s.',
  })
  myInterests(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listOwnInterests(context, page);
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => DeclareInterestResult, { description: '申报本人的利害关系。An officer declares a tie.' })
  declareInterest(
    @Ctx() { step }: Context,
    @Arg('input', () => DeclareInterestInput) input: DeclareInterestInput,
  ) {
    return step((unit) => declareInterest(unit, input));
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => EndInterestResult, {
    description: '终止本人所作的申报。An officer ends what they declared.',
  })
  endMyInterest(@Ctx() { step }: Context, @Arg('input', () => EndInterestInput) input: EndInterestInput) {
    return step((unit) => endInterest(unit, input, 'officer'));
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => EnterInterestResult, {
    description: '登记某人的利害关系。The security administrator enters a tie of an officer.',
  })
  enterInterest(@Ctx() { step }: Context, @Arg('input', () => EnterInterestInput) input: EnterInterestInput) {
    return step((unit) => enterInterest(unit, input));
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => EndInterestResult, { description: '终止利害关系。Ends a tie.' })
  endInterest(@Ctx() { step }: Context, @Arg('input', () => EndInterestInput) input: EndInterestInput) {
    return step((unit) => endInterest(unit, input, 'security'));
  }
}
