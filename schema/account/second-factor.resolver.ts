import { MaxLength } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, Mutation, Query, Resolver } from 'type-graphql';
import { Allow, SIGNED_IN } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import {
  confirmSecondFactor,
  readSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  showSecondFactor,
  startSecondFactor,
} from './second-factor.service.js';
import {
  ConfirmSecondFactorResult,
  RenewRecoveryCodesResult,
  ResetSecondFactorResult,
  SecondFactorType,
  ShowSecondFactorResult,
  StartSecondFactorResult,
} from './second-factor.type.js';

@ArgsType()
class CodeArguments {
  @MaxLength(64)
  @Field(() => String, { description: '6 位动态口令或恢复码。Six digits, or a recovery code.' })
  code!: string;
}

@ArgsType()
class PresentCodeArguments {
  @MaxLength(64)
  @Field(() => String, {
    nullable: true,
    description:
      '已绑定的，须给出现有口令或恢复码。A present code, where an authenticator is enrolled already.',
  })
  code?: string | null;
}

@Resolver()
export class SecondFactorResolver {
  @Allow(SIGNED_IN)
  @Query(() => SecondFactorType, { description: '本人的动态口令。One’s own second factor.' })
  mySecondFactor(@Ctx() context: Context) {
    return readSecondFactor(context);
  }

  @Allow(SIGNED_IN)
  @Mutation(() => StartSecondFactorResult, {
    description: '开始绑定动态口令。Begins to enrol an authenticator.',
  })
  startSecondFactor(
    @Ctx() context: Context,
    @Args(() => PresentCodeArguments) { code }: PresentCodeArguments,
  ) {
    return startSecondFactor(context, code);
  }

  @Allow(SIGNED_IN)
  @Mutation(() => ConfirmSecondFactorResult, {
    description:
      '以首个口令确认绑定，得恢复码，其他会话随之结束。Confirms by the first code; gives recovery codes once.',
  })
  confirmSecondFactor(@Ctx() context: Context, @Args(() => CodeArguments) { code }: CodeArguments) {
    return confirmSecondFactor(context, code);
  }

  @Allow(SIGNED_IN)
  @Mutation(() => ShowSecondFactorResult, {
    description:
      '在未出示动态口令的会话中出示。Shows the second factor in a session that was opened without it.',
  })
  showSecondFactor(@Ctx() context: Context, @Args(() => CodeArguments) { code }: CodeArguments) {
    return showSecondFactor(context, code);
  }

  @Allow(SIGNED_IN)
  @Mutation(() => RenewRecoveryCodesResult, { description: '重新生成恢复码。Makes the recovery codes anew.' })
  renewRecoveryCodes(@Ctx() context: Context, @Args(() => CodeArguments) { code }: CodeArguments) {
    return renewRecoveryCodes(context, code);
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => ResetSecondFactorResult, {
    description: '重置他人的动态口令并结束其会话。Takes somebody’s authenticator away and ends the sessions.',
  })
  resetSecondFactor(
    @Ctx() { step }: Context,
    @Arg('accountId', () => Id, { description: '账户。Whose.' }) accountId: string,
  ) {
    return step((unit) => resetSecondFactor(unit, accountId));
  }
}
