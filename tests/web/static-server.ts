/** Plain static files over HTTP, as any web server would give them out. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.html': 'text/html',
};

export class StaticFiles {
  /** Path prefix → folder. */
  constructor(private readonly folders: Readonly<Record<string, string>>) {}

  /** The file of a path, or nothing where none could be; the path itself is an empty page. */
  has(path: string): boolean {
    return path === '/' || this.#fileOf(path) !== undefined;
  }

  send(path: string, response: ServerResponse): void {
    const file = this.#fileOf(path);
    void (file ? readFile(file) : Promise.reject(new Error(path))).then(
      (bytes) =>
        response
          .writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' })
          .end(bytes),
      () => response.writeHead(path === '/' ? 200 : 404, { 'content-type': 'text/html' }).end(),
    );
  }

  #fileOf(path: string): string | undefined {
    const plain = normalize(path);
    const prefix = Object.keys(this.folders).find((start) => plain.startsWith(start));
    return prefix && join(this.folders[prefix]!, plain.slice(prefix.length));
  }
}

export class StaticServer {
  readonly #server: Server;

  /** Path prefix → folder. */
  constructor(folders: Readonly<Record<string, string>>) {
    const files = new StaticFiles(folders);
    this.#server = createServer((request, response) =>
      files.send(decodeURIComponent(new URL(request.url!, 'http://localhost').pathname), response),
    );
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
