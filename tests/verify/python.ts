/** One process of the independent verifier, asked line by line (docs/draw.md §18). */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { BundleFiles } from '../../scheduler/draw/index.js';

export type Answer = { ok: boolean; code?: string; files?: Record<string, string> } & Record<string, unknown>;

/** Questions may overlap; answers come in their order. */
export class PythonVerifier {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting: { resolve(answer: Answer): void; reject(error: Error): void }[] = [];

  constructor() {
    this.#process = spawn('python3', ['verify/verify.py', '--batch'], { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      this.#waiting.shift()?.resolve(JSON.parse(line) as Answer);
    });
    const fail = (error: Error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    };
    this.#process.on('error', fail);
    this.#process.on('exit', (code) => fail(new Error(`verify.py ended with ${code}`)));
  }

  ask(question: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin.write(`${JSON.stringify(question)}\n`);
    });
  }

  verify(level: 'public' | 'restricted', files: BundleFiles, expect?: object): Promise<Answer> {
    return this.ask({ do: 'verify', level, files: inBase64(files), expect });
  }

  async end(): Promise<void> {
    this.#process.stdin.end();
    await new Promise((resolve) => this.#process.once('exit', resolve));
  }
}

export function inBase64(files: BundleFiles): Record<string, string> {
  const entries = Object.entries(files).map(([name, bytes]) => [
    name,
    (typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : Buffer.from(bytes)).toString('base64'),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}
