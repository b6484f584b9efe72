import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType } from '../../department/index.js';
import { Allow } from '../../shared/allow.js';
import { batched } from '../../shared/batched.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { ChangeSecondmentInput, SecondInspectorInput, SeenRowInput } from './availability.input.js';
import {
  CancelSecondmentResult,
  ChangeSecondmentResult,
  SecondInspectorResult,
} from './inspector.payload.js';
import type { Secondment } from './secondment.entity.js';
import {
  cancelSecondment,
  changeSecondment,
  listSecondments,
  readSecondedOfficers,
  secondInspector,
} from './secondment.service.js';
import { SecondedOfficer, SecondmentConnection, SecondmentType } from './secondment.type.js';

@Resolver(() => SecondmentType)
export class SecondmentResolver {
  @Allow(Role.REGISTRAR, Role.APPROVER, Role.DRAW_OPERATOR, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => SecondmentConnection, {
    description: '借出与借入，最近的在前。Secondments to and from the department, the newest first.',
  })
  secondments(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listSecondments(context, page);
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => SecondInspectorResult, { description: '借调。Sends an officer to another department.' })
  secondInspector(
    @Ctx() { step }: Context,
    @Arg('input', () => SecondInspectorInput) input: SecondInspectorInput,
  ) {
    return step((unit) => secondInspector(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => ChangeSecondmentResult, { description: '变更借调。Extends, shortens or corrects one.' })
  changeSecondment(
    @Ctx() { step }: Context,
    @Arg('input', () => ChangeSecondmentInput) input: ChangeSecondmentInput,
  ) {
    return step((unit) => changeSecondment(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => CancelSecondmentResult, { description: '取消借调。Takes one back.' })
  cancelSecondment(@Ctx() { step }: Context, @Arg('input', () => SeenRowInput) input: SeenRowInput) {
    return step((unit) => cancelSecondment(unit, input));
  }

  @FieldResolver(() => DepartmentType, { description: '借入部门。The host.' })
  host(@Root() secondment: Secondment, @Ctx() context: Context): Promise<Department> {
    return context.load(Department, secondment.department);
  }

  @FieldResolver(() => DepartmentType, { description: '派出部门。The home department.' })
  home(@Root() secondment: Secondment, @Ctx() context: Context): Promise<Department> {
    return context.load(Department, secondment.home);
  }

  @FieldResolver(() => SecondedOfficer, { description: '执法人员。The officer.' })
  officer(@Root() secondment: Secondment, @Ctx() context: Context) {
    return batched(context, readSecondedOfficers, secondment.inspector);
  }
}
