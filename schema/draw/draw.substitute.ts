import {
  appendSubstitution,
  DrawFault,
  globalIndex,
  type PoolFiles,
  type SubstitutionDetail,
  type SubstitutionRequest,
  type Substitutions,
  unitAt,
} from '../../scheduler/draw/index.js';
import { recordEvent } from '../audit/index.js';
import { DrawMode } from '../plan/index.js';
import type { Unit } from '../shared/unit.js';
import { Draw, DrawFile, FileLevel } from './draw.entity.js';
import { appendEvent, unixSeconds } from './draw.log.js';
import { findDrawLocked, type LockedDraw } from './draw.service.js';
import { storeIncomingSlip } from './draw.slip.js';
import { type DrawnIds, readSubstitutions, substitutionsFile, unitIdAt } from './drawn-ids.js';
import type { StaffingReason, SubstitutionReason, TargetReason } from './substitution-reasons.js';

/** What every substitution says: of which target, why, and who asked and approved. */
interface Order {
  readonly targetRealId: string;
  /** SHA-256 of the document behind it, lower-case hex. */
  readonly evidence: string;
  /** Accounts; the protocol wants two of them. */
  readonly requesterId: string;
  readonly approverId: string;
  /** By so many targets whoever comes in may exceed the capacity, 1 to 100. */
  readonly extra?: number;
}

/** One officer of one team to be replaced, by their real-world ids. */
export interface SubstitutionOrder extends Order {
  readonly officerRealId: string;
  readonly reason: SubstitutionReason;
}

/** One target to be replaced by the next in reserve. */
export interface TargetOrder extends Order {
  readonly reason: TargetReason;
}

/** One target to be staffed for which people were lacking. */
export interface StaffingOrder extends Order {
  readonly reason: StaffingReason;
}

/** A whole team in draw order, and who leads it. */
export interface DrawnTeam {
  readonly officers: readonly string[];
  readonly lead: string | undefined;
}

/** What a substitution made of a team; `number` is its n in the draw's log. */
export interface SubstitutedTeam extends DrawnTeam {
  readonly number: number;
  readonly incomingRealId: string;
}

/** Who took a target's place, if anybody was left in reserve; without a team it is held. */
export interface SubstitutedTarget {
  readonly number: number;
  readonly incomingRealId: string | undefined;
  readonly team: DrawnTeam | undefined;
}

/** A draw that is open for substitutions: its log is held until the step ends. */
export interface SubstitutableDraw {
  substitute(order: SubstitutionOrder): Promise<SubstitutedTeam>;
  substituteTarget(order: TargetOrder): Promise<SubstitutedTarget>;
  staff(order: StaffingOrder): Promise<DrawnTeam>;
}

/**
 * Opens a draw for substitutions (docs/draw.md §16): pools, receipt and table are checked against the log, and what was
 * replaced before is replayed. @throws DrawFault where there is nothing to replace, or where a file is not what it was
 */
export async function openForSubstitution(
  unit: Unit,
  drawId: string,
): Promise<SubstitutableDraw | undefined> {
  if ((await unit.em.count(Draw, { id: drawId })) === 0) return undefined;
  // Whoever takes part in a joint draw replaces officers of its own: the lead's draw is written for it.
  return unit.beyond('joint', (wide) => open(wide, drawId));
}

async function open(unit: Unit, drawId: string): Promise<SubstitutableDraw | undefined> {
  const locked = await findDrawLocked(unit, drawId);
  if (!locked) return undefined;
  const { opened, ids, pools } = await readSubstitutions(unit, locked);
  return new DrawUnderSubstitution(unit, locked, opened, ids, pools);
}

/** What differs between the kinds. */
type Particular = Pick<SubstitutionRequest, 'kind' | 'slot' | 'place' | 'out'> & { readonly reason: string };

class DrawUnderSubstitution implements SubstitutableDraw {
  constructor(
    private readonly unit: Unit,
    private locked: LockedDraw,
    private opened: Substitutions,
    private readonly ids: DrawnIds,
    private readonly pools: PoolFiles,
  ) {}

