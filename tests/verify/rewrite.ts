/**
 * Bundles whose author lies consistently: something is bent, and every hash, chain and signature that stands for it
 * is made anew, with all the keys in his hands. So the checks behind the hashes are reached.
 *
 * Written from docs/draw.md with node's SHA-256: the engine would refuse to make any of this.
 */
import { createHash, createPrivateKey, sign as edSign } from 'node:crypto';
import type { BundleFiles } from '../../scheduler/draw/index.js';

// biome-ignore lint/suspicious/noExplicitAny: what is bent has no type
export type Json = any;

/** Files as texts, and the secret keys of all witnesses by id. */
export interface Lie {
  files: Record<string, string>;
  keys: ReadonlyMap<string, string>;
}

export function textsOf(files: BundleFiles): Record<string, string> {
  const entries = Object.entries(files).map(([name, bytes]) => [
    name,
    typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8'),
  ]);
  return Object.fromEntries(entries);
}

/** JSON with ascending keys, whatever it holds. */
export function write(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${write(value[key])}`)
    .join(',')}}`;
}

export const linesOf = (text: string): Json[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
export const toLines = (values: readonly Json[]): string =>
  values.map((value) => `${write(value)}\n`).join('');

const sha256 = (...parts: (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

function prefixed(...parts: (Uint8Array | string)[]): Buffer {
  const all = parts.flatMap((part) => {
    const bytes = Buffer.from(part as string);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  });
  return Buffer.concat(all);
}

const H = (...parts: (Uint8Array | string)[]): Buffer => sha256(prefixed(...parts));

const documentHash = (tag: string, value: Json): string => H(tag, write(value)).toString('hex');
const bytesOf = (hex: Json): Buffer => Buffer.from(String(hex), 'hex');

function rootOf(leaves: Buffer[]): string {
  if (leaves.length === 0) return sha256('').toString('hex');
  let level = leaves;
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const right = level[i + 1];
      above.push(right ? sha256(Buffer.of(1), level[i]!, right) : level[i]!);
    }
    level = above;
  }
  return level[0]!.toString('hex');
}

function headOf(text: string, key: Buffer, tree: string): { count: number; root: string } {
  const lines = text.split('\n').filter(Boolean);
  const leaves = lines.map((line) => {
    const record = JSON.parse(line) ?? {};
    const id = tree === 'conflicts' ? `${record.entity} ${record.officer}` : String(record.id);
    return sha256(Buffer.of(0), H('dr/1/salt', key, tree, id).subarray(0, 16), line);
  });
  return { count: lines.length, root: rootOf(leaves) };
}

/** The commitment that fits rules, statement and pools as they are now. */
function fitCommit(commit: Json, files: Record<string, string>, bent: string): void {
  const rules = JSON.parse(files['rules.json']!);
  if (bent === 'rules.json') {
    for (const field of ['stage', 'mode']) commit[field] = rules[field];
    const numbers = commit.entropy.filter((source: Json) => source.type === 'number');
    if (Array.isArray(rules.entropy)) {
      let next = 0;
      commit.entropy = rules.entropy.map((source: Json) => {
        if (source?.type !== 'number') return source;
        const { issue, knowableAt } = numbers[next++] ?? {};
        return { ...source, issue, knowableAt };
      });
    }
  }
  commit.rulesHash = documentHash('dr/1/rules', rules);
  if (files['statement.json']) {
    commit.statementHash = documentHash('dr/1/statement', JSON.parse(files['statement.json']));
  }
  if (files['inspectors.jsonl'] === undefined || !files['pool-key.json']) return;
  const key = bytesOf(JSON.parse(files['pool-key.json']).poolKey);
  for (const stratum of commit.strata) {
    const text = files[`pool/${stratum.code}.jsonl`];
    if (text === undefined) continue;
    Object.assign(stratum, headOf(text, key, `pool/${stratum.code}`));
    if (stratum.weightsHash) {
      stratum.weightsHash = documentHash(
        'dr/1/weights',
        linesOf(text).map((record) => record.weight ?? 0),
      );
    }
  }
  for (const tree of ['excluded', 'inspectors', 'conflicts'] as const) {
    if (files[`${tree}.jsonl`] !== undefined)
      Object.assign(commit[tree], headOf(files[`${tree}.jsonl`]!, key, tree));
  }
  if (bent === 'excluded.jsonl') {
    const counts = new Map<string, number>();
    for (const { reason } of linesOf(files['excluded.jsonl']!))
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    commit.excluded.reasons = [...counts].map(([code, count]) => ({ code, count }));
    commit.excluded.reasons.sort((a: Json, b: Json) => (a.code < b.code ? -1 : 1));
  }
  if (bent === 'register.jsonl') {
    const { count, root } = headOf(files[bent]!, Buffer.alloc(32), 'register');
    Object.assign(commit.frame, { registerCount: count, registerRoot: root });
  }
}

/** What is bent: the files as texts, the events of the log, both free to be changed. */
export interface Tale {
  files: Record<string, string>;
  events: Json[];
  /** Events whose signature and chain stay as they are written. */
  asWritten: Set<Json>;
}

/** Bends a bundle and makes anew all that follows: `change` names the file it bent. Throws where nothing can follow. */
export function retell({ files, keys }: Lie, change: (tale: Tale) => string): Record<string, string> {
  const draw = JSON.parse(files['draw.json']!);
  const events = linesOf(files['log.jsonl']!);
  const original = new Map(events.map((event) => [event, structuredClone(event)]));
  const tale: Tale = { files: { ...files }, events, asWritten: new Set() };
  const bent = change(tale);
  const renamed = new Map<string, string>();
  const rename = (hash: string) => renamed.get(hash) ?? hash;
  let previous = '0'.repeat(64);
  tale.events.forEach((event, i) => {
    const was = original.get(event);
    if (event.kind === 'freeze') freeze(event.body, was?.body, tale, bent, draw.C, renamed);
    else if (typeof event.body?.C === 'string') event.body.C = rename(event.body.C);
    if (!tale.asWritten.has(event)) {
      event.seq = i + 1;
      event.previous = previous;
      if (event.kind === 'anchor') anchor(event.body, was?.body, tale.events, rename, keys);
    }
    if (event.body?.C === rename(draw.C)) outcome(event, tale.files, bent);
    previous = H('dr/1/event', write(event)).toString('hex');
    if (was) renamed.set(H('dr/1/event', write(was)).toString('hex'), previous);
  });
  return {
    ...tale.files,
    'draw.json': write({ ...draw, C: rename(draw.C), head: previous }),
    'log.jsonl': toLines(tale.events),
  };
}

function freeze(
  body: Json,
  was: Json,
  { files }: Tale,
  bent: string,
  C: string,
  renamed: Map<string, string>,
): void {
  const before: Json[] = was ? commitsOf(was) : [];
  const old = before.map((commit) => documentHash('dr/1/commit', commit));
  const commits = commitsOf(body);
  if (old.includes(C) && bent !== 'log.jsonl') fitCommit(commits[old.indexOf(C)], files, bent);
  const fresh = commits.map((commit) => documentHash('dr/1/commit', commit));
  for (const [i, hash] of old.entries()) renamed.set(hash, fresh[i] ?? hash);
  if (was) {
    renamed.set(sessionOf(old), sessionOf(fresh));
    renamed.set(statementOf(before), statementOf(commits));
  }
}

/** The same value, committed to and signed again. */
function anchor(
  body: Json,
  was: Json,
  events: Json[],
  rename: (hash: string) => string,
  keys: Lie['keys'],
): void {
  body.head = rename(body.head);
  body.statementHash = rename(body.statementHash);
  const values = events.filter((event) => event.kind === 'reveal').map((event) => bytesOf(event.body.value));
  const value = values.find(
    (one) => was && H('dr/1/witness', bytesOf(was.C), was.witness, one).toString('hex') === was.commitment,
  );
  if (value && body.commitment === was.commitment) {
    body.commitment = H('dr/1/witness', bytesOf(body.C), String(body.witness), value).toString('hex');
  }
  const { sig: _, ...unsigned } = body;
  const secretKey = keys.get(was?.witness ?? body.witness);
  if (secretKey) body.sig = sign(write(unsigned), secretKey);
}

/** The hashes in the log of what was made of the draw. */
function outcome({ kind, body }: Json, files: Record<string, string>, bent: string): void {
  if (bent === 'substitutions.jsonl' && kind === 'substitution') {
    const detail = linesOf(files[bent]!)[body.n - 1];
    const seed = bytesOf(JSON.parse(files['receipt.json']!).seed);
    const salt = H('dr/1/substitution-salt', seed, String(body.n)).subarray(0, 16);
    if (detail) body.hash = H('dr/1/substitution', salt, write(detail)).toString('hex');
  }
  if (!['receipt.json', 'table.json'].includes(bent) || !['receipt', 'opening'].includes(kind)) return;
  const receipt = JSON.parse(files['receipt.json']!);
  if (bent === 'table.json') {
    receipt.tableHash = documentHash('dr/1/table', JSON.parse(files[bent]!));
    files['receipt.json'] = write(receipt);
  }
  body.receiptHash = documentHash('dr/1/receipt', receipt);
  if (kind === 'receipt') body.resultRoot = receipt.resultRoot ?? body.resultRoot;
}

const commitsOf = (body: Json): Json[] => body.commits ?? [body.commit];
const sessionOf = (hashes: string[]) => joint('dr/1/session', hashes);
const statementOf = (commits: Json[]) =>
  joint(
    'dr/1/statements',
    commits.map((commit) => commit.statementHash),
  );
const joint = (tag: string, hashes: string[]): string =>
  hashes.length === 1 ? hashes[0]! : H(tag, ...hashes.map(bytesOf)).toString('hex');

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export function sign(unsigned: string, secretKey: string): string {
  const message = prefixed('dr/1/anchor', unsigned);
  const key = Buffer.concat([pkcs8, Buffer.from(secretKey, 'hex')]);
  return edSign(null, message, createPrivateKey({ key, format: 'der', type: 'pkcs8' })).toString('hex');
}
