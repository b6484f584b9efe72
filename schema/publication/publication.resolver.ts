import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments, pageById } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import { Publication } from './publication.entity.js';
import { releasePublication } from './publication.service.js';
import { PublicationState } from './publication.states.js';
import { PublicationConnection, ReleasePublicationResult } from './publication.type.js';

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
  ) {
    return step((unit) => releasePublication(unit, id, secrecyReviewed));
  }
}
