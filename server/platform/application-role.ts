import type { AbstractSqlConnection, SqlEntityManager } from '@mikro-orm/sql';
import type { Transaction } from 'kysely';
import type { Database } from './database.js';
import { asLoggedIn, type GuisedConnection } from './guised-connection.js';
import { inGuise } from './guised-orm.js';

/** The role of the database in which the application asks; it owns nothing (migration 0009). */
export const APPLICATION_ROLE = 'fairdraw_app';

/** The departments in whose matters may be looked; `undefined` means all. */
export type Scope = readonly string[] | undefined;

/** A scope as the policies read it (`fairdraw.scope`). */
function scopeSetting(scope: Scope): string {
  return scope ? `{${scope.join(',')}}` : '*';
}

/** The database, and as whom it is asked. */
export interface Asked {
  readonly database: Database;
  /** As the owner of the tables, whom no policy holds: for the few commands that need more than the application may. */
  readonly asOwner?: boolean;
}

function clientOf({ asOwner }: Asked, em: SqlEntityManager, scope: Scope) {
  const connection = em.getConnection('write') as AbstractSqlConnection;
  const role = asOwner ? asLoggedIn.role : APPLICATION_ROLE;
  return inGuise(connection, { role, scope: scopeSetting(scope) });
}

type Context = Parameters<SqlEntityManager['setTransactionContext']>[0];

/** Both walls: the filter of the entities, and the setting that the policies read. */
export function filterBy(em: SqlEntityManager, scope: Scope): void {
  em.setFilterParams('scope', { departments: scope });
}

/** A fresh entity manager that asks as the application, in this scope. */
export function applicationEm(asked: Asked, scope: Scope): SqlEntityManager {
  const em = asked.database.em.fork({ clear: true });
  filterBy(em, scope);
  em.setTransactionContext(clientOf(asked, em, scope) as Context);
  return em;
}

/** A transaction whose scope may be widened for a while. */
export interface ScopedTransaction {
  readonly em: SqlEntityManager;
  /** Does work in all departments. What was changed before is written in the scope before, what it changes in its own. */
  widely<T>(work: () => Promise<T>): Promise<T>;
}

/** Begins a transaction as the application, in this scope; the entity manager commits it or rolls it back. */
export async function beginAsApplication(asked: Asked, scope: Scope): Promise<ScopedTransaction> {
  const em = asked.database.em.fork({ clear: true });
  filterBy(em, scope);
  const transaction: Transaction<unknown> = await clientOf(asked, em, scope).startTransaction().execute();
  em.setTransactionContext(transaction as Context);
  const connection = await transaction
    .getExecutor()
    .provideConnection(async (held) => held as GuisedConnection);
  const see = (seen: Scope) => {
    filterBy(em, seen);
    connection.wanted = { ...connection.wanted, scope: scopeSetting(seen) };
  };
  return {
    em,
    async widely(work) {
      await em.flush();
      const before = em.getFilterParams<{ departments: Scope }>('scope').departments;
      see(undefined);
      try {
        const value = await work();
        await em.flush();
        return value;
      } finally {
        see(before);
      }
    },
  };
}
