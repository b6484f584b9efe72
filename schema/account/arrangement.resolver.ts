import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType } from '../department/index.js';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import { Account } from './account.entity.js';
import { AccountType } from './account.type.js';
import type { Arrangement } from './arrangement.entity.js';
import { RecordArrangementInput } from './arrangement.input.js';
import {
  approveArrangement,
  endArrangement,
  listArrangements,
  recordArrangement,
} from './arrangement.service.js';
import {
  ApproveArrangementResult,
  ArrangementConnection,
  ArrangementType,
  EndArrangementResult,
  RecordArrangementResult,
} from './arrangement.type.js';

@Resolver(() => ArrangementType)
export class ArrangementResolver {
  @Allow(
    ...[Role.APPROVER, Role.PLAN_OWNER, Role.SUPERVISION, Role.AUDITOR],
    ...[Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN],
  )
  @Query(() => ArrangementConnection, {
    description: '代理、代行安排，新的在前。Arrangements, newest first.',
  })
  arrangements(
    @Ctx() context: Context,
    @Arg('onlyOpen', () => Boolean, {
      defaultValue: false,
      description: '只列未终止且未过末日的。Only those that are not over.',
    })
    onlyOpen: boolean,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return listArrangements(context, onlyOpen, page);
  }

  @Allow(Role.APPROVER, Role.SYSTEM_ADMIN)
  @Mutation(() => RecordArrangementResult, {
    description:
      '登记代理、代行安排；由另一人批准后生效。Records an arrangement; another person approves it.',
  })
  recordArrangement(
    @Ctx() { step }: Context,
    @Arg('input', () => RecordArrangementInput) input: RecordArrangementInput,
  ) {
    return step((unit) => recordArrangement(unit, input));
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => ApproveArrangementResult, { description: '批准安排。Approves an arrangement.' })
  approveArrangement(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => approveArrangement(unit, id));
  }

  @Allow(Role.APPROVER, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
  @Mutation(() => EndArrangementResult, { description: '立即终止安排。Ends an arrangement at once.' })
  endArrangement(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => endArrangement(unit, id));
  }

  @FieldResolver(() => DepartmentType, { description: '在其事项中行事。In whose matters.' })
  department(@Root() arrangement: Arrangement, @Ctx() context: Context): Promise<Department> {
    return context.load(Department, arrangement.department);
  }

  @FieldResolver(() => DepartmentType, { description: '行事人所在部门。Whose officer acts.' })
  actingDepartment(@Root() arrangement: Arrangement, @Ctx() context: Context): Promise<Department> {
    return context.load(Department, arrangement.actingDepartment);
  }

  @FieldResolver(() => AccountType, { description: '行事人。Who acts.' })
  account(@Root() arrangement: Arrangement, @Ctx() context: Context): Promise<Account> {
    return context.load(Account, arrangement.account);
  }

  @FieldResolver(() => AccountType, {
    nullable: true,
    description: '代理谁；其他种类没有。Whom a deputy stands for.',
  })
  standsFor(@Root() { standsFor }: Arrangement, @Ctx() context: Context): Promise<Account> | undefined {
    return standsFor ? context.load(Account, standsFor) : undefined;
  }
}
