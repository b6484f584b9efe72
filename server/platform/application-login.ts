import { APPLICATION_ROLE } from './application-role.js';
import type { Database } from './database.js';

/** The login may not step into the application's role. */
export class ApplicationLoginError extends Error {
  constructor(login: string) {
    const sql = `grant ${APPLICATION_ROLE} to "${login}";`;
    super(
      `数据库登录名 ${login} 不能使用应用角色 ${APPLICATION_ROLE}，请由数据库管理员执行：${sql} ` +
        `The login ${login} may not step into the role ${APPLICATION_ROLE}; a database administrator runs: ${sql}`,
    );
  }
}

interface Login {
  readonly login: string;
  readonly isMember: boolean;
  readonly isSuperuser: boolean;
  readonly isOwner: boolean;
}

async function readLogin(database: Database): Promise<Login> {
  const [row] = await database.em.fork().execute<Login[]>(
    `select current_user as login, rolsuper as "isSuperuser",
       coalesce(pg_has_role(current_user, to_regrole(?)::oid, 'member'), true) as "isMember",
       pg_has_role(current_user, (select relowner from pg_class where oid = to_regclass('public.target')), 'member') as "isOwner"
     from pg_roles where rolname = current_user`,
    [APPLICATION_ROLE],
  );
  return row as Login;
}

/**
 * Whether the login serves for the application (docs/operating.md); before the first migration there is nothing to ask.
 * @returns a warning where it could step out of the
 * role again, for then the database's own wall holds only as long as the program's does
 * @throws ApplicationLoginError
 */
export async function checkLogin(database: Database): Promise<string | undefined> {
  if (database.kind === 'embedded') return undefined;
  const { login, isMember, isSuperuser, isOwner } = await readLogin(database);
  if (!isMember) throw new ApplicationLoginError(login);
  if (!isSuperuser && !isOwner) return undefined;
  return `the login ${login} owns the tables or is a superuser: use one that is merely a member of ${APPLICATION_ROLE} (docs/operating.md, 两个数据库登录名)`;
}
