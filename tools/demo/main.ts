import 'reflect-metadata';
import { AddressInUseError } from '../../server/app.js';
import { systemChance, systemClock } from '../../server/platform/clock.js';
import { readConfig } from '../../server/platform/config.js';
import { ClientError } from '../client/client-error.js';
import { runMainJob } from './demo-job.js';
import { type DemoOptions, DemoUsageError, readDemoOptions } from './demo-options.js';
import { DemoReport } from './demo-report.js';
import {
  addFirstAdministrators,
  type DemoServer,
  firstAdministrators,
  startDemoServer,
} from './demo-server.js';

/** One password for everybody, new with every demo: two words of chance behind a name. */
function makePassword(): string {
  return `Fairdraw-${Buffer.from(systemChance.bytes(6)).toString('base64url')}-9`;
}

function tellWhereToLook(
  write: (line: string) => void,
  url: string,
  password: string,
  accounts: readonly string[],
): void {
  write('');
  write(`管理端 console    ${url}/graphiql`);
  write(`公示门户 portal    ${url}/portal/graphiql`);
  write(`账户 accounts（密码均为 / all with the password ${password}）`);
  for (const account of accounts) write(`   ${account}`);
  write('按 Ctrl+C 停止；演示数据随之删除。Ctrl+C stops and removes the demo’s data.');
}

async function main(options: DemoOptions): Promise<void> {
  // With --json, standard output carries the one object; the story goes beside it.
  const write = (line: string) => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);
  // Whoever tries the demo has no authenticator at hand.
  const config = readConfig({ ...process.env, DATABASE_URL: '', FAIRDRAW_SECOND_FACTOR_ROLES: 'none' });
  const report = new DemoReport(write);
  write('公正抽 Fairdraw：双随机、一公开，从建库到公示与核验');
  const server: DemoServer = await startDemoServer(config);
  const stop = () => void server.close().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const password = makePassword();
  await addFirstAdministrators(server, password);
  const stage = {
    url: server.url,
    folder: server.folder,
    administrators: firstAdministrators,
    password,
    options,
    report,
    clock: systemClock,
    chance: systemChance,
  };
  const { accounts, ...summary } = await runMainJob(stage).catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  write(
    `\n用时 ${summary.seconds} s：抽中 ${summary.drawn}，记录 ${summary.recorded}，公示 ${summary.published}，核验${summary.verified ? '一致' : '不一致'}`,
  );
  if (options.once) await server.close();
  else tellWhereToLook(write, server.url, password, [...Object.values(firstAdministrators), ...accounts]);
  if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  if (!summary.verified) process.exitCode = 1;
}

try {
  await main(readDemoOptions(process.argv.slice(2)));
} catch (error) {
  const usage = error instanceof DemoUsageError;
  const known = usage || error instanceof ClientError || error instanceof AddressInUseError;
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(usage ? 2 : 1);
}
