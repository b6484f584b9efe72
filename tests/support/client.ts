/** What a GraphQL endpoint answers. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever they asked for
  readonly data?: any;
  readonly errors?: { message: string; path?: unknown[]; extensions: { code: string; requestId?: string } }[];
}

/** The code of the first error that a response carries. */
export async function codeOf(response: Response): Promise<string | undefined> {
  return ((await response.json()) as Answer).errors?.[0]?.extensions.code;
}

/** A client of one GraphQL endpoint that keeps its cookie, as a browser does. */
export class GraphqlClient {
  cookie = '';
  /** The last `Set-Cookie` header, whole. */
  setCookie = '';

  constructor(readonly url: string) {}

  async post(body: string, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.cookie && { cookie: this.cookie }),
        ...headers,
      },
      body,
    });
    const cookie = response.headers.get('set-cookie');
    if (cookie) {
      this.setCookie = cookie;
      this.cookie = cookie.split(';')[0] ?? '';
    }
    return response;
  }

  async ask(query: string, variables?: Record<string, unknown>): Promise<Answer> {
    const response = await this.post(JSON.stringify({ query, variables }));
    return { status: response.status, ...((await response.json()) as object) };
  }

  /** The data of an operation that must succeed. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever they asked for
  async get(query: string, variables?: Record<string, unknown>): Promise<any> {
    const { data, errors } = await this.ask(query, variables);
    if (errors) throw new Error(errors.map((error) => error.message).join('; '));
    return data;
  }

  async signIn(username: string, password: string, code?: string): Promise<Answer['data']> {
    const { data } = await this.ask(
      `mutation SignIn($input: SignInInput!) {
        signIn(input: $input) {
          __typename
          ... on SignedIn { account { username } expiresAt duty recoveryCodesLeft }
          ... on ConsoleError { code message messageEn }
          ... on TooManySignIns { waitSeconds }
          ... on SecondFactorRefused { serverTime }
        }
      }`,
      { input: { username, password, code } },
    );
    return data?.signIn;
  }
}
