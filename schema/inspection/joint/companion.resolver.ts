import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType } from '../../department/index.js';
import { batched } from '../../shared/batched.js';
import type { Context } from '../../shared/context.js';
import type { Assignment } from '../assignment.entity.js';
import { readTeams } from '../inspection.read.js';
import { AssignmentType, TeamMemberType } from '../inspection.type.js';
import { type Companion, readCompanions } from './companion.read.js';
import { VisitCompanionType } from './companion.type.js';

@Resolver(() => AssignmentType)
export class JointVisitResolver {
  @FieldResolver(() => [VisitCompanionType], {
    description: '联合检查的其他部门；不是联合检查的为空。Who else comes, in a joint visit.',
  })
  async companions(@Root() assignment: Assignment, @Ctx() context: Context) {
    if (!assignment.visitId) return [];
    return (await batched(context, readCompanions, assignment.id)) ?? [];
  }
}

@Resolver(() => VisitCompanionType)
export class CompanionResolver {
  @FieldResolver(() => DepartmentType, { description: '部门。The department.' })
  department(@Root() { departmentId }: Companion, @Ctx() context: Context) {
    return context.load(Department, departmentId);
  }

  @FieldResolver(() => [TeamMemberType], { description: '其检查人员。Its officers, in draw order.' })
  async team(@Root() { assignmentId }: Companion, @Ctx() context: Context) {
    return (await batched(context, readTeams, assignmentId)) ?? [];
  }
}
