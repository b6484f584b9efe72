import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../shared/allow.js';
import type { ReadingContext } from '../shared/context.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import { AuditEventSearch } from './audit.input.js';
import { AuditClassName, AuditEventConnection, AuditEventType, AuditInclusion } from './audit.type.js';
import { auditCatalogue, type CatalogueEntry } from './audit-catalogue.js';
import type { AuditEvent } from './audit-event.entity.js';
import { findAuditEvent, pageAuditEvents, recordOf } from './audit-event.read.js';
import { readInclusion } from './audit-proof.service.js';
import { canonicalEvent } from './canonical-event.js';

/** A kind that an earlier version recorded may have left the catalogue. */
function entryOf({ kind }: AuditEvent): CatalogueEntry | undefined {
  return (auditCatalogue as Record<string, CatalogueEntry>)[kind];
}

@Resolver(() => AuditEventType)
export class AuditResolver {
  @Allow(Role.AUDIT_ADMIN, Role.AUDITOR, Role.SUPERVISION)
  @Query(() => AuditEventConnection, {
    description: '审计事件，新的在前。Audit events, newest first; supervision sees those of its area.',
  })
  auditEvents(@Ctx() context: ReadingContext, @Args(() => AuditEventSearch) search: AuditEventSearch) {
    const { first, after, ...filter } = search;
    return pageAuditEvents(context, filter, { first, after });
  }

  @Allow(Role.AUDIT_ADMIN, Role.AUDITOR, Role.SUPERVISION)
  @Query(() => AuditInclusion, {
    nullable: true,
    description: '证明事件在检查点之内；没有此事件则为空。Proves that an event is in a checkpoint’s record.',
  })
  async auditInclusion(
    @Ctx() context: ReadingContext,
    @Arg('eventId', () => Id, { description: '事件。The event.' }) eventId: string,
    @Arg('size', () => Int, { description: '检查点的事件数。The size of the checkpoint.' }) size: number,
  ) {
    const event = await findAuditEvent(context, eventId);
    if (!event) return null;
    const { checkpoint, path } = await readInclusion(context, event, size);
    return { event, size, root: checkpoint.root, note: checkpoint.note, path };
  }

  @FieldResolver(() => String, { description: '事件的中文说明。What it is, in Chinese.' })
  says(@Root() event: AuditEvent): string {
    return entryOf(event)?.zh ?? event.kind;
  }

  @FieldResolver(() => String, { description: '事件的英文说明。What it is, in English.' })
  saysEn(@Root() event: AuditEvent): string {
    return entryOf(event)?.en ?? event.kind;
  }

  @FieldResolver(() => AuditClassName, { nullable: true, description: '类别。A deed, security or reading.' })
  class(@Root() event: AuditEvent): AuditClassName | undefined {
    const kind = entryOf(event)?.kind;
    return kind && AuditClassName[kind.toUpperCase() as keyof typeof AuditClassName];
  }

  @FieldResolver(() => String, {
    description: '规范 JSON 原文，叶哈希由此算出。Its canonical JSON, of which the leaf hash is made.',
  })
  text(@Root() event: AuditEvent): string {
    return canonicalEvent(recordOf(event));
  }
}
