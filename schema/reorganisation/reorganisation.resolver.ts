import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType } from '../department/index.js';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import type { Reorganisation } from './reorganisation.entity.js';
import { EnactReorganisationInput } from './reorganisation.input.js';
import {
  cancelReorganisation,
  enactReorganisation,
  pageReorganisations,
  previewReorganisation,
} from './reorganisation.service.js';
import {
  CancelReorganisationResult,
  EnactReorganisationResult,
  PreviewReorganisationResult,
  ReorganisationConnection,
  ReorganisationType,
} from './reorganisation.type.js';

@Resolver(() => ReorganisationType)
export class ReorganisationResolver {
  @Allow(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => ReorganisationConnection, {
    description: '机构改革，新的在前。Re-organisations, newest first.',
  })
  reorganisations(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageReorganisations(context, page);
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Query(() => PreviewReorganisationResult, {
    description: '预览会移交什么，不作更改。What would pass; nothing is changed.',
  })
  async previewReorganisation(
    @Ctx() { step }: Context,
    @Arg('input', () => EnactReorganisationInput) input: EnactReorganisationInput,
  ) {
    const matters = await previewReorganisation(step, input);
    return isRefusal(matters) ? matters : { __typename: 'ReorganisationPreview', matters };
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => EnactReorganisationResult, {
    description:
      '登记合并、分立、更名或划转：到日的立即生效，未到的到日实施。Records a merger, split, change of name or transfer: done now, or on its day.',
  })
  enactReorganisation(
    @Ctx() { step }: Context,
    @Arg('input', () => EnactReorganisationInput) input: EnactReorganisationInput,
  ) {
    return step(async (unit) => {
      const reorganisation = await enactReorganisation(unit, input);
      if (isRefusal(reorganisation)) return reorganisation;
      return { __typename: 'ReorganisationRecorded', reorganisation };
    });
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => CancelReorganisationResult, {
    description: '取消尚未生效的机构改革。Cancels a planned one.',
  })
  cancelReorganisation(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step(async (unit) => {
      const reorganisation = await cancelReorganisation(unit, id);
      if (isRefusal(reorganisation)) return reorganisation;
      return { __typename: 'ReorganisationCancelled', reorganisation };
    });
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: '承继、主承继或接收部门；更名没有。Who takes over; none in a change of name.',
  })
  to(@Root() reorganisation: Reorganisation, @Ctx() context: Context): Promise<Department> | undefined {
    return reorganisation.to ? context.load(Department, reorganisation.to) : undefined;
  }
}
