import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';

@ObjectType({ implements: ConsoleError, description: '该角色未经申请。A role that nobody asked for.' })
export class RoleNotRequested extends Refusal {
  @Field(() => Role, { description: '该角色。The role.' })
  readonly role: Role;

  constructor(role: Role) {
    super(
      `系统管理员没有为该账户申请角色 ${role}；须先由其申请，再由安全保密管理员授予。`,
      `No system administrator has asked for the role ${role}; have it requested first, then grant it.`,
    );
    this.role = role;
  }
}

@ObjectType({ implements: ConsoleError, description: '账户没有该角色。The account does not hold the role.' })
export class RoleAbsent extends Refusal {
  @Field(() => Role, { description: '该角色。The role.' })
  readonly role: Role;

  constructor(role: Role) {
    super(
      `该账户没有角色 ${role}，请核对账户与角色。`,
      `The account does not hold the role ${role}; check the account and the role.`,
    );
    this.role = role;
  }
}

@ObjectType({ implements: ConsoleError, description: '账户已有该角色。The account holds the role already.' })
export class RoleHeldAlready extends Refusal {
  @Field(() => Role, { description: '该角色。The role.' })
  readonly role: Role;

  constructor(role: Role) {
    super(
      `该账户已有角色 ${role}，无须申请。`,
      `The account holds the role ${role} already; nothing is to be asked for.`,
    );
    this.role = role;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有待批的申请。Nothing was asked for.' })
export class NoRolesRequested extends Refusal {
  constructor() {
    super('该账户没有待批的角色申请。', 'No roles are asked for the account; nothing is to be decided.');
  }
}

@ObjectType({ implements: ConsoleError, description: '不得为本人授权。Nobody grants to themselves.' })
export class OwnRoles extends Refusal {
  constructor() {
    super(
      '不得为本人的账户授予或收回角色，请由另一名安全保密管理员办理。',
      'You may not grant or withdraw roles of your own; have another security administrator do it.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '最后一名管理员。The last administrator of a kind.',
})
export class LastAdministrator extends Refusal {
  @Field(() => Role, { description: '该角色。Which administrator.' })
  readonly role: Role;

  constructor(role: Role) {
    super(
      `这是最后一个启用中的 ${role} 账户，不得停用或收回；请先设立另一个。`,
      `This is the last open account of ${role}; it may be neither closed nor deprived of it. Set up another first.`,
    );
    this.role = role;
  }
}
