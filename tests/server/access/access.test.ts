import 'reflect-metadata';
import { administrators, Role } from '../../../schema/shared/roles.js';
import { buildConsoleSchema } from '../../../server/http/console-schema.js';
import { AccessHouse, type PlaceName } from './access-house.js';
import { accessTable, type Row } from './access-table.js';
import { keyPathsOf, operationOf, variablesOf } from './ask-everything.js';

const schema = buildConsoleSchema();
const operations = [
  ...Object.keys(schema.getQueryType()?.getFields() ?? {}),
  ...Object.keys(schema.getMutationType()?.getFields() ?? {}),
];

let house: AccessHouse;
beforeAll(async () => {
  house = await AccessHouse.open();
}, 300_000);
afterAll(async () => {
  if (house?.log.length) console.log(house.log.slice(0, 8).join('\n'));
  await house?.close();
});

const rows = Object.entries(accessTable).filter(([name]) => operations.includes(name));
const allRoles = Object.values(Role);
/** Roles that an account may have without a department. */
const rolesWithoutDepartment = [...administrators, Role.WITNESS, Role.SUPERVISION, Role.AUDITOR];

function isAllowed(row: Row, role: Role): boolean {
  return typeof row.who === 'string' || row.who.includes(role);
}

/** Whom the rule lets in, of those who belong to a department where the matter is a department's. */
function rolesOf(row: Row): Role[] {
  const allowed = allRoles.filter((role) => isAllowed(row, role));
  return row.reach === 'installation' ? allowed : allowed.filter((role) => !administrators.includes(role));
}

/** Keys that nothing has, in the form of each. */
function absent(value: string): string {
  if (value.startsWith('np:')) return `np:${'0'.repeat(64)}`;
  if (/^[0-9a-f-]{36}$/.test(value)) return '00000000-0000-7000-8000-00000000dead';
  if (/^[0-9a-f]{64}$/.test(value)) return 'f'.repeat(64);
  return value.includes(':') ? 'licence:JY0000' : 'nowhere';
}

/** A key at a further path, of the foreign department or of nobody. */
interface Further {
  readonly path: string;
  readonly place: 'foreign' | 'absent';
}

/** The operation on a department's matters, or on what is not there. */
function requestOf(name: string, row: Row, place: PlaceName | 'absent', further?: Further) {
  const given = new Map(Object.entries(row.with ?? {}));
  const keys: string[] = [];
  const named = Object.entries(row.names ?? {}).filter(([path]) => path !== further?.path);
  const also = further && row.also?.[further.path];
  if (also) {
    const there = house.places.foreign.nouns[also] as string;
    const value = further.place === 'foreign' ? there : absent(there);
    keys.push(value);
    given.set(further.path, /s$/.test(further.path) ? [value] : value);
  }
  for (const [path, noun] of named) {
    const there = house.places[place === 'absent' ? 'foreign' : place].nouns[noun];
    if (!there) throw new Error(`no ${noun} at ${place}`);
    const value = place === 'absent' ? absent(there) : there;
    keys.push(value);
    const isList = path.endsWith('.0');
    given.set(isList ? path.slice(0, -2) : path, isList ? [value] : value);
  }
  return { query: operationOf(schema, name, given), variables: variablesOf(schema, name, given), keys };
}

/** An answer without the keys that were asked for. */
async function ask(
  cookie: string | undefined,
  name: string,
  row: Row,
  place: PlaceName | 'absent',
  further?: Further,
) {
  const { query, variables, keys } = requestOf(name, row, place, further);
  let text = await house.ask(cookie, query, variables);
  for (const key of keys) text = text.replaceAll(key, 'KEY');
  return text.replace(/"requestId":"\w+"/g, '"requestId":""');
}

const answers = new Map<string, Promise<string>>();

/** The answer to a question, asked once: what an operation did is undone, so that it would be answered alike again. */
function answer(...question: Parameters<typeof ask>): Promise<string> {
  const [cookie, name, , place, further] = question;
  const key = [cookie, name, place, further?.path, further?.place].join(' ');
  const known = answers.get(key) ?? ask(...question);
  answers.set(key, known);
  return known;
}

/** The code by which the whole operation was refused, or by which it failed; not that of a field below it. */
function codeOf(text: string): string | undefined {
  const { errors = [] } = JSON.parse(text.slice(4)) as {
    errors?: { path?: unknown[]; extensions: { code: string } }[];
  };
  const faults = errors.map(({ path, extensions: { code } }) => ({ code, isWhole: (path?.length ?? 0) < 2 }));
  const failed = faults.find(({ code }) => code === 'INTERNAL_SERVER_ERROR');
  const refused = faults.find(({ code, isWhole }) => isWhole && /^(FORBIDDEN|UNAUTHENTICATED)$/.test(code));
  return (failed ?? refused)?.code;
}

