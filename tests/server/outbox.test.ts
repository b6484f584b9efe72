import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { MessageDelivery } from '../../schema/inspection/index.js';
import { Job } from '../../schema/job/index.js';
import { DrawMode } from '../../schema/plan/index.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createOutbox, type Outbox } from '../../server/outbox/outbox.js';
import { signWebhook } from '../../server/outbox/webhook-channel.js';
import { ConfigError, readConfig } from '../../server/platform/config.js';
import { GraphqlClient } from '../support/client.js';
import { MainJob } from '../support/main-job.js';
import { startTestServer, type TestServer } from '../support/server.js';

const secret = 'a-secret-of-the-webhook-that-nobody-sees';
const password = 'a-password-of-the-mail-server';

/** A mail server on this machine; `refuse` makes it refuse the next mail for the time being. */
class MailServer {
  readonly mails: string[] = [];
  refuse = false;
  readonly #server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, done) =>
      auth.password === password ? done(null, { user: auth.username }) : done(new Error('no')),
    onData: (stream, _session, done) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        if (this.refuse) {
          this.refuse = false;
          return done(Object.assign(new Error(`greylisted ${password}`), { responseCode: 451 }));
        }
        this.mails.push(Buffer.concat(pieces).toString());
        done();
      });
    },
  });

  listen(): Promise<string> {
    return new Promise((resolve) => {
      const listening = this.#server.listen(0, '127.0.0.1', () => {
        const { port } = listening.address() as AddressInfo;
        resolve(`smtp://fairdraw:${password}@127.0.0.1:${port}`);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

interface Post {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A receiver of webhooks on this machine, that answers with these states, and then with 204. */
class Hook {
  readonly posts: Post[] = [];
  readonly answers: number[] = [];
  readonly #server: Server = createServer((request, reply) => {
    let body = '';
    request.on('data', (piece) => {
      body += String(piece);
    });
    request.on('end', () => {
      this.posts.push({ headers: request.headers, body });
      reply.writeHead(this.answers.shift() ?? 204).end();
    });
  });

  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`),
      );
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

let mail: MailServer;
let hook: Hook;
let server: TestServer;
let job: MainJob;
let outbox: Outbox;
let officer: Actor;
let logged: string[];

/** A house with both ways out, and a confidential draw of which one officer has an account. */
async function open(training = false): Promise<void> {
  mail = new MailServer();
  hook = new Hook();
  logged = [];
  const settings = {
    FAIRDRAW_SMTP_URL: await mail.listen(),
    FAIRDRAW_SMTP_FROM: 'fairdraw@example.gov.cn',
    FAIRDRAW_WEBHOOK_URL: await hook.listen(),
    FAIRDRAW_WEBHOOK_SECRET: secret,
    FAIRDRAW_PUBLIC_URL: 'https://fairdraw.example.gov.cn',
  };
  server = await startTestServer(settings, { start: '2026-02-09T01:00:00Z', training });
  const sources = { ...server.app.sources, jobs: undefined };
  const { database, clock, close } = server;
  job = await MainJob.over({ database, clock, close, sources }, {});
  const inspectors = await job.readAs().em.execute<{ id: string }[]>('select id from inspector order by id');
  officer = await job.addPerson('officer', [Role.INSPECTOR], job.health, inspectors[0]?.id);
  const logger = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const config = readConfig({ PORT: '0', ...settings }, training);
  outbox = createOutbox(sources, logger, config, undefined, { readClock: async (unit) => unit.now });
}

async function client(actor: Actor): Promise<GraphqlClient> {
  const console = new GraphqlClient(`${server.address}/graphql`);
  console.cookie = await job.cookieOf(actor);
  return console;
}

async function setAddress(email: string | null) {
  const query = `mutation ($email: Text) { setMessageAddress(email: $email) { __typename
    ... on AddressSet { email } ... on ConsoleError { code message messageEn } } }`;
  return (await (await client(officer)).get(query, { email })).setMessageAddress;
}

/** Draws that many officers have something, so that the one with an account is among them. */
const dispatch = () =>
  job.drawn({ mode: DrawMode.CONFIDENTIAL, strata: [{ riskClass: 'A', count: 20, reserve: 0 }] });

const listDeliveries = () => job.readAs().em.find(MessageDelivery, {}, { orderBy: { channel: 'asc' } });

describe('what leaves the house', () => {
  afterEach(async () => {
    await outbox.stop();
    await server.close();
    await mail.close();
    await hook.close();
  });

  test('a message leaves by e-mail and by webhook: time, campaign number and a link, and no name', async () => {
    await open();
    expect(await setAddress('officer@example.gov.cn')).toMatchObject({ email: 'officer@example.gov.cn' });
    const drawn = await dispatch();
    await outbox.runDue();
    const { code } = drawn.campaign;
    const text = Buffer.from(mail.mails[0] ?? '').toString();
    expect(mail.mails).toHaveLength(1);
    expect(text).toContain('To: officer@example.gov.cn');
    const body = Buffer.from(text.split('\r\n\r\n').slice(1).join('\r\n\r\n'), 'base64').toString();
    expect(body).toContain(`抽查任务 ${code}：您有`);
    expect(body).toContain('https://fairdraw.example.gov.cn/my/visits');
    expect(hook.posts).toHaveLength(1);
    const post = JSON.parse(hook.posts[0]?.body ?? '');
    expect(post).toMatchObject({ recipient: 'officer', kind: 'ASSIGNED', campaignCode: code });
    expect(post.link).toBe('https://fairdraw.example.gov.cn/my/visits');
    for (const { targetName, targetRealId } of await job.listAssignments(drawn)) {
      for (const told of [text, body, hook.posts[0]?.body]) {
        expect(told).not.toContain(targetName);
        expect(told).not.toContain(targetRealId);
      }
    }
    expect((await listDeliveries()).map(({ channel, state }) => [channel, state])).toEqual([
      ['EMAIL', 'SENT'],
      ['WEBHOOK', 'SENT'],
    ]);
  });

  test('a webhook is signed over its time and its body', async () => {
    await open();
    await dispatch();
    await outbox.runDue();
    const [{ headers, body }] = hook.posts as [Post];
    const timestamp = String(headers['x-fairdraw-timestamp']);
    expect(timestamp).toBe(String(server.clock.now().getTime() / 1000));
    expect(headers['x-fairdraw-signature']).toBe(`sha256=${signWebhook(secret, timestamp, body)}`);
    expect(signWebhook(secret, timestamp, `${body} `)).not.toBe(signWebhook(secret, timestamp, body));
    expect(signWebhook(secret, `${timestamp}0`, body)).not.toBe(signWebhook(secret, timestamp, body));
    expect(headers['x-fairdraw-delivery']).toBe(JSON.parse(body).id);
  });

  test('what is not taken is tried again, later each time, and once only is it taken', async () => {
    await open();
    await setAddress('officer@example.gov.cn');
    hook.answers.push(500, 302);
    mail.refuse = true;
    await dispatch();
    await outbox.runDue();
    expect([hook.posts.length, mail.mails.length]).toEqual([1, 0]);
    const jobs = await job.readAs().em.find(Job, { kind: 'message.send' });
    const errors = jobs.map(({ lastError }) => lastError);
    expect(errors.sort()).toEqual(['EMAIL: SMTP 451', 'WEBHOOK: HTTP 500']);
    job.clock.advance({ seconds: 29 });
    await outbox.runDue();
    expect(hook.posts).toHaveLength(1);
    job.clock.advance({ seconds: 1 });
    await outbox.runDue();
    expect([hook.posts.length, mail.mails.length]).toEqual([2, 1]);
    job.clock.advance({ seconds: 59 });
    await outbox.runDue();
    expect(hook.posts).toHaveLength(2);
    job.clock.advance({ seconds: 1 });
    await outbox.runDue();
    await outbox.runDue();
    expect([hook.posts.length, mail.mails.length]).toEqual([3, 1]);
    expect(new Set(hook.posts.map(({ headers }) => headers['x-fairdraw-delivery'])).size).toBe(1);
    expect((await listDeliveries()).map(({ state }) => state)).toEqual(['SENT', 'SENT']);
  });

  test('secrets and addresses stand in no log and no job', async () => {
    await open();
    await setAddress('officer@example.gov.cn');
    mail.refuse = true;
    hook.answers.push(500);
    await dispatch();
    await outbox.runDue();
    expect(logged.length).toBeGreaterThan(1);
    const jobs = await job.readAs().em.execute('select row_to_json(job)::text as job from job');
    const told = JSON.stringify([logged, server.log, jobs]);
    for (const hidden of [secret, password, 'officer@example.gov.cn', 'fairdraw:'])
      expect(told).not.toContain(hidden);
  });

  test('an address is taken back at any time, and then nothing more is sent there', async () => {
    await open();
    await setAddress('officer@example.gov.cn');
    await dispatch();
    await setAddress(null);
    await outbox.runDue();
    expect(mail.mails).toEqual([]);
    expect((await listDeliveries()).map(({ state }) => state)).toEqual(['DROPPED', 'SENT']);
  });

  test('what is not one address is refused, by the name of its field', async () => {
    await open();
    const many = 'a@example.gov.cn, b@example.gov.cn';
    for (const email of ['officer', 'a@b', many, 'a b@example.gov.cn', 'Amt <a@example.gov.cn>']) {
      const refused = await setAddress(email);
      expect(refused.code).toBe('ADDRESS_INVALID');
      expect(refused.message).toContain('email');
    }
  });

  test('of a rehearsal nothing leaves: it is refused by name', async () => {
    await open(true);
    await dispatch();
    await outbox.runDue();
    expect([mail.mails, hook.posts, await listDeliveries()]).toEqual([[], [], []]);
    // In the house the officer is told, as it would be.
    const own = await client(officer);
    expect((await own.get('{ myUnreadMessageCount }')).myUnreadMessageCount).toBe(1);
    expect(await setAddress('officer@example.gov.cn')).toMatchObject({ code: 'REHEARSAL_STAYS_INSIDE' });
    const { createCalendarFeed } = await own.get(
      'mutation { createCalendarFeed { __typename ... on ConsoleError { code message messageEn } } }',
    );
    expect(createCalendarFeed).toMatchObject({ __typename: 'RehearsalStaysInside' });
    expect(createCalendarFeed.message).toContain('演练');
    const feed = await fetch(`${server.address}/calendars/${'a'.repeat(43)}.ics`);
    expect([feed.status, ((await feed.json()) as { code: string }).code]).toEqual([
      403,
      'REHEARSAL_STAYS_INSIDE',
    ]);
  });
});

test.each([
  [{ FAIRDRAW_SMTP_URL: 'smtp://mail' }, 'FAIRDRAW_SMTP_FROM'],
  [{ FAIRDRAW_WEBHOOK_URL: 'https://hook' }, 'FAIRDRAW_WEBHOOK_SECRET'],
  [{ FAIRDRAW_WEBHOOK_URL: 'http://hook', FAIRDRAW_WEBHOOK_SECRET: secret }, 'FAIRDRAW_WEBHOOK_URL'],
  [{ FAIRDRAW_VISIBLE_AT: '24:00' }, 'FAIRDRAW_VISIBLE_AT'],
])('%j is refused at the start, by name', (settings, name) => {
  expect(() => readConfig(settings)).toThrow(ConfigError);
  expect(() => readConfig(settings)).toThrow(name);
});
