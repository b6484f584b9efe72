import {
  appendSubstitution,
  DrawFault,
  readLog,
  type Series,
  type SubstitutionRequest,
  type Substitutions,
} from '../../scheduler/draw/index.js';
import type { Reader } from '../shared/unit.js';
import { Draw } from './draw.entity.js';
import { readLogLines, unixSeconds } from './draw.log.js';
import { type DrawnTeam, targetOf, teamOf } from './draw.substitute.js';
import { type DrawnIds, readSubstitutions, unitIdAt } from './drawn-ids.js';

/** A place of a team, and who would come in: the first now, each further one if the one before could not go. */
export interface PlaceSubstitutes {
  readonly officerRealId: string;
  readonly nextRealIds: readonly string[];
}

/** The next in reserve for a target, with the team that it would have. */
export interface ReserveSubstitute {
  /** Units of the stratum's reserve that have not come in. */
  readonly leftCount: number;
  readonly nextRealId: string | undefined;
  /** Absent where there is none left, or where it could not be staffed. */
  readonly team: DrawnTeam | undefined;
}

/** Who would be next, by the chance of the draw as it stands. */
export interface Substitutes {
  readonly places: readonly PlaceSubstitutes[];
  readonly reserve: ReserveSubstitute;
}

/** Whose names stand in no order that is only computed: the tickets know neither persons nor evidence. */
const nobody = { evidence: '0'.repeat(64), requester: 'who would ask', approver: 'who would approve' };

/**
 * Who would come in for each place of a target, and for the target itself: computed by the protocol from the log as it
 * stands, changing nothing. @param limit how many are named for a place
 */
export async function readSubstitutes(
  reader: Reader,
  drawId: string,
  targetRealId: string,
  limit: number,
): Promise<Substitutes | undefined> {
  const draw = await reader.em.findOne(Draw, { id: drawId });
  if (!draw) return undefined;
  const { authority, series } = draw;
  const log = readLog(await readLogLines(reader, authority, series as Series), { trusted: true });
  const { opened, ids } = await readSubstitutions(reader, { draw, log });
  const at = unixSeconds(reader.now);
  const target = targetOf(opened, ids, targetRealId);
  const slots = opened.serving.targets.get(target)?.slots ?? [];
  const places = slots.flatMap((holders, slot) =>
    holders.map((out, place) => ({
      officerRealId: ids.officers[out] ?? '',
      nextRealIds: chainOf(opened, { target, slot, place, out, at }, limit).map(
        (leaf) => ids.officers[leaf] ?? '',
      ),
    })),
  );
  return { places, reserve: reserveOf(opened, ids, target, at) };
}

interface PlaceAt {
  readonly target: number;
  readonly slot: number;
  readonly place: number;
  readonly out: number;
  readonly at: number;
}

/** Whom a place would bring in one after the other, each replacing the one before. */
function chainOf(opened: Substitutions, of: PlaceAt, limit: number): number[] {
  const chain: number[] = [];
  let now = opened;
  let out = of.out;
  while (chain.length < limit) {
    const made = tryMake(now, { ...nobody, ...of, out, kind: 'officer', reason: 'not-available' });
    if (made?.detail.in === undefined) break;
    chain.push(made.detail.in);
    out = made.detail.in;
    now = made.next;
  }
  return chain;
}

function reserveOf(opened: Substitutions, ids: DrawnIds, target: number, at: number): ReserveSubstitute {
  const { facts, serving } = opened;
  const h = facts.strata.findLastIndex(({ offset }) => offset <= target);
  const leftCount = (facts.strata[h]?.reserve.length ?? 0) - (serving.reserveUsed[h] ?? 0);
  const made = tryMake(opened, { ...nobody, target, at, kind: 'target', reason: 'closed' });
  const incoming = made?.detail.in;
  return {
    leftCount,
    nextRealId: incoming === undefined ? undefined : unitIdAt(opened, ids, incoming),
    team: made?.detail.slots && teamOf(ids, made.detail),
  };
}

/** Nothing where the protocol knows nobody; a draw whose rules lack the reason has nobody either. */
function tryMake(opened: Substitutions, request: SubstitutionRequest) {
  try {
    return appendSubstitution(opened, request);
  } catch (error) {
    if (error instanceof DrawFault && error.code.startsWith('SUBSTITUTION_')) return undefined;
    throw error;
  }
}
