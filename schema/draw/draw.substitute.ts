import {
  appendSubstitution,
  asText,
  DrawFault,
  fromHex,
  globalIndex,
  openSubstitutions,
  type PoolFiles,
  type Rules,
  type SubstitutionDetail,
  type Substitutions,
} from '../../scheduler/draw/index.js';
import { recordEvent } from '../audit/index.js';
import { DrawMode } from '../plan/index.js';
import type { Unit } from '../shared/unit.js';
import { type Draw, DrawFile, FileLevel } from './draw.entity.js';
import { findFile, getFile } from './draw.files.js';
import { appendEvent, unixSeconds } from './draw.log.js';
import { readPoolFiles } from './draw.reveal.js';
import { findDrawLocked, type LockedDraw } from './draw.service.js';
import type { SubstitutionReason } from './substitution-reasons.js';

const fileName = 'substitutions.jsonl';

/** One officer of one team to be replaced, by their real-world ids. */
export interface SubstitutionOrder {
  readonly targetRealId: string;
  readonly officerRealId: string;
  readonly reason: SubstitutionReason;
  /** SHA-256 of the document behind it, lower-case hex. */
  readonly evidence: string;
  /** Accounts; the protocol wants two of them. */
  readonly requesterId: string;
  readonly approverId: string;
}

/** What a substitution made of a team. */
export interface SubstitutedTeam {
  readonly number: number;
  readonly incomingRealId: string;
  /** The whole team in draw order, and who leads it. */
  readonly officers: readonly string[];
  readonly lead: string | undefined;
}

/** A draw that is open for substitutions: its log is held until the step ends. */
export interface SubstitutableDraw {
  substitute(order: SubstitutionOrder): Promise<SubstitutedTeam>;
}

/**
 * Opens a draw for substitutions (docs/draw.md §16): pools, receipt and table are checked against the log, and what was
 * replaced before is replayed. @throws DrawFault where there is nothing to replace, or where a file is not what it was
 */
export async function openForSubstitution(
  unit: Unit,
  drawId: string,
): Promise<SubstitutableDraw | undefined> {
  const locked = await findDrawLocked(unit, drawId);
  if (!locked) return undefined;
  const { draw, log } = locked;
  if (!log.draws.get(draw.commitment)?.receipt) {
    throw new DrawFault('TRANSITION', { state: draw.state, kind: 'substitution' });
  }
  const pools = await readPoolFiles(unit, draw.id);
  const opened = openSubstitutions({
    log,
    C: draw.commitment,
    rules: JSON.parse(await getFile(unit, draw.id, 'rules.json')) as Rules,
    pools,
    poolKey: fromHex(draw.poolKey ?? '', 'poolKey'),
    files: {
      'receipt.json': await getFile(unit, draw.id, 'receipt.json'),
      'table.json': await getFile(unit, draw.id, 'table.json'),
    },
    lines: (await findFile(unit, draw.id, fileName, Object.values(FileLevel))) ?? '',
  });
  return new DrawUnderSubstitution(unit, locked, opened, idsOf(pools));
}

class DrawUnderSubstitution implements SubstitutableDraw {
  constructor(
    private readonly unit: Unit,
    private locked: LockedDraw,
    private opened: Substitutions,
    private readonly ids: Ids,
  ) {}

  async substitute(order: SubstitutionOrder): Promise<SubstitutedTeam> {
    const { unit, opened, ids } = this;
    const { draw, log } = this.locked;
    const target = targetOf(opened, ids, order.targetRealId);
    const made = appendSubstitution(opened, {
      kind: 'officer',
      reason: order.reason,
      evidence: order.evidence,
      requester: order.requesterId,
      approver: order.approverId,
      target,
      ...placeOf(opened, ids, target, order.officerRealId),
      at: unixSeconds(unit.now),
    });
    const appended = await appendEvent(unit, log, 'substitution', made.body);
    await storeLine(unit, draw, made.detail.n, made.line);
    const { n } = made.detail;
    await recordEvent(
      unit,
      'draw.substituted',
      { kind: 'draw', id: draw.id },
      { number: n, reason: order.reason },
    );
    this.locked = { draw, log: appended.log };
    this.opened = made.next;
    return teamOf(ids, made.detail);
  }
}

/** Lines are added as further parts of the file: what stands is never replaced. Public as the receipt is. */
function storeLine(unit: Unit, draw: Draw, n: number, line: string): Promise<unknown> {
  const level = draw.mode === DrawMode.OPEN ? FileLevel.PUBLIC : FileLevel.OPENED;
  return unit.em.insert(DrawFile, { draw: draw.id, name: fileName, part: n - 1, level, content: line });
}

/** Ids by leaf number, and where a unit stands. */
interface Ids {
  readonly officers: readonly string[];
  readonly units: ReadonlyMap<string, { readonly stratum: string; readonly index: number }>;
}

function idsOf({ strata, inspectors }: PoolFiles): Ids {
  const read = (records: PoolFiles['inspectors']) =>
    asText(records, 'pool')
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { id: string }).id]));
  const units = strata.flatMap(({ code: stratum, records }) =>
    read(records).map((id, index) => [id, { stratum, index }] as const),
  );
  return { officers: read(inspectors), units: new Map(units) };
}

function targetOf({ facts }: Substitutions, { units }: Ids, realId: string): number {
  const place = units.get(realId);
  const target = place && globalIndex(facts, place.stratum, place.index);
  if (target === undefined) throw new Error(`unit ${realId} is in no pool of its draw`);
  return target;
}

function placeOf({ serving, facts }: Substitutions, { officers }: Ids, target: number, realId: string) {
  const out = officers.indexOf(realId);
  const slots = serving.targets.get(target)?.slots ?? [];
  const slot = slots.findIndex((holders) => holders.includes(out));
  if (slot >= 0) return { slot, place: (slots[slot] ?? []).indexOf(out), out };
  throw new DrawFault('SUBSTITUTION_PLACE', { n: serving.count + 1, target, out, kind: facts.rules.stage });
}

function teamOf({ officers }: Ids, detail: SubstitutionDetail): SubstitutedTeam {
  const idOf = (leaf: number) => officers[leaf] ?? '';
  return {
    number: detail.n,
    incomingRealId: idOf(detail.in ?? -1),
    officers: (detail.slots ?? []).flat().map(idOf),
    lead: detail.lead === undefined ? undefined : idOf(detail.lead),
  };
}
