import { randomBytes } from 'node:crypto';
import type { PeerFigure } from './benchmark.js';

const address = process.env.BENCH_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

/** A PostgreSQL database made for one benchmark. */
export interface Scratch {
  readonly url: string;
  execute(sql: string): Promise<unknown>;
}

/** Why a failure means that no server is there, and nothing worse. */
function unreachable(error: unknown): string | undefined {
  const text = `${(error as { code?: string }).code ?? ''} ${String(error)}`;
  const isAbsent = /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|timeout|28000|28P01|authentication/i.test(text);
  return isAbsent ? `no PostgreSQL at ${new URL(address).host} (BENCH_DATABASE_URL)` : undefined;
}

/** Measures a peer in a database of its own, dropped after; a server that is not there is skipped by name. */
export async function withPostgresql(
  name: string,
  measure: (scratch: Scratch) => Promise<number>,
): Promise<PeerFigure> {
  const database = `fairdraw_bench_${randomBytes(4).toString('hex')}`;
  // Not before it is needed: its memory is not the benchmark's.
  const { openDatabase } = await import('../server/platform/database.js');
  const server = await openDatabase({ url: address, poolSize: 1 });
  try {
    try {
      await server.em.execute(`create database ${database}`);
    } catch (error) {
      const skipped = unreachable(error);
      if (skipped) return { name, skipped };
      throw error;
    }
    const url = new URL(address);
    url.pathname = database;
    const scratch = await openDatabase({ url: url.href, poolSize: 1 });
    try {
      const value = await measure({ url: url.href, execute: (sql) => scratch.em.execute(sql) });
      return { name, value };
    } finally {
      await scratch.close();
      await server.em.execute(`drop database ${database} with (force)`);
    }
  } finally {
    await server.close();
  }
}
