import { Length } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, Int, Query, Resolver } from 'type-graphql';
import { comparePublicLists, listPublicVersions, readPublicItemList } from '../registry/public.js';
import { Allow, ANYONE } from '../shared/allow.js';
import type { ReadingContext } from '../shared/context.js';
import {
  PublicItem,
  PublicItemList,
  PublicItemListComparison,
  PublicItemListVersion,
} from './item-list.type.js';

@ArgsType()
class DepartmentArguments {
  @Length(1, 20)
  @Field(() => String, { description: '部门代码。The department’s code.' })
  department!: string;
}

const versionArgument = {
  nullable: true,
  description: '版本，默认现行。A version; the one in force.',
} as const;

@Resolver()
export class PublicItemListResolver {
  @Allow(ANYONE)
  @Query(() => PublicItemList, {
    nullable: true,
    description: '部门的抽查事项清单；未公布的为空。A department’s list; null where none is published.',
  })
  itemList(
    @Ctx() context: ReadingContext,
    @Args(() => DepartmentArguments) { department }: DepartmentArguments,
    @Arg('version', () => Int, versionArgument) version?: number,
  ) {
    return readPublicItemList(context, department, version);
  }

  @Allow(ANYONE)
  @Query(() => PublicItem, {
    nullable: true,
    description: '清单中的一个事项及其条款。An item of a published list with its articles.',
  })
  async item(
    @Ctx() context: ReadingContext,
    @Args(() => DepartmentArguments) { department }: DepartmentArguments,
    @Arg('code', () => String) code: string,
    @Arg('version', () => Int, { ...versionArgument, description: '清单版本，默认现行。The list’s version.' })
    version?: number,
  ) {
    const list = await readPublicItemList(context, department, version);
    return list?.items.find((item) => item.code === code);
  }

  @Allow(ANYONE)
  @Query(() => [PublicItemListVersion], {
    description: '清单各版本，新的在前，至多一百版。The published versions, the newest first.',
  })
  itemLists(
    @Ctx() context: ReadingContext,
    @Args(() => DepartmentArguments) { department }: DepartmentArguments,
  ) {
    return listPublicVersions(context, department);
  }

  @Allow(ANYONE)
  @Query(() => PublicItemListComparison, {
    nullable: true,
    description: '比较两版清单；没有其一则为空。Compares two published versions, if there are.',
  })
  compareItemLists(
    @Ctx() context: ReadingContext,
    @Args(() => DepartmentArguments) { department }: DepartmentArguments,
    @Arg('from', () => Int) from: number,
    @Arg('to', () => Int) to: number,
  ) {
    return comparePublicLists(context, department, from, to);
  }
}
