import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';
import { Account } from './account.entity.js';
import { RegisterWitnessKeyInput, RevokeWitnessKeyInput } from './account.input.js';
import { RegisterWitnessKeyResult, RevokeWitnessKeyResult } from './account.payload.js';
import { AccountType, WitnessKeyConnection, WitnessKeyType } from './account.type.js';
import type { WitnessKey } from './witness-key.entity.js';
import { revokeWitnessKey } from './witness-key.revoke.js';
import { listWitnessKeys, registerWitnessKey, spokenFingerprint } from './witness-key.service.js';
import { WitnessKeyState } from './witness-key.states.js';

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

  @Allow(Role.WITNESS, Role.SECURITY_ADMIN)
  @Mutation(() => RevokeWitnessKeyResult, {
    description:
      '停用见证公钥：本人的，或由安全保密管理员。Revokes a witness key: one’s own, or any by the security administrator.',
  })
  revokeWitnessKey(
    @Ctx() context: Context,
    @Arg('input', () => RevokeWitnessKeyInput) input: RevokeWitnessKeyInput,
  ) {
    return context.step(async (unit) => {
      const witnessKey = await revokeWitnessKey(unit, input);
      return isRefusal(witnessKey) ? witnessKey : { __typename: 'WitnessKeyRevoked', witnessKey };
    });
  }

  @FieldResolver(() => WitnessKeyState, { description: '状态。How it stands.' })
  state(@Root() key: WitnessKey): WitnessKeyState {
    return key.revokedAt ? WitnessKeyState.REVOKED : WitnessKeyState.VALID;
  }

  @FieldResolver(() => String, {
    description: '指纹，四位一组，供口头核对。The fingerprint in groups of four, to be read aloud.',
  })
  spokenFingerprint(@Root() key: WitnessKey): string {
    return spokenFingerprint(key.fingerprint);
  }

  @FieldResolver(() => AccountType, { description: '见证人。Whose key it is.' })
  account(@Root() key: WitnessKey, @Ctx() context: Context): Promise<Account> {
    return context.load(Account, key.account);
  }
}
