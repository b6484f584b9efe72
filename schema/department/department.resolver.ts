import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow, SIGNED_IN } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';
// As a type only where it is a parameter's: a value there would be taken for the class of the object.
import { Department, type Department as DepartmentRow, Division } from './department.entity.js';
import { CreateDepartmentInput, SaveDivisionsInput } from './department.input.js';
import { CreateDepartmentResult, SaveDivisionsResult } from './department.payload.js';
import { createDepartment, listDepartments } from './department.service.js';
import { DepartmentConnection, DepartmentType, DivisionConnection, DivisionType } from './department.type.js';
import { listDivisions, saveDivisions } from './division.service.js';

@Resolver(() => DepartmentType)
export class DepartmentResolver {
  @Allow(SIGNED_IN)
  @Query(() => DepartmentConnection, { description: '部门，按代码排列。Departments by code.' })
  departments(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listDepartments(context, page);
  }

  @Allow(SIGNED_IN)
  @Query(() => DivisionConnection, { description: '行政区划，按代码排列。Divisions by code.' })
  divisions(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listDivisions(context, page);
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
      const divisions = await saveDivisions(unit, input.divisions);
      return isRefusal(divisions) ? divisions : { __typename: 'DivisionsSaved', divisions };
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
}
