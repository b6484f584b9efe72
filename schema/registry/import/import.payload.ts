import { Field, ObjectType } from 'type-graphql';
import { resultUnion } from '../../shared/result-union.js';
import { FileUnreadable, ImportRefused, NoDepartment, PoolInUse, UnknownUpload } from './import.errors.js';
import { ImportRunType } from './import-run.type.js';

@ObjectType({ description: '导入（或试运行）已完成。The import, or the trial, is done.' })
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
]);
