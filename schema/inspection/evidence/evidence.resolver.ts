import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { WithdrawEvidenceInput } from './evidence.input.js';
import { pageEvidence } from './evidence.list.js';
import { showCapture } from './evidence.show.js';
import {
  EvidenceCaptureType,
  EvidenceConnection,
  EvidenceType,
  WithdrawEvidenceResult,
} from './evidence.type.js';
import { withdrawEvidence } from './evidence.withdraw.js';

@Resolver(() => EvidenceType)
export class EvidenceResolver {
  @Allow(Role.INSPECTOR, Role.REVIEWER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => EvidenceConnection, {
    nullable: true,
    description:
      '一次检查的证据，按到达先后；检查不存在或尚未可见则为空。The evidence of a visit as it arrived; absent where the visit is not to be seen.',
  })
  evidence(
    @Ctx() context: Context,
    @Arg('assignmentId', () => Id) assignmentId: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return pageEvidence(context, assignmentId, page);
  }

  @Allow(Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => EvidenceCaptureType, {
    nullable: true,
    description:
      '照片的拍摄位置与时间；每次查看均记录。Where and when a photo was taken; each look is written down.',
  })
  evidenceCapture(@Ctx() context: Context, @Arg('evidenceId', () => Id) evidenceId: string) {
    return showCapture(context, evidenceId);
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => WithdrawEvidenceResult, {
    description: '撤回证据：注明理由，原件保留。Withdraws evidence for a reason; it stays.',
  })
  withdrawEvidence(
    @Ctx() { step }: Context,
    @Arg('input', () => WithdrawEvidenceInput) { evidenceId, reason }: WithdrawEvidenceInput,
  ) {
    return step((unit) => withdrawEvidence(unit, evidenceId, reason));
  }
}
