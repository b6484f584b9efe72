import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import { findCheckpoint, listVerifierKeys, pageCheckpoints, readConsistency } from '../audit/public.js';
import { Allow, ANYONE } from '../shared/allow.js';
import type { ReadingContext } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import {
  AuditCheckpointConnection,
  PublicAuditCheckpoint,
  PublicAuditConsistency,
  PublicAuditKey,
} from './audit.type.js';

@Resolver()
export class PublicAuditResolver {
  @Allow(ANYONE)
  @Query(() => AuditCheckpointConnection, {
    description: '审计检查点，新的在前。Checkpoints of the audit record, newest first.',
  })
  auditCheckpoints(@Ctx() context: ReadingContext, @Args(() => PageArguments) page: PageArguments) {
    return pageCheckpoints(context, page);
  }

  @Allow(ANYONE)
  @Query(() => PublicAuditCheckpoint, {
    nullable: true,
    description: '一个检查点；没有则为空。One checkpoint, the newest unless a size is given.',
  })
  auditCheckpoint(
    @Ctx() context: ReadingContext,
    @Arg('size', () => Int, { nullable: true, description: '所含事件数。How many events it covers.' })
    size?: number,
  ) {
    return findCheckpoint(context, size);
  }

  @Allow(ANYONE)
  @Query(() => PublicAuditConsistency, {
    description: '证明记录只增不改。Shows that the record was only added to between two checkpoints.',
  })
  auditConsistency(
    @Ctx() context: ReadingContext,
    @Arg('from', () => Int, { description: '前一检查点的事件数。The size of the earlier one.' }) from: number,
    @Arg('to', () => Int, { description: '后一检查点的事件数。The size of the later one.' }) to: number,
  ) {
    return readConsistency(context, from, to);
  }

  @Allow(ANYONE)
  @Query(() => [PublicAuditKey], {
    description: '签发过检查点的公钥及现用公钥。The keys that signed, and the one in use.',
  })
  auditKeys(@Ctx() context: ReadingContext) {
    return listVerifierKeys(context);
  }
}
