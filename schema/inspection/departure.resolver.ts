import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import type { Assignment } from './assignment.entity.js';
import { TeamChange } from './departure.entity.js';
import { DepartInspectorInput, RefuseHandOverInput, RequestHandOverInput } from './departure.input.js';
import { closeOfficerAccount, departInspector, readOpenMatters } from './departure.service.js';
import { HandOverState } from './departure.states.js';
import {
  ApproveHandOverResult,
  CloseAccountResult,
  DepartInspectorResult,
  HandOverConnection,
  InspectorLoadConnection,
  OpenMattersResult,
  RefuseHandOverResult,
  RequestHandOverResult,
  TeamChangeType,
} from './departure.type.js';
import { approveHandOver, listHandOvers, refuseHandOver, requestHandOver } from './hand-over.service.js';
import { AssignmentType } from './inspection.type.js';
import { listInspectorLoads } from './load.service.js';

@Resolver(() => AssignmentType)
export class DepartureResolver {
  @Allow(Role.REGISTRAR, Role.PLAN_OWNER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => InspectorLoadConnection, {
    description:
      '执法人员本年任务量，不作考核排名。Officers with their load; for planning, never for ranking.',
  })
  inspectorLoads(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listInspectorLoads(context, page);
  }

  @Allow(Role.REGISTRAR, Role.APPROVER)
  @Query(() => OpenMattersResult, { description: '某人的未办结事项。What is open of an officer.' })
  async openMatters(@Ctx() context: Context, @Arg('inspectorId', () => Id) inspectorId: string) {
    const matters = await readOpenMatters(context, inspectorId);
    return isRefusal(matters) ? matters : { __typename: 'OpenMatters', ...matters };
  }

  @Allow(Role.REGISTRAR, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => HandOverConnection, { description: '移交，最近的在前。Hand-overs, the newest first.' })
  handOvers(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('state', () => HandOverState, { nullable: true }) state?: HandOverState,
  ) {
    return listHandOvers(context, state ?? undefined, page);
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => RequestHandOverResult, { description: '申请移交。Asks for a hand-over.' })
  requestHandOver(
    @Ctx() { step }: Context,
    @Arg('input', () => RequestHandOverInput) input: RequestHandOverInput,
  ) {
    return step((unit) => requestHandOver(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => ApproveHandOverResult, {
    description: '批准移交：补入的人员由抽取规程抽签确定。Approves: who comes in is drawn by the protocol.',
  })
  approveHandOver(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => approveHandOver(unit, id));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => RefuseHandOverResult, { description: '不批准移交。Refuses a hand-over.' })
  refuseHandOver(
    @Ctx() { step }: Context,
    @Arg('input', () => RefuseHandOverInput) input: RefuseHandOverInput,
  ) {
    return step((unit) => refuseHandOver(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => DepartInspectorResult, {
    description:
      '办理离岗：未办结事项须先移交或办结，账户随之停用。An officer leaves; the account is closed.',
  })
  departInspector(
    @Ctx() { step }: Context,
    @Arg('input', () => DepartInspectorInput) input: DepartInspectorInput,
  ) {
    return step((unit) => departInspector(unit, input));
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => CloseAccountResult, {
    description:
      '停用账户并注销其会话；执法人员有未办结事项的不得停用。Closes an account and ends its sessions.',
  })
  closeAccount(@Ctx() { step }: Context, @Arg('accountId', () => Id) accountId: string) {
    return step((unit) => closeOfficerAccount(unit, accountId));
  }

  @FieldResolver(() => [TeamChangeType], {
    description: '检查组的替换，依次。Replacements in its team, in order.',
  })
  async teamChanges(@Root() assignment: Assignment, @Ctx() context: Context) {
    const changes = await context.loadBy(TeamChange, 'assignment', assignment.id);
    return changes.sort((a, b) => a.number - b.number);
  }
}
