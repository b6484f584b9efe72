import { Ctx, FieldResolver, Resolver, Root, UseMiddleware } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import type { Inspector } from '../inspector/inspector.entity.js';
import { InspectorType } from '../inspector/inspector.type.js';
import { recordsPerson } from '../target/natural-person.reading.js';
import type { Target } from '../target/target.entity.js';
import { TargetType } from '../target/target.type.js';
import { RegisterChangeType } from './history.type.js';
import { inspectorHistory, targetHistory } from './row-history.service.js';
import { tellChanges } from './tell-changes.js';

const { REGISTRAR, SUPERVISION, AUDITOR } = Role;

@Resolver(() => TargetType)
export class TargetHistoryResolver {
  @UseMiddleware(recordsPerson)
  @Allow(REGISTRAR, SUPERVISION, AUDITOR)
  @FieldResolver(() => [RegisterChangeType], {
    description: '历次变更，最近的在前，最多 200 条。What happened to it, the newest first, 200 at most.',
  })
  async history(@Root() target: Target, @Ctx() context: Context): Promise<RegisterChangeType[]> {
    return tellChanges(context, await targetHistory(context, target.id));
  }
}

@Resolver(() => InspectorType)
export class InspectorHistoryResolver {
  @Allow(REGISTRAR)
  @FieldResolver(() => [RegisterChangeType], {
    description:
      '历次变更，含证件、请休假与借调，不含回避，最近的在前，最多 200 条。What happened to the officer, certificates, leave and secondments, never recusals; the newest first, 200 at most.',
  })
  async history(@Root() inspector: Inspector, @Ctx() context: Context): Promise<RegisterChangeType[]> {
    return tellChanges(context, await inspectorHistory(context, inspector.id));
  }
}
