import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Campaign, CampaignType } from '../plan/index.js';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments, pageById } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import { Hex, Id } from '../shared/scalars.js';
// As a type of a parameter the entity must not be a value: decorators would take it for a class.
import { Draw, DrawEvent, type Draw as DrawRow } from './draw.entity.js';
import { freezeCampaign } from './draw.freeze.js';
import {
  AnchorInput,
  FreezeInput,
  OperatorRevealInput,
  VoidDrawInput,
  WitnessRevealInput,
} from './draw.input.js';
import { previewCampaign } from './draw.preview.js';
import { listDrawFiles, readAnchorMatters, showDrawnUnits } from './draw.read.js';
import { revealOperator, revealWitness } from './draw.reveal.js';
import { anchorDraw, voidDraw } from './draw.service.js';
import {
  AnchorDrawResult,
  AnchorMatters,
  DrawConnection,
  DrawEventType,
  DrawFileType,
  DrawnUnitConnection,
  DrawType,
  FreezeCampaignResult,
  PreviewCampaignResult,
  RevealOperatorResult,
  RevealWitnessResult,
  VoidDrawResult,
} from './draw.type.js';

const readers = [
  Role.PLAN_OWNER,
  Role.APPROVER,
  Role.DRAW_OPERATOR,
  Role.WITNESS,
  Role.REVIEWER,
  Role.SUPERVISION,
  Role.AUDITOR,
] as const;

@Resolver(() => DrawType)
export class DrawResolver {
  @Allow(...readers)
  @Query(() => DrawConnection, { description: '抽取，新的在前。Draws, newest first.' })
  draws(@Ctx() { em }: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageById(page, (key, limit) => em.find(Draw, key, { orderBy: { id: 'desc' }, limit }));
  }

  @Allow(...readers)
  @Query(() => DrawType, { nullable: true, description: '一次抽取；没有则为空。One draw, if there is.' })
  draw(@Ctx() { em }: Context, @Arg('id', () => Id) id: string) {
    return em.findOne(Draw, { id });
  }

  @Allow(Role.WITNESS)
  @Query(() => AnchorMatters, {
    nullable: true,
    description: '见证人签名前所需。What a witness reads before signing.',
  })
  anchorMatters(@Ctx() context: Context, @Arg('commitment', () => Hex) commitment: string) {
    return readAnchorMatters(context, commitment);
  }

  @Allow(Role.PLAN_OWNER, Role.APPROVER, Role.DRAW_OPERATOR)
  @Query(() => PreviewCampaignResult, { description: '封库前预览。What a freeze would give now.' })
  previewCampaign(@Ctx() context: Context, @Arg('campaignId', () => Id) campaignId: string) {
    return previewCampaign(context, campaignId);
  }

  @Allow(Role.DRAW_OPERATOR)
  @Mutation(() => FreezeCampaignResult, { description: '封库。Fixes the pools and commits to them.' })
  freezeCampaign(@Ctx() { step }: Context, @Arg('input', () => FreezeInput) input: FreezeInput) {
    return step((unit) => freezeCampaign(unit, input));
  }

  @Allow(Role.WITNESS)
  @Mutation(() => AnchorDrawResult, { description: '见证锚定。A witness anchors the commitment.' })
  anchorDraw(@Ctx() { step }: Context, @Arg('input', () => AnchorInput) input: AnchorInput) {
    return step((unit) => anchorDraw(unit, input));
  }

  @Allow(Role.WITNESS)
  @Mutation(() => RevealWitnessResult, { description: '见证人揭示。A witness reveals its value.' })
  revealWitness(@Ctx() { step }: Context, @Arg('input', () => WitnessRevealInput) input: WitnessRevealInput) {
    return step((unit) => revealWitness(unit, input));
  }

  @Allow(Role.DRAW_OPERATOR)
  @Mutation(() => RevealOperatorResult, { description: '操作员揭示。The operator reveals.' })
  revealOperator(
    @Ctx() { step }: Context,
    @Arg('input', () => OperatorRevealInput) input: OperatorRevealInput,
  ) {
    return step((unit) => revealOperator(unit, input));
  }

  @Allow(Role.DRAW_OPERATOR)
  @Mutation(() => VoidDrawResult, { description: '揭示前作废。Voids a draw before its first reveal.' })
  voidDraw(@Ctx() { step }: Context, @Arg('input', () => VoidDrawInput) input: VoidDrawInput) {
    return step((unit) => voidDraw(unit, input));
  }

  @FieldResolver(() => CampaignType, { description: '抽查任务。Its campaign.' })
  campaign(@Root() draw: DrawRow, @Ctx() context: Context) {
    return context.load(Campaign, draw.campaign);
  }

  @FieldResolver(() => [DrawEventType], { description: '本次抽取的日志。Its events in the log.' })
  async events(@Root() draw: DrawRow, @Ctx() context: Context) {
    const events = await context.loadBy(DrawEvent, 'commitment', draw.commitment);
    return events.sort((a, b) => a.seq - b.seq);
  }

  @FieldResolver(() => [DrawFileType], { description: '文件。Its files.' })
  files(@Root() draw: DrawRow, @Ctx() context: Context) {
    return listDrawFiles(context, draw);
  }
}

@Resolver()
export class DrawnUnitResolver {
  @Allow(Role.AUDITOR, Role.SUPERVISION)
  @Query(() => DrawnUnitConnection, { description: '抽中与候补的对象。Units drawn and in reserve.' })
  drawnUnits(
    @Ctx() context: Context,
    @Arg('drawId', () => Id) drawId: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return showDrawnUnits(context, drawId, page);
  }
}
