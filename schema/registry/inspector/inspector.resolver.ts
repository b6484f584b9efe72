import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType } from '../../department/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import { type InspectorThen, listInspectorsAsOf } from '../history/lists-as-of.js';
import { Certificate, type Inspector, Leave } from './inspector.entity.js';
import { InspectorArguments } from './inspector.input.js';
import { listInspectors } from './inspector.service.js';
import { CertificateType, InspectorConnection, InspectorType, LeaveType } from './inspector.type.js';

/** Of today, or of a day that is past. */
type MaybeThen = Inspector & Partial<Pick<InspectorThen, 'thatDay'>>;

@Resolver(() => InspectorType)
export class InspectorResolver {
  @Allow(Role.REGISTRAR, Role.PLAN_OWNER, Role.APPROVER, Role.DRAW_OPERATOR, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => InspectorConnection, {
    description: '执法检查人员，按现实标识排列。Inspectors by real-world id.',
  })
  inspectors(
    @Ctx() context: Context,
    @Args(() => InspectorArguments) { first, after, asOf, ...filter }: InspectorArguments,
  ) {
    const page = { first, after };
    return asOf ? listInspectorsAsOf(context, filter, page, asOf) : listInspectors(context, filter, page);
  }

  @FieldResolver(() => DepartmentType, { description: '所属部门。The department.' })
  department(@Root() inspector: Inspector, @Ctx() context: Context): Promise<Department> {
    return context.load(Department, inspector.department);
  }

  @FieldResolver(() => [CertificateType], { description: '执法证件。The certificates.' })
  async certificates(@Root() inspector: MaybeThen, @Ctx() context: Context): Promise<Certificate[]> {
    return inspector.thatDay
      ? inspector.thatDay.certificates
      : context.loadBy(Certificate, 'inspector', inspector.id);
  }

  @Allow(Role.REGISTRAR)
  @FieldResolver(() => [LeaveType], { description: '请休假，仅两库管理可见。Leave; for the registrar only.' })
  async leaves(@Root() inspector: MaybeThen, @Ctx() context: Context): Promise<Leave[]> {
    return inspector.thatDay ? inspector.thatDay.leaves : context.loadBy(Leave, 'inspector', inspector.id);
  }
}
