import type { Words } from './queue.js';
import type { Surroundings } from './surroundings.js';

/** What came of a request. */
export type Outcome =
  | { readonly kind: 'ANSWERED'; readonly answer: unknown }
  /** The server takes this no better if it is sent again. */
  | { readonly kind: 'REFUSED'; readonly words: Words }
  /** It is not about what was sent, but about who sends, or how: everything waits. */
  | { readonly kind: 'NOT_LET_IN'; readonly words: Words }
  | { readonly kind: 'TOO_LARGE'; readonly words: Words }
  | { readonly kind: 'SIGN_IN_NEEDED'; readonly words: Words }
  /** Nobody knows whether it arrived, or the server asks for time: the same again, later. */
  | Later;

export interface Later {
  readonly kind: 'LATER';
  readonly words: Words;
  /** As the server asks. */
  readonly afterMs?: number;
}

export interface Request {
  readonly path: string;
  readonly body: string | Blob;
  readonly contentType: string;
  readonly timeoutMs: number;
}

const unreachable: Words = {
  code: 'NOT_REACHED',
  message: '连接中断或服务器没有应答，内容保留在手机上，稍后自动重发。',
  messageEn:
    'The connection broke or the server did not answer. Everything stays on the phone and is sent again.',
};

export const unreadable: Words = {
  code: 'ANSWER_NOT_READ',
  message: '收到的应答不是本系统的，可能需要先登录无线网络；内容保留，稍后自动重发。',
  messageEn:
    'The answer is not this system’s; perhaps the wireless network wants a sign-in. It is sent again later.',
};

const signIn: Words = {
  code: 'NOT_SIGNED_IN',
  message: '请重新登录；内容保留在手机上，登录后继续发送。',
  messageEn: 'Sign in again. Everything stays on the phone and is sent afterwards.',
};

const tooLarge: Words = {
  code: 'TOO_LARGE',
  message: '服务器不接收这么大的内容。',
  messageEn: 'The server does not take so much at once.',
};

/** Codes by which the server says that the session is nobody's, another's, or waits for something of its owner. */
const signInCodes = [
  ...['NOT_SIGNED_IN', 'UNAUTHENTICATED', 'OTHER_ACCOUNT'],
  ...['PASSWORD_CHANGE_NEEDED', 'SECOND_FACTOR_ENROLMENT_NEEDED', 'SECOND_FACTOR_NEEDED'],
];
/** Timeout, too early, too many requests: the same again may be taken. */
const laterStatuses = [408, 425, 429];

/** Sends, and says what came of it. Whatever breaks on the way is `LATER`. */
export async function exchange(
  { wait, now }: Surroundings,
  { path, body, contentType, timeoutMs }: Request,
  closing: AbortSignal,
): Promise<Outcome> {
  const [finished, late] = [new AbortController(), new AbortController()];
  void wait(timeoutMs, finished.signal).then(() => late.abort());
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': contentType, accept: 'application/json' },
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.any([closing, late.signal]),
      body,
    });
    return judge(response, await response.text(), now());
  } catch {
    return { kind: 'LATER', words: unreachable };
  } finally {
    finished.abort();
  }
}

function judge({ status, ok, headers }: Response, text: string, now: Date): Outcome {
  const answer = parsed(text);
  if (ok) return answer ? { kind: 'ANSWERED', answer } : { kind: 'LATER', words: unreadable };
  const words = wordsOf(answer);
  if (status === 401 || signInCodes.includes(words?.code ?? ''))
    return { kind: 'SIGN_IN_NEEDED', words: words ?? signIn };
  if (status === 413) return { kind: 'TOO_LARGE', words: words ?? tooLarge };
  if (status >= 500 || laterStatuses.includes(status)) {
    const afterMs = pauseOf(headers.get('retry-after'), now);
    return { kind: 'LATER', words: words ?? unreachable, afterMs };
  }
  if (!words) return { kind: 'LATER', words: unreadable };
  // A route says in its own form what is wrong with what was sent; whatever stands before it answers as GraphQL does.
  const isOfRoute = 'code' in (answer ?? {}) && words.code !== 'NOT_ALLOWED';
  return { kind: isOfRoute ? 'REFUSED' : 'NOT_LET_IN', words };
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

interface Complaint {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly messageEn?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** The words of an answer of ours: of a route, or of GraphQL. */
export function wordsOf(answer: object | undefined): Words | undefined {
  const { code, message, messageEn, errors } = (answer ?? {}) as Complaint;
  const [first] = Array.isArray(errors) ? errors : [];
  if (first)
    return { code: first.extensions?.code ?? 'FAILED', message: first.message, messageEn: first.message };
  if (typeof code !== 'string' || typeof message !== 'string') return undefined;
  return { code, message, messageEn: typeof messageEn === 'string' ? messageEn : message };
}

export function isSignInNeeded({ code }: Words): boolean {
  return signInCodes.includes(code);
}

/** `Retry-After` in milliseconds: seconds, or a date (RFC 9110, 10.2.3). */
function pauseOf(header: string | null, now: Date): number | undefined {
  if (!header) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
