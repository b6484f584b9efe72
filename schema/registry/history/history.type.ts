import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.js';
import { ChangeKind } from './row-change.js';

registerEnumType(ChangeKind, {
  name: 'RegisterChangeKind',
  description: '变更的种类。What happened to a row of a register.',
  valuesConfig: {
    ENTERED: { description: '入库: entered' },
    CHANGED: { description: '变更: changed' },
    DELETED: { description: '删除: deleted' },
  },
});

@ObjectType('FieldChange', { description: '一个字段变更前后的值。One field before and after.' })
export class FieldChangeType {
  @Field(() => String, { description: '字段。The field, by its name in this API.' })
  field!: string;

  @Field(() => String, {
    nullable: true,
    description: '原值；文字以外的以 JSON 表示。The value before; JSON where it is no text.',
  })
  from?: string;

  @Field(() => String, {
    nullable: true,
    description: '新值；文字以外的以 JSON 表示。The value after; JSON where it is no text.',
  })
  to?: string;
}

@ObjectType('RegisterChange', {
  description: '名录的一次变更：何时、何人、何内容。One change of a register: when, by whom, what.',
})
export class RegisterChangeType {
  @Field(() => String, {
    description: '哪一名录：target、inspector、certificate、leave、secondment。Which register.',
  })
  register!: string;

  @Field(() => ID, { description: '哪一行。Which row.' })
  rowId!: string;

  @Field(() => ChangeKind, { description: '变更的种类。What happened.' })
  kind!: ChangeKind;

  @Field(() => DateTime, { description: '时间。When.' })
  at!: Date;

  @Field(() => String, {
    description: '何人（账号）；命令行或系统为 command。The account; `command` for a command or the system.',
  })
  by!: string;

  @Field(() => ID, { nullable: true, description: '由哪次导入写入。The import that wrote it, if one did.' })
  importRunId?: string;

  @Field(() => [FieldChangeType], { description: '变更的字段。The fields that changed.' })
  fields!: FieldChangeType[];
}
