import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import { RenameTagInput, TagTargetsInput } from './tag.input.js';
import { listTags, renameTag, tagTargets, untagTargets } from './tag.service.js';
import { ChangeTagsResult, TagCountType } from './tag.type.js';

const { REGISTRAR, PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR } = Role;

@Resolver()
export class TagResolver {
  @Allow(REGISTRAR, PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR)
  @Query(() => [TagCountType], { description: '标签，多的在前，至多一千个。Tags, the most frequent first.' })
  tags(@Ctx() context: Context) {
    return listTags(context);
  }

  @Allow(REGISTRAR)
  @Mutation(() => ChangeTagsResult, { description: '给检查对象加标签。Tags targets.' })
  tagTargets(@Ctx() { step }: Context, @Arg('input', () => TagTargetsInput) input: TagTargetsInput) {
    return step((unit) => tagTargets(unit, input));
  }

  @Allow(REGISTRAR)
  @Mutation(() => ChangeTagsResult, { description: '去掉检查对象的标签。Takes tags off targets.' })
  untagTargets(@Ctx() { step }: Context, @Arg('input', () => TagTargetsInput) input: TagTargetsInput) {
    return step((unit) => untagTargets(unit, input));
  }

  @Allow(REGISTRAR)
  @Mutation(() => ChangeTagsResult, {
    description: '标签改名（对象与专项库一并）。Renames a tag as one act.',
  })
  renameTag(@Ctx() { step }: Context, @Arg('input', () => RenameTagInput) input: RenameTagInput) {
    return step((unit) => renameTag(unit, input));
  }
}
