import type { Statement } from '../../scheduler/draw/index.js';
import type { Chance, Clock } from '../../schema/shared/unit.js';
import {
  anchor,
  freezeInputOf,
  makeOperatorSecrets,
  type OperatorSecrets,
  readAnchorMatters,
  reveal,
  revealInputOf,
  type WitnessKey,
} from '../client/index.js';
import type { DemoConsole } from './demo-console.js';
import { freezeCampaign, revealOperator } from './demo-documents.js';

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

/** The witness at its own device, as `fairdraw witness` works: it believes nothing that the server says. */
export class DemoWitness {
  constructor(
    readonly client: DemoConsole,
    readonly key: WitnessKey,
    readonly chance: Chance,
    readonly clock: Clock,
  ) {}

  /** Reads and checks the pool statement, commits to 32 bytes and signs. @returns the statement it signed */
  async anchor(commitment: string): Promise<Statement> {
    const { client, key, chance, clock } = this;
    const matters = await readAnchorMatters(client, key, commitment);
    await anchor(matters, { client, key, chance, at: Math.floor(clock.now().getTime() / 1000) });
    return matters.statement;
  }

  async reveal(commitment: string): Promise<void> {
    await reveal(this.client, this.key, commitment, this.chance);
  }
}

/** The operator's device: pool key, random value and secret stay here until the reveal. */
export class DemoOperator {
  readonly #secrets: OperatorSecrets;

  constructor(
    readonly client: DemoConsole,
    chance: Chance,
    confidential: boolean,
  ) {
    this.#secrets = makeOperatorSecrets(chance, { confidential });
  }

  async freeze(campaignId: string, times: { drawBy: Date; revealBy?: Date }): Promise<DrawStanding> {
    const input = { campaignId, ...freezeInputOf(this.#secrets), ...times };
    return (await this.client.run(freezeCampaign, { input })).draw;
  }

  async reveal(drawId: string): Promise<DrawStanding> {
    const input = { drawId, ...revealInputOf(this.#secrets) };
    return (await this.client.run(revealOperator, { input })).draw;
  }
}
