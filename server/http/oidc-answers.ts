import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IdentityFault } from '../../schema/account/index.js';

/** Every way in which a sign-in by the provider ends without a session: status, and words with a remedy. */
const answers = {
  NO_IDENTITY_PROVIDER: [
    404,
    '本系统未启用统一身份认证，请用密码登录。',
    'There is no identity provider here; sign in with a password.',
  ],
  IDENTITY_PROVIDER_UNAVAILABLE: [
    503,
    '统一身份认证服务没有应答，请稍后再试，或用密码登录。',
    'The identity provider does not answer; try again later, or sign in with a password.',
  ],
  TOO_MANY_SIGN_INS: [
    429,
    '登录失败次数过多，请 15 分钟后再试。',
    'Too many failed sign-ins; try again in 15 minutes.',
  ],
  BAD_RETURN_PATH: [
    400,
    'next 须为本系统的路径，如 /graphiql。',
    'next is a path of this server, such as /graphiql.',
  ],
  SIGN_IN_UNKNOWN: [
    400,
    '没有这次登录，请从本系统重新登录。',
    'No such sign-in is under way; begin anew from this system.',
  ],
  SIGN_IN_OTHER_BROWSER: [
    403,
    '这次登录由另一浏览器发起，请在本浏览器重新登录。',
    'Another browser began this sign-in; begin anew in this one.',
  ],
  SIGN_IN_USED: [403, '这次登录已用过，请重新登录。', 'This sign-in was used already; begin anew.'],
  SIGN_IN_EXPIRED: [
    403,
    '登录超过 10 分钟，请重新登录。',
    'The sign-in took more than 10 minutes; begin anew.',
  ],
  IDENTITY_NOT_PROVEN: [
    403,
    '统一身份认证的应答不成立，已拒绝并记录；请重新登录，仍不行请找安全保密管理员。',
    'What the identity provider answered does not hold; it was refused and recorded. Begin anew; if it happens again, tell a security administrator.',
  ],
  IDENTITY_NOT_BOUND: [
    403,
    '该身份没有绑定账户，请将下列标识告知安全保密管理员。',
    'This identity is bound to no account; tell a security administrator what stands below.',
  ],
  ACCOUNT_CLOSED: [
    403,
    '该身份绑定的账户已停用，请找系统管理员。',
    'The account of this identity is closed; ask a system administrator.',
  ],
} as const satisfies Record<IdentityFault | string, readonly [number, string, string]>;

export type SignInAnswer = keyof typeof answers;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function pageOf(code: string, lines: readonly string[]): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>登录 Sign in</title></head>
<body>
${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}
<p><small>${code}</small></p>
<p><a href="/sign-in/oidc">重新登录 Begin anew</a></p>
</body>
</html>
`;
}

/** Says why there is no session: a page for people, JSON for programs. @param more what to tell an administrator */
export function answerSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  code: SignInAnswer,
  more: Readonly<Record<string, string>> = {},
) {
  const [status, message, messageEn] = answers[code];
  reply.code(status);
  if (!request.headers.accept?.includes('text/html'))
    return reply.send({ code, message, messageEn, ...more });
  const lines = [message, messageEn, ...Object.entries(more).map(([name, value]) => `${name}: ${value}`)];
  return reply.type('text/html; charset=utf-8').send(pageOf(code, lines));
}
