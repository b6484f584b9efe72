import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType } from '../../department/index.js';
import { Allow, ANY_ROLE } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { CalendarDate } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import type { Power } from './power.entity.js';
import { listCompetences, pagePowers } from './power.read.js';
import { endPower, powerOr, recordPower } from './power.service.js';
import {
  EndPowerInput,
  EndPowerResult,
  PowerConnection,
  PowerType,
  RecordPowerInput,
  RecordPowerResult,
} from './power.type.js';

@Resolver(() => PowerType)
export class PowerResolver {
  @Allow(ANY_ROLE)
  @Query(() => PowerConnection, { description: '职权，新的在前。Powers, the newest first.' })
  powers(
    @Ctx() context: Context,
    @Arg('itemCode', () => Text, { nullable: true }) itemCode: string | null | undefined,
    @Arg('holderCode', () => Text, { nullable: true }) holderCode: string | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return pagePowers(context, { itemCode, holderCode }, page);
  }

  @Allow(ANY_ROLE)
  @Query(() => [PowerType], {
    description:
      '某日某区划对某事项，谁可许可、检查、处罚，以谁的名义。Who may do what on an item, there and then, in whose name.',
  })
  async competences(
    @Ctx() context: Context,
    @Arg('itemCode', () => Text) itemCode: string,
    @Arg('divisionCode', () => Text) divisionCode: string,
    @Arg('on', () => CalendarDate) on: string,
  ) {
    const found = await listCompetences(context, itemCode, divisionCode, on);
    return found.map(({ power }) => power);
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => RecordPowerResult, { description: '登记职权或委托。Records a power or a delegation.' })
  recordPower(@Ctx() { step }: Context, @Arg('input', () => RecordPowerInput) input: RecordPowerInput) {
    return step(async (unit) => powerOr('PowerRecorded', await recordPower(unit, input)));
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => EndPowerResult, { description: '终止职权；记录保留。Ends a power; it stays on record.' })
  endPower(@Ctx() { step }: Context, @Arg('input', () => EndPowerInput) input: EndPowerInput) {
    return step(async (unit) => powerOr('PowerEnded', await endPower(unit, input.id, input.lastOn)));
  }

  @FieldResolver(() => DepartmentType, { description: '行使部门。Who acts.' })
  holder(@Root() power: Power, @Ctx() context: Context): Promise<Department> {
    return context.load(Department, power.holder);
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: '委托机关，以其名义。The delegating authority, in whose name.',
  })
  inNameOf(@Root() power: Power, @Ctx() context: Context): Promise<Department> | undefined {
    return power.inNameOf ? context.load(Department, power.inNameOf) : undefined;
  }
}
