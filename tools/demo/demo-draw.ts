import { makeAnchor, operatorHash, secretHash, toHex, witnessKey } from '../../scheduler/draw/index.js';
import type { Chance, Clock } from '../../schema/shared/unit.js';
import type { DemoConsole } from './demo-console.js';
import { anchorDraw, anchorMatters, freezeCampaign, revealOperator, revealWitness } from './demo-documents.js';

/** A draw as the console tells of it. */
export interface DrawStanding {
  readonly id: string;
  readonly commitment: string;
  readonly state: string;
  readonly assurance?: string;
  readonly receiptHash?: string;
  readonly resultRoot?: string;
  readonly drawnCount?: number;
  readonly heldCount?: number;
}

/** The witness's device: its key, and the value that it keeps until the reveal. */
export class DemoWitness {
  readonly #keys: { secretKey: string; publicKey: string };
  readonly #values = new Map<string, Uint8Array>();

  constructor(
    readonly client: DemoConsole,
    readonly chance: Chance,
    readonly clock: Clock,
  ) {
    this.#keys = witnessKey(chance.bytes(32));
  }

  get publicKey(): string {
    return this.#keys.publicKey;
  }

  /** Reads the pool statement, commits to 32 bytes of its own and signs. @returns the statement it signed */
  async anchor(commitment: string): Promise<{ statement: string; witness: string }> {
    const matters = await this.client.run(anchorMatters, { commitment });
    const value = this.chance.bytes(32);
    this.#values.set(commitment, value);
    const { C: _, ...signed } = makeAnchor({
      C: commitment,
      witness: matters.witness,
      head: matters.head,
      statementHash: matters.statementHash,
      at: Math.floor(this.clock.now().getTime() / 1000),
      value,
      secretKey: this.#keys.secretKey,
    });
    await this.client.run(anchorDraw, { input: { drawId: matters.drawId, ...signed } });
    return { statement: matters.statement, witness: matters.witness };
  }

  async reveal(draw: DrawStanding, witness: string): Promise<DrawStanding> {
    const value = toHex(this.#values.get(draw.commitment) ?? new Uint8Array());
    const answer = await this.client.run(revealWitness, { input: { drawId: draw.id, witness, value } });
    return answer.draw;
  }
}

/** The operator's device: pool key, random value and secret stay here until the reveal. */
export class DemoOperator {
  readonly #poolKey: Uint8Array;
  readonly #value: Uint8Array;
  readonly #secret: Uint8Array;

  constructor(
    readonly client: DemoConsole,
    chance: Chance,
  ) {
    this.#poolKey = chance.bytes(32);
    this.#value = chance.bytes(32);
    this.#secret = chance.bytes(32);
  }

  async freeze(campaignId: string, times: { drawBy: Date; revealBy?: Date }): Promise<DrawStanding> {
    const confidential = times.revealBy ? { secretHash: secretHash(this.#secret) } : {};
    const input = {
      campaignId,
      poolKey: toHex(this.#poolKey),
      operatorHash: operatorHash(this.#value),
      ...confidential,
      ...times,
    };
    return (await this.client.run(freezeCampaign, { input })).draw;
  }

  async reveal(draw: DrawStanding, confidential: boolean): Promise<DrawStanding> {
    const secret = confidential ? { secret: toHex(this.#secret) } : {};
    const keys = { value: toHex(this.#value), poolKey: toHex(this.#poolKey), ...secret };
    return (await this.client.run(revealOperator, { input: { drawId: draw.id, ...keys } })).draw;
  }
}
