import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/** A browser's part: keeps the cookies of each origin, follows redirects one by one. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  #jar(url: string): Map<string, string> {
    const { origin } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    return jar;
  }

  cookiesFor(url: string): string {
    return [...this.#jar(url)].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  has(url: string, name: string): boolean {
    return this.#jar(url).has(name);
  }

  /** One request; a redirect is answered as it is. */
  async open(url: string, accept = 'text/html'): Promise<Response> {
    const headers = { cookie: this.cookiesFor(url), accept };
    const response = await fetch(url, { headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#jar(url).delete(name);
      else this.#jar(url).set(name, value);
    }
    return response;
  }

  /** Follows redirects until one leads to an address that begins with `until`, which is not opened, or there is none. */
  async follow(from: string, until?: string): Promise<{ url: string; response: Response }> {
    let url = from;
    for (let hop = 0; hop < 15; hop++) {
      const response = await this.open(url);
      const location = response.headers.get('location');
      if (!location) return { url, response };
      url = new URL(location, url).href;
      if (until && url.startsWith(until)) return { url, response };
    }
    throw new Error(`redirects without end: ${url}`);
  }
}

/** A port that was free a moment ago: the address that browsers see must be known before the server starts. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
