import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A server that passes everything on to another one and may change what comes back. */
export interface LyingServer {
  readonly address: string;
  /** @param path as it was asked for; returns the answer's text */
  lie: (path: string, text: string) => string;
  /** Where a path is really fetched. */
  lead: (path: string) => string;
  close(): Promise<void>;
}

export async function startLyingServer(honest: string): Promise<LyingServer> {
  const liar = { lie: (_path: string, text: string) => text, lead: (path: string) => path };
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const { 'content-type': type = 'application/json', cookie = '' } = request.headers;
    const body = request.method === 'POST' ? new Uint8Array(await buffer(request)) : undefined;
    const headers = { 'content-type': type, cookie };
    const answer = await fetch(honest + liar.lead(path), { method: request.method, headers, body });
    const cookies = answer.headers.getSetCookie();
    if (cookies.length > 0) response.setHeader('set-cookie', cookies);
    response.writeHead(answer.status).end(liar.lie(path, await answer.text()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return Object.assign(liar, { address: `http://127.0.0.1:${port}`, close });
}
