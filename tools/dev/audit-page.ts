import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditCatalogue, type CatalogueEntry } from '../../schema/audit/index.js';
import { projectRoot } from '../../server/platform/cluster-template.js';

/** `npm run audit-page` writes docs/audit-events.md; with `--check` it fails where the page differs from the catalogue. */
const kinds: readonly (readonly [CatalogueEntry['kind'], string])[] = [
  ['deed', '办理 / deeds'],
  ['security', '安全 / security'],
  ['reading', '查阅 / readings'],
];

function row([name, { zh, en, subject, data }]: [string, CatalogueEntry]): string {
  const fields = Object.entries(data).map(([field, meaning]) => `\`${field}\` ${meaning}`);
  return `| \`${name}\` | ${zh}<br>${en} | ${subject} | ${fields.join('<br>')} |`;
}

function makePage(): string {
  const entries = Object.entries(auditCatalogue);
  const parts = kinds.flatMap(([kind, title]) => [
    `## ${title}`,
    '',
    '| Event | What happened | Subject | Data |',
    '|---|---|---|---|',
    ...entries.filter(([, entry]) => entry.kind === kind).map(row),
    '',
  ]);
  return [
    '# Audit events',
    '',
    '<!-- Made by `npm run audit-page` from schema/audit; not to be edited. -->',
    '',
    `The catalogue of audit events, ${entries.length} in all: what is recorded, what it is about, and what its data say. How they are kept and verified: [audit.md](audit.md).`,
    '',
    'Every event also has an id, an instant, its place, and who acted: kind of actor, user name, account and department where there are. What was done by an arrangement ([who may do what](roles.md)) names it in its data: `arrangementId`.',
    '',
    ...parts,
  ].join('\n');
}

const file = join(projectRoot(), 'docs', 'audit-events.md');
const page = makePage();
if (!process.argv.includes('--check')) writeFileSync(file, page);
else if (readFileSync(file, 'utf8') !== page) {
  process.stderr.write('docs/audit-events.md differs from the catalogue: npm run audit-page\n');
  process.exitCode = 1;
}
