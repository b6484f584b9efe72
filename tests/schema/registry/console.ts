import { type ExecutionResult, graphql } from 'graphql';
import type { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { buildConsoleSchema } from '../../../server/http/console-schema.js';
import { Loaders } from '../../../server/http/loaders.js';
import type { TestHouse } from '../../support/steps.js';

const schema = buildConsoleSchema();

/** Asks the console on behalf of an account, as one request does. */
export async function askAs(
  house: Pick<TestHouse, 'readAs' | 'stepAs'>,
  actor: Pick<Actor, 'accountId' | 'departmentId' | 'inspectorId'> & { readonly roles: Role[] },
  source: string,
  variableValues: Record<string, unknown> = {},
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever they asked for
): Promise<ExecutionResult<any>> {
  const { departmentId } = actor;
  const account = {
    accountId: '00000000-0000-7000-8000-00000000000a',
    ...actor,
    scope: departmentId ? [departmentId] : undefined,
  };
  const reader = house.readAs(account);
  const { load, loadBy } = new Loaders(reader.em);
  const contextValue = { ...reader, load, loadBy, step: house.stepAs(account) };
  return graphql({ schema, source, variableValues, contextValue });
}

/** How many statements the database was given while something ran. */
export async function countStatements(house: TestHouse, work: () => Promise<unknown>): Promise<number> {
  const connection = house.database.em.getConnection();
  const execute = connection.execute;
  let count = 0;
  connection.execute = function (this: typeof connection, ...given: Parameters<typeof execute>) {
    count += 1;
    return execute.apply(this, given);
  } as typeof execute;
  try {
    await work();
  } finally {
    connection.execute = execute;
  }
  return count;
}
