import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from '@swc/core';
import { projectRoot } from '../../../server/platform/cluster-template.js';

/** Who names whom in the source: functions, constants and classes of files, and methods as `Class.method`. */
export interface SourceCalls {
  /** Names reached from a name, itself included. */
  reach(name: string): Set<string>;
}

/** The source of these folders. */
export function readSources(...folders: string[]): { file: string; text: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(projectRoot(), folder, name))
      .map((file) => ({ file, text: readFileSync(file, 'utf8') })),
  );
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Identifiers that stand by themselves: what is called on something else says nothing of a declaration here. */
function* namesIn(node: unknown): Iterable<string> {
  if (!isNode(node)) return;
  if (Array.isArray(node)) {
    for (const item of node) yield* namesIn(item);
    return;
  }
  if (node.type === 'Identifier') yield String(node.value);
  if (node.type === 'MemberExpression' && (node.property as Node).type === 'Identifier') {
    yield* namesIn(node.object);
    return;
  }
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'span' && key !== 'typeAnnotation' && key !== 'decorators') yield* namesIn(value);
  }
}

function* declarationsOf(item: Node): Iterable<readonly [name: string, body: unknown]> {
  if (item.type === 'ExportDeclaration') yield* declarationsOf(item.declaration as Node);
  if (item.type === 'FunctionDeclaration') yield [nameOf(item.identifier), item.body];
  if (item.type === 'VariableDeclaration') {
    for (const { id, init } of item.declarations as { id: Node; init: unknown }[]) {
      if (id.type === 'Identifier') yield [String(id.value), init];
    }
  }
  if (item.type !== 'ClassDeclaration') return;
  const name = nameOf(item.identifier);
  for (const member of item.body as Node[]) {
    const body = (member.function as Node | undefined)?.body ?? member.value;
    yield [name, body];
    yield [`${name}.${nameOf(member.key)}`, body];
  }
}

function nameOf(node: unknown): string {
  return isNode(node) ? String(node.value ?? '') : '';
}

/** Where each imported name of a file comes from. */
function* importsOf(file: string, items: readonly Node[]): Iterable<readonly [name: string, from: string]> {
  for (const item of items.filter(({ type }) => type === 'ImportDeclaration')) {
    const path = nameOf(item.source);
    if (!path.startsWith('.')) continue;
    const from = join(dirname(file), path.replace(/\.js$/, '.ts'));
    for (const { local } of item.specifiers as { local: Node }[]) yield [nameOf(local), from];
  }
}

/** Reads the folders. A door stands for every file of its room. */
export function readCalls(...folders: string[]): SourceCalls {
  /** Names within a declaration, by `file#name`. */
  const inside = new Map<string, Set<string>>();
  const imports = new Map<string, Map<string, string>>();
  const files = new Map<string, string[]>();
  for (const { file, text } of readSources(...folders)) {
    const { body } = parseSync(text, { syntax: 'typescript', decorators: true });
    const items = body as unknown as Node[];
    imports.set(file, new Map(importsOf(file, items)));
    for (const item of items) {
      for (const [name, within] of declarationsOf(item)) {
        const key = `${file}#${name}`;
        if (!inside.has(key)) files.set(name, [...(files.get(name) ?? []), file]);
        inside.set(key, new Set([...(inside.get(key) ?? []), ...namesIn(within)]));
      }
    }
  }
  const placesOf = (file: string, name: string): string[] => {
    if (inside.has(`${file}#${name}`)) return [`${file}#${name}`];
    const from = imports.get(file)?.get(name);
    if (!from) return [];
    const isDoor = /\/(index|public)\.ts$/.test(from);
    const declared = (files.get(name) ?? []).filter(
      (path) => path === from || (isDoor && path.startsWith(dirname(from))),
    );
    return declared.map((path) => `${path}#${name}`);
  };
  const reach = (start: string) => {
    const reached = new Set((files.get(start) ?? []).map((file) => `${file}#${start}`));
    for (const place of reached) {
      const [file = ''] = place.split('#');
      for (const name of inside.get(place) ?? []) for (const next of placesOf(file, name)) reached.add(next);
    }
    return new Set([...reached].map((place) => place.split('#')[1] as string));
  };
  return { reach };
}
