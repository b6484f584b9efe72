import { Field, ObjectType } from 'type-graphql';
import { resultUnion } from '../../shared/result-union.js';
import { FileUnreadable, NoDepartment } from './import.errors.js';
import { UnknownImportSource } from './import-source.errors.js';
import { ImportSourceType } from './import-source.type.js';

@ObjectType({ description: '来源已登记。The source is remembered.' })
export class ImportSourceSaved {
  @Field(() => ImportSourceType, { description: '来源。The source.' })
  source!: ImportSourceType;
}

export const SaveImportSourceResult = resultUnion('SaveImportSourceResult', () => [
  ImportSourceSaved,
  NoDepartment,
  FileUnreadable,
]);

@ObjectType({
  description: '来源已删除；已导入的内容不变。The source is forgotten; what it has listed stays.',
})
export class ImportSourceForgotten {
  @Field(() => ImportSourceType, { description: '来源。The source.' })
  source!: ImportSourceType;
}

export const ForgetImportSourceResult = resultUnion('ForgetImportSourceResult', () => [
  ImportSourceForgotten,
  UnknownImportSource,
]);
