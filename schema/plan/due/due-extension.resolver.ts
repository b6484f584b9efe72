import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import type { DueCheck } from './due-check.entity.js';
import { DueCheckType } from './due-check.type.js';
import { DueExtension } from './due-extension.entity.js';
import { grantDueExtension, refuseDueExtension, requestDueExtension } from './due-extension.service.js';
import {
  DueExtensionInput,
  DueExtensionType,
  GrantDueExtensionResult,
  RefuseDueExtensionResult,
  RequestDueExtensionResult,
} from './due-extension.type.js';

@Resolver(() => DueCheckType)
export class DueExtensionResolver {
  @Allow(Role.PLAN_OWNER)
  @Mutation(() => RequestDueExtensionResult, {
    description: '申请举报核查延期，一项一次，附理由。Asks for more time for a check after a report, once.',
  })
  requestDueExtension(
    @Ctx() { step }: Context,
    @Arg('input', () => DueExtensionInput) input: DueExtensionInput,
  ) {
    return step((unit) => requestDueExtension(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => GrantDueExtensionResult, {
    description:
      '批准延期，申请人不得自批；期限按规则顺延。Grants it, never to oneself; the day moves by the rule.',
  })
  grantDueExtension(@Ctx() { step }: Context, @Arg('dueCheckId', () => Id) dueCheckId: string) {
    return step((unit) => grantDueExtension(unit, dueCheckId));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => RefuseDueExtensionResult, { description: '不批准延期，附理由。Refuses it, with a reason.' })
  refuseDueExtension(
    @Ctx() { step }: Context,
    @Arg('input', () => DueExtensionInput) input: DueExtensionInput,
  ) {
    return step((unit) => refuseDueExtension(unit, input));
  }

  @FieldResolver(() => DueExtensionType, {
    nullable: true,
    description: '延期；没有的没有。Its extension, if any.',
  })
  async extension(@Root() check: DueCheck, @Ctx() context: Context) {
    const [extension] = await context.loadBy(DueExtension, 'check', check.id);
    return extension ?? null;
  }
}
