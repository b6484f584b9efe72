import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';
import { CalendarDate } from '../shared/scalars.js';
import { API_KEY_RULES } from './api-key.rules.js';

@ObjectType({ implements: ConsoleError, description: '机器不得担任该角色。No machine holds this role.' })
export class PersonalRole extends Refusal {
  @Field(() => Role, { description: '该角色。The role.' })
  readonly role: Role;

  constructor(role: Role) {
    super(
      `角色 ${role} 须由本人履行，机器账户不得担任，请改用人员账户。`,
      `The role ${role} is for a person to fill, not for a machine; use a person's account.`,
    );
    this.role = role;
  }
}

@ObjectType({ implements: ConsoleError, description: '不是机器账户。The account is not a machine’s.' })
export class MachineOnly extends Refusal {
  constructor() {
    super(
      '接口密钥只签发给机器账户；人员请以密码或统一身份登录。',
      'API keys are for accounts of machines; a person signs in by password or identity provider.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '账户已停用。The account is closed.' })
export class AccountNotOpen extends Refusal {
  constructor() {
    super('该账户已停用，请选用启用中的账户。', 'The account is closed; choose one that is open.');
  }
}

@ObjectType({ implements: ConsoleError, description: '账户没有该角色。The account lacks a role.' })
export class RoleNotHeld extends Refusal {
  @Field(() => Role, { description: '该角色。The role.' })
  readonly role: Role;

  constructor(role: Role) {
    super(
      `该账户没有角色 ${role}，密钥的角色不得超出账户。`,
      `The account does not hold ${role}; a key may do no more than its account.`,
    );
    this.role = role;
  }
}

@ObjectType({ implements: ConsoleError, description: '到期日不合规则。The last day breaks its rule.' })
export class ApiKeyDayRefused extends Refusal {
  @Field(() => CalendarDate, { description: '最晚的到期日。The latest day allowed.' })
  readonly latestOn: string;

  constructor(latestOn: string) {
    super(
      `到期日（expiresOn）不得早于今天，也不得晚于 ${latestOn}：密钥最长一年，到期前更换。`,
      `expiresOn is between today and ${latestOn}: a key serves a year at most and is replaced before.`,
    );
    this.latestOn = latestOn;
  }
}

@ObjectType({ implements: ConsoleError, description: '密钥过多。Too many keys.' })
export class TooManyApiKeys extends Refusal {
  @Field(() => Int, { description: '最多几个。How many there may be.' })
  readonly most = API_KEY_RULES.most;

  constructor() {
    super(
      `该账户已有 ${API_KEY_RULES.most} 个有效密钥，请先停用不用的。`,
      `The account has ${API_KEY_RULES.most} keys that serve; revoke those that nobody uses.`,
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '密钥不存在。No such key.' })
export class ApiKeyNotFound extends Refusal {
  constructor() {
    super('没有该接口密钥，请从列表中选取。', 'There is no such API key; take one from the list.');
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '密钥已失效或已更换。The key has ended, or was replaced.',
})
export class ApiKeyEndedAlready extends Refusal {
  constructor() {
    super(
      '该密钥已失效或已更换，请签发或更换现行的密钥。',
      'The key has ended or was replaced already; issue another, or replace the one that serves.',
    );
  }
}
