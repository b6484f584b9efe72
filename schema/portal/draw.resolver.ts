import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type Draw, DrawEvent, findPublicDraw, loadPublicFiles, pagePublicDraws } from '../draw/public.js';
import { readPublicKnowledge } from '../inspection/public.js';
import { Allow, ANYONE } from '../shared/allow.js';
import type { ReadingContext } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { Hex } from '../shared/scalars.js';
import {
  PublicDrawConnection,
  PublicDrawEvent,
  PublicDrawFile,
  PublicDrawType,
  PublicKnowledgeType,
} from './draw.type.js';

@Resolver(() => PublicDrawType)
export class PublicDrawResolver {
  @Allow(ANYONE)
  @Query(() => PublicDrawConnection, { description: '抽取，新的在前。Draws, newest first.' })
  draws(
    @Ctx() context: ReadingContext,
    @Arg('authority', () => String, { nullable: true, description: '机关。The authority’s credit code.' })
    authority: string | undefined,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return pagePublicDraws(context, authority, page);
  }

  @Allow(ANYONE)
  @Query(() => PublicDrawType, {
    nullable: true,
    description: '一次抽取；没有则为空。One draw, if there is.',
  })
  draw(@Ctx() context: ReadingContext, @Arg('commitment', () => Hex) commitment: string) {
    return findPublicDraw(context, commitment);
  }

  @FieldResolver(() => [PublicDrawEvent], { description: '日志。Its events.' })
  async events(@Root() draw: Draw, @Ctx() context: ReadingContext) {
    const events = await context.loadBy(DrawEvent, 'commitment', draw.commitment);
    return events.sort((a, b) => a.seq - b.seq);
  }

  @FieldResolver(() => PublicKnowledgeType, {
    nullable: true,
    description:
      '保密抽取公开后：检查前有多少人知悉对象；其他的没有。Of a confidential draw once it is opened: how many knew before the visits.',
  })
  knownBeforeVisit(@Root() draw: Draw, @Ctx() context: ReadingContext) {
    return readPublicKnowledge(context, draw);
  }

  @FieldResolver(() => [PublicDrawFile], {
    description: '核验所需的公开文件。The files that public verification needs.',
  })
  async files(@Root() draw: Draw, @Ctx() context: ReadingContext) {
    const names = await loadPublicFiles(context, draw);
    return names.map((name) => ({ name, url: `/portal/draws/${draw.commitment}/files/${name}` }));
  }
}
