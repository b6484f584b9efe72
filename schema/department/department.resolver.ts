import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow, ANY_ROLE } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';
import { CalendarDate } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { moveDepartment } from './department.change.js';
// As a type only where it is a parameter's: a value there would be taken for the class of the object.
import { Department, type Department as DepartmentRow, Division } from './department.entity.js';
import {
  CreateDepartmentInput,
  EndDivisionInput,
  MoveDepartmentInput,
  SaveDivisionsInput,
} from './department.input.js';
import {
  CreateDepartmentResult,
  EndDivisionResult,
  MoveDepartmentResult,
  SaveDivisionsResult,
} from './department.payload.js';
import { createDepartment, listDepartments } from './department.service.js';
import {
  DepartmentConnection,
  DepartmentTermConnection,
  DepartmentTermType,
  DepartmentType,
  DivisionConnection,
  DivisionTermConnection,
  DivisionTermType,
  DivisionType,
} from './department.type.js';
import {
  listDepartmentHistory,
  listDivisionHistory,
  pageDepartmentTree,
  pageDivisionTree,
} from './department-tree.js';
import { endDivision, listDivisions, saveDivisions } from './division.service.js';

@Resolver(() => DepartmentType)
export class DepartmentResolver {
  @Allow(ANY_ROLE)
  @Query(() => DepartmentConnection, { description: '部门，按代码排列。Departments by code.' })
  departments(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listDepartments(context, page);
  }

  @Allow(ANY_ROLE)
  @Query(() => DivisionConnection, { description: '行政区划，按代码排列。Divisions by code.' })
  divisions(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listDivisions(context, page);
  }

  @Allow(ANY_ROLE)
  @Query(() => DepartmentTermConnection, {
    description: '某日的部门树，按代码排列，逐页。The tree of departments of any day, by code.',
  })
  departmentTree(
    @Ctx() context: Context,
    @Arg('on', () => CalendarDate) on: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return pageDepartmentTree(context, on, page);
  }

  @Allow(ANY_ROLE)
  @Query(() => DivisionTermConnection, {
    description: '某日的区划树，按代码排列，逐页。The tree of divisions of any day, by code.',
  })
  divisionTree(
    @Ctx() context: Context,
    @Arg('on', () => CalendarDate) on: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return pageDivisionTree(context, on, page);
  }

  @Allow(ANY_ROLE)
  @Query(() => [DepartmentTermType], {
    description: '一个部门的沿革，旧的在前。How a department stood, the oldest first.',
  })
  departmentHistory(@Ctx() context: Context, @Arg('code', () => Text) code: string) {
    return listDepartmentHistory(context, code);
  }

  @Allow(ANY_ROLE)
  @Query(() => [DivisionTermType], {
    description: '一个区划的沿革，旧的在前。How a division stood, the oldest first.',
  })
  divisionHistory(@Ctx() context: Context, @Arg('code', () => Text) code: string) {
    return listDivisionHistory(context, code);
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => CreateDepartmentResult, { description: '建立部门。Enters a department.' })
  createDepartment(
    @Ctx() context: Context,
    @Arg('input', () => CreateDepartmentInput) input: CreateDepartmentInput,
  ) {
    return context.step(async (unit) => {
      const department = await createDepartment(unit, input);
      return isRefusal(department) ? department : { __typename: 'DepartmentCreated', department };
    });
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => SaveDivisionsResult, { description: '登记或更名区划。Enters or renames divisions.' })
  saveDivisions(@Ctx() context: Context, @Arg('input', () => SaveDivisionsInput) input: SaveDivisionsInput) {
    return context.step(async (unit) => {
      const divisions = await saveDivisions(unit, input.divisions, input.fromOn ?? unit.today);
      return isRefusal(divisions) ? divisions : { __typename: 'DivisionsSaved', divisions };
    });
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => EndDivisionResult, { description: '撤销区划，代码保留。Ends a division; its code stays.' })
  endDivision(@Ctx() context: Context, @Arg('input', () => EndDivisionInput) input: EndDivisionInput) {
    return context.step(async (unit) => {
      const division = await endDivision(unit, input.code, input.lastOn);
      return isRefusal(division) ? division : { __typename: 'DivisionEnded', division };
    });
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => MoveDepartmentResult, {
    description:
      '调整隶属、层级、区划或执法机构；更名、合并见 enactReorganisation。Moves a department; names and mergers: enactReorganisation.',
  })
  moveDepartment(
    @Ctx() context: Context,
    @Arg('input', () => MoveDepartmentInput) { code, fromOn, ...move }: MoveDepartmentInput,
  ) {
    return context.step(async (unit) => {
      const department = await moveDepartment(unit, code, fromOn, move);
      return isRefusal(department) ? department : { __typename: 'DepartmentMoved', department };
    });
  }

  @FieldResolver(() => DivisionType, { description: '所在区划。Its division.' })
  async division(@Root() department: DepartmentRow, @Ctx() context: Context): Promise<Division> {
    const [division] = await context.loadBy(Division, 'code', department.division);
    return division as Division;
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: '上级部门；最上级没有。The department above it; absent at the top.',
  })
  parent(@Root() department: DepartmentRow, @Ctx() context: Context): Promise<Department> | undefined {
    return department.parent ? context.load(Department, department.parent) : undefined;
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: '通过哪个机构执法。The institution through which it acts, if any.',
  })
  actsThrough(@Root() department: DepartmentRow, @Ctx() context: Context): Promise<Department> | undefined {
    return department.actsThrough ? context.load(Department, department.actsThrough) : undefined;
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: '撤并后的承继部门。Who answers for it since it ended.',
  })
  successor(@Root() department: DepartmentRow, @Ctx() context: Context): Promise<Department> | undefined {
    return department.successor ? context.load(Department, department.successor) : undefined;
  }
}