  async substitute(order: SubstitutionOrder): Promise<SubstitutedTeam> {
    const { opened, ids } = this;
    const target = targetOf(opened, ids, order.targetRealId);
    const place = placeOf(opened, ids, target, order.officerRealId);
    const detail = await this.#append(order, { kind: 'officer', reason: order.reason, ...place });
    const incomingRealId = ids.officers[detail.in ?? -1] ?? '';
    return { number: detail.n, incomingRealId, ...teamOf(ids, detail) };
  }

  async substituteTarget(order: TargetOrder): Promise<SubstitutedTarget> {
    const detail = await this.#append(order, { kind: 'target', reason: order.reason });
    return {
      number: detail.n,
      incomingRealId: detail.in === undefined ? undefined : unitIdAt(this.opened, this.ids, detail.in),
      team: detail.slots && teamOf(this.ids, detail),
    };
  }

  async staff(order: StaffingOrder): Promise<DrawnTeam> {
    return teamOf(this.ids, await this.#append(order, { kind: 'held', reason: order.reason }));
  }

  /** A team of a joint campaign has officers of other departments. */
  #append(order: Order, particular: Particular): Promise<SubstitutionDetail> {
    return this.unit.beyond('joint', () => this.#write(order, particular));
  }

  /** Makes one substitution: its hash into the log, its line into the file, an event into the record. */
  async #write(order: Order, particular: Particular): Promise<SubstitutionDetail> {
    const { unit, opened, ids } = this;
    const { draw, log } = this.locked;
    const made = appendSubstitution(opened, {
      ...particular,
      evidence: order.evidence,
      requester: order.requesterId,
      approver: order.approverId,
      target: targetOf(opened, ids, order.targetRealId),
      extra: order.extra,
      at: unixSeconds(unit.now),
    });
    const appended = await appendEvent(unit, log, 'substitution', made.body);
    const { n } = made.detail;
    await storeLine(unit, draw, n, made.line);
    if (made.detail.kind === 'target') await this.#storeSlip(made.detail, appended.hash);
    const told = { number: n, reason: particular.reason };
    await recordEvent(unit, 'draw.substituted', { kind: 'draw', id: draw.id }, told);
    this.locked = { draw, log: appended.log };
    this.opened = made.next;
    return made.detail;
  }

  async #storeSlip(substitution: SubstitutionDetail, head: string): Promise<void> {
    const { opened, ids, pools, unit, locked } = this;
    if (substitution.in === undefined) return;
    const { stratum } = unitAt(opened.facts, substitution.in);
    const realId = unitIdAt(opened, ids, substitution.in);
    const { seed } = opened.facts;
    await storeIncomingSlip(unit, locked.draw, { seed, pools }, { realId, stratum, substitution, head });
  }
}

/** Lines are added as further parts of the file: what stands is never replaced. Public as the receipt is. */
function storeLine(unit: Unit, draw: Draw, n: number, line: string): Promise<unknown> {
  const level = draw.mode === DrawMode.OPEN ? FileLevel.PUBLIC : FileLevel.OPENED;
  return unit.em.insert(DrawFile, {
    draw: draw.id,
    name: substitutionsFile,
    part: n - 1,
    level,
    content: line,
  });
}

/** The global index of a unit. @throws Error for one that is in no pool of the draw */
export function targetOf({ facts }: Substitutions, { units }: DrawnIds, realId: string): number {
  const place = units.get(realId);
  const target = place && globalIndex(facts, place.stratum, place.index);
  if (target === undefined) throw new Error(`unit ${realId} is in no pool of its draw`);
  return target;
}

function placeOf({ serving, facts }: Substitutions, { officers }: DrawnIds, target: number, realId: string) {
  const out = officers.indexOf(realId);
  const slots = serving.targets.get(target)?.slots ?? [];
  const slot = slots.findIndex((holders) => holders.includes(out));
  if (slot >= 0) return { slot, place: (slots[slot] ?? []).indexOf(out), out };
  throw new DrawFault('SUBSTITUTION_PLACE', { n: serving.count + 1, target, out, kind: facts.rules.stage });
}

/** The team that a detail leaves, by real-world ids. */
export function teamOf(
  { officers }: DrawnIds,
  { slots = [], lead }: Pick<SubstitutionDetail, 'slots' | 'lead'>,
): DrawnTeam {
  return {
    officers: slots.flat().map((leaf) => officers[leaf] ?? ''),
    lead: lead === undefined ? undefined : officers[lead],
  };
}
