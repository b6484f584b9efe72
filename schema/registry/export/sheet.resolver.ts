import { IsUUID } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { DepartmentEnded } from '../../department/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { isRefusal } from '../../shared/refusal.js';
import { resultUnion } from '../../shared/result-union.js';
import { Role } from '../../shared/roles.js';
import {
  FileUnreadable,
  ImportRefused,
  NoDepartment,
  PoolInUse,
  UnknownUpload,
} from '../import/import.errors.js';
import { FileImported } from '../import/import.payload.js';
import { MissingRuleNeedsSource, RegisterChanged, TooManyMissing } from '../import/import-missing.errors.js';
import { ImportMode } from '../import/import-run.states.js';
import { ExportRegister } from './export.states.js';
import { compareSheet, importSheet } from './import-sheet.service.js';
import { SheetRefused } from './sheet.errors.js';
import { SheetComparisonType, shownComparison } from './sheet.type.js';

@InputType({ description: '交回的一张表。A sheet that came back.' })
export class SheetInput {
  @IsUUID()
  @Field(() => ID, { description: 'POST /uploads 返回的标识。The id that POST /uploads answered.' })
  uploadId!: string;

  @Field(() => ExportRegister, { description: '哪个名录的表。Of which register.' })
  register!: ExportRegister;
}

@ObjectType({ description: '已比较，没有任何改动。The sheet was compared; nothing was changed.' })
export class SheetCompared {
  @Field(() => SheetComparisonType, { description: '逐行的差异。Its differences, row by row.' })
  comparison!: SheetComparisonType;
}

export const CompareSheetResult = resultUnion('CompareSheetResult', () => [
  SheetCompared,
  FileUnreadable,
  UnknownUpload,
  NoDepartment,
]);

export const ImportSheetResult = resultUnion('ImportSheetResult', () => [
  FileImported,
  SheetRefused,
  ImportRefused,
  FileUnreadable,
  UnknownUpload,
  PoolInUse,
  NoDepartment,
  RegisterChanged,
  TooManyMissing,
  MissingRuleNeedsSource,
  DepartmentEnded,
]);

@Resolver()
export class SheetResolver {
  @Allow(Role.REGISTRAR)
  @Mutation(() => CompareSheetResult, {
    description: '把交回的表与导出时、现在的名录逐行比较。Compares a returned sheet; changes nothing.',
  })
  compareSheet(@Ctx() context: Context, @Arg('input', () => SheetInput) input: SheetInput) {
    return context.step(async (unit) => {
      const compared = await compareSheet(unit, input);
      if (isRefusal(compared)) return compared;
      return { __typename: 'SheetCompared', comparison: shownComparison(compared) };
    });
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => ImportSheetResult, {
    description: '采纳交回的表中改动和新增的行。Takes what a returned sheet changed and added.',
  })
  importSheet(
    @Ctx() context: Context,
    @Arg('input', () => SheetInput) input: SheetInput,
    @Arg('mode', () => ImportMode, {
      defaultValue: ImportMode.ALL_OR_NOTHING,
      description: '有错误或冲突的行如何处理。What becomes of a sheet with faults or conflicts.',
    })
    mode: ImportMode,
  ) {
    return context.step(async (unit) => {
      const run = await importSheet(unit, input, mode);
      return isRefusal(run) ? run : { __typename: 'FileImported', run };
    });
  }
}
