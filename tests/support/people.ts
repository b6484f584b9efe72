import { Secret, TOTP } from 'otpauth';
import { Account } from '../../schema/account/index.js';
import { AuditEvent } from '../../schema/audit/index.js';
import type { GraphqlClient } from './client.js';
import type { TestServer } from './server.js';

export const operations = {
  changePassword: `mutation ($input: ChangePasswordInput!) { value: changePassword(input: $input) {
    __typename ... on PasswordChanged { endedSessionCount } ... on ConsoleError { code message messageEn }
    ... on WeakPassword { rules } ... on TooManySignIns { waitSeconds } } }`,
  startSecondFactor: `mutation ($code: String) { value: startSecondFactor(code: $code) {
    __typename ... on SecondFactorStarted { secret uri qrCode } ... on ConsoleError { code message messageEn } } }`,
  confirmSecondFactor: `mutation ($code: String!) { value: confirmSecondFactor(code: $code) {
    __typename ... on RecoveryCodes { recoveryCodes } ... on ConsoleError { code message messageEn }
    ... on SecondFactorRefused { serverTime } } }`,
  showSecondFactor: `mutation ($code: String!) { value: showSecondFactor(code: $code) {
    __typename ... on SecondFactorShown { recoveryCodesLeft } ... on ConsoleError { code } } }`,
  renewRecoveryCodes: `mutation ($code: String!) { value: renewRecoveryCodes(code: $code) {
    __typename ... on RecoveryCodes { recoveryCodes } ... on ConsoleError { code } } }`,
  resetPassword: `mutation ($accountId: UUID!) { value: resetPassword(accountId: $accountId) {
    __typename ... on PasswordReset { oneTimePassword account { username } } ... on ConsoleError { code } } }`,
  resetSecondFactor: `mutation ($accountId: UUID!) { value: resetSecondFactor(accountId: $accountId) {
    __typename ... on SecondFactorReset { account { username } } ... on ConsoleError { code } } }`,
  unlockAccount: `mutation ($accountId: UUID!) { value: unlockAccount(accountId: $accountId) {
    __typename ... on AccountUnlocked { account { username lockedUntil } } ... on ConsoleError { code } } }`,
  endSession: `mutation ($handle: UUID!) { value: endSession(handle: $handle) {
    __typename ... on SessionsEnded { count } ... on ConsoleError { code } } }`,
  endSessionsOf: `mutation ($accountId: UUID!) { value: endSessionsOf(accountId: $accountId) {
    __typename ... on SessionsEnded { count } ... on ConsoleError { code } } }`,
} as const;

/** What one operation says. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever they asked for
export async function run(client: GraphqlClient, query: string, variables = {}): Promise<any> {
  return (await client.get(query, variables)).value;
}

/** The code of the error with which an operation is not let in. */
export async function refusalOf(client: GraphqlClient, query: string): Promise<string | undefined> {
  return (await client.ask(query)).errors?.[0]?.extensions.code;
}

export async function accountId(server: TestServer, username: string): Promise<string> {
  return (await server.readAs().em.findOneOrFail(Account, { username })).id;
}

/** How many events of a kind are written down, of one account where a name is given. */
export async function countEvents(server: TestServer, kind: string, username?: string): Promise<number> {
  const subject = username ? { subjectId: await accountId(server, username) } : {};
  return server.readAs().em.count(AuditEvent, { kind, ...subject });
}

/** What an authenticator shows, on a device whose clock may be off. */
export function codeOfDevice(uri: string, server: TestServer, offBySeconds = 0): string {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return TOTP.generate({
    ...{ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) },
    timestamp: server.clock.now().getTime() + offBySeconds * 1000,
  });
}

/** A person whose authenticator is enrolled. */
export interface Enrolled {
  readonly client: GraphqlClient;
  readonly uri: string;
  readonly recoveryCodes: readonly string[];
  /** The code of the next step: enrolling took that of the present one. */
  nextCode(): string;
}

/** Enrols an authenticator for an account that has none. */
export async function enrol(server: TestServer, username: string): Promise<Enrolled> {
  const client = await server.client(username);
  const { uri } = await run(client, operations.startSecondFactor);
  const code = codeOfDevice(uri, server);
  const { recoveryCodes } = await run(client, operations.confirmSecondFactor, { code });
  const nextCode = () => {
    server.clock.advance({ seconds: 30 });
    return codeOfDevice(uri, server);
  };
  return { client, uri, recoveryCodes, nextCode };
}
