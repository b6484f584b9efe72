import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType } from '../../department/index.js';
import { Allow, ANY_ROLE } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import type { Item } from './item.entity.js';
import { ItemArguments } from './item.input.js';
import { listItems } from './item.service.js';
import { ItemConnection, ItemType } from './item.type.js';

@Resolver(() => ItemType)
export class ItemResolver {
  @Allow(ANY_ROLE)
  @Query(() => ItemConnection, {
    description: '抽查事项清单，按编码排列，新版本在前。Items by code, the latest version first.',
  })
  items(@Ctx() context: Context, @Args(() => ItemArguments) { first, after, ...filter }: ItemArguments) {
    return listItems(context, filter, { first, after });
  }

  @FieldResolver(() => DepartmentType, { description: '所属部门。Whose list it is in.' })
  department(@Root() item: Item, @Ctx() context: Context): Promise<Department> {
    return context.load(Department, item.department);
  }
}
