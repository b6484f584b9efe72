import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import { ImportInput, ImportRunArguments } from './import.input.js';
import { ImportResult, StartImportResult } from './import.payload.js';
import type { ImportRun } from './import-run.entity.js';
import { DetailKind } from './import-run.entity.js';
import { findImportRun, listDetails, listImportRuns, progressOf } from './import-run.service.js';
import { ImportKind } from './import-run.states.js';
import {
  ImportProgressType,
  ImportRunConnection,
  ImportRunType,
  MissingUnitType,
  RowChangeType,
} from './import-run.type.js';
import { importUpload } from './import-upload.service.js';
import { startImport } from './start-import.js';

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

  @Allow(Role.REGISTRAR)
  @Mutation(() => ImportResult, {
    description: '导入专项库及其成员。Imports special pools and their members.',
  })
  importSpecialPools(@Ctx() context: Context, @Arg('input', () => ImportInput) input: ImportInput) {
    return imported(context, ImportKind.SPECIAL_POOLS, input);
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => StartImportResult, {
    description:
      '开始导入大文件，自行进行；进度见 importRun。Begins to import a file of any size by itself; importRun tells how far it is.',
  })
  startImport(
    @Ctx() context: Context,
    @Arg('kind', () => ImportKind) kind: ImportKind,
    @Arg('input', () => ImportInput) input: ImportInput,
  ) {
    return context.step(async (unit) => {
      const run = await startImport(unit, kind, input);
      return isRefusal(run) ? run : { __typename: 'ImportStarted', run };
    });
  }

  @Allow(Role.REGISTRAR, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => ImportRunType, {
    nullable: true,
    description: '一次导入；没有或不在本部门的为空。One import; null where there is none in the department.',
  })
  importRun(@Ctx() context: Context, @Arg('id', () => ID) id: string) {
    return findImportRun(context, id);
  }

  @Allow(Role.REGISTRAR, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => ImportRunConnection, { description: '导入记录，最近的在前。Imports, the newest first.' })
  importRuns(@Ctx() context: Context, @Args(() => ImportRunArguments) { kind, ...page }: ImportRunArguments) {
    return listImportRuns(context, kind, page);
  }

  @FieldResolver(() => ImportProgressType, { description: '进度。How far it is.' })
  progress(@Ctx() context: Context, @Root() run: ImportRun) {
    return progressOf(context, run);
  }

  @FieldResolver(() => [RowChangeType], {
    description:
      '逐项变化，前一千条，保留一天，仅本部门两库管理员可见。The first thousand changes, for a day, for the registrar.',
  })
  changes(@Ctx() context: Context, @Root() run: ImportRun) {
    return listDetails(context, run, DetailKind.CHANGE);
  }

  @FieldResolver(() => [MissingUnitType], {
    description:
      '文件中缺少的对象，前一千个，保留一天，仅本部门两库管理员可见。The first thousand missing, for a day, for the registrar.',
  })
  missingUnits(@Ctx() context: Context, @Root() run: ImportRun) {
    return listDetails(context, run, DetailKind.MISSING);
  }
}
