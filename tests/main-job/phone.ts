import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import sharp from 'sharp';
import { eventText, type WrittenEvent } from '../../scheduler/visit/index.js';
import type { GraphqlClient } from '../support/client.js';
import type { Dice } from '../verify/dice.js';

/** An event as a device without network keeps it. */
type SignedEvent = WrittenEvent & { readonly signature: string };

/** A picture that waits on a device, under the id that the device gave it. */
interface Picture {
  readonly client: string;
  readonly assignment: string;
  readonly kind: 'PHOTO' | 'PARTY_SIGNATURE';
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** What the server says of an event, and of a visit, when a batch has arrived. */
interface Answer {
  readonly verdicts: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly fault: string | null;
  }[];
  readonly visits: readonly Told[];
}

/** How a visit stands as the server told the phone last. */
export interface Told {
  readonly assignmentId: string;
  readonly contentHash: string;
  readonly conflicts: readonly string[];
}

const register = `mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) {
  __typename ... on DeviceRegistered { device { id } } ... on ConsoleError { message } } }`;

/** A phone of one officer: it keeps what they record without network, and sends it later by HTTP alone. */
export class Phone {
  readonly told = new Map<string, Told>();
  #deviceId = '';
  readonly #waiting: SignedEvent[] = [];
  readonly #pictures: Picture[] = [];
  readonly #sent = new Set<string>();
  readonly #key: KeyObject;
  readonly #publicKey: string;

  /** @param aheadSeconds by how much its clock is wrong, less than the server minds */
  constructor(
    readonly curve: 'Ed25519' | 'P-256',
    readonly aheadSeconds: number,
    private readonly dice: Dice,
  ) {
    const { privateKey, publicKey } =
      curve === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: curve });
    this.#key = privateKey;
    this.#publicKey = JSON.stringify(publicKey.export({ format: 'jwk' }));
  }

  async register(client: GraphqlClient): Promise<void> {
    const input = { name: `执法终端 ${this.curve}`, publicKey: this.#publicKey };
    const { registerDevice } = await client.get(register, { input });
    if (registerDevice.__typename !== 'DeviceRegistered') throw new Error(registerDevice.message);
    this.#deviceId = registerDevice.device.id;
  }

  get deviceId(): string {
    return this.#deviceId;
  }

  newId(): string {
    const hex = Buffer.from(this.dice.bytes(16)).toString('hex');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  clock(now: Date): Date {
    return new Date(now.getTime() + this.aheadSeconds * 1000);
  }

  /** Words that are kept apart, with the device's own salt. */
  words(text: string) {
    return { salt: Buffer.from(this.dice.bytes(16)).toString('hex'), text };
  }

  keep(event: WrittenEvent): void {
    const key = { key: this.#key, dsaEncoding: 'ieee-p1363' as const };
    const signature = sign(this.curve === 'Ed25519' ? null : 'sha256', Buffer.from(eventText(event)), key);
    this.#waiting.push({ ...event, signature: signature.toString('base64url') });
  }

  /** Takes a picture of one colour, unlike any other. */
  async take(assignment: string, kind: Picture['kind']): Promise<Picture> {
    const [r = 0, g = 0, b = 0] = this.dice.bytes(3);
    const bytes = await sharp({ create: { width: 24, height: 16, channels: 3, background: { r, g, b } } })
      .png()
      .withExif({ IFD0: { Make: 'FOTO', ImageDescription: this.newId() } })
      .toBuffer();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const picture = { client: this.newId(), assignment, kind, bytes, sha256 };
    this.#pictures.push(picture);
    return picture;
  }

  /** Sends everything that waits: in any order, in several batches, some of it twice, pictures before or after. */
  async send(address: string, cookie: string, now: Date): Promise<void> {
    const work = this.#batches().map((batch) => () => this.#sendEvents(address, cookie, now, batch));
    for (const picture of this.#pictures.splice(0)) {
      const times = this.dice.chance(30) ? 2 : 1;
      for (let time = 0; time < times; time += 1)
        work.push(() => this.#sendPicture(address, cookie, picture));
    }
    for (const one of this.#shuffled(work)) await one();
  }

  #batches(): SignedEvent[][] {
    const waiting = this.#shuffled(this.#waiting.splice(0));
    const batches: SignedEvent[][] = [];
    for (let from = 0; from < waiting.length; ) {
      const size = this.dice.from(1, 12);
      batches.push(waiting.slice(from, from + size));
      from += size;
    }
    return [...batches, this.#shuffled(this.dice.some(waiting, 40))];
  }

  /** Every event is taken once; one that comes again is known. */
  async #sendEvents(address: string, cookie: string, now: Date, events: SignedEvent[]): Promise<void> {
    const query = new URLSearchParams({ device: this.#deviceId, sentAt: this.clock(now).toISOString() });
    const asLines = this.dice.chance(50);
    const response = await fetch(`${address}/visit-events?${query}`, {
      method: 'POST',
      headers: { cookie, 'content-type': asLines ? 'application/x-ndjson' : 'application/json' },
      body: asLines ? events.map((event) => JSON.stringify(event)).join('\n') : JSON.stringify(events),
    });
    const { verdicts, visits } = (await response.json()) as Answer;
    expect([response.status, verdicts.map(({ fault, verdict }) => fault ?? verdict)]).toEqual([
      200,
      events.map(({ id }) => (this.#sent.has(id) ? 'DUPLICATE' : 'ACCEPTED')),
    ]);
    for (const { id } of events) this.#sent.add(id);
    for (const visit of visits) this.told.set(visit.assignmentId, visit);
  }

  async #sendPicture(address: string, cookie: string, { bytes, sha256, ...claim }: Picture): Promise<void> {
    const response = await fetch(
      `${address}/evidence?${new URLSearchParams({ ...claim, name: 'IMG.png' })}`,
      {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/octet-stream' },
        body: new Uint8Array(bytes),
      },
    );
    const isKnown = this.#sent.has(claim.client);
    expect([response.status, await response.json()]).toMatchObject([isKnown ? 200 : 201, { sha256 }]);
    this.#sent.add(claim.client);
  }

  #shuffled<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => [this.dice.next(), item] as const);
    return keyed.sort(([a], [b]) => a - b).map(([, item]) => item);
  }
}
