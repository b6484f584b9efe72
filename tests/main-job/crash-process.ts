import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot } from './crash-snapshot.js';

const program = join(process.cwd(), 'tests', 'main-job', 'crash-server.mjs');

/** A server that is killed and started again on the same database and port. */
export class CrashServer {
  address = '';
  #child: ChildProcess | undefined;
  #said = '';

  constructor(
    readonly folder: string,
    readonly environment: NodeJS.ProcessEnv,
  ) {}

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get #snapshotFile(): string {
    return join(this.folder, 'snapshot.json');
  }

  /** Spawns the server without waiting for it. */
  spawn(): void {
    rmSync(this.#snapshotFile, { force: true });
    const port = this.address ? new URL(this.address).port : '0';
    this.#said = '';
    this.#child = spawn(process.execPath, [program], {
      env: { ...this.environment, PORT: port, CRASH_SNAPSHOT: this.#snapshotFile },
    });
    this.#child.stderr?.on('data', (piece) => {
      this.#said += String(piece);
    });
  }

  /** Starts and waits until it serves. @returns the tables as they stood before it did */
  async start(): Promise<Snapshot> {
    this.spawn();
    await new Promise<void>((resolve, reject) => {
      let text = '';
      this.#child?.stdout?.on('data', (piece) => {
        text += String(piece);
        const found = /"address":"([^"]+)"/.exec(text)?.[1];
        if (!found) return;
        this.address = found;
        resolve();
      });
      this.#child?.on('exit', () => reject(new Error(`the server did not start: ${this.#said}`)));
    });
    return JSON.parse(readFileSync(this.#snapshotFile, 'utf8')) as Snapshot;
  }

  /** Errors that the server has logged since its start. */
  get errors(): string {
    return this.#said;
  }

  /** Sends a signal and waits for the end of the process. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.on('close', resolve));
    child.kill(signal);
    await gone;
  }

  /** The process that the lock file of the embedded database names. */
  readLockHolder(): number | undefined {
    const file = join(this.folder, 'data', 'fairdraw.lock');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid : undefined;
  }
}