/** What of a department stands in an answer. */
function tracesOf(place: PlaceName, text: string): string[] {
  const { marker, ids, nouns } = house.places[place];
  const keys = new Set([...ids, ...Object.values(nouns)].filter((id) => id.length > 20));
  return [
    ...(text.includes(marker) ? [marker] : []),
    ...(text.match(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}/g) ?? []).filter((id) => keys.has(id)),
  ];
}

test('every operation of the console has a row, and every row an operation', () => {
  expect(operations.filter((name) => !accessTable[name])).toEqual([]);
  expect(Object.keys(accessTable).filter((name) => !operations.includes(name))).toEqual([]);
});

test('every path at which an operation takes a key is in its row', () => {
  const missing = rows.flatMap(([name, row]) => {
    const told = [...Object.keys(row.names ?? {}), ...Object.keys(row.also ?? {}), ...(row.open ?? [])].map(
      (path) => path.replace(/\.0$/, ''),
    );
    return keyPathsOf(schema, name)
      .filter((path) => !told.includes(path))
      .map((path) => `${name} ${path}`);
  });
  expect(missing).toEqual([]);
});

describe.each(rows)('%s', (name, row) => {
  /** Administrators belong to the installation, everybody else to the middle department. */
  const cookieOf = (role: Role) =>
    house.cookies.get(`${administrators.includes(role) ? 'outside' : 'own'} ${role}`);

  test('is for those whom the table names, and nobody else', async () => {
    const place = row.names ? 'own' : 'absent';
    const stranger = codeOf(await answer(undefined, name, row, place));
    expect(stranger).toBe(row.who === 'anyone' ? undefined : 'UNAUTHENTICATED');
    for (const role of allRoles) {
      const code = codeOf(await answer(cookieOf(role), name, row, place));
      expect([role, code]).toEqual([role, isAllowed(row, role) ? undefined : 'FORBIDDEN']);
    }
  });

  test('shows nothing of a foreign department', async () => {
    for (const role of rolesOf(row)) {
      const text = await answer(cookieOf(role), name, row, row.names ? 'own' : 'absent');
      if (row.showsForeign?.includes(role) || row.reach === 'installation') continue;
      expect([role, tracesOf('foreign', text)]).toEqual([role, []]);
      if (row.reach === 'own' || row.reach === 'mine') {
        expect([role, tracesOf('below', text)]).toEqual([role, []]);
      }
    }
  });

  if (row.also) {
    test.each(Object.keys(row.also))('takes a foreign %s for one that is not there', async (path) => {
      for (const role of rolesOf(row)) {
        const answerOf = (place: Further['place']) =>
          answer(cookieOf(role), name, row, row.names ? 'own' : 'absent', { path, place });
        // What is made has a key of its own each time.
        const keyless = (text: string) => text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID');
        expect([role, keyless(await answerOf('foreign'))]).toEqual([role, keyless(await answerOf('absent'))]);
      }
    });
  }

  if (!row.names || row.reach === 'installation') return;

  test('reaches everything for who belongs to no department', async () => {
    if (row.reach !== 'tree') return;
    for (const role of rolesWithoutDepartment.filter((one) => (row.foundBy ?? rolesOf(row)).includes(one))) {
      const cookie = house.cookies.get(`outside ${role}`);
      const none = await answer(cookie, name, row, 'absent');
      expect([role, await answer(cookie, name, row, 'foreign')]).not.toEqual([role, none]);
    }
  });

  test('answers of a foreign matter as of none, and of its own as of one', async () => {
    for (const role of rolesOf(row)) {
      const cookie = cookieOf(role);
      const none = await answer(cookie, name, row, 'absent');
      expect([role, await answer(cookie, name, row, 'foreign')]).toEqual([role, none]);
      if (row.foundBy && !row.foundBy.includes(role)) continue;
      const below = await answer(cookie, name, row, 'below');
      if (row.reach === 'tree') expect([role, below]).not.toEqual([role, none]);
      else expect([role, below]).toEqual([role, none]);
      const owner = row.by ? house.cookies.get(row.by) : cookie;
      expect([role, await answer(owner, name, row, 'own')]).not.toEqual([role, none]);
    }
  });
});
