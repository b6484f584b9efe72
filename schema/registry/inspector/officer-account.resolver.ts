import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { AccountCreated, accountRefusals, CreateAccountInput, createAccount } from '../../account/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { isRefusal } from '../../shared/refusal.js';
import { resultUnion } from '../../shared/result-union.js';
import { Role } from '../../shared/roles.js';
import { InspectorNotFound } from './inspector.errors.js';
import { findInspector } from './inspector.service.js';

export const CreateAccountResult = resultUnion('CreateAccountResult', () => [
  AccountCreated,
  ...accountRefusals,
  InspectorNotFound,
]);

/** An account may be an inspector's: so it is created here, where inspectors are known. Its roles are only asked for. */
async function create(context: Context, { inspectorId, ...draft }: CreateAccountInput) {
  const inspector = inspectorId ? await findInspector(context, inspectorId) : undefined;
  if (inspector === null) return new InspectorNotFound();
  const account = await createAccount(context, { ...draft, inspector }, 'requested');
  return isRefusal(account) ? account : { __typename: 'AccountCreated', account };
}

@Resolver()
export class OfficerAccountResolver {
  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => CreateAccountResult, {
    description:
      '建立账户并申请角色；由安全保密管理员授予后生效。Creates an account and asks for its roles; a security administrator grants them.',
  })
  createAccount(@Ctx() context: Context, @Arg('input', () => CreateAccountInput) input: CreateAccountInput) {
    return create(context, input);
  }
}
