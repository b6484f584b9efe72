import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { Role } from '../shared/roles.js';
import { DateTime, Hex } from '../shared/scalars.js';
import { AccountKind } from './account.states.js';

@ObjectType('Account', { description: '账户：登录的人或机器。Somebody, or some machine, that signs in.' })
export class AccountType {
  @Field(() => ID, { description: '系统内标识。Its id in this installation.' })
  id!: string;

  @Field(() => String, { description: '用户名。The name to sign in with.' })
  username!: string;

  @Field(() => String, { description: '显示名称。The name to show.' })
  displayName!: string;

  @Field(() => AccountKind, { description: '人员或机器。Whether somebody or some machine.' })
  kind!: AccountKind;

  @Field(() => [Role], { description: '角色。What it may do.' })
  roles!: Role[];

  @Field(() => [Role], { description: '已申请、待授权的角色。What is asked for and not granted yet.' })
  requestedRoles!: Role[];

  @Field(() => ID, {
    nullable: true,
    description: '对应的执法人员；不是执法人员则没有。The inspector this account is, if it is one.',
  })
  inspectorId?: string;

  @Field(() => Boolean, { description: '是否启用。Whether it may sign in.' })
  active!: boolean;

  @Field(() => DateTime, { description: '建立时间。When it was created.' })
  createdAt!: Date;
}

@ObjectType('WitnessKey', { description: '见证人公钥（Ed25519）。The public key of a witness.' })
export class WitnessKeyType {
  @Field(() => ID, { description: '系统内标识。Its id in this installation.' })
  id!: string;

  @Field(() => String, { description: '名称。What its owner calls it.' })
  name!: string;

  @Field(() => Hex, { description: '公钥，32 字节。The key, 32 bytes.' })
  publicKey!: string;

  @Field(() => Hex, { description: '指纹：公钥的 SHA-256。SHA-256 of the key, to be compared by voice.' })
  fingerprint!: string;

  @Field(() => DateTime, { description: '登记时间。When it was registered.' })
  registeredAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: '停用时间；仍有效则没有。When it was revoked; absent while it holds.',
  })
  revokedAt?: Date;

  @Field(() => String, { nullable: true, description: '停用原因。Why it was revoked, if it was.' })
  revokedFor?: string;
}

export const AccountConnection = connectionOf('Account', () => AccountType);
export const WitnessKeyConnection = connectionOf('WitnessKey', () => WitnessKeyType);
