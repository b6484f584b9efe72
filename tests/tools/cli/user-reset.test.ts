import { Secret, TOTP } from 'otpauth';
import { GraphqlClient } from '../../support/client.js';
import { operations, run } from '../../support/people.js';
import { Workplace } from '../../support/process.js';
import { PASSWORD } from '../../support/server.js';

/** The machine's clock: a process has no other. */
function codeOf(uri: string, steps = 0): string {
  const secret = Secret.fromBase32(new URL(uri).searchParams.get('secret') ?? '');
  const timestamp = Date.now() + steps * 30_000;
  return TOTP.generate({ algorithm: 'SHA1', digits: 6, period: 30, secret, timestamp });
}

describe('what the machine’s operator does for an account', () => {
  let place: Workplace;
  beforeAll(async () => {
    place = new Workplace();
    const add = ['user', 'add', 'auditor', '--role', 'AUDITOR', '--password-stdin'];
    expect(await place.run(add, { input: `${PASSWORD}\n` })).toMatchObject({ code: 0 });
  });
  afterAll(() => place.clean());

  /** Serves while something is done. */
  async function serving<T>(work: (client: GraphqlClient, address: string) => Promise<T>): Promise<T> {
    const server = await place.serve();
    try {
      return await work(new GraphqlClient(`${server.address}/graphql`), server.address);
    } finally {
      server.kill('SIGTERM');
      await server.outcome;
    }
  }

  const verify = (address: string, ...more: string[]) => {
    // A draw that is not there: what is asked before is the sign-in.
    const draw = `${address}/draws/${'0'.repeat(64)}`;
    const args = ['draw', 'verify', draw, '--restricted', '--user', 'auditor', '--password-stdin', ...more];
    return place.run(args, { input: `${PASSWORD}\n` });
  };

  it('gives a code where the server asks for one; five failures lock', async () => {
    await serving(async (client, address) => {
      await client.signIn('auditor', PASSWORD);
      const { uri } = await run(client, operations.startSecondFactor);
      await run(client, operations.confirmSecondFactor, { code: codeOf(uri) });
      const [without, given] = await Promise.all([
        verify(address),
        verify(address, '--code', codeOf(uri, 1)),
      ]);
      expect(without).toMatchObject({ code: 1 });
      expect(without.err).toContain('SECOND_FACTOR_NEEDED');
      expect(given.err).toContain('There is no such draw');
      for (let i = 0; i < 5; i += 1) await client.signIn('auditor', 'Wrong-guess-of-it-81');
      expect((await client.signIn('auditor', PASSWORD)).__typename).toBe('TooManySignIns');
    });
  });

  it('unlocks', async () => {
    expect(await place.run(['user', 'unlock', 'auditor'])).toMatchObject({ code: 0 });
    await serving(async (client) => {
      expect((await client.signIn('auditor', PASSWORD)).__typename).toBe('SecondFactorNeeded');
    });
  });

  it('resets second factors and passwords', async () => {
    expect(await place.run(['user', 'reset-second-factor', 'auditor'])).toMatchObject({ code: 0 });
    const reset = await place.run(['user', 'reset-password', 'auditor', '--json']);
    const { oneTimePassword } = JSON.parse(reset.out) as { oneTimePassword: string };
    await serving(async (client) => {
      expect((await client.signIn('auditor', PASSWORD)).__typename).toBe('SignInRefused');
      expect(await client.signIn('auditor', oneTimePassword)).toMatchObject({ duty: 'CHANGE_PASSWORD' });
    });
  });

  it('says so where there is no such account, or nothing to reset', async () => {
    const unknown = await place.run(['user', 'reset-password', 'nobody']);
    expect(unknown).toMatchObject({ code: 1 });
    expect(unknown.err).toContain('There is no account "nobody"');
    const absent = await place.run(['user', 'reset-second-factor', 'auditor']);
    expect(absent).toMatchObject({ code: 1 });
    expect(absent.err).toContain('has no second factor');
  });
});
