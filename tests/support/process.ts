import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(process.cwd(), 'bin', 'fairdraw.mjs');

/** What a command did. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own for one test, and the command line working in it. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'fairdraw-test-'));
  readonly #servers: ChildProcess[] = [];
  readonly environment: NodeJS.ProcessEnv;

  constructor(settings: Record<string, string> = {}) {
    if (!existsSync(join(process.cwd(), 'dist', 'tools', 'cli', 'main.js')))
      throw new Error('npm run build first');
    const { DATABASE_URL: _, ...inherited } = process.env;
    const usual = {
      FAIRDRAW_DATA_DIR: join(this.folder, 'data'),
      FAIRDRAW_SECOND_FACTOR_ROLES: 'none',
      PORT: '0',
    };
    this.environment = { ...inherited, ...usual, ...settings };
  }

  #spawn(args: readonly string[], settings: Record<string, string> = {}): ChildProcess {
    return spawn(process.execPath, [program, ...args], { env: { ...this.environment, ...settings } });
  }

  /** Runs a command to its end. */
  run(
    args: readonly string[],
    options: { input?: string; settings?: Record<string, string> } = {},
  ): Promise<Outcome> {
    const child = this.#spawn(args, options.settings);
    child.stdin?.end(options.input ?? '');
    return outcomeOf(child);
  }

  /** Runs a command and kills it as soon as something is seen. @param seen is given what it said on standard error */
  async runUntil(args: readonly string[], seen: (err: string) => boolean): Promise<Outcome> {
    const child = this.#spawn(args);
    let err = '';
    child.stderr?.on('data', (piece) => {
      err += String(piece);
    });
    const look = setInterval(() => seen(err) && child.kill('SIGKILL'), 1);
    const outcome = await outcomeOf(child);
    clearInterval(look);
    return outcome;
  }

  /** Starts a server. @returns its address, once it serves */
  async serve(args: readonly string[] = [], settings: Record<string, string> = {}): Promise<RunningServer> {
    const child = this.#spawn(['serve', ...args], settings);
    this.#servers.push(child);
    const outcome = outcomeOf(child);
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stderr?.on('data', (piece) => {
        text += String(piece);
        const found = /"address":"([^"]+)"/.exec(text);
        if (found?.[1]) resolve(found[1]);
      });
      child.on('exit', () => reject(new Error(text)));
    });
    return { address, kill: (signal) => child.kill(signal), outcome };
  }

  clean(): void {
    for (const server of this.#servers) server.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface RunningServer {
  readonly address: string;
  kill(signal: NodeJS.Signals): void;
  /** What it did, once it has ended. */
  readonly outcome: Promise<Outcome>;
}

function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (piece) => (out += String(piece)));
  child.stderr?.on('data', (piece) => (err += String(piece)));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}
