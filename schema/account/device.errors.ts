import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';

/** Devices that one officer may have at the same time. */
export const MOST_DEVICES = 5;

@ObjectType({ implements: ConsoleError, description: '设备公钥无效。Not a usable key of a device.' })
export class InvalidDeviceKey extends Refusal {
  constructor() {
    super(
      '不是可用的设备公钥：须为 Ed25519 或 P-256 公钥的 JWK（只含公钥），请由本系统的离线客户端生成。',
      'This is no usable key: the JWK of an Ed25519 or P-256 public key is needed, as the offline client makes it.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '公钥已登记。The key is registered already.' })
export class DeviceKeyTaken extends Refusal {
  constructor() {
    super(
      '该公钥已经登记；一个密钥只属于一个账户，请在设备上重新生成。',
      'The key is registered already. A key is one account’s: have the device make another.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '设备过多。Too many devices.' })
export class TooManyDevices extends Refusal {
  @Field(() => Int, { description: '最多几台。How many there may be.' })
  readonly most = MOST_DEVICES;

  constructor() {
    super(
      `您已有 ${MOST_DEVICES} 台有效设备，请先停用不用的。`,
      `You have ${MOST_DEVICES} devices that hold; revoke those you no longer use.`,
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '设备不存在。No such device.' })
export class DeviceNotFound extends Refusal {
  constructor() {
    super(
      '没有该设备，或不是本人的；他人的设备由安全保密管理员停用。',
      'There is no such device, or it is not yours; somebody else’s is revoked by the security administrator.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '设备早已停用。The device is revoked already.' })
export class DeviceRevokedAlready extends Refusal {
  constructor() {
    super('该设备已停用，无须再办。', 'The device is revoked already; nothing is left to do.');
  }
}
