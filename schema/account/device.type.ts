import { Length } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { resultUnion } from '../shared/result-union.js';
import { DateTime, Hex, Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import {
  DeviceKeyTaken,
  DeviceNotFound,
  DeviceRevokedAlready,
  InvalidDeviceKey,
  TooManyDevices,
} from './device.errors.js';
import { DeviceKeyKind } from './device.states.js';

@ObjectType('Device', {
  description: '执法设备：离线记录由其签名。A device that signs what is recorded offline.',
})
export class DeviceType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => String, { description: '名称。What its owner calls it.' })
  name!: string;

  @Field(() => DeviceKeyKind, { description: '密钥算法。By which algorithm it signs.' })
  keyKind!: DeviceKeyKind;

  @Field(() => Hex, { description: '公钥指纹（RFC 7638）。The thumbprint of its key.' })
  fingerprint!: string;

  @Field(() => DateTime, { description: '登记时间。When it was registered.' })
  registeredAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '停用时间；有效的没有。Absent while it holds.' })
  revokedAt?: Date;

  @Field(() => String, { nullable: true, description: '停用原因。Why it was revoked, if it was.' })
  revokedFor?: string;
}

export const DeviceConnection = connectionOf('Device', () => DeviceType);

@InputType({ description: '登记执法设备。A device to register.' })
export class RegisterDeviceInput {
  @Length(1, 64)
  @Field(() => Text, { description: '名称，如“3号执法终端”。What you call it.' })
  name!: string;

  @Length(1, 1_000)
  @Field(() => Text, { description: '公钥（JWK，Ed25519 或 P-256）。The public key as a JWK, as JSON.' })
  publicKey!: string;
}

@InputType({ description: '停用执法设备。A device to revoke.' })
export class RevokeDeviceInput {
  @Field(() => Id, { description: '该设备。The device.' })
  id!: string;

  @Length(1, 200)
  @Field(() => Text, { description: '原因，如“遗失”。Why, such as that it was lost.' })
  reason!: string;
}

@ObjectType({ description: '设备已登记。The device was registered.' })
export class DeviceRegistered {
  @Field(() => DeviceType, { description: '该设备。The device.' })
  device!: DeviceType;
}

@ObjectType({ description: '设备已停用。The device was revoked.' })
export class DeviceRevoked {
  @Field(() => DeviceType, { description: '该设备。The device.' })
  device!: DeviceType;
}

export const RegisterDeviceResult = resultUnion('RegisterDeviceResult', () => [
  DeviceRegistered,
  InvalidDeviceKey,
  DeviceKeyTaken,
  TooManyDevices,
]);

export const RevokeDeviceResult = resultUnion('RevokeDeviceResult', () => [
  DeviceRevoked,
  DeviceNotFound,
  DeviceRevokedAlready,
]);
