import { Role } from '../../schema/shared/roles.js';
import { DemoConsole } from './demo-console.js';
import type { DemoDepartment } from './places.js';

/** Somebody of the demo, signed in. */
export interface Player {
  readonly username: string;
  readonly roles: readonly Role[];
  readonly title: string;
  readonly client: DemoConsole;
}

/** The people of one department, by what they do. */
export interface Cast {
  readonly registrar: Player;
  readonly planner: Player;
  readonly approver: Player;
  readonly operator: Player;
  readonly reviewer: Player;
  readonly publisher: Player;
}

const parts: Readonly<Record<keyof Cast, readonly [Role, string]>> = {
  registrar: [Role.REGISTRAR, '两库管理员'],
  planner: [Role.PLAN_OWNER, '计划管理员'],
  approver: [Role.APPROVER, '分管负责人'],
  operator: [Role.DRAW_OPERATOR, '抽取操作员'],
  reviewer: [Role.REVIEWER, '审核人'],
  publisher: [Role.PUBLISHER, '公示发布人'],
};

const createAccount = `mutation CreateAccount($input: CreateAccountInput!) {
  createAccount(input: $input) { __typename ... on AccountCreated { account { id } } ... on ConsoleError { code message messageEn } }
}`;

const grantRoles = `mutation GrantRoles($accountId: UUID!, $roles: [Role!]!) {
  grantRoles(accountId: $accountId, roles: $roles) { __typename ... on ConsoleError { code message messageEn } }
}`;

/** The two administrators without whom nobody gets a role: one asks, the other grants. */
export interface Administrators {
  readonly system: DemoConsole;
  readonly security: DemoConsole;
}

/** Signs both in. */
export async function signInAdministrators(
  url: string,
  usernames: Readonly<Record<keyof Administrators, string>>,
  password: string,
): Promise<Administrators> {
  const administrators = { system: new DemoConsole(url), security: new DemoConsole(url) };
  await administrators.system.signIn(usernames.system, password);
  await administrators.security.signIn(usernames.security, password);
  return administrators;
}

/** Creates accounts through the administrators and signs them in; all have the demo's one password. */
export class Casting {
  readonly players: Player[] = [];

  constructor(
    readonly url: string,
    readonly administrators: Administrators,
    readonly password: string,
  ) {}

  /** Creates one account and signs it in. */
  async add(draft: {
    username: string;
    title: string;
    roles: Role[];
    departmentCode?: string;
    inspectorId?: string;
  }): Promise<Player> {
    const { title, ...account } = draft;
    const first = `${this.password}-1`;
    const input = { ...account, displayName: title, password: first };
    const { system, security } = this.administrators;
    const created = await system.run(createAccount, { input });
    await security.run(grantRoles, { accountId: created.account.id, roles: draft.roles });
    const client = new DemoConsole(this.url);
    await client.signInFirst(draft.username, first, this.password);
    const player = { username: draft.username, roles: draft.roles, title, client };
    this.players.push(player);
    return player;
  }

  /** The six people whom a department needs for the main job. */
  async addCast(department: DemoDepartment): Promise<Cast> {
    const cast: Partial<Record<keyof Cast, Player>> = {};
    for (const [part, [role, title]] of Object.entries(parts) as [keyof Cast, readonly [Role, string]][]) {
      cast[part] = await this.add({
        username: `${department.code}-${part}`,
        title: `${department.name}${title}`,
        roles: [role],
        departmentCode: department.code,
      });
    }
    return cast as Cast;
  }
}
