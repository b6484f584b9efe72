import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryCompiler,
  type TransactionSettings,
} from 'kysely';

/** As whom a connection asks, and what the policies of the tables let it see (docs/scope.md). */
export interface Guise {
  /** A role of the database; `none` is whoever logged in. */
  readonly role: string;
  /** `*` for all departments, an array literal of their ids, or empty: nothing. */
  readonly scope: string;
}

/** Whoever logged in, seeing nothing where policies hold. */
export const asLoggedIn: Guise = { role: 'none', scope: '' };

const ofScope = "select set_config('fairdraw.scope', $1, $2)";
const ofBoth = `${ofScope}, set_config('role', $3, $2)`;

/**
 * A connection that puts on the wanted guise before it asks, unless it wears it already: a request on a connection
 * that the same department used last costs no statement. Within a transaction a guise lasts as long as that.
 */
export class GuisedConnection implements DatabaseConnection {
  wanted = asLoggedIn;
  #ofSession = asLoggedIn;
  #ofTransaction: Guise | undefined;
  #isInTransaction = false;

  constructor(readonly inner: DatabaseConnection) {}

  async putOn(): Promise<void> {
    const worn = this.#ofTransaction ?? this.#ofSession;
    const { role, scope } = this.wanted;
    if (worn.role === role && worn.scope === scope) return;
    const isLocal = this.#isInTransaction;
    // A role that is set anew, though the same, would have every trigger's statements planned anew.
    const sql = worn.role === role ? ofScope : ofBoth;
    const values = worn.role === role ? [scope, isLocal] : [scope, isLocal, role];
    await this.inner.executeQuery(CompiledQuery.raw(sql, values));
    if (isLocal) this.#ofTransaction = { role, scope };
    else this.#ofSession = { role, scope };
  }

  executeQuery: DatabaseConnection['executeQuery'] = async (query, options) => {
    await this.putOn();
    return this.inner.executeQuery(query, options);
  };

  async *streamQuery<R>(...asked: Parameters<DatabaseConnection['streamQuery']>) {
    await this.putOn();
    yield* this.inner.streamQuery<R>(...asked);
  }

  began(): void {
    this.#isInTransaction = true;
  }

  /** What a transaction set is gone with it, however it ended. */
  ended(): void {
    this.#isInTransaction = false;
    this.#ofTransaction = undefined;
  }
}

type Named = [name: string, compileQuery: QueryCompiler['compileQuery']];

/** A driver whose connections are guised; which guise, whoever is given a connection says (`inGuise`). */
export class GuisedDriver implements Driver {
  readonly #connections = new WeakMap<DatabaseConnection, GuisedConnection>();

  constructor(private readonly inner: Driver) {}

  init: Driver['init'] = (options) => this.inner.init(options);
  destroy: Driver['destroy'] = (options) => this.inner.destroy(options);

  async acquireConnection(...options: Parameters<Driver['acquireConnection']>): Promise<GuisedConnection> {
    const inner = await this.inner.acquireConnection(...options);
    const known = this.#connections.get(inner) ?? new GuisedConnection(inner);
    this.#connections.set(inner, known);
    known.wanted = asLoggedIn;
    return known;
  }

  releaseConnection(connection: GuisedConnection): Promise<void> {
    return this.inner.releaseConnection(connection.inner);
  }

  async beginTransaction(connection: GuisedConnection, settings: TransactionSettings): Promise<void> {
    await connection.putOn();
    await this.inner.beginTransaction(connection.inner, settings);
    connection.began();
  }

  async commitTransaction(connection: GuisedConnection): Promise<void> {
    await this.inner.commitTransaction(connection.inner).finally(() => connection.ended());
  }

  async rollbackTransaction(connection: GuisedConnection): Promise<void> {
    await this.inner.rollbackTransaction(connection.inner).finally(() => connection.ended());
  }

  async savepoint(connection: GuisedConnection, ...named: Named): Promise<void> {
    await this.inner.savepoint?.(connection.inner, ...named);
  }

  async rollbackToSavepoint(connection: GuisedConnection, ...named: Named): Promise<void> {
    await this.inner.rollbackToSavepoint?.(connection.inner, ...named);
  }

  async releaseSavepoint(connection: GuisedConnection, ...named: Named): Promise<void> {
    await this.inner.releaseSavepoint?.(connection.inner, ...named);
  }
}
