import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import { Account } from './account.entity.js';
import { AccountType } from './account.type.js';
import type { ApiKey } from './api-key.entity.js';
import { CreateMachineAccountInput, IssueApiKeyInput, RotateApiKeyInput } from './api-key.input.js';
import {
  expiresSoon,
  issueApiKey,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
  stateOfApiKey,
} from './api-key.service.js';
import { ApiKeyState } from './api-key.states.js';
import {
  ApiKeyConnection,
  ApiKeyType,
  CreateMachineAccountResult,
  IssueApiKeyResult,
  RevokeApiKeyResult,
  RotateApiKeyResult,
} from './api-key.type.js';
import { createMachineAccount } from './machine.service.js';

/** A success under its type, or the refusal as it is. */
function named<T extends object>(typename: string, value: T) {
  return isRefusal(value) ? value : { __typename: typename, ...value };
}

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  @Allow(Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
  @Query(() => ApiKeyConnection, {
    description: '接口密钥，新的在前；可限于某账户。API keys, newest first; of one account, if it is given.',
  })
  apiKeys(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('accountId', () => Id, { nullable: true }) accountId?: string,
  ) {
    return listApiKeys(context, page, accountId);
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => CreateMachineAccountResult, {
    description:
      '建立机器账户；有了密钥才能办事。Creates an account of a machine; without a key it does nothing.',
  })
  createMachineAccount(
    @Ctx() { step }: Context,
    @Arg('input', () => CreateMachineAccountInput) input: CreateMachineAccountInput,
  ) {
    return step(async (unit) => {
      const account = await createMachineAccount(unit, input);
      return isRefusal(account) ? account : { __typename: 'MachineAccountCreated', account };
    });
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => IssueApiKeyResult, { description: '签发接口密钥。Issues an API key; it is shown once.' })
  issueApiKey(@Ctx() { step }: Context, @Arg('input', () => IssueApiKeyInput) input: IssueApiKeyInput) {
    return step(async (unit) => named('ApiKeyIssued', await issueApiKey(unit, input)));
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => RotateApiKeyResult, { description: '更换接口密钥。Replaces an API key by another.' })
  rotateApiKey(@Ctx() { step }: Context, @Arg('input', () => RotateApiKeyInput) input: RotateApiKeyInput) {
    return step(async (unit) => named('ApiKeyIssued', await rotateApiKey(unit, input)));
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => RevokeApiKeyResult, { description: '停用接口密钥，立即生效。Revokes an API key, at once.' })
  revokeApiKey(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step(async (unit) => {
      const apiKey = await revokeApiKey(unit, id);
      return isRefusal(apiKey) ? apiKey : { __typename: 'ApiKeyRevoked', apiKey };
    });
  }

  @FieldResolver(() => AccountType, { description: '机器账户。Whose key it is.' })
  account(@Root() key: ApiKey, @Ctx() context: Context): Promise<Account> {
    return context.load(Account, key.account);
  }

  @FieldResolver(() => ApiKeyState, { description: '状态。How it stands.' })
  state(@Root() key: ApiKey, @Ctx() { now }: Context): ApiKeyState {
    return stateOfApiKey(key, now);
  }

  @FieldResolver(() => Boolean, {
    description: '30 天内到期，请及时更换。It ends within 30 days: replace it in time.',
  })
  expiresSoon(@Root() key: ApiKey, @Ctx() { now }: Context): boolean {
    return expiresSoon(key, now);
  }
}
