import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import { importDecisions } from './decision.import.js';
import { ImportDecisionsInput } from './decision-import.input.js';
import { ImportDecisionsResult } from './decision-import.type.js';

@Resolver()
export class DecisionImportResolver {
  @Allow(Role.REGISTRAR)
  @Mutation(() => ImportDecisionsResult, {
    description:
      '导入决定文件（双公示栏目），一次最多一万行。Takes decisions from a file, ten thousand at most.',
  })
  importDecisions(
    @Ctx() { step }: Context,
    @Arg('input', () => ImportDecisionsInput) input: ImportDecisionsInput,
  ) {
    return step((unit) => importDecisions(unit, input));
  }
}
