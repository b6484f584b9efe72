import { Arg, Ctx, FieldResolver, Resolver, Root, UseMiddleware } from 'type-graphql';
import { batched } from '../../shared/batched.js';
import type { Context } from '../../shared/context.js';
import { RealWorldId } from '../../shared/scalars.js';
import { tradeOf } from '../../shared/trades/index.js';
import type { TargetAlias } from './alias.entity.js';
import { aliasesOf } from './alias.service.js';
import { TargetAliasType } from './alias.type.js';
import { currentIdsOf, formerIdsOf } from './lineage.js';
import { recordsPerson } from './natural-person.reading.js';
import { positionIn } from './position.js';
import type { Target } from './target.entity.js';
import { Datum, targetStatusWords } from './target.states.js';
import { TargetPosition, TargetType, TradeType } from './target.type.js';

@Resolver(() => TargetType)
export class TargetFieldsResolver {
  @FieldResolver(() => String, { description: '登记状态的文字。Its status in words, in Chinese.' })
  statusLabel(@Root() target: Target): string {
    return targetStatusWords[target.status].zh;
  }

  @FieldResolver(() => [TradeType], { description: '行业代码及所属大类。Its trades with their divisions.' })
  trades(@Root() target: Target): TradeType[] {
    return target.tradeCodes.map((code) => ({ code, name: tradeOf(code)?.name ?? '' }));
  }

  @UseMiddleware(recordsPerson)
  @FieldResolver(() => TargetPosition, {
    nullable: true,
    description:
      '位置，按所求坐标系换算；未登记的没有。Where it is, in the datum asked for; absent where unknown.',
  })
  position(
    @Root() target: Target,
    @Arg('datum', () => Datum, {
      nullable: true,
      description: '坐标系；不填为登记时的。As stored by default.',
    })
    datum: Datum | null,
  ): TargetPosition | null {
    return positionIn(target, datum);
  }

  @FieldResolver(() => [TargetAliasType], {
    description: '涉及它的并入、分立、转换，先后排列，含已撤销的。Acts that name it, oldest first.',
  })
  async aliases(@Root() target: Target, @Ctx() context: Context): Promise<TargetAlias[]> {
    return (await batched(context, aliasesOf, target.realId)) ?? [];
  }

  @FieldResolver(() => [RealWorldId], {
    description:
      '现在的标识；未并入、分立、转换的为其自身。What it is today; itself where nothing became of it.',
  })
  async currentIds(@Root() target: Target, @Ctx() context: Context): Promise<string[]> {
    return (await batched(context, currentIdsOf, target.realId)) ?? [target.realId];
  }

  @FieldResolver(() => [RealWorldId], { description: '其全部前身的标识。All that became it.' })
  async formerIds(@Root() target: Target, @Ctx() context: Context): Promise<string[]> {
    return (await batched(context, formerIdsOf, target.realId)) ?? [];
  }
}
