import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.js';
import { ImportKind } from './import-run.states.js';

@ObjectType('ImportSource', {
  description: '导入来源及其字段对照。A source of imports, and how its columns are read.',
})
export class ImportSourceType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ImportKind, { description: '内容。What its files hold.' })
  kind!: ImportKind;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: '字段对照；没有即用常见表头。Its mapping; absent where the common headings serve.',
  })
  mapping?: string;

  @Field(() => DateTime, { description: '最近更改。When it was changed last.' })
  updatedAt!: Date;
}
