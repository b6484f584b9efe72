import { PgliteConnection, PgliteDriver } from '@mikro-orm/pglite';
import { PostgreSqlConnection, PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { AbstractSqlConnection } from '@mikro-orm/sql';
import { type ConnectionProvider, type Dialect, Kysely, type QueryExecutor } from 'kysely';
import { type Guise, type GuisedConnection, GuisedDriver } from './guised-connection.js';

type Client = Kysely<unknown>;

const drivers = new WeakMap<AbstractSqlConnection, { dialect: Dialect; driver: GuisedDriver }>();

function guised<D extends Dialect>(connection: AbstractSqlConnection, dialect: D): D {
  const create = dialect.createDriver.bind(dialect);
  dialect.createDriver = () => {
    const driver = new GuisedDriver(create());
    drivers.set(connection, { dialect, driver });
    return driver;
  };
  return dialect;
}

class GuisedPostgreSqlConnection extends PostgreSqlConnection {
  override createKyselyDialect(overrides: Parameters<PostgreSqlConnection['createKyselyDialect']>[0]) {
    return guised(this, super.createKyselyDialect(overrides));
  }
}

class GuisedPgliteConnection extends PgliteConnection {
  override createKyselyDialect(overrides: Parameters<PgliteConnection['createKyselyDialect']>[0]) {
    return guised(this, super.createKyselyDialect(overrides));
  }
}

/** MikroORM's driver with connections that wear guises. */
export class GuisedPostgreSqlDriver extends PostgreSqlDriver {
  protected override readonly connection = new GuisedPostgreSqlConnection(this.config);
}

/** The same for the embedded database. */
export class GuisedPgliteDriver extends PgliteDriver {
  protected override readonly connection = new GuisedPgliteConnection(this.config);
}

/** Gives connections in a guise. They put it on before work begins, so that a failure leaves nothing held. */
class InGuise implements ConnectionProvider {
  constructor(
    private readonly executor: QueryExecutor,
    private readonly guise: Guise,
  ) {}

  provideConnection: ConnectionProvider['provideConnection'] = (consumer, options) =>
    this.executor.provideConnection(async (connection) => {
      const guised = connection as GuisedConnection;
      guised.wanted = this.guise;
      await guised.putOn();
      return consumer(guised);
    }, options);
}

/** A client of the same pool that asks in this guise: queries, streams and transactions alike. */
export function inGuise(connection: AbstractSqlConnection, guise: Guise): Client {
  const executor = connection.getClient().getExecutor();
  const { dialect, driver } = drivers.get(connection) as { dialect: Dialect; driver: GuisedDriver };
  return new Kysely({
    config: { dialect },
    dialect,
    driver,
    executor: executor.withConnectionProvider(new InGuise(executor, guise)),
  });
}
