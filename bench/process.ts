import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../server/platform/cluster-template.js';

/** A child process as a benchmark sees it. */
export interface Started {
  readonly child: ChildProcess;
  /** Everything written so far. */
  readonly out: () => string;
  readonly err: () => string;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** Runs a program of this project with the same Node. @param program from the project's root */
export function startProgram(
  program: string,
  args: readonly string[],
  settings: NodeJS.ProcessEnv = {},
): Started {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(projectRoot(), program), ...args], {
    env: { ...inherited, PORT: '0', ...settings },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (piece) => {
    out += String(piece);
  });
  child.stderr.on('data', (piece) => {
    err += String(piece);
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, out: () => out, err: () => err, ended };
}

/** The most memory that a running process has held, in MB; nothing where the system does not tell. */
export function peakMbOf({ child }: Started): number | undefined {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
    return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024);
  } catch {
    return undefined;
  }
}
