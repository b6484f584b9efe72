import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';

/** Keys that one witness may have at the same time: a device in use, its spare, and some that are forgotten. */
export const MOST_WITNESS_KEYS = 5;

@ObjectType({ implements: ConsoleError, description: '见证公钥过多。Too many witness keys.' })
export class TooManyWitnessKeys extends Refusal {
  @Field(() => Int, { description: '最多几个。How many there may be.' })
  readonly most = MOST_WITNESS_KEYS;

  constructor() {
    super(
      `您已有 ${MOST_WITNESS_KEYS} 个有效公钥，请先停用不用的（fairdraw witness revoke）。`,
      `You have ${MOST_WITNESS_KEYS} keys that hold; revoke those you no longer use (fairdraw witness revoke).`,
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '公钥不存在。No such witness key.' })
export class WitnessKeyNotFound extends Refusal {
  constructor() {
    super(
      '没有该公钥，或不是本人的；他人的公钥由安全保密管理员停用。',
      'There is no such key, or it is not yours; somebody else’s is revoked by the security administrator.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '公钥早已停用。The key is revoked already.' })
export class WitnessKeyRevokedAlready extends Refusal {
  constructor() {
    super('该公钥已停用，无须再办。', 'The key is revoked already; nothing is left to do.');
  }
}
