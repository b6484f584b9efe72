/** Plain static files over HTTP, as any web server would give them out. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.html': 'text/html',
};

export class StaticServer {
  readonly #server: Server;

  /** Path prefix → folder. */
  constructor(folders: Readonly<Record<string, string>>) {
    this.#server = createServer((request, response) => {
      const path = normalize(decodeURIComponent(new URL(request.url!, 'http://localhost').pathname));
      const prefix = Object.keys(folders).find((start) => path.startsWith(start));
      const file = prefix && join(folders[prefix]!, path.slice(prefix.length));
      void (file ? readFile(file) : Promise.reject(new Error(path))).then(
        (bytes) =>
          response
            .writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' })
            .end(bytes),
        () => response.writeHead(path === '/' ? 200 : 404, { 'content-type': 'text/html' }).end(),
      );
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
