import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';

@ObjectType({ implements: ConsoleError, description: '用户名已被使用。The name is taken.' })
export class UsernameTaken extends Refusal {
  @Field(() => String, { description: '该用户名。The name.' })
  readonly username: string;

  constructor(username: string) {
    super(`用户名“${username}”已被使用，请换一个。`, `The name "${username}" is taken; choose another.`);
    this.username = username;
  }
}

@ObjectType({ implements: ConsoleError, description: '用户名不合规则。The name breaks its rules.' })
export class InvalidUsername extends Refusal {
  constructor() {
    super(
      '用户名由 3 至 32 个小写字母、数字、点、连字符或下划线组成，以字母开头。',
      'A name is 3 to 32 lower-case letters, digits, dots, hyphens or underscores and begins with a letter.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '角色互斥。Two roles that exclude one another.' })
export class RoleConflict extends Refusal {
  @Field(() => [Role], { description: '互斥的两个角色。The two roles.' })
  readonly roles: readonly [Role, Role];

  constructor(roles: readonly [Role, Role]) {
    super(
      `角色 ${roles[0]} 与 ${roles[1]} 不得由同一账户担任，请分设账户。`,
      `The roles ${roles[0]} and ${roles[1]} may not meet in one account; use two.`,
    );
    this.roles = roles;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有角色。No role was given.' })
export class RoleMissing extends Refusal {
  constructor() {
    super('请至少选择一个角色。', 'Choose at least one role.');
  }
}

@ObjectType({ implements: ConsoleError, description: '该角色须属于部门。This role belongs to a department.' })
export class DepartmentMissing extends Refusal {
  @Field(() => Role, { description: '该角色。The role.' })
  readonly role: Role;

  constructor(role: Role) {
    super(
      `角色 ${role} 须属于某一部门，请填写部门代码。`,
      `The role ${role} belongs to a department; give its code.`,
    );
    this.role = role;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '管理员不属于部门。Administrators belong to no department.',
})
export class AdministratorInDepartment extends Refusal {
  @Field(() => Role, { description: '该角色。The role.' })
  readonly role: Role;

  constructor(role: Role) {
    super(
      `角色 ${role} 管理整个系统，账户不得隶属部门；请不填部门代码，或另建账户。`,
      `The role ${role} administers the whole installation; leave the department out, or use another account.`,
    );
    this.role = role;
  }
}

@ObjectType({ implements: ConsoleError, description: '公钥无效。The public key is not valid.' })
export class InvalidWitnessKey extends Refusal {
  constructor() {
    super(
      '公钥须为 Ed25519 公钥（64 位小写十六进制），请由 fairdraw witness keygen 生成。',
      'An Ed25519 public key in 64 lower-case hex digits is needed; make one with fairdraw witness keygen.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '公钥已登记。The key is registered already.' })
export class WitnessKeyTaken extends Refusal {
  @Field(() => String, { description: '指纹。Its fingerprint.' })
  readonly fingerprint: string;

  constructor(fingerprint: string) {
    super('该公钥已登记，请另行生成。', 'This key is registered already; make another.');
    this.fingerprint = fingerprint;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '执法人员属于另一部门。The inspector is another department’s.',
})
export class InspectorElsewhere extends Refusal {
  constructor() {
    super(
      '该执法人员不属于账户所在部门，请核对部门或人员。',
      'The inspector does not belong to the department of the account; check either.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '执法人员已有账户。The inspector has an account.' })
export class InspectorAccountTaken extends Refusal {
  constructor() {
    super(
      '该执法人员已有启用中的账户；一人一号，请先停用原账户。',
      'The inspector has an open account already; close it first, for one person signs by one account.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '账户不存在。No such account.' })
export class AccountNotFound extends Refusal {
  constructor() {
    super('没有该账户，请从列表中选取。', 'There is no such account; take one from the list.');
  }
}

@ObjectType({ implements: ConsoleError, description: '账户早已停用。The account is closed already.' })
export class AccountClosedAlready extends Refusal {
  constructor() {
    super('该账户已停用，无须再办。', 'The account is closed already; nothing is left to do.');
  }
}

@ObjectType({ implements: ConsoleError, description: '不得停用自己的账户。Nobody closes their own account.' })
export class OwnAccount extends Refusal {
  constructor() {
    super(
      '不得停用自己的账户，请由另一名系统管理员办理。',
      'You may not close your own account; have another system administrator do it.',
    );
  }
}
