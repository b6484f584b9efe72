import { Readable } from 'node:stream';
import { type Duty, duties } from '../../schema/shared/duty.js';
import { ClientError } from './client-error.js';
import {
  failureOf,
  type GraphqlAnswer,
  graphqlFailure,
  jsonOf,
  moved,
  notAConsole,
  unreachable,
} from './console-failures.js';

/** What every named failure of the console says; for use in queries, inside the braces of a result union. */
export const consoleError = '__typename ... on ConsoleError { code message messageEn }';

/** A file that the console took in. */
export interface Upload {
  readonly uploadId: string;
  readonly sha256: string;
  readonly size: number;
}

/** Imports and draws over a million records take minutes. */
const DEFAULT_TIMEOUT_MS = 600_000;

const signInMutation = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { ${consoleError} ... on SignedIn { expiresAt duty } }
}`;

/** A client of one server that keeps its session, as a browser does. Failures are exceptions (`ClientError`). */
export class ConsoleClient {
  /** Without a slash at its end. */
  readonly base: string;
  readonly #cookies = new Map<string, string>();
  readonly #timeoutMs: number;
  readonly #apiKey: string | undefined;

  /**
   * @param base where the server is, such as `https://fairdraw.example.gov.cn`
   * @param more `apiKey`: a machine acts by it, and does not sign in
   */
  constructor(base: string, more: { readonly timeoutMs?: number; readonly apiKey?: string } = {}) {
    if (!URL.canParse(base) || !/^https?:/.test(base)) {
      throw new ClientError('BAD_ADDRESS', `“${base}”不是服务地址。`, 'An address http(s)://… is needed.');
    }
    this.base = base.replace(/\/+$/, '');
    this.#timeoutMs = more.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#apiKey = more.apiKey;
  }

  /** Signs in. @param giveCode asked for a code of the second factor, where the account has one */
  async signIn(
    username: string,
    password: string,
    giveCode?: () => Promise<string | undefined>,
  ): Promise<void> {
    const first = await this.#tryToSignIn({ username, password });
    const code = first.__typename === 'SecondFactorNeeded' ? await giveCode?.() : undefined;
    const answer = code ? await this.#tryToSignIn({ username, password, code }) : first;
    const { duty } = expectPayload<{ duty?: Duty }>(answer, 'SignedIn');
    if (duty) throw new ClientError(duties[duty].code, duties[duty].message);
  }

  async #tryToSignIn(input: Record<string, string>): Promise<{ __typename?: string }> {
    return (await this.ask<{ signIn: object }>(signInMutation, { input })).signIn;
  }

  /** The data of an operation on the console. */
  ask<T>(query: string, variables?: Record<string, unknown>): Promise<T> {
    return this.#graphql('/graphql', query, variables);
  }

  /** The data of a query to the portal, which needs no session. */
  askPortal<T>(query: string, variables?: Record<string, unknown>): Promise<T> {
    return this.#graphql('/portal/graphql', query, variables);
  }

  /** Sends a file; the imports take its id. */
  async upload(name: string, content: Uint8Array | string | Readable): Promise<Upload> {
    const body = content instanceof Readable ? Readable.toWeb(content) : content;
    const path = `/uploads?name=${encodeURIComponent(name)}`;
    const headers = { 'content-type': 'application/octet-stream' };
    const response = await this.#send(path, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    if (!response.ok) throw await failureOf(response);
    return (await jsonOf(response)) as Upload;
  }

  /** The bytes at a path of the server, such as `/portal/draws/…`. */
  async getBytes(path: string): Promise<Uint8Array> {
    const response = await this.#send(path, { method: 'GET' });
    if (!response.ok) throw await failureOf(response);
    return new Uint8Array(await response.arrayBuffer());
  }

  async #graphql<T>(path: string, query: string, variables?: Record<string, unknown>): Promise<T> {
    // The second header tells Apollo that no page of another site sent this.
    const headers = { 'content-type': 'application/json', 'apollo-require-preflight': 'true' };
    const body = JSON.stringify({ query, variables });
    const response = await this.#send(path, { method: 'POST', headers, body });
    const { data, errors } = (await jsonOf(response)) as GraphqlAnswer;
    const [error] = errors ?? [];
    if (error) throw graphqlFailure(error);
    if (!data) throw notAConsole(response.status);
    return data as T;
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const authorization = this.#apiKey && `Bearer ${this.#apiKey}`;
    const headers = {
      ...(init.headers as Record<string, string>),
      ...(cookie && { cookie }),
      ...(authorization && { authorization }),
    };
    const signal = AbortSignal.timeout(this.#timeoutMs);
    // A password follows nobody to another address.
    const response = await fetch(this.base + path, { ...init, headers, signal, redirect: 'manual' }).catch(
      (error: unknown) => {
        throw unreachable(this.base, error);
      },
    );
    if (response.status >= 300 && response.status < 400) throw moved(response.headers.get('location') ?? '');
    this.#keepCookies(response);
    return response;
  }

  #keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

/**
 * The member of a result union that was hoped for.
 * @throws ClientError with the words of any other, and its code: that of the protocol where it gave one
 */
export function expectPayload<T>(result: unknown, typename: string): T {
  const { __typename, code, fault, message, messageEn } = result as Record<string, string | undefined>;
  if (__typename === typename) return result as T;
  throw new ClientError(
    fault ?? code ?? String(__typename),
    message ?? '请求被拒绝。',
    messageEn ?? 'Refused.',
  );
}
