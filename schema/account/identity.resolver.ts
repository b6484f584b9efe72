import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import { Account } from './account.entity.js';
import { AccountType } from './account.type.js';
import type { Identity } from './identity.entity.js';
import { bindIdentity, listIdentities, unbindIdentity } from './identity.service.js';
import {
  BindIdentityInput,
  BindIdentityResult,
  IdentityConnection,
  IdentityType,
  UnbindIdentityResult,
} from './identity.type.js';

@Resolver(() => IdentityType)
export class IdentityResolver {
  @Allow(Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
  @Query(() => IdentityConnection, {
    description:
      '统一身份的绑定，新的在前；可限于某账户。Bindings of identities, newest first; of one account, if it is given.',
  })
  identities(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('accountId', () => Id, { nullable: true }) accountId?: string,
  ) {
    return listIdentities(context, page, accountId);
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => BindIdentityResult, {
    description: '绑定统一身份与账户。Binds an identity of the provider to an account.',
  })
  bindIdentity(@Ctx() { step }: Context, @Arg('input', () => BindIdentityInput) input: BindIdentityInput) {
    return step(async (unit) => {
      const identity = await bindIdentity(unit, input);
      return isRefusal(identity) ? identity : { __typename: 'IdentityBound', identity };
    });
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => UnbindIdentityResult, {
    description: '解除绑定，经其登录的会话立即结束。Unbinds an identity; sessions opened by it end at once.',
  })
  unbindIdentity(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step(async (unit) => {
      const identity = await unbindIdentity(unit, id);
      return isRefusal(identity) ? identity : { __typename: 'IdentityUnbound', identity };
    });
  }

  @FieldResolver(() => AccountType, { description: '账户。The account.' })
  account(@Root() identity: Identity, @Ctx() context: Context): Promise<Account> {
    return context.load(Account, identity.account);
  }
}
