import type { Database } from '../../server/platform/database.js';
import { entities } from '../../server/platform/entities.js';

/** How many rows every table has, and a hash of them all. */
export async function digestTables(database: Database): Promise<Record<string, string>> {
  const names = entities.map((entity) => entity.meta.tableName);
  const digests = names.map(
    (name) =>
      `select '${name}' as name, count(*) || ' ' || md5(coalesce(string_agg(row, '' order by row collate "C"), '')) as digest
         from (select md5(entire::text) as row from "${name}" as entire) as rows`,
  );
  const rows = await database.em
    .fork()
    .execute<{ name: string; digest: string }[]>(digests.join(' union all '));
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
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
