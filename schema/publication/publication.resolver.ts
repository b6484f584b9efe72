import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments, pageById } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import { CalendarDate, Id } from '../shared/scalars.js';
import { Publication } from './publication.entity.js';
import { PenaltyTier, PublicationState } from './publication.states.js';
import { PublicationConnection, ReleasePublicationResult } from './publication.type.js';
import { releasePublication } from './release.js';

@Resolver()
export class PublicationResolver {
  @Allow(Role.PUBLISHER, Role.REVIEWER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => PublicationConnection, {
    description: '公示事项，新的在前。Publications by state, newest first.',
  })
  publications(
    @Ctx() { em }: Context,
    @Arg('state', () => PublicationState, { defaultValue: PublicationState.DUE }) state: PublicationState,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return pageById(page, (key, limit) =>
      em.find(Publication, { $and: [key, { state }] }, { orderBy: { id: 'desc' }, limit }),
    );
  }

  @Allow(Role.PUBLISHER)
  @Mutation(() => ReleasePublicationResult, {
    description: '审查后批准公示。Releases after the secrecy review.',
  })
  releasePublication(
    @Ctx() { step }: Context,
    @Arg('id', () => Id) id: string,
    @Arg('secrecyReviewed', () => Boolean, { description: '已完成保密审查。The secrecy review was done.' })
    secrecyReviewed: boolean,
    @Arg('tier', () => PenaltyTier, {
      nullable: true,
      description: '行政处罚的失信程度档次。The tier of a penalty.',
    })
    tier?: PenaltyTier | null,
    @Arg('endsOn', () => CalendarDate, {
      nullable: true,
      description:
        '行政处罚的公示截止日；不填则为决定所载，决定未载的为该档最长。The last day of a penalty; else the decision’s, else the longest of its tier.',
    })
    endsOn?: string | null,
  ) {
    return step((unit) => releasePublication(unit, { id, secrecyReviewed, tier, endsOn }));
  }
}
