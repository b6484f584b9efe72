import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType } from '../../department/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { inOwnDepartment } from './own-department.js';
import { claimReferral, declineReferral } from './referral.decide.js';
import { type Referral, ReferralState } from './referral.entity.js';
import { DeclineReferralInput, PushReferralInput, ReferralArguments } from './referral.input.js';
import { listReferrals, listSentReferrals, listUnclaimed } from './referral.lists.js';
import { pushReferral } from './referral.push.js';
import {
  ClaimReferralResult,
  DeclineReferralResult,
  PushReferralResult,
  ReferralConnection,
  ReferralType,
} from './referral.type.js';

const { REGISTRAR, SUPERVISION, AUDITOR } = Role;

@Resolver(() => ReferralType)
export class ReferralResolver {
  @Allow(REGISTRAR, SUPERVISION, AUDITOR)
  @Query(() => ReferralConnection, {
    description: '推送给本范围各部门的，按期限排列。Pushed to the departments of one’s area, by due day.',
  })
  referrals(
    @Ctx() context: Context,
    @Args(() => ReferralArguments) { first, after, ...filter }: ReferralArguments,
  ) {
    return listReferrals(context, filter, { first, after });
  }

  @Allow(REGISTRAR, SUPERVISION, AUDITOR)
  @Query(() => ReferralConnection, {
    description: '本范围各部门推送出去的，按期限排列。Pushed by the departments of one’s area, by due day.',
  })
  sentReferrals(
    @Ctx() context: Context,
    @Args(() => ReferralArguments) { first, after, ...filter }: ReferralArguments,
  ) {
    return listSentReferrals(context, filter, { first, after });
  }

  @Allow(REGISTRAR, SUPERVISION, AUDITOR)
  @Query(() => ReferralConnection, {
    description: '未被认领、不在任何监管名录库中的。Unclaimed: in no pool.',
  })
  unclaimedReferrals(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listUnclaimed(context, page);
  }

  @Allow(REGISTRAR)
  @Mutation(() => PushReferralResult, { description: '推送给监管部门。Pushes it to its supervisor.' })
  pushReferral(
    @Ctx() { step }: Context,
    @Arg('input', () => PushReferralInput) input: PushReferralInput,
  ): Promise<unknown> {
    return step(async (unit) => {
      const referral = await inOwnDepartment(unit, (own) => pushReferral(unit, own, input));
      return isRefusal(referral) ? referral : { __typename: 'ReferralPushed', referral };
    });
  }

  @Allow(REGISTRAR)
  @Mutation(() => ClaimReferralResult, { description: '认领。Claims it into one’s pool.' })
  claimReferral(@Ctx() { step }: Context, @Arg('id', () => Id) id: string): Promise<unknown> {
    return step(async (unit) => {
      const claimed = await inOwnDepartment(unit, (own) => claimReferral(unit, own, id));
      return isRefusal(claimed) ? claimed : { __typename: 'ReferralClaimed', ...claimed };
    });
  }

  @Allow(REGISTRAR)
  @Mutation(() => DeclineReferralResult, { description: '退回。Declines it with a reason.' })
  declineReferral(
    @Ctx() { step }: Context,
    @Arg('input', () => DeclineReferralInput) { id, reason }: DeclineReferralInput,
  ): Promise<unknown> {
    return step(async (unit) => {
      const referral = await inOwnDepartment(unit, (own) => declineReferral(unit, own, id, reason));
      return isRefusal(referral) ? referral : { __typename: 'ReferralDeclined', referral };
    });
  }

  @FieldResolver(() => DepartmentType, { description: '监管部门。Who shall supervise.' })
  department(@Root() referral: Referral, @Ctx() context: Context): Promise<Department> {
    return context.load(Department, referral.department);
  }

  @FieldResolver(() => DepartmentType, { description: '推送部门。Who pushed it.' })
  sender(@Root() referral: Referral, @Ctx() context: Context): Promise<Department> {
    return context.load(Department, referral.sender);
  }

  @FieldResolver(() => Boolean, { description: '是否逾期未办。Whether it is pending past its day.' })
  isLate(@Root() referral: Referral, @Ctx() context: Context): boolean {
    return referral.state === ReferralState.PENDING && referral.dueOn < context.today;
  }
}
