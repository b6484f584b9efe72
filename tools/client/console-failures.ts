import { ClientError } from './client-error.js';

/** What a GraphQL endpoint answers. */
export interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { message: string; extensions?: { code?: string; requestId?: string } }[];
}

/** The JSON of an answer; no Fairdraw answers with anything else. */
export async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw notAConsole(response.status);
  }
}

/** What an answer that is no success says. */
export async function failureOf(response: Response): Promise<ClientError> {
  const body = (await jsonOf(response)) as GraphqlAnswer & Record<string, string | undefined>;
  const [error] = body.errors ?? [];
  if (error) return graphqlFailure(error);
  return new ClientError(
    body.code ?? `HTTP_${response.status}`,
    body.message ?? '请求失败。',
    body.messageEn,
  );
}

export function graphqlFailure({
  message,
  extensions,
}: NonNullable<GraphqlAnswer['errors']>[number]): ClientError {
  const id = extensions?.requestId ? ` (request ${extensions.requestId})` : '';
  return new ClientError(extensions?.code ?? 'GRAPHQL_ERROR', message + id);
}

export function notAConsole(status: number): ClientError {
  return new ClientError(
    'NOT_A_CONSOLE',
    `该地址没有公正抽服务（HTTP ${status}）。`,
    'There is no Fairdraw at this address.',
  );
}

export function moved(location: string): ClientError {
  return new ClientError('MOVED', `服务已改址，请改用 ${location}`, `The server moved; use ${location}`);
}

export function unreachable(base: string, error: unknown): ClientError {
  const { cause, name } = error as { cause?: { code?: string }; name?: string };
  const why = cause?.code ?? name ?? 'unknown';
  return new ClientError('UNREACHABLE', `连接不上 ${base}（${why}）。`, `Cannot reach ${base} (${why}).`);
}
