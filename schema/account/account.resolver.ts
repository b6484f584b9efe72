import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType } from '../department/index.js';
import { Allow, ANYONE } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import { Account, type Account as AccountRow } from './account.entity.js';
import { listAccounts } from './account.service.js';
import { AccountConnection, AccountType } from './account.type.js';

@Resolver(() => AccountType)
export class AccountResolver {
  @Allow(ANYONE)
  @Query(() => AccountType, {
    nullable: true,
    description: '当前账户；未登录则没有。Who is signed in; absent when nobody is.',
  })
  me(@Ctx() context: Context): Promise<Account> | undefined {
    return context.actor.accountId ? context.load(Account, context.actor.accountId) : undefined;
  }

  @Allow(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
  @Query(() => AccountConnection, { description: '账户，按用户名排列。Accounts by name.' })
  accounts(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listAccounts(context, page);
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: '所属部门；不属于任何部门则没有。Its department, if it belongs to one.',
  })
  department(@Root() account: AccountRow, @Ctx() context: Context): Promise<Department> | undefined {
    return account.department ? context.load(Department, account.department) : undefined;
  }
}
