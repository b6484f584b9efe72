import { Length } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { resultUnion } from '../shared/result-union.js';
import { DateTime, Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { AccountNotFound } from './account.errors.js';
import { AccountNotOpen } from './api-key.errors.js';
import { IdentityNotFound, IdentityTaken, InvalidIssuer, PersonOnly } from './identity.errors.js';

@InputType({ description: '绑定统一身份。An identity to bind to an account.' })
export class BindIdentityInput {
  @Field(() => Id, { description: '账户。The account.' })
  accountId!: string;

  @Length(1, 500)
  @Field(() => Text, { description: '签发者（iss）。The issuer, as the provider writes it.' })
  issuer!: string;

  @Length(1, 255)
  @Field(() => Text, { description: '身份标识（sub）。The subject at that issuer.' })
  subject!: string;
}

@ObjectType('Identity', { description: '账户在统一身份认证中的身份。An account’s identity at a provider.' })
export class IdentityType {
  @Field(() => ID, { description: '系统内标识。Its id in this installation.' })
  id!: string;

  @Field(() => String, { description: '签发者。The issuer.' })
  issuer!: string;

  @Field(() => String, { description: '身份标识。The subject.' })
  subject!: string;

  @Field(() => DateTime, { description: '绑定时间。When it was bound.' })
  boundAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '解除时间。When it was unbound, if it was.' })
  unboundAt?: Date;
}

export const IdentityConnection = connectionOf('Identity', () => IdentityType);

@ObjectType({ description: '已绑定。The identity was bound.' })
export class IdentityBound {
  @Field(() => IdentityType, { description: '该绑定。The binding.' })
  identity!: IdentityType;
}

@ObjectType({ description: '已解除。The identity was unbound.' })
export class IdentityUnbound {
  @Field(() => IdentityType, { description: '该绑定。The binding.' })
  identity!: IdentityType;
}

export const BindIdentityResult = resultUnion('BindIdentityResult', () => [
  IdentityBound,
  AccountNotFound,
  AccountNotOpen,
  PersonOnly,
  InvalidIssuer,
  IdentityTaken,
]);

export const UnbindIdentityResult = resultUnion('UnbindIdentityResult', () => [
  IdentityUnbound,
  IdentityNotFound,
]);
