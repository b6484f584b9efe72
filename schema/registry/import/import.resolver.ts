import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import { ImportInput, ImportRunArguments } from './import.input.js';
import { ImportResult } from './import.payload.js';
import { listImportRuns } from './import-run.service.js';
import { ImportKind } from './import-run.states.js';
import { ImportRunConnection, ImportRunType } from './import-run.type.js';
import { importUpload } from './import-upload.service.js';

/** One step: the import, or why there was none. */
function imported(context: Context, kind: ImportKind, input: ImportInput) {
  return context.step(async (unit) => {
    const run = await importUpload(unit, kind, input);
    return isRefusal(run) ? run : { __typename: 'FileImported', run };
  });
}

@Resolver(() => ImportRunType)
export class ImportResolver {
  @Allow(Role.REGISTRAR)
  @Mutation(() => ImportResult, { description: '导入检查对象名录库。Imports targets.' })
  importEntities(@Ctx() context: Context, @Arg('input', () => ImportInput) input: ImportInput) {
    return imported(context, ImportKind.ENTITIES, input);
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => ImportResult, { description: '导入执法检查人员名录库。Imports inspectors.' })
  importInspectors(@Ctx() context: Context, @Arg('input', () => ImportInput) input: ImportInput) {
    return imported(context, ImportKind.INSPECTORS, input);
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => ImportResult, { description: '导入抽查事项清单。Imports the item list.' })
  importItems(@Ctx() context: Context, @Arg('input', () => ImportInput) input: ImportInput) {
    return imported(context, ImportKind.ITEMS, input);
  }

  @Allow(Role.REGISTRAR, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => ImportRunConnection, { description: '导入记录，最近的在前。Imports, the newest first.' })
  importRuns(@Ctx() context: Context, @Args(() => ImportRunArguments) { kind, ...page }: ImportRunArguments) {
    return listImportRuns(context, kind, page);
  }
}
