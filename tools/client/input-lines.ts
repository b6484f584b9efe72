import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ClientError } from './client-error.js';

const silence = new Writable({ write: (_chunk, _encoding, done) => done() });

/** Standard input line by line: typed at a terminal after a prompt, or sent by another program. */
export class InputLines {
  #sent: string[] | undefined;

  /** Whether a person types. */
  get isTyped(): boolean {
    return process.stdin.isTTY === true;
  }

  /** The next line. @param secret is not shown while it is typed */
  async next(prompt: string, { secret = false }: { secret?: boolean } = {}): Promise<string> {
    const line = this.isTyped ? await this.#ask(prompt, secret) : await this.#take();
    if (line) return line;
    throw new ClientError('NO_INPUT', `标准输入中缺少：${prompt}`, 'A line is missing on standard input.');
  }

  async #take(): Promise<string | undefined> {
    this.#sent ??= (await text(process.stdin)).split(/\r?\n/);
    return this.#sent.shift();
  }

  #ask(prompt: string, secret: boolean): Promise<string | undefined> {
    process.stderr.write(`${prompt}: `);
    const output = secret ? silence : process.stderr;
    const lines = createInterface({ input: process.stdin, output, terminal: true });
    return new Promise((resolve) => {
      lines.once('line', (line) => {
        resolve(line);
        lines.close();
      });
      lines.once('close', () => {
        if (secret) process.stderr.write('\n');
        resolve(undefined);
      });
    });
  }
}
