import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AssignmentState, assignmentLifecycle } from '../../schema/inspection/index.js';
import { findLifecycleFaults, type Lifecycle } from '../../schema/shared/lifecycle.js';
import { lifecycles, requireLifecycles } from '../../server/lifecycles.js';

/** Every table of transitions in the rooms, by the file that declares it. */
async function listTables(): Promise<{ where: string; table: unknown }[]> {
  const files = readdirSync('schema', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.states.ts'),
  );
  expect(files.length).toBeGreaterThan(15);
  const found: { where: string; table: unknown }[] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(join(process.cwd(), 'schema', file));
    for (const [name, table] of Object.entries(module)) {
      if (name.endsWith('Transitions')) found.push({ where: `${file} ${name}`, table });
    }
  }
  return found;
}

test('every table of transitions is one of the lifecycles that are checked and shown', async () => {
  const registered = new Set(lifecycles.map(({ transitions }) => transitions as unknown));
  const forgotten = (await listTables()).filter(({ table }) => !registered.has(table));
  expect(forgotten.map(({ where }) => where)).toEqual([]);
});

test('the lifecycles of the house can be lived', () => {
  expect(findLifecycleFaults(lifecycles)).toEqual([]);
  expect(() => requireLifecycles()).not.toThrow();
});

describe('a server does not start on', () => {
  const bent = (more: Partial<Lifecycle>): Lifecycle => ({ ...assignmentLifecycle, ...more });

  test.each<[string, Lifecycle, string]>([
    [
      'a state that nothing leads to',
      bent({ states: { ...AssignmentState, LOST: 'LOST' } }),
      'AssignmentState: LOST cannot be reached',
    ],
    [
      'a step to a state that is not there',
      bent({
        transitions: { ...assignmentLifecycle.transitions, confirm: { from: 'SUBMITTED', to: 'GONE' } },
      }),
      'AssignmentState: confirm names GONE, no state',
    ],
    [
      'a step from a state that is not there',
      bent({
        transitions: { ...assignmentLifecycle.transitions, submit: { from: ['NOWHERE'], to: 'SUBMITTED' } },
      }),
      'AssignmentState: submit names NOWHERE, no state',
    ],
    ['a life without a beginning', bent({ begins: [] }), 'AssignmentState: it begins nowhere'],
    ['a step without words', bent({ words: {} }), 'AssignmentState: record has no words'],
  ])('%s', (_what, life, fault) => {
    expect(() => requireLifecycles([life])).toThrow(fault);
  });

  test('two tables of one name', () => {
    expect(findLifecycleFaults([assignmentLifecycle, assignmentLifecycle])).toEqual([
      'AssignmentState: declared twice',
    ]);
  });
});
