// Runs an unpacked archive as an office without network would: by the Node of the archive, in an environment that
// holds nothing. Prints what happened as JSON.  node offline.mjs ARCHIVE-FOLDER DATA-FOLDER
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';

const [folder, data] = process.argv.slice(2);
const program = join(folder, 'fairdraw');
const env = { PATH: '/nowhere', FAIRDRAW_DATA_DIR: data, PORT: '0' };
const password = 'Turnip-lantern-7421';

function codeOf(work) {
  try {
    work();
    return 'done';
  } catch (error) {
    return error.code;
  }
}

function run(...args) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    env,
    encoding: 'utf8',
    input: `${password}\n`,
  });
  return { status, stdout, stderr };
}

async function serve() {
  const child = spawn(program, ['serve'], { env });
  const ended = new Promise((resolve) => child.on('close', resolve));
  let said = '';
  const address = await new Promise((resolve, reject) => {
    child.stderr.on('data', (piece) => {
      said += piece;
      const found = /"address":"([^"]+)"/.exec(said);
      if (found) resolve(found[1]);
    });
    child.on('close', () => reject(new Error(said)));
  });
  return { child, ended, address };
}

async function ask(url, query, cookie = '') {
  const headers = { 'content-type': 'application/json', cookie };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return { ...(await response.json()), cookie: response.headers.get('set-cookie')?.split(';')[0] };
}

const report = {
  user: process.getuid(),
  interfaces: Object.keys(networkInterfaces()),
  commands: codeOf(() => readdirSync(env.PATH)),
  writing: codeOf(() => writeFileSync(join(folder, 'written'), '')),
  outside: await fetch('http://192.0.2.1/', { signal: AbortSignal.timeout(5_000) }).then(
    () => 'reached',
    (error) => error.cause?.code ?? error.name,
  ),
  added: run('user', 'add', 'admin', '--role', 'AUDITOR', '--password-stdin'),
};
const { child, ended, address } = await serve();
const signIn = `mutation { signIn(input: { username: "admin", password: "${password}" }) { __typename } }`;
const signedIn = await ask(`${address}/graphql`, signIn);
report.signedIn = signedIn.data;
report.me = (await ask(`${address}/graphql`, '{ me { username roles } }', signedIn.cookie)).data;
report.portal = (await ask(`${address}/portal/graphql`, '{ service { training } }')).data;
report.pages = (await fetch(`${address}/graphiql`)).status;
report.ready = await (await fetch(`${address}/readyz`)).json();
child.kill('SIGTERM');
report.ended = await ended;
report.users = run('user', 'list', '--json').stdout;
process.stdout.write(JSON.stringify(report));
