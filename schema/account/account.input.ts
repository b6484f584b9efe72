import { Length, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Role } from '../shared/roles.js';
import { Hex, Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { PASSWORD_LENGTH } from './account.rules.js';

@InputType({ description: '登录。Who signs in.' })
export class SignInInput {
  @MaxLength(64)
  @Field(() => Text, { description: '用户名。The name.' })
  username!: string;

  @MaxLength(PASSWORD_LENGTH.most)
  @Field(() => String, { description: '密码。The password.' })
  password!: string;
}

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
