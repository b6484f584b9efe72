import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import {
  AddMembersInput,
  RemoveMembersInput,
  SpecialPoolInput,
  SpecialPoolMemberArguments,
} from './special-pool.input.js';
import { addSpecialPoolMembers, removeSpecialPoolMembers } from './special-pool.members.js';
import { findSpecialPool, listSpecialPoolMembers, listSpecialPools } from './special-pool.read.js';
import { changeSpecialPool, closeSpecialPool, createSpecialPool } from './special-pool.service.js';
import {
  AddMembersResult,
  ChangeSpecialPoolResult,
  CloseSpecialPoolResult,
  CreateSpecialPoolResult,
  RemoveMembersResult,
  SpecialPoolConnection,
  SpecialPoolMemberConnection,
  SpecialPoolType,
} from './special-pool.type.js';

const readers = [
  Role.REGISTRAR,
  Role.PLAN_OWNER,
  Role.APPROVER,
  Role.DRAW_OPERATOR,
  Role.SUPERVISION,
  Role.AUDITOR,
] as const;

@Resolver()
export class SpecialPoolResolver {
  @Allow(...readers)
  @Query(() => SpecialPoolConnection, { description: '专项库，新的在前。Special pools, the newest first.' })
  specialPools(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listSpecialPools(context, page);
  }

  @Allow(...readers)
  @Query(() => SpecialPoolType, { nullable: true, description: '一个专项库；没有则为空。One, if there is.' })
  specialPool(@Ctx() context: Context, @Arg('id', () => Id) id: string) {
    return findSpecialPool(context, id);
  }

  @Allow(...readers)
  @Query(() => SpecialPoolMemberConnection, {
    description: '专项库成员，按现实标识；不在名录库的也列出。Members by real-world id, registered or not.',
  })
  specialPoolMembers(
    @Ctx() context: Context,
    @Args(() => SpecialPoolMemberArguments) { specialPoolId, standing, ...page }: SpecialPoolMemberArguments,
  ) {
    return listSpecialPoolMembers(context, specialPoolId, standing, page);
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => CreateSpecialPoolResult, { description: '建立专项库。Opens a special pool.' })
  createSpecialPool(@Ctx() { step }: Context, @Arg('input', () => SpecialPoolInput) input: SpecialPoolInput) {
    return step((unit) => createSpecialPool(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => ChangeSpecialPoolResult, { description: '变更专项库。Changes a special pool.' })
  changeSpecialPool(
    @Ctx() { step }: Context,
    @Arg('id', () => Id) id: string,
    @Arg('input', () => SpecialPoolInput) input: SpecialPoolInput,
  ) {
    return step((unit) => changeSpecialPool(unit, id, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => CloseSpecialPoolResult, { description: '关闭专项库。Closes a special pool.' })
  closeSpecialPool(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => closeSpecialPool(unit, id));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => AddMembersResult, { description: '纳入专项库。Takes targets into a special pool.' })
  addSpecialPoolMembers(
    @Ctx() { step }: Context,
    @Arg('input', () => AddMembersInput) input: AddMembersInput,
  ) {
    return step((unit) => addSpecialPoolMembers(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => RemoveMembersResult, { description: '移出专项库。Takes targets out of a special pool.' })
  removeSpecialPoolMembers(
    @Ctx() { step }: Context,
    @Arg('input', () => RemoveMembersInput) input: RemoveMembersInput,
  ) {
    return step((unit) => removeSpecialPoolMembers(unit, input.specialPoolId, input.realIds));
  }
}
