import { createHash } from 'node:crypto';
import type { Database } from '../../server/platform/database.js';
import { entities } from '../../server/platform/entities.js';

/** Tables whose file is not empty: of the others nothing has to be asked. */
const filled = `select relname as name from pg_class
  where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0`;
const nothing = `0 ${createHash('md5').update('').digest('hex')}`;

/** How many rows every table has, and a hash of them all. */
export async function digestTables(database: Database): Promise<Record<string, string>> {
  const em = database.em.fork();
  const held = new Set((await em.execute<{ name: string }[]>(filled)).map(({ name }) => name));
  const names = entities.map((entity) => entity.meta.tableName);
  const digests = names
    .filter((name) => held.has(name))
    .map(
      (name) =>
        `select '${name}' as name, count(*) || ' ' || md5(coalesce(string_agg(row, '' order by row collate "C"), '')) as digest
         from (select md5(entire::text) as row from "${name}" as entire) as rows`,
    );
  const rows = await em.execute<{ name: string; digest: string }[]>(digests.join(' union all '));
  return Object.fromEntries([
    ...names.map((name) => [name, nothing]),
    ...rows.map(({ name, digest }) => [name, digest]),
  ]);
}

/** What a refusal says. */
interface Told {
  readonly __typename: string;
  readonly message: string;
  readonly messageEn: string;
}

/**
 * Does something that the house refuses: by that name, in words that an official understands, and no table holds
 * anything else than before. @returns the refusal
 */
export async function expectRefused(
  { database }: { readonly database: Database },
  name: string,
  work: () => Promise<unknown>,
): Promise<Told & Record<string, unknown>> {
  const before = await digestTables(database);
  const refusal = (await work()) as Told & Record<string, unknown>;
  expect(refusal.__typename).toBe(name);
  expect(refusal.message).toMatch(/[\u4e00-\u9fff]{4}/);
  expect(refusal.messageEn).toMatch(/^[\x20-\x7e“”…\u4e00-\u9fff]+$/);
  expect(await digestTables(database)).toEqual(before);
  return refusal;
}
