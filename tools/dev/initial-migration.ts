import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MikroORM } from '@mikro-orm/postgresql';
import { projectRoot } from '../../server/platform/cluster-template.js';
import { entities } from '../../server/platform/entities.js';

/** The tables of all entities as SQL statements, one per element; needs no server. */
async function listStatements(): Promise<string[]> {
  const orm = new MikroORM({ entities, dbName: 'postgres', discovery: { warnWhenNoEntities: false } });
  const sql = await orm.schema.getCreateSchemaSQL({ wrap: false });
  return sql
    .split(/;\s*\n/)
    .map((statement) => statement.trim().replace(/;$/, ''))
    .filter((statement) => statement !== '' && !/^set names/i.test(statement));
}

function quoted(statement: string): string {
  return `\`${statement.replace(/[\\`]|\$\{/g, '\\$&')}\``;
}

function migrationSource(statements: readonly string[]): string {
  return [
    "import { Migration } from '@mikro-orm/migrations';",
    "import { guards } from './guards.js';",
    '',
    '/** Made from the entities by `npm run migration:initial`; frozen by the first release. */',
    'const tables = [',
    ...statements.map((statement) => `  ${quoted(statement)},`),
    '];',
    '',
    'export class Initial extends Migration {',
    '  override up(): void {',
    '    for (const statement of [...tables, ...guards]) this.addSql(statement);',
    '  }',
    '}',
    '',
  ].join('\n');
}

const folder = join(projectRoot(), 'migrations');
const statements = await listStatements();
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, '0001-initial.ts'), migrationSource(statements));
process.stderr.write(`migrations/0001-initial.ts: ${statements.length} statements\n`);
