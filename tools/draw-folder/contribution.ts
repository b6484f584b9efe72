import {
  type BeaconSource,
  beaconValue,
  type Draw,
  fromHex,
  type RevealBody,
  roundOf,
  toHex,
  utf8,
} from '../../scheduler/draw/index.js';
import { ClientError } from '../client/client-error.js';
import type { OperatorSecrets } from '../client/operator-secrets.js';

/** A value that somebody hands in, and whose it is. */
export type Contribution = Pick<RevealBody, 'source' | 'value'>;

/** The operator's own. */
export function ofOperator({ commit }: Draw, { value }: OperatorSecrets): Contribution {
  return { source: commit.entropy.findIndex(({ type }) => type === 'operator'), value };
}

/** A witness's, by its id. */
export function ofWitness(draw: Draw, witness: string, value: string): Contribution {
  return { source: positionOf(draw, witness, 'witness'), value };
}

/** A number as it was drawn: parts by `|`, numbers by `,`; blanks count for nothing. */
export function ofNumber(draw: Draw, id: string, numbers: string): Contribution {
  const written = numbers.replace(/\s/g, '').replaceAll('，', ',').replaceAll('｜', '|');
  return { source: positionOf(draw, id, 'number'), value: toHex(utf8(written)) };
}

/** The signature of the beacon's one round. */
export function ofBeacon(draw: Draw, id: string, signature: string): Contribution {
  const source = positionOf(draw, id, 'beacon');
  const round = roundOf(draw.commit.entropy[source] as BeaconSource, draw.commit.frozenAt);
  const bytes = /^[0-9a-fA-F]{96}$/.test(signature) ? fromHex(signature.toLowerCase()) : new Uint8Array();
  if (bytes.length === 0) {
    throw new ClientError(
      'BEACON_SIGNATURE',
      '信标签名应为 96 位十六进制（48 字节）。',
      'A beacon signature is 96 hex digits (48 bytes).',
    );
  }
  return { source, value: toHex(beaconValue(round, bytes)) };
}

function positionOf({ commit }: Draw, id: string, type: string): number {
  const position = commit.entropy.findIndex((source) => source.id === id && source.type === type);
  if (position >= 0) return position;
  const known = commit.entropy.map((source) => `${source.id}(${source.type})`).join('、');
  throw new ClientError(
    'SOURCE_UNKNOWN',
    `本次抽取没有随机来源“${id}”。已登记：${known}。`,
    `This draw has no source "${id}" of that kind. Registered: ${known}.`,
  );
}
