import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  append,
  appendSubstitution,
  type Draw,
  fromHex,
  fromUtf8,
  globalIndex,
  openSubstitutions,
  type SubstitutionDetail,
  type SubstitutionKind,
  type Substitutions,
} from '../../scheduler/draw/index.js';
import { ClientError, underProtocol } from '../client/client-error.js';
import type { DrawPlace } from './close.js';
import { withLoggedFolder } from './draw-folder.js';
import { findDraw } from './find-draw.js';
import { readPoolFiles } from './reveal.js';

/** What is asked for and approved, with units and persons by their ids. */
export interface SubstituteRequest extends DrawPlace {
  readonly kind: SubstitutionKind;
  /** Id of the unit. */
  readonly unit: string;
  /** Id of the officer who goes, with kind `officer` alone. */
  readonly officer?: string;
  readonly reason: string;
  /** File whose SHA-256 is the evidence. */
  readonly evidence: string;
  readonly requester: string;
  readonly approver: string;
  readonly extra?: number;
}

/** A substitution made, with the ids of who and what comes in. */
export interface SubstitutedFolder {
  readonly draw: Draw;
  readonly detail: SubstitutionDetail;
  /** Id of the officer or unit that comes in; absent where nothing does. */
  readonly comesIn?: string;
  /** Ids of the team that counts afterwards; empty when nobody serves it. */
  readonly team: readonly string[];
}

/** Adds one substitution to a draw; what was drawn stays drawn. @param now Unix seconds */
export function substituteInFolder(request: SubstituteRequest, now: number): Promise<SubstitutedFolder> {
  return withLoggedFolder(request.folder, async (folder, log) => {
    const { C } = findDraw(log, request.draw);
    const draw = log.draws.get(C)!;
    const files = await folder.readBundle(draw);
    if (!draw.receipt) throw notDrawn();
    const pools = await readPoolFiles(folder, draw);
    const lines = files['substitutions.jsonl'];
    const opened = underProtocol(() =>
      openSubstitutions({
        log,
        C,
        rules: JSON.parse(textOf(files['rules.json'])),
        pools,
        poolKey: fromHex(JSON.parse(textOf(files['pool-key.json'])).poolKey),
        files: { 'receipt.json': files['receipt.json']!, 'table.json': files['table.json'] },
        ...(lines && { lines }),
      }),
    );
    const ids = idsOf(pools.strata, textOf(pools.inspectors));
    const evidence = createHash('sha256')
      .update(await readFile(request.evidence))
      .digest('hex');
    const { kind, reason, extra } = request;
    const requester = personOf(request.requester, '--requester');
    const approver = personOf(request.approver, '--approver');
    const target = targetOf(opened, ids, request.unit);
    const made = underProtocol(() =>
      appendSubstitution(opened, {
        ...{ kind, reason, evidence, requester, approver, target, at: now },
        ...(extra === undefined ? {} : { extra }),
        ...(kind === 'officer' && placeOf(opened, ids, target, request.officer)),
      }),
    );
    const appended = underProtocol(() => append(log, 'substitution', made.body));
    const after = appended.log.draws.get(C)!;
    await folder.commit({
      log: appended.log,
      lines: appended.line,
      bundles: [{ draw: after, files: { 'substitutions.jsonl': textOf(lines ?? '') + made.line } }],
    });
    const { detail } = made;
    const comesIn =
      detail.in === undefined
        ? undefined
        : kind === 'target'
          ? ids.units[detail.in]
          : ids.officers[detail.in];
    const team = (detail.slots ?? []).flat().map((officer) => ids.officers[officer]!);
    return { draw: after, detail, team, ...(comesIn && { comesIn }) };
  });
}

/** Ids by global index and by leaf number. */
interface Ids {
  readonly units: readonly string[];
  readonly officers: readonly string[];
  readonly places: ReadonlyMap<string, { readonly stratum: string; readonly index: number }>;
}

function idsOf(strata: readonly { code: string; records: Uint8Array | string }[], officers: string): Ids {
  const read = (text: string) =>
    text.split('\n').flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { id: string }).id]));
  const places = new Map<string, { stratum: string; index: number }>();
  const units = strata.flatMap(({ code, records }) => {
    const own = read(textOf(records));
    for (const [index, id] of own.entries()) places.set(id, { stratum: code, index });
    return own;
  });
  return { units, officers: read(officers), places };
}

function targetOf({ facts }: Substitutions, { places }: Ids, unit: string): number {
  const place = places.get(unit);
  const target = place && globalIndex(facts, place.stratum, place.index);
  if (target !== undefined) return target;
  throw new ClientError(
    'ID_UNKNOWN',
    `“${unit}”不在本次封存的名录中。请写完整标识。`,
    `"${unit}" is in no pool of this draw. Give the whole id.`,
  );
}

function placeOf({ serving }: Substitutions, { officers }: Ids, target: number, officer: string | undefined) {
  const out = officer === undefined ? -1 : officers.indexOf(officer);
  const slots = serving.targets.get(target)?.slots ?? [];
  const slot = slots.findIndex((holders) => holders.includes(out));
  if (slot >= 0) return { slot, place: slots[slot]!.indexOf(out), out };
  throw new ClientError(
    'SUBSTITUTION_PLACE',
    `人员“${officer ?? ''}”不在该对象现在的检查组中。请用 --officer 写完整标识。`,
    `Officer "${officer ?? ''}" is not in the team that serves the unit now. Give the whole id by --officer.`,
  );
}

/** Two spellings of one id must not pass for two people: only the hash is compared later. */
function personOf(written: string, option: string): string {
  const id = written.normalize('NFC').trim();
  if (id !== '' && !/\p{C}/u.test(id)) return id;
  throw new ClientError(
    'BAD_PERSON',
    `${option} 应写人员标识，不能为空，也不能含看不见的字符。`,
    `${option} takes the id of a person: not empty, and no invisible characters.`,
  );
}

function textOf(file: Uint8Array | string | undefined): string {
  return typeof file === 'string' ? file : fromUtf8(file ?? new Uint8Array(), 'bundle');
}

function notDrawn(): ClientError {
  return new ClientError(
    'NOT_DRAWN',
    '还没有抽取，没有可替换的。',
    'Nothing is drawn yet, nothing can be replaced.',
  );
}
