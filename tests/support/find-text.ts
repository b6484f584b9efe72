import type { SqlEntityManager } from '@mikro-orm/sql';

/** Every table of the database in which one of these texts stands, in whatever column, bytes among them. */
export async function listTablesWith(em: SqlEntityManager, texts: readonly string[]): Promise<string[]> {
  const tables = await em.execute<{ name: string }[]>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await em.execute<{ text: string }[]>(`select to_jsonb(t)::text as text from "${name}" t`);
    // `to_jsonb` writes bytes in hex.
    const forms = texts.flatMap((text) => [text, Buffer.from(text).toString('hex')]);
    if (rows.some(({ text }) => forms.some((form) => text.includes(form)))) found.push(name);
  }
  return found;
}
