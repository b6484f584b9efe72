import { ClientError } from '../client/client-error.js';
import { ConsoleClient } from '../client/console-client.js';

const changePassword = `mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) { __typename ... on ConsoleError { code message messageEn } }
}`;

/** The console as the demo uses it: documents with one root field, whose named failures end the demo. */
export class DemoConsole extends ConsoleClient {
  /** Sends a document with one root field and returns what it holds. @throws ClientError for a named failure */
  // biome-ignore lint/suspicious/noExplicitAny: the document says what its data are
  async run(document: string, variables?: Record<string, unknown>): Promise<any> {
    const data = await this.ask<Record<string, Record<string, string>>>(document, variables);
    const [value] = Object.values(data);
    if (value?.code && value.message) throw new ClientError(value.code, value.message, value.messageEn);
    return value;
  }

  /** Signs in to a new account: the administrator's password is changed for one's own. */
  async signInFirst(username: string, given: string, own: string): Promise<void> {
    await this.signIn(username, given).catch((error: unknown) => {
      if (!(error instanceof ClientError && error.code === 'PASSWORD_CHANGE_NEEDED')) throw error;
    });
    await this.run(changePassword, { input: { presentPassword: given, newPassword: own } });
  }

  /** The public side of the same server. */
  get portal(): Pick<ConsoleClient, 'ask'> {
    return { ask: (query, variables) => this.askPortal(query, variables) };
  }
}
