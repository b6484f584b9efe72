import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { DateTime } from '../../shared/scalars.js';
import { ExportRegister } from './export.states.js';

@ObjectType('RegisterExport', { description: '一次导出的记录。What left a register, when and by whom.' })
export class RegisterExportType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ExportRegister, { description: '哪个名录。Of which register.' })
  register!: ExportRegister;

  @Field(() => String, { description: '格式：csv、xlsx 或 jsonl。The format.' })
  format!: string;

  @Field(() => DateTime, { description: '名录在何时的内容。The instant whose register it shows.' })
  asOfAt!: Date;

  @Field(() => Boolean, { description: '是否可交回。Whether its rows carry keys, so that it can come back.' })
  hasKeys!: boolean;

  @Field(() => DateTime, { description: '导出时间。When it was asked for.' })
  madeAt!: Date;

  @Field(() => ID, {
    nullable: true,
    description: '由谁；在服务器上导出的没有。By whom; none on the machine.',
  })
  accountId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: '行数；未结束的没有。How many rows; none until it ended.',
  })
  rowCount?: number | null;

  @Field(() => String, {
    nullable: true,
    description: '各行的 SHA-256；未结束的没有。Of its rows, once ended.',
  })
  contentHash?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '文件的 SHA-256；未结束的没有。Of the file, once ended.',
  })
  fileHash?: string | null;

  @Field(() => Boolean, { nullable: true, description: '是否完整；未结束的没有。False: broken off.' })
  isWhole?: boolean | null;
}

export const RegisterExportConnection = connectionOf('RegisterExport', () => RegisterExportType);
