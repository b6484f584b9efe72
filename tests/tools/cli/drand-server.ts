import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that answers as drand's do: `/<chainHash>/public/<round>`. */
export interface DrandServer {
  readonly url: string;
  /** Paths asked for, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** How it answers whatever it is asked: a status and a body, or nothing at all. */
export type DrandAnswer = { readonly status: number; readonly body: string } | 'silence';

/** @param answer by path */
export async function startDrand(answer: (path: string) => DrandAnswer): Promise<DrandServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const given = answer(request.url ?? '');
    if (given === 'silence') return;
    response.writeHead(given.status, { 'content-type': 'application/json' }).end(given.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
