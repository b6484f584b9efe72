import { readFileSync } from 'node:fs';
import { exceptions, policedTables } from '../../../migrations/policies.js';
import { crossings } from '../../../schema/shared/crossings.js';

const page = readFileSync('docs/scope.md', 'utf8');
const told = (cells: readonly string[]) => expect(page).toContain(`| ${cells.join(' | ')} |`);

test.each(Object.entries(crossings))('docs/scope.md tells the reason %s', (name, meaning) => {
  told([`\`${name}\``, meaning.replace(' / ', '<br>')]);
});

test.each(Object.entries(exceptions))('docs/scope.md tells why %s has no policy', (table, reason) => {
  told([`\`${table}\``, reason]);
});

test.each(policedTables.map((table) => [table]))('docs/scope.md names %s', (table) => {
  expect(page).toContain(`\`${table}\``);
});
