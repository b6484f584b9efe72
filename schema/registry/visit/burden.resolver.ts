import { Max, Min } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { batched } from '../../shared/batched.js';
import type { Context } from '../../shared/context.js';
import type { Reader } from '../../shared/unit.js';
import { entityOf, type Target } from '../target/target.entity.js';
import { TargetType } from '../target/target.type.js';
import { type Burden, burdenOf, noBurden } from './burden.js';

@ObjectType('Burden', { description: '一年的受检次数，按检查部门的层级。Visits within a year, by level.' })
export class BurdenType {
  @Field(() => Int, { description: '省级部门。By departments of the province.' })
  provinceCount!: number;

  @Field(() => Int, { description: '市级部门。By departments of the city.' })
  cityCount!: number;

  @Field(() => Int, { description: '县级部门。By departments of the county.' })
  countyCount!: number;

  @Field(() => Int, { description: '乡镇、街道或所。By townships and stations.' })
  townshipCount!: number;

  @Field(() => Int, { description: '合计。Altogether.' })
  totalCount!: number;
}

@ArgsType()
class BurdenArguments {
  @Min(2000)
  @Max(2999)
  @Field(() => Int, { description: '年度。The year.' })
  year!: number;
}

/** One read for each year, always the same function, so that the fields of a list are answered together. */
const readOf = new Map<
  number,
  (reader: Reader, entities: readonly string[]) => Promise<Map<string, Burden>>
>();

function burdenIn(year: number) {
  const known = readOf.get(year);
  if (known) return known;
  const read = (reader: Reader, entities: readonly string[]) => burdenOf(reader, entities, year);
  readOf.set(year, read);
  return read;
}

@Resolver(() => TargetType)
export class BurdenResolver {
  @FieldResolver(() => BurdenType, {
    description:
      '其责任主体（含前身）当年受检次数，各部门合计，只有数字。Visits to its entity, of all departments, as numbers.',
  })
  async burden(
    @Root() target: Target,
    @Ctx() context: Context,
    @Args(() => BurdenArguments) { year }: BurdenArguments,
  ): Promise<BurdenType> {
    return showBurden((await batched(context, burdenIn(year), entityOf(target))) ?? noBurden);
  }
}

function showBurden({ PROVINCE, CITY, COUNTY, TOWNSHIP }: Burden): BurdenType {
  return {
    provinceCount: PROVINCE,
    cityCount: CITY,
    countyCount: COUNTY,
    townshipCount: TOWNSHIP,
    totalCount: PROVINCE + CITY + COUNTY + TOWNSHIP,
  };
}
