import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Allow, SIGNED_IN } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { isRefusal } from '../shared/refusal.js';
import { administrators, Role } from '../shared/roles.js';
import { DateTime, Id } from '../shared/scalars.js';
import type { Account } from './account.entity.js';
import { AccountType } from './account.type.js';
import { LockOut } from './lock-out.entity.js';
import { waitSecondsOf } from './lock-out.rules.js';
import { lockOutKey, unlockAccount } from './lock-out.service.js';
import { ChangePasswordInput } from './password.input.js';
import { changePassword, resetPassword } from './password.service.js';
import { ChangePasswordResult, ResetPasswordResult, UnlockAccountResult } from './password.type.js';

@Resolver(() => AccountType)
export class PasswordResolver {
  @Allow(SIGNED_IN)
  @Mutation(() => ChangePasswordResult, {
    description: '修改本人密码，其他会话随之结束。Changes one’s own password and ends the other sessions.',
  })
  changePassword(
    @Ctx() context: Context,
    @Arg('input', () => ChangePasswordInput) input: ChangePasswordInput,
  ) {
    return changePassword(context, input);
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => ResetPasswordResult, {
    description: '重置他人密码并结束其会话。Gives somebody a password for once and ends the sessions.',
  })
  resetPassword(
    @Ctx() context: Context,
    @Arg('accountId', () => Id, { description: '账户。Whose.' }) accountId: string,
  ) {
    return resetPassword(context, accountId);
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => UnlockAccountResult, {
    description: '提前解锁账户。Opens a locked account before its time.',
  })
  unlockAccount(
    @Ctx() { step }: Context,
    @Arg('accountId', () => Id, { description: '账户。Which.' }) accountId: string,
  ) {
    return step(async (unit) => {
      const account = await unlockAccount(unit, accountId);
      return isRefusal(account) ? account : { __typename: 'AccountUnlocked', account };
    });
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      '锁定至何时；未锁定或无权查看则没有。Until when it is locked; for administrators, while it is.',
  })
  async lockedUntil(@Root() account: Account, @Ctx() context: Context): Promise<Date | undefined> {
    if (!context.actor.roles?.some((role) => administrators.includes(role))) return undefined;
    const [known] = await context.loadBy(LockOut, 'id', lockOutKey(context, account.username));
    return known && waitSecondsOf(known, context.now) !== undefined
      ? (known.lockedUntil ?? undefined)
      : undefined;
  }
}
