import { Length, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Role } from '../shared/roles.js';
import { CalendarDate, Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';

@InputType({ description: '新机器账户。An account of a machine to create.' })
export class CreateMachineAccountInput {
  @MaxLength(64)
  @Field(() => Text, { description: '用户名，如“credit-portal”。Its name in lists and in the record.' })
  username!: string;

  @Length(1, 64)
  @Field(() => Text, { description: '显示名称：哪个系统。The name to show: which system it is.' })
  displayName!: string;

  @Field(() => [Role], { description: '角色。What it may do at most.' })
  roles!: Role[];

  @Field(() => Text, { nullable: true, description: '部门代码。The code of its department.' })
  departmentCode?: string;
}

@InputType({ description: '新接口密钥。An API key to issue.' })
export class IssueApiKeyInput {
  @Field(() => Id, { description: '机器账户。The account of the machine.' })
  accountId!: string;

  @Length(1, 64)
  @Field(() => Text, { description: '名称，如“二号接口服务器”。What it is for.' })
  name!: string;

  @Field(() => [Role], { description: '角色，不超出账户。What it may do: of the account’s roles.' })
  roles!: Role[];

  @Field(() => CalendarDate, { description: '最后有效日，一年以内。Its last day, within a year.' })
  expiresOn!: string;
}

@InputType({ description: '更换接口密钥。An API key to replace.' })
export class RotateApiKeyInput {
  @Field(() => Id, { description: '原密钥。The key to replace.' })
  id!: string;

  @Field(() => CalendarDate, { description: '新密钥的最后有效日。The last day of the next key.' })
  expiresOn!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '原密钥立即失效；否则再用 7 天。The old key ends at once; else it serves 7 more days.',
  })
  atOnce!: boolean;
}
