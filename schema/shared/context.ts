import type { EntityName } from '@mikro-orm/core';
import type { PasswordHasher } from './password-hasher.js';
import type { Reader, Step } from './unit.js';

/** What a GraphQL query gets: something to read with, batched within the request. */
export interface ReadingContext extends Reader {
  /** Loads by id, batched within the request: a list of a hundred asks once. */
  load<E extends { id: string }>(entity: EntityName<E>, id: string): Promise<E>;
  /** Loads all rows whose `key` is one of those asked for within the request, ordered by id. */
  loadBy<E extends object>(entity: EntityName<E>, key: keyof E & string, value: string): Promise<E[]>;
}

/** What an operation of the console gets: a reading context, and steps to act by. */
export interface Context extends ReadingContext {
  readonly step: Step;
  readonly passwords: PasswordHasher;
  /** The request's own matters: its session, and how to answer with a cookie. */
  readonly request: RequestMatters;
}

export interface RequestMatters {
  readonly id: string;
  readonly sessionToken?: string;
  /** What the browser calls itself. */
  readonly client?: string;
  setSession(token: string, expiresAt: Date): void;
  clearSession(): void;
  readonly signIns: SignInAttempts;
}

/** Counts failed sign-ins of this request's address. */
export interface SignInAttempts {
  /** Counts an attempt. @returns the seconds to wait where there were too many, else nothing */
  begin(username: string): number | undefined;
  /** The attempt succeeded: it and those before it no longer count. */
  succeed(username: string): void;
  /** Proves somebody when their turn has come: a few at once, so that many do not delay everybody else. */
  inTurn<T>(prove: () => Promise<T>): Promise<T>;
}
