import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, isEnumType } from 'graphql';
import { type Lifecycle, sourcesOf } from '../../schema/shared/lifecycle.js';
import { buildConsoleSchema } from '../../server/http/console-schema.js';
import { lifecycles } from '../../server/lifecycles.js';
import { projectRoot } from '../../server/platform/cluster-template.js';

/** `npm run lifecycle-page` writes docs/lifecycles.md; with `--check` it fails where the page differs from the tables. */
type Words = ReadonlyMap<string, string>;

/** What the console's schema says of each state. */
function wordsOf(schema: GraphQLSchema, { name, states }: Lifecycle): Words {
  const type = schema.getType(name);
  const values = isEnumType(type) ? type.getValues() : [];
  const told = new Map(values.map((value) => [value.name, value.description ?? '']));
  return new Map(Object.values(states).map((state) => [state, told.get(state) ?? '']));
}

/** The first Chinese words of a description: what fits into a box. */
function shortly(description: string): string {
  return /^[^。：:，；,;（(]+/.exec(description)?.[0].trim() ?? '';
}

function diagram({ begins, transitions, words }: Lifecycle, told: Words): string[] {
  const ways = Object.entries(transitions).flatMap(([name, transition]) =>
    sourcesOf(transition).map((from) => ({ from, to: transition.to, name })),
  );
  const ends = [...told.keys()].filter((state) => !ways.some(({ from }) => from === state));
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...[...told].map(([state, text]) => `  ${state}: ${shortly(text) || state}`),
    ...begins.map((state) => `  [*] --> ${state}`),
    ...ways.map(({ from, to, name }) => `  ${from} --> ${to}: ${words[name]}`),
    ...ends.map((state) => `  ${state} --> [*]`),
    '```',
  ];
}

function table({ transitions, words }: Lifecycle): string[] {
  const row = ([name, transition]: [string, Lifecycle['transitions'][string]]) =>
    `| \`${name}\` | ${words[name]} | ${sourcesOf(transition).join(', ')} | ${transition.to} |`;
  return ['| Step | 步骤 | From | To |', '|---|---|---|---|', ...Object.entries(transitions).map(row)];
}

function section(schema: GraphQLSchema, life: Lifecycle): string[] {
  const told = wordsOf(schema, life);
  return [
    `## ${life.title}`,
    '',
    ...diagram(life, told),
    '',
    ...[...told].map(([state, text]) => `- \`${state}\` ${text}`),
    '',
    ...table(life),
    '',
  ];
}

function makePage(): string {
  const schema = buildConsoleSchema();
  return [
    '# Lifecycles',
    '',
    '<!-- Made by `npm run lifecycle-page` from the tables in schema/; not to be edited. -->',
    '',
    `What can become of what, as tables: ${lifecycles.length} in all (\`server/lifecycles.ts\`). A step that is not in its table is refused. A server checks them before it starts: every state can be reached, and no step names a state that is not there.`,
    '',
    ...lifecycles.flatMap((life) => section(schema, life)),
  ].join('\n');
}

const file = join(projectRoot(), 'docs', 'lifecycles.md');
const page = makePage();
if (!process.argv.includes('--check')) writeFileSync(file, page);
else if (readFileSync(file, 'utf8') !== page) {
  process.stderr.write('docs/lifecycles.md differs from the tables: npm run lifecycle-page\n');
  process.exitCode = 1;
}
