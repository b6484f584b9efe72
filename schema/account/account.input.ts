import { Length, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Role } from '../shared/roles.js';
import { Hex, Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { PASSWORD_LENGTH } from './password.rules.js';

@InputType({ description: '新账户。An account to create.' })
export class CreateAccountInput {
  @MaxLength(64)
  @Field(() => Text, { description: '用户名。The name to sign in with.' })
  username!: string;

  @Length(1, 64)
  @Field(() => Text, { description: '显示名称。The name to show.' })
  displayName!: string;

  @MaxLength(PASSWORD_LENGTH.most)
  @Field(() => String, { description: '初始密码。The first password.' })
  password!: string;

  @Field(() => [Role], { description: '角色。What it may do.' })
  roles!: Role[];

  @Field(() => Text, { nullable: true, description: '部门代码。The code of its department.' })
  departmentCode?: string;

  @Field(() => Id, { nullable: true, description: '对应的执法人员。The inspector this account is.' })
  inspectorId?: string;
}

@InputType({ description: '登记见证公钥。A witness key to register.' })
export class RegisterWitnessKeyInput {
  @Length(1, 64)
  @Field(() => Text, { description: '名称，如“纪检组笔记本”。What you call it.' })
  name!: string;

  @Field(() => Hex, { description: 'Ed25519 公钥，32 字节。The public key, 32 bytes.' })
  publicKey!: string;
}

@InputType({ description: '停用见证公钥。A witness key to revoke.' })
export class RevokeWitnessKeyInput {
  @Field(() => Id, { description: '该公钥。The key.' })
  id!: string;

  @Length(1, 200)
  @Field(() => Text, { description: '原因，如“设备遗失”。Why, such as a lost device.' })
  reason!: string;
}
