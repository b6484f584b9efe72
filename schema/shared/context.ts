import type { EntityName } from '@mikro-orm/core';
import type { Reader, Step } from './unit.js';

/** What a GraphQL operation gets: something to read with, and steps to act by. */
export interface Context extends Reader {
  readonly step: Step;
  /** Loads by id, batched within the request: a list of a hundred asks once. */
  load<E extends { id: string }>(entity: EntityName<E>, id: string): Promise<E>;
  /** Loads all rows whose `key` is one of those asked for within the request, ordered by id. */
  loadBy<E extends object>(entity: EntityName<E>, key: keyof E & string, value: string): Promise<E[]>;
  /** The request's own matters: its session, and how to answer with a cookie. */
  readonly request: RequestMatters;
}

export interface RequestMatters {
  readonly id: string;
  readonly sessionToken?: string;
  setSession(token: string, expiresAt: Date): void;
  clearSession(): void;
}
