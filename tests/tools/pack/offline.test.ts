import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Archive, type Platform, pack } from '../../../tools/pack/pack.js';
import { prepareCluster } from '../../../tools/pack/prepared-cluster.js';

const root = process.cwd();
const NOBODY = 65_534;
/** Somebody who owns nothing; only root can become one. */
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Makes the folder read-only and the loopback usable, the only interface that there is, then runs what follows. */
const prepareRoom = `
  folder=$1; shift
  mount --bind "$folder" "$folder" && mount -o remount,bind,ro "$folder" || exit 90
  ip link set lo up 2>/dev/null || python3 -c '
import fcntl, socket, struct
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh14x", b"lo", 0x49))' || exit 91
  exec "$@"`;

/** Whether this machine lets somebody have a network of their own without anything in it. */
function mayUnshare(who: object): boolean {
  return spawnSync('unshare', ['-rnm', 'true'], who).status === 0;
}

const rooms = [asNobody, {}].filter(mayUnshare);
if (rooms.length === 0)
  console.warn('unshare is not permitted here: the archive runs, but beside a network that it could reach');

describe('an archive on a machine without network', () => {
  let work: string;
  let archive: Archive;
  let folder: string;
  let data: string;
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'fairdraw-offline-'));
    chmodSync(work, 0o755);
    // Packed the quickest way: what is in it is the same.
    archive = await pack(root, join(work, 'out'), `linux-${process.arch}` as Platform, 1);
    expect(spawnSync('tar', ['xzf', archive.file, '-C', work]).status).toBe(0);
    folder = join(work, archive.name);
    data = join(work, 'data');
    mkdirSync(data);
    if (asNobody.uid !== undefined) chownSync(data, NOBODY, NOBODY);
    copyFileSync(join(root, 'tests', 'tools', 'pack', 'offline.mjs'), join(work, 'offline.mjs'));
  }, 240_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  const check = () => spawnSync(join(folder, 'fairdraw'), ['check'], { env: {}, encoding: 'utf8' });

  it('has its hash beside it, and holds what runs and nothing that tests, in order, of one owner and time', () => {
    const sum = createHash('sha256').update(readFileSync(archive.file)).digest('hex');
    expect(readFileSync(`${archive.file}.sha256`, 'utf8')).toBe(`${sum}  ${archive.name}.tar.gz\n`);
    const listing = spawnSync('tar', ['--numeric-owner', '-tvzf', archive.file], {
      encoding: 'utf8',
      maxBuffer: 64e6,
    });
    const lines = listing.stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ +/));
    const names = lines.map((line) => line[5] as string);
    expect(new Set(lines.map(([, owner, , day, time]) => `${owner} ${day} ${time}`)).size).toBe(1);
    expect(lines[0]?.[1]).toBe('0/0');
    const bare = names.slice(0, -1).map((name) => name.replace(/\/$/, ''));
    expect(bare).toEqual([...bare].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    expect(names.at(-1)).toBe(`${archive.name}/SHA256SUMS`);
    for (const path of ['LICENSE', 'NOTICE', 'docs/operating.md', 'dist/tools/cli/main.js', 'node/LICENSE'])
      expect(names).toContain(`${archive.name}/${path}`);
    const stray =
      /\/(tests|bench)\/.*\.test\.|\/node_modules\/(jest|typescript|@types\/jest|oidc-provider)\//;
    expect(names.filter((name) => stray.test(name.slice(archive.name.length)))).toEqual([]);
  });

  it('holds a cluster that is made of the same bytes every time', () => {
    const again = join(work, 'cluster');
    prepareCluster(again);
    const files = readdirSync(again, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const place = 'node_modules/.cache/fairdraw/cluster-18.3';
    const sums = files.map((file) => {
      const path = join(file.parentPath, file.name);
      const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
      return `${sum}  ${place}/${relative(again, path)}`;
    });
    const packed = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').split('\n');
    expect(packed.filter((line) => line.includes(place)).sort()).toEqual(sums.sort());
  });

  it('starts with one command by anybody, from a folder that nobody can write', () => {
    const [who] = rooms;
    const command = [join(folder, 'node', 'bin', 'node'), join(work, 'offline.mjs'), folder, data];
    const inRoom = ['unshare', '-rnm', 'sh', '-c', prepareRoom, 'sh', folder];
    const [file, ...args] = (who ? [...inRoom, ...command] : command) as [string, ...string[]];
    const ran = spawnSync(file, args, { ...(who ?? asNobody), encoding: 'utf8', cwd: '/', timeout: 110_000 });
    expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status: 0, stderr: '' });
    const report = JSON.parse(ran.stdout);
    if (who) {
      expect(report).toMatchObject({ interfaces: ['lo'], outside: 'ENETUNREACH', writing: 'EROFS' });
    }
    expect(report).toMatchObject({
      commands: 'ENOENT',
      added: { status: 0, stderr: '' },
      signedIn: { signIn: { __typename: 'SignedIn' } },
      me: { me: { username: 'admin', roles: ['AUDITOR'] } },
      portal: { service: { training: false } },
      pages: 200,
      ready: { status: 'ready' },
      ended: 0,
    });
    expect(report.users).toContain('"admin"');
  }, 120_000);

  it('is checked by one command, which finds what was changed, added or taken away', () => {
    const whole = check();
    expect({ status: whole.status, stderr: whole.stderr }).toEqual({ status: 0, stderr: '' });
    const changed = join(folder, 'dist', 'server', 'app.js');
    const bytes = readFileSync(changed);
    bytes[100] = (bytes[100] as number) ^ 1;
    writeFileSync(changed, bytes);
    writeFileSync(join(folder, 'node_modules', 'fastify', 'more.js'), '');
    appendFileSync(join(folder, 'NOTICE'), ' ');
    rmSync(join(folder, 'docs', 'draw.md'));
    const { status, stdout, stderr } = check();
    expect(status).toBe(1);
    expect(stdout).toContain('4 differences');
    expect(stderr.trimEnd().split('\n').sort()).toEqual([
      '多出 / added: node_modules/fastify/more.js',
      '已被更改 / changed: NOTICE',
      '已被更改 / changed: dist/server/app.js',
      '缺少 / missing: docs/draw.md',
    ]);
  });
});
