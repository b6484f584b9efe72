import type { Arrow } from './source-files.js';

/** What each floor may import of ours. Benchmarks, tools and tests may import anything; nothing imports them. */
const floors: Record<string, readonly string[]> = {
  scheduler: ['scheduler'],
  migrations: ['migrations'],
  schema: ['schema', 'scheduler'],
  server: ['server', 'schema', 'scheduler', 'migrations'],
  tools: ['tools', 'server', 'schema', 'scheduler', 'migrations', 'bench', 'tests'],
  bench: ['bench', 'tools', 'server', 'schema', 'scheduler', 'migrations', 'tests'],
  web: ['web', 'scheduler'],
};

/** The nouns in one line; a room imports only doors to its left. `console` holds what all console rooms share. */
const nouns = [
  ...['console', 'audit', 'personal', 'job', 'calendar', 'department', 'number', 'account'],
  ...[
    'registry',
    'plan',
    'draw',
    'inspection',
    'document',
    'decision',
    'publication',
    'listing',
    'intake',
    'oversight',
    'reorganisation',
  ],
];

/** Packages that only these files import. */
const keepers: Record<string, RegExp> = {
  seedrandom: /^scheduler\/draw\/stream\.ts$/,
  'node-schedule': /^scheduler\/timetable\/ticker\.ts$/,
  pg: /^(tests\/|server\/platform\/postgresql-copy\.ts$)/,
  'pg-copy-streams': /^server\/platform\/postgresql-copy\.ts$/,
  sharp: /^(tests\/|server\/evidence\/picture\.ts$)/,
  aws4fetch: /^server\/evidence\/s3-store\.ts$/,
  'file-type': /^server\/evidence\/evidence-file\.ts$/,
  'exif-reader': /^(tests\/|server\/evidence\/capture\.ts$)/,
  'tar-stream': /^(server\/keeping|tools\/pack)\//,
};

/** Packages of each floor below the server. */
const packages: Record<string, RegExp> = {
  'scheduler/draw': /^(seedrandom|@noble\/.*)$/,
  'scheduler/calendar': /^$/,
  'scheduler/visit': /^$/,
  'scheduler/timetable': /^node-schedule$/,
  schema:
    /^(?!fastify|@fastify|@apollo|@as-integrations|pino|commander|node-schedule|node:(fs|http|https|net|os|child_process|worker_threads)|@mikro-orm\/(migrations|pglite|postgresql)|@electric-sql)/,
  migrations: /^@mikro-orm\/migrations$/,
};

function roomOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

function judgePackage({ from, to }: Arrow): string | undefined {
  const keeper = keepers[to];
  if (keeper) return keeper.test(from) ? undefined : `only ${keeper.source} imports ${to}`;
  const allowed = packages[roomOf(from)] ?? packages[from.split('/')[0] as string];
  return allowed && !allowed.test(to) ? `${roomOf(from)} does without ${to}` : undefined;
}

function judgeNouns(from: string, to: string, target: string): string | undefined {
  const door = target.endsWith('/index.ts');
  if (to === 'shared') return undefined;
  if (from === 'shared') return 'schema/shared imports no room';
  if (from === 'portal')
    return target.endsWith('/public.ts') ? undefined : 'the portal imports only public.ts and shared';
  if (to === 'portal') return 'nothing in schema imports the portal';
  if (!nouns.includes(from) || !nouns.includes(to))
    return `a room that docs/architecture.md does not name: ${from}, ${to}`;
  if (nouns.indexOf(to) > nouns.indexOf(from)) return `${to} stands to the right of ${from}`;
  return door || target.endsWith('/public.ts') ? undefined : `into ${to} only by its door, index.ts`;
}

/** Why an arrow is forbidden, or nothing. */
export function judgeArrow(arrow: Arrow): string | undefined {
  const { from, to } = arrow;
  if (!/^[a-z]+\//.test(to) || !/\.(ts|tsx|json|mjs)$/.test(to)) return judgePackage(arrow);
  const [fromFloor, fromRoom] = from.split('/') as [string, string];
  const [toFloor, toRoom] = to.split('/') as [string, string];
  if (!floors[fromFloor]?.includes(toFloor)) return `${fromFloor} does not know ${toFloor}`;
  if (fromFloor === 'web' && toFloor === 'scheduler' && !['draw', 'visit'].includes(toRoom))
    return 'the web knows only scheduler/draw and scheduler/visit';
  if (roomOf(from) === roomOf(to)) return undefined;
  if (fromFloor === 'scheduler') return 'rooms of the scheduler stand alone';
  if (toFloor === 'scheduler' && fromFloor === 'schema' && !to.endsWith('/index.ts'))
    return 'into the scheduler only by a door';
  return fromFloor === 'schema' && toFloor === 'schema' ? judgeNouns(fromRoom, toRoom, to) : undefined;
}
