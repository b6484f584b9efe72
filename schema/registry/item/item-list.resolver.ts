import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Allow, ANY_ROLE } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import { CalendarDate, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { changeItem, endItem, enterItem } from './item.enter.js';
import { ItemInput } from './item.input.js';
import { compareItemVersions, departmentAsked } from './item.service.js';
import { ItemLintType } from './item-lint.type.js';
import { ItemListArguments, PublishItemListInput } from './item-list.input.js';
import { compareItemLists, lintItems, publishItemList, readItemList } from './item-list.service.js';
import {
  ChangeItemResult,
  CompareItemListsResult,
  EndItemResult,
  EnterItemResult,
  ItemFieldChangeType,
  ItemListType,
  PublishItemListResult,
} from './item-list.type.js';

const departmentArgument = {
  nullable: true,
  description: '部门，默认本部门。The department; one’s own.',
} as const;

@Resolver()
export class ItemListResolver {
  @Allow(Role.REGISTRAR)
  @Mutation(() => EnterItemResult, { description: '登记抽查事项。Enters an item.' })
  enterItem(@Ctx() { step }: Context, @Arg('input', () => ItemInput) input: ItemInput) {
    return step((unit) => enterItem(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => ChangeItemResult, {
    description:
      '变更抽查事项：成为下一版本，自生效日期起。Changes an item: its next version, from a day on.',
  })
  changeItem(@Ctx() { step }: Context, @Arg('input', () => ItemInput) input: ItemInput) {
    return step((unit) => changeItem(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => EndItemResult, { description: '终止抽查事项。Ends an item after a day.' })
  endItem(
    @Ctx() { step }: Context,
    @Arg('code', () => Text) code: string,
    @Arg('endsOn', () => CalendarDate, { description: '最后一天。Its last day.' }) endsOn: string,
  ) {
    return step((unit) => endItem(unit, code, endsOn));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => PublishItemListResult, { description: '公布清单。Publishes the list as a version.' })
  publishItemList(
    @Ctx() { step }: Context,
    @Arg('input', () => PublishItemListInput) input: PublishItemListInput,
  ) {
    return step((unit) => publishItemList(unit, input));
  }

  @Allow(ANY_ROLE)
  @Query(() => ItemListType, {
    nullable: true,
    description: '公布的清单：某一版本，或某日有效的。A published list: a version, or the one of a day.',
  })
  itemList(
    @Ctx() context: Context,
    @Args(() => ItemListArguments) { departmentId, ...which }: ItemListArguments,
  ) {
    return readItemList(context, departmentAsked(context, departmentId), which);
  }

  @Allow(ANY_ROLE)
  @Query(() => CompareItemListsResult, { description: '比较两版清单。Compares two published lists.' })
  compareItemLists(
    @Ctx() context: Context,
    @Arg('from', () => Int) from: number,
    @Arg('to', () => Int) to: number,
    @Arg('departmentId', () => Id, departmentArgument) departmentId?: string,
  ) {
    return compareItemLists(context, departmentAsked(context, departmentId), from, to);
  }

  @Allow(ANY_ROLE)
  @Query(() => [ItemFieldChangeType], {
    nullable: true,
    description: '比较一个事项的两个版本；没有其一则为空。Compares two versions of an item, if there are.',
  })
  compareItems(
    @Ctx() context: Context,
    @Arg('code', () => Text) code: string,
    @Arg('from', () => Int) from: number,
    @Arg('to', () => Int) to: number,
    @Arg('departmentId', () => Id, departmentArgument) departmentId?: string,
  ) {
    return compareItemVersions(context, departmentAsked(context, departmentId), code, from, to);
  }

  @Allow(ANY_ROLE)
  @Query(() => ItemLintType, {
    description: '检查清单：依据含糊、缺项、超限、过期、重复。Lints the list of today.',
  })
  lintItems(
    @Ctx() context: Context,
    @Arg('departmentId', () => Id, departmentArgument) departmentId?: string,
  ) {
    return lintItems(context, departmentAsked(context, departmentId));
  }
}
