import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Deadline, DeadlineType } from '../../calendar/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import type { Transfer } from './transfer.entity.js';
import { AnswerTransferInput, SendTransferInput } from './transfer.input.js';
import { acknowledgeTransfer, declineTransfer, pageTransfers, sendTransfer } from './transfer.service.js';
import { TransferState } from './transfer.states.js';
import {
  AcknowledgeTransferResult,
  DeclineTransferResult,
  SendTransferResult,
  TransferConnection,
  TransferType,
} from './transfer.type.js';

@Resolver(() => TransferType)
export class TransferResolver {
  @Allow(Role.APPROVER, Role.REVIEWER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => TransferConnection, {
    description: '本部门发出和收到的移送、抄告，新的在前。Sent and received, the newest first.',
  })
  transfers(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('state', () => TransferState, { nullable: true }) state?: TransferState,
  ) {
    return pageTransfers(context, state ?? undefined, page);
  }

  @Allow(Role.APPROVER)
  @Mutation(() => SendTransferResult, {
    description: '移送案件线索或抄告其他部门：结果确认之后。Sends what a confirmed visit found.',
  })
  sendTransfer(@Ctx() { step }: Context, @Arg('input', () => SendTransferInput) input: SendTransferInput) {
    return step((unit) => sendTransfer(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => AcknowledgeTransferResult, {
    description:
      '签收；系统外单位的由发出部门登记。Takes it on; for one outside the system the sender enters it.',
  })
  acknowledgeTransfer(
    @Ctx() { step }: Context,
    @Arg('input', () => AnswerTransferInput) input: AnswerTransferInput,
  ) {
    return step((unit) => acknowledgeTransfer(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => DeclineTransferResult, { description: '不予接收，说明理由。Declines with a reason.' })
  declineTransfer(
    @Ctx() { step }: Context,
    @Arg('input', () => AnswerTransferInput) input: AnswerTransferInput,
  ) {
    return step((unit) => declineTransfer(unit, input));
  }

  @FieldResolver(() => DeadlineType, { nullable: true, description: '答复期限。Until when.' })
  async deadline(@Root() { id }: Transfer, @Ctx() context: Context) {
    const deadlines = await context.loadBy(Deadline, 'subjectId', id);
    return deadlines.find(({ subjectKind }) => subjectKind === 'transfer') ?? null;
  }
}
