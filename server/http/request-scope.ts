import { AsyncLocalStorage } from 'node:async_hooks';

/** What error messages must know about the request they answer. */
export interface RequestScope {
  readonly id: string;
  /** Nobody is signed in on the console: nothing about its schema is told. */
  reticent: boolean;
}

const scopes = new AsyncLocalStorage<RequestScope>();

export function runInScope<T>(scope: RequestScope, work: () => T): T {
  return scopes.run(scope, work);
}

export function currentScope(): RequestScope {
  return scopes.getStore() ?? { id: '-', reticent: true };
}
