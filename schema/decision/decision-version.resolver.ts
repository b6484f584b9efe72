import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../shared/context.js';
import { Decision, type DecisionVersion } from './decision.entity.js';
import { showTexts } from './decision.show.js';
import { DecisionTextType, DecisionVersionType } from './decision.type.js';

@Resolver(() => DecisionVersionType)
export class DecisionVersionResolver {
  @FieldResolver(() => [DecisionTextType], { description: '该版本各栏。Its columns.' })
  async columns(@Root() version: DecisionVersion, @Ctx() context: Context) {
    const { kind } = await context.load(Decision, version.decision);
    return showTexts(kind, version);
  }
}
