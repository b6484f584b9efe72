import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { DateTime } from '../shared/scalars.js';

@ObjectType('Division', { description: '行政区划（GB/T 2260）或开发区。An administrative division.' })
export class DivisionType {
  @Field(() => String, { description: '区划代码。Its code.' })
  code!: string;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: '上级区划代码；省级与外来代码没有。The code one level up; absent at the top.',
  })
  parentCode?: string;
}

@ObjectType('Department', { description: '有检查职权的部门。A department with the power to inspect.' })
export class DepartmentType {
  @Field(() => ID, { description: '系统内标识。Its id in this installation.' })
  id!: string;

  @Field(() => String, { description: '部门代码。Its short code.' })
  code!: string;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => String, {
    description:
      '统一社会信用代码，抽取日志以此署名。Its credit code, under which it keeps its log of draws.',
  })
  creditCode!: string;

  @Field(() => DateTime, { description: '建立时间。When it was entered.' })
  createdAt!: Date;
}

export const DivisionConnection = connectionOf('Division', () => DivisionType);
export const DepartmentConnection = connectionOf('Department', () => DepartmentType);
