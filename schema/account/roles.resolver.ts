import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import { AccountConnection } from './account.type.js';
import { grantRoles, listRoleRequests, refuseRoles, requestRoles, withdrawRoles } from './roles.service.js';
import {
  GrantRolesResult,
  RefuseRolesInput,
  RefuseRolesResult,
  RequestRolesResult,
  WithdrawRolesInput,
  WithdrawRolesResult,
} from './roles.type.js';

/** 三员分立: one administrator asks, another grants, the third reads. */
@Resolver()
export class RolesResolver {
  @Allow(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
  @Query(() => AccountConnection, {
    description: '待授权的账户，新的在前。Accounts whose roles wait to be granted, newest first.',
  })
  roleRequests(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listRoleRequests(context, page);
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => RequestRolesResult, {
    description: '为账户申请增加角色。Asks for roles beside those an account has.',
  })
  requestRoles(
    @Ctx() { step }: Context,
    @Arg('accountId', () => Id) accountId: string,
    @Arg('roles', () => [Role]) roles: Role[],
  ) {
    return step((unit) => requestRoles(unit, { accountId, roles }));
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => GrantRolesResult, {
    description: '授予申请的角色，全部或部分。Grants what was asked for, all or some.',
  })
  grantRoles(
    @Ctx() { step }: Context,
    @Arg('accountId', () => Id) accountId: string,
    @Arg('roles', () => [Role]) roles: Role[],
  ) {
    return step((unit) => grantRoles(unit, { accountId, roles }));
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => RefuseRolesResult, { description: '不予授权，说明原因。Refuses what was asked for.' })
  refuseRoles(@Ctx() { step }: Context, @Arg('input', () => RefuseRolesInput) input: RefuseRolesInput) {
    return step((unit) => refuseRoles(unit, input));
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => WithdrawRolesResult, {
    description: '立即收回角色，说明原因。Withdraws roles at once, and says why.',
  })
  withdrawRoles(@Ctx() { step }: Context, @Arg('input', () => WithdrawRolesInput) input: WithdrawRolesInput) {
    return step((unit) => withdrawRoles(unit, input));
  }
}
