/** The network between a phone and the server: passes requests on as they are, and breaks at the byte that a test names. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { StaticFiles } from './static-server.js';

/** Where a request breaks. */
export const places = ['BEFORE', 'REQUEST', 'ARRIVED', 'ANSWER'] as const;

/**
 * A break of the line: `BEFORE` anything went out; within the `REQUEST`, head or body; `ARRIVED`, when the server has
 * answered and not a byte of it came back; within the `ANSWER`.
 */
export interface Cut {
  readonly place: (typeof places)[number];
  /** Of the bytes of the request or the answer, which part passes: from 0, below 1. */
  readonly share: number;
  /** What happens at this very moment, before the line breaks. */
  readonly meanwhile?: () => Promise<void>;
}

/** Decides of each request; nothing lets it pass. */
type Plan = (request: { readonly method: string; readonly path: string }) => Cut | undefined;

/** What a request came to. */
export interface Passed {
  readonly path: string;
  readonly cut?: Cut['place'];
}

const write = (socket: Socket, bytes: Uint8Array) =>
  new Promise<void>((resolve) => void socket.write(bytes, () => resolve()));

/** A request's own head; the line is closed after it, so that each has a line of its own. */
function headOf({ method, url, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let n = 0; n < rawHeaders.length; n += 2) {
    if (!/^connection$/i.test(rawHeaders[n]!)) lines.push(`${rawHeaders[n]}: ${rawHeaders[n + 1]}`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\nconnection: close\r\n\r\n`, 'latin1');
}

async function readAll(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export class CuttingProxy {
  readonly #server: Server;
  readonly #files: StaticFiles;
  readonly #target: URL;
  /** Every request so far, in the order of its end. */
  readonly passed: Passed[] = [];
  /** Requests that are on their way at this moment, and the most that ever were. */
  concurrent = { now: 0, most: 0 };
  plan: Plan | undefined;
  /** Answers instead of the server, where given: status, headers, body. */
  stranger: ((path: string) => readonly [number, Record<string, string>, string] | undefined) | undefined;

  /** @param folders path prefix → folder, served beside the target */
  constructor(target: string, folders: Readonly<Record<string, string>>) {
    this.#target = new URL(target);
    this.#files = new StaticFiles(folders);
    this.#server = createServer((request, response) => void this.#receive(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url!, 'http://localhost').pathname;
    if (this.#files.has(path)) return this.#files.send(path, response);
    const answer = this.stranger?.(path);
    if (answer) {
      request.resume();
      response.writeHead(answer[0], answer[1]).end(answer[2]);
      return;
    }
    const cut = this.plan?.({ method: request.method!, path });
    this.concurrent.now += 1;
    this.concurrent.most = Math.max(this.concurrent.most, this.concurrent.now);
    // A line that breaks is what this is for.
    await this.#pass(request, cut).catch(() => {});
    this.concurrent.now -= 1;
    this.passed.push({ path, cut: cut?.place });
  }

  async #pass(request: IncomingMessage, cut: Cut | undefined): Promise<void> {
    const client = request.socket;
    client.on('error', () => {});
    if (cut?.place === 'BEFORE') return breakLine([client], cut);
    const server = connect(Number(this.#target.port), this.#target.hostname);
    server.on('error', () => client.destroy());
    if (!(await this.#send(request, server, cut))) return breakLine([server, client], cut);
    const answer = await readAll(server);
    if (cut?.place === 'ARRIVED') return breakLine([client], cut);
    if (cut?.place !== 'ANSWER') return void client.end(answer);
    await write(client, answer.subarray(0, Math.floor(cut.share * answer.length)));
    await breakLine([client], cut);
  }

  /** Passes a request on. @returns false where the line breaks within it */
  async #send(request: IncomingMessage, server: Socket, cut: Cut | undefined): Promise<boolean> {
    const head = headOf(request);
    const length = head.length + Number(request.headers['content-length'] ?? 0);
    let left = cut?.place === 'REQUEST' ? Math.floor(cut.share * length) : Number.POSITIVE_INFINITY;
    const pass = async (bytes: Buffer) => {
      const part = bytes.subarray(0, Math.min(left, bytes.length));
      await write(server, part);
      left -= part.length;
      return part.length === bytes.length;
    };
    if (!(await pass(head))) return false;
    for await (const chunk of request) if (!(await pass(chunk as Buffer))) return false;
    return true;
  }
}

async function breakLine(sockets: readonly Socket[], cut: Cut | undefined): Promise<void> {
  await cut?.meanwhile?.();
  for (const socket of sockets) socket.destroy();
}
