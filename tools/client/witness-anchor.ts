import {
  checkRules,
  hashRules,
  parseCanonical,
  type Rules,
  type Statement,
  statementHash,
  type WitnessSource,
} from '../../scheduler/draw/index.js';
import type { Chance } from '../../schema/shared/unit.js';
import {
  notAWitness,
  otherKey,
  otherRules,
  otherStatement,
  signingTime,
  valueGiven,
} from './anchor-refusals.js';
import { underProtocol } from './client-error.js';
import { type ConsoleClient, consoleError, expectPayload } from './console-client.js';
import type { WitnessKey } from './witness-key.js';
import { checkKnownHeads, type LoggedDraw, readLoggedDraw } from './witness-log.js';
import { checkValuesUsed } from './witness-memory.js';

/** What a witness has before it when it signs; everything in it was checked on its own device. */
export interface AnchorMatters extends LoggedDraw {
  readonly drawId: string;
  /** The witness's id in the rules. */
  readonly witness: string;
  readonly statement: Statement;
  readonly rules: Rules;
}

interface MattersAnswer {
  readonly anchorMatters: {
    readonly drawId: string;
    readonly witness: string;
    readonly publicKey: string;
    readonly statement: string;
    readonly statementHash: string;
  } | null;
}

const mattersQuery = `query Matters($commitment: Hex!) {
  anchorMatters(commitment: $commitment) { drawId witness publicKey statement statementHash }
}`;

const anchorMutation = `mutation Anchor($input: AnchorInput!) {
  anchorDraw(input: $input) { ${consoleError} ... on DrawAnchored { draw { state } } ... on DrawRefused { fault } }
}`;

/**
 * Fetches what there is to sign and believes none of it: the commitment is recomputed from the published log, the
 * statement from its text, and the key must be the witness's own.
 * @param despite draws whose void after this key gave its value is let pass, by name
 */
export async function readAnchorMatters(
  client: ConsoleClient,
  key: WitnessKey,
  commitment: string,
  despite: readonly string[] = [],
): Promise<AnchorMatters> {
  const { anchorMatters: told } = await client.ask<MattersAnswer>(mattersQuery, { commitment });
  if (!told) throw notAWitness();
  if (told.publicKey !== key.publicKey) throw otherKey();
  const logged = await readLoggedDraw(client, commitment);
  const { commit } = logged.draw;
  const source = commit.entropy.find(
    (one): one is WitnessSource => one.type === 'witness' && one.id === told.witness,
  );
  if (source?.publicKey !== key.publicKey) throw otherKey();
  const statement = underProtocol(() => parseCanonical(told.statement, 'statement')) as Statement;
  const hash = underProtocol(() => statementHash(statement));
  if (hash !== told.statementHash || hash !== commit.statementHash) throw otherStatement();
  const covered = commit.strata.reduce((sum, { count }) => sum + count, 0);
  const totals = [commit.frame.registerCount, covered, commit.excluded.count];
  if (String(totals) !== String([statement.registered, statement.covered, statement.excluded])) {
    throw otherStatement();
  }
  const bytes = await client.getBytes(`/portal/draws/${commitment}/files/rules.json`);
  const rules = underProtocol(() => checkRules(parseCanonical(bytes, 'rules.json')));
  if (hashRules(rules) !== commit.rulesHash) throw otherRules();
  await checkKnownHeads(client, key, logged.log);
  checkValuesUsed(key, logged.log, despite);
  return { ...logged, drawId: told.drawId, witness: told.witness, statement, rules };
}

export interface AnchorSources {
  readonly client: ConsoleClient;
  readonly key: WitnessKey;
  readonly chance: Chance;
  /** Unix seconds by the witness's clock. */
  readonly at: number;
  /** v where it was thrown by hand; else 32 bytes of chance. */
  readonly value?: Uint8Array;
}

/**
 * Signs and sends the anchor. The value is on the witness's disk before anything is sent; after a failure the same
 * call sends the same value again.
 * @returns the draw's state
 */
export async function anchor(matters: AnchorMatters, sources: AnchorSources): Promise<string> {
  const { log, draw, drawId, witness } = matters;
  const { client, key, chance } = sources;
  const at = signingTime(sources.at, draw.commit.frozenAt);
  if (key.find(draw.C) && sources.value) throw valueGiven();
  const kept = key.find(draw.C) ?? {
    commitment: draw.C,
    authority: log.authority,
    series: log.series,
    witness,
    head: log.head,
    value: Buffer.from(sources.value ?? chance.bytes(32)).toString('hex'),
  };
  const { statementHash: statement } = draw.commit;
  const value = Buffer.from(kept.value, 'hex');
  const signed = key.sign({ C: draw.C, witness, head: kept.head, statementHash: statement, at, value });
  if (!key.find(draw.C)) await key.keep(kept, chance);
  const { C: _, ...input } = signed;
  const { anchorDraw } = await client.ask<{ anchorDraw: unknown }>(anchorMutation, {
    input: { drawId, ...input },
  });
  return expectPayload<{ draw: { state: string } }>(anchorDraw, 'DrawAnchored').draw.state;
}
