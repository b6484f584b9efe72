import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { columnsOf } from '../../../schema/decision/columns/index.js';

const page = readFileSync(new URL('../../../docs/decisions.md', import.meta.url), 'utf8');

test.each(Object.entries(columnsOf))(
  'docs/decisions.md lists the columns of %s as the data have them',
  (kind, columns) => {
    const [, part = ''] = page.split(`(\`${kind}\`)`);
    const rows = [
      ...(part.split('\n## ')[0]?.split('\n### ')[0] ?? '').matchAll(
        /^\| `(.*?)` \| (.*?) \| (.*?) \| (\d+) \| (.*?) \|/gm,
      ),
    ];
    const told = rows.map(([, code, title, older, length, need]) => [
      code,
      title,
      older?.trim(),
      Number(length),
      need?.trim(),
    ]);
    expect(told).toEqual(
      columns.map(({ code, title, older, maxLength, isMandatory, isOfPerson }) => [
        ...[code, title, older.join('; '), maxLength],
        isMandatory ? 'yes' : isOfPerson ? 'of persons' : '',
      ]),
    );
  },
);
