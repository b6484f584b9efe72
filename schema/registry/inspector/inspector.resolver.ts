import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType } from '../../department/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import { type InspectorThen, listInspectorsAsOf } from '../history/lists-as-of.js';
import { listUnavailable } from '../pool/unavailable.js';
import { countCertificatesEnding, listCertificatesEnding } from './certificate.list.js';
// As types only where they are parameters: values there would be taken for the class of the object.
import {
  Certificate,
  type Certificate as CertificateRow,
  Inspector,
  type Inspector as InspectorRow,
  Leave,
} from './inspector.entity.js';
import { changeInspector, enterInspector } from './inspector.entry.js';
import {
  CertificatesEndingArguments,
  ChangeInspectorInput,
  EnterInspectorInput,
  InspectorArguments,
  LeaderRuleInput,
  UnavailableArguments,
} from './inspector.input.js';
import { ChangeInspectorResult, EnterInspectorResult, SetLeaderRuleResult } from './inspector.payload.js';
import { listInspectors } from './inspector.service.js';
import {
  CertificateConnection,
  CertificateType,
  InspectorConnection,
  InspectorType,
  LeaderRuleType,
  LeaveType,
  UnavailableInspectorConnection,
} from './inspector.type.js';
import { findLeaderRule, setLeaderRule } from './leader-rule.service.js';

/** Of today, or of a day that is past. */
type MaybeThen = InspectorRow & Partial<Pick<InspectorThen, 'thatDay'>>;

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

  @Allow(Role.REGISTRAR)
  @Query(() => UnavailableInspectorConnection, {
    description: '某日不能派出的人员及原因。Who of the department cannot be sent on a day, and why.',
  })
  unavailableInspectors(
    @Ctx() context: Context,
    @Args(() => UnavailableArguments) { on, ...page }: UnavailableArguments,
  ) {
    return listUnavailable(context, on, page);
  }

  @Allow(Role.REGISTRAR)
  @Query(() => LeaderRuleType, {
    nullable: true,
    description: '本部门领导是否入库的规则；未规定的没有。The rule on leaders; absent where none was set.',
  })
  leaderRule(@Ctx() context: Context) {
    return context.actor.departmentId ? findLeaderRule(context, context.actor.departmentId) : undefined;
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => EnterInspectorResult, { description: '登记执法人员。Enters one officer.' })
  enterInspector(
    @Ctx() { step }: Context,
    @Arg('input', () => EnterInspectorInput) input: EnterInspectorInput,
  ) {
    return step((unit) => enterInspector(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => ChangeInspectorResult, { description: '修改执法人员。Changes one officer.' })
  changeInspector(
    @Ctx() { step }: Context,
    @Arg('input', () => ChangeInspectorInput) input: ChangeInspectorInput,
  ) {
    return step((unit) => changeInspector(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => SetLeaderRuleResult, {
    description: '规定领导是否入库，即时适用。Sets and applies the rule on leaders.',
  })
  setLeaderRule(@Ctx() { step }: Context, @Arg('input', () => LeaderRuleInput) input: LeaderRuleInput) {
    return step((unit) => setLeaderRule(unit, input));
  }

  @FieldResolver(() => DepartmentType, { description: '所属部门。The department.' })
  department(@Root() inspector: InspectorRow, @Ctx() context: Context): Promise<Department> {
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

@Resolver(() => CertificateType)
export class CertificateListResolver {
  @Allow(Role.REGISTRAR, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => CertificateConnection, {
    description: '将到期与已到期的证件，先到期的在前。Certificates ending soon or ended, the earliest first.',
  })
  certificatesEnding(
    @Ctx() context: Context,
    @Args(() => CertificatesEndingArguments) { within, ...page }: CertificatesEndingArguments,
  ) {
    return listCertificatesEnding(context, within ?? undefined, page);
  }

  @Allow(Role.REGISTRAR, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => Int, { description: '上表的条数。How many that list has.' })
  certificatesEndingCount(
    @Ctx() context: Context,
    @Args(() => CertificatesEndingArguments) { within }: CertificatesEndingArguments,
  ) {
    return countCertificatesEnding(context, within ?? undefined);
  }

  @FieldResolver(() => InspectorType, { description: '持证人。Whose it is.' })
  inspector(@Root() certificate: CertificateRow, @Ctx() context: Context): Promise<Inspector> {
    return context.load(Inspector, certificate.inspector);
  }

  @FieldResolver(() => Boolean, { description: '是否已到期。Whether it has ended.' })
  isEnded(@Root() certificate: CertificateRow, @Ctx() { today }: Context): boolean {
    return certificate.validToOn < today;
  }
}
