import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';
import { Account } from './account.entity.js';
import { RegisterWitnessKeyInput } from './account.input.js';
import { RegisterWitnessKeyResult } from './account.payload.js';
import { AccountType, WitnessKeyConnection, WitnessKeyType } from './account.type.js';
import type { WitnessKey } from './witness-key.entity.js';
import { listWitnessKeys, registerWitnessKey } from './witness-key.service.js';

@Resolver(() => WitnessKeyType)
export class WitnessKeyResolver {
  @Allow(Role.WITNESS, Role.PLAN_OWNER, Role.APPROVER, Role.DRAW_OPERATOR, Role.AUDITOR, Role.SECURITY_ADMIN)
  @Query(() => WitnessKeyConnection, { description: '见证公钥，新的在前。Witness keys, newest first.' })
  witnessKeys(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listWitnessKeys(context, page);
  }

  @Allow(Role.WITNESS)
  @Mutation(() => RegisterWitnessKeyResult, {
    description: '登记本人的见证公钥。Registers the public key of the witness who acts.',
  })
  registerWitnessKey(
    @Ctx() context: Context,
    @Arg('input', () => RegisterWitnessKeyInput) input: RegisterWitnessKeyInput,
  ) {
    return context.step(async (unit) => {
      const witnessKey = await registerWitnessKey(unit, input);
      return isRefusal(witnessKey) ? witnessKey : { __typename: 'WitnessKeyRegistered', witnessKey };
    });
  }

  @FieldResolver(() => AccountType, { description: '见证人。Whose key it is.' })
  account(@Root() key: WitnessKey, @Ctx() context: Context): Promise<Account> {
    return context.load(Account, key.account);
  }
}
