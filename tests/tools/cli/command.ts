import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { jest } from '@jest/globals';
import { CommanderError } from 'commander';
import type { Clock } from '../../../schema/shared/unit.js';
import { systemClock } from '../../../server/platform/clock.js';
import { createProgram } from '../../../tools/cli/program.js';

/** What a command did. */
export interface Outcome {
  /** As `tools/cli/main.ts` gives it. */
  readonly exitCode: number;
  readonly out: string;
  /** Everything on standard error, with the message of the failure. */
  readonly err: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was printed
  readonly json: any;
}

let clock: Clock = systemClock;

/** The clock of every command after this; the machine's as long as none is set. */
export function setClock(to: Clock): void {
  clock = to;
}

/** Runs `fairdraw …` in this process. @param input what stands on standard input */
export async function fairdraw(words: readonly string[], input = ''): Promise<Outcome> {
  const said = { out: '', err: '' };
  const collect = (into: keyof typeof said) => (text: unknown) => {
    said[into] += String(text);
    return true;
  };
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(collect('out')),
    jest.spyOn(process.stderr, 'write').mockImplementation(collect('err')),
  ];
  const stdin = Object.getOwnPropertyDescriptor(process, 'stdin') as PropertyDescriptor;
  Object.defineProperty(process, 'stdin', { configurable: true, value: Readable.from([Buffer.from(input)]) });
  let exitCode = 0;
  try {
    await createProgram(clock).parseAsync(['node', 'fairdraw', ...words]);
  } catch (error) {
    const asked = error instanceof CommanderError;
    exitCode = asked ? (error.exitCode === 0 ? 0 : 2) : 1;
    if (exitCode !== 0) said.err += `${(error as Error).message}\n`;
  } finally {
    Object.defineProperty(process, 'stdin', stdin);
    for (const spy of spies) spy.mockRestore();
  }
  const isJson = said.out.startsWith('{');
  return { exitCode, ...said, json: isJson ? JSON.parse(said.out) : undefined };
}

/** A folder of its own, gone after the tests of a file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
