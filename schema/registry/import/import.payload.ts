import { Field, ObjectType } from 'type-graphql';
import { DepartmentEnded } from '../../department/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { FileUnreadable, ImportRefused, NoDepartment, PoolInUse, UnknownUpload } from './import.errors.js';
import { MissingRuleNeedsSource, RegisterChanged, TooManyMissing } from './import-missing.errors.js';
import { ImportRunType } from './import-run.type.js';

@ObjectType({ description: '导入（或预览）已完成。The import, or the preview, is done.' })
export class FileImported {
  @Field(() => ImportRunType, { description: '导入记录。Its record.' })
  run!: ImportRunType;
}

export const ImportResult = resultUnion('ImportResult', () => [
  FileImported,
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

@ObjectType({ description: '导入已开始，自行进行。The import has begun and runs by itself.' })
export class ImportStarted {
  @Field(() => ImportRunType, { description: '导入记录：从中看进度。Its record, which tells how far it is.' })
  run!: ImportRunType;
}

export const StartImportResult = resultUnion('StartImportResult', () => [
  ImportStarted,
  UnknownUpload,
  NoDepartment,
  RegisterChanged,
  MissingRuleNeedsSource,
  DepartmentEnded,
]);
