import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  checkRules,
  type Draw,
  hashRules,
  type Log,
  parseCanonical,
  type Rules,
  readLog,
  type Statement,
  statementHash,
  type WitnessSource,
} from '../../scheduler/draw/index.js';
import { neutralCode } from '../../schema/draw/neutral-code.js';
import { otherKey, otherRules, otherStatement } from '../client/anchor-refusals.js';
import { ClientError, underProtocol } from '../client/client-error.js';
import type { WitnessKey } from '../client/witness-key.js';
import { checkValuesUsed, headsOf } from '../client/witness-memory.js';
import { isDrawFolder, placeInHandout } from './draw-folder.js';
import { findAct, nameOf } from './find-draw.js';
import { readWords } from './words-file.js';

/** What lies before a witness; everything in it was checked here, on the witness's own device. */
export interface WitnessMatters {
  readonly log: Log;
  readonly witness: string;
  /** The draws of the act, one unless several campaigns were frozen together, each with its statement. */
  readonly draws: readonly {
    readonly draw: Draw;
    readonly statement: Statement;
    readonly rules: Rules;
    /** Codes with their words, each checked to be that word's code. */
    readonly words: ReadonlyMap<string, string>;
  }[];
}

/**
 * Reads a draw folder, a bundle, or a folder that holds log.jsonl and the statements alone, and believes none of it:
 * the log is read event by event, the statement hashed, the key must be the one in the commitment.
 */
export async function readWitnessMatters(
  place: string,
  key: WitnessKey,
  said: { readonly witness?: string; readonly draw?: string; readonly despiteVoid?: readonly string[] },
): Promise<WitnessMatters> {
  const log = await readPlacedLog(place);
  const draws = findAct(log, said.draw);
  const source = draws[0]!.commit.entropy.find(
    (one): one is WitnessSource => one.type === 'witness' && one.publicKey === key.publicKey,
  );
  if (!source || (said.witness !== undefined && said.witness !== source.id)) throw otherKey();
  const read = [];
  for (const draw of draws) {
    const folder = folderOf(place, draws, draw);
    const statement = await readStatement(folder, draw);
    const rules = await readRules(folder, draw);
    read.push({ draw, statement, rules, words: await trueWords(folder) });
  }
  checkKnownHeads(key, log);
  checkValuesUsed(key, log, said.despiteVoid);
  return { log, witness: source.id, draws: read };
}

export async function readPlacedLog(place: string): Promise<Log> {
  const path = join(place, 'log.jsonl');
  if (!existsSync(path)) {
    throw new ClientError('NO_FILE', `${place} 中没有 log.jsonl。`, `There is no log.jsonl in ${place}.`);
  }
  const text = await readFile(path);
  return underProtocol(() => readLog(text));
}

function folderOf(place: string, draws: readonly Draw[], draw: Draw): string {
  return isDrawFolder(place) ? join(place, 'draws', nameOf(draw)) : placeInHandout(place, draws, draw);
}

/** The rules are what the statement cannot say: how many are drawn, when, by whom. */
async function readRules(folder: string, draw: Draw): Promise<Rules> {
  const path = join(folder, 'rules.json');
  const bytes = await readFile(path).catch(() => {
    throw new ClientError(
      'NO_FILE',
      `缺少规则 ${path}；没有它不能签名。`,
      `The rules ${path} are missing; nothing is signed without them.`,
    );
  });
  const rules = underProtocol(() => checkRules(parseCanonical(bytes, 'rules.json')));
  if (hashRules(rules) !== draw.commit.rulesHash) throw otherRules();
  return rules;
}

/** Words are the operator's say, but a code is its word's hash. */
async function trueWords(folder: string): Promise<Map<string, string>> {
  return new Map([...(await readWords(folder))].filter(([code, word]) => neutralCode(word) === code));
}

async function readStatement(folder: string, draw: Draw): Promise<Statement> {
  const path = join(folder, 'statement.json');
  const bytes = await readFile(path).catch(() => {
    throw new ClientError(
      'NO_FILE',
      `缺少封库说明 ${path}；没有它不能签名。`,
      `The pool statement ${path} is missing; nothing is signed without it.`,
    );
  });
  const statement = underProtocol(() => parseCanonical(bytes, 'statement.json')) as Statement;
  if (underProtocol(() => statementHash(statement)) !== draw.commit.statementHash) throw otherStatement();
  const { commit } = draw;
  const covered = commit.strata.reduce((sum, { count }) => sum + count, 0);
  const totals = [commit.frame.registerCount, covered, commit.excluded.count];
  if (String(totals) !== String([statement.registered, statement.covered, statement.excluded])) {
    throw otherStatement();
  }
  return statement;
}

/** Whoever rewrites a log must leave out an event that this key has signed, or into which it gave its value. */
export function checkKnownHeads(key: WitnessKey, log: Log): void {
  const gone = key.draws
    .filter(({ authority, series }) => authority === log.authority && series === log.series)
    .flatMap(headsOf)
    .find((head) => !log.hashes.includes(head));
  if (gone === undefined) return;
  throw new ClientError(
    'LOG_REWRITTEN',
    `日志中没有本人曾签名的位置 ${gone}：日志不是最新的，或被改写。请勿签名，并索取最新日志。`,
    `The log lacks ${gone}, which this key has signed: it is old, or was rewritten. Do not sign; ask for the newest.`,
  );
}
