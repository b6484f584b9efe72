/** What the log says around one draw: its earlier freezes, the other draws, and whether its opening is awaited. */
import { assuranceOf } from '../compose.js';
import type { Failure } from '../event.js';
import type { Draw, Log } from '../log.js';
import type { Assurance } from '../receipt.js';
import type { DrawState } from '../states.js';

/** Another draw of the same log, as it stands at the log's end. */
export interface OtherDraw {
  C: string;
  campaign: string;
  drawNo: number;
  state: DrawState;
  assurance: Assurance;
  /** Unix seconds. */
  frozenAt: number;
  /** Units in its strata. */
  pool: number;
  /** Units drawn; from the receipt on. */
  count?: number;
  /** Void: why, in the operator's words. */
  reason?: string;
  /** Lapsed: who failed. */
  missing?: Failure[];
  /** Frozen before this one. */
  isBefore: boolean;
  /** Frozen in one act with this one. */
  isOfSession: boolean;
  /** The register, or the words that say what it covers, is the same. */
  isSameFrame: boolean;
  /** Drawn in confidence and not opened: from when it is to be opened. */
  opensFrom?: number;
}

/** Computed from the log alone. */
export interface History {
  campaign: string;
  drawNo: number;
  /** The earlier draws as the receipt names them (§6, §15), with what the log adds to each. */
  earlier: OtherDraw[];
  /** Every other draw of the log, in order of freezing; those of `earlier` are among them. */
  others: OtherDraw[];
  /** Drawn in confidence and not opened: from when it is to be opened, unix seconds. */
  opensFrom?: number;
  /** Opened: when it was to be and when it was. */
  opened?: { from: number; at: number };
  /** Substitutions since the draw. */
  substitutions: number;
}

export function historyOf(log: Log, draw: Draw): History {
  const others = [...log.draws.values()]
    .filter(({ C }) => C !== draw.C)
    .map((other) => otherDraw(draw, other));
  const known = new Set(draw.earlier.map(({ C }) => C));
  const { campaign, drawNo, revealBy } = draw.commit;
  return {
    campaign,
    drawNo,
    earlier: others.filter(({ C }) => known.has(C)),
    others,
    ...opensFrom(draw),
    ...(draw.opening && revealBy !== undefined && { opened: { from: revealBy, at: draw.opening.at } }),
    substitutions: draw.substitutions.length,
  };
}

function otherDraw(draw: Draw, other: Draw): OtherDraw {
  const { C, commit, state, receipt } = other;
  const { campaign, drawNo, frozenAt, strata, frame } = commit;
  const own = draw.commit.frame;
  return {
    C,
    campaign,
    drawNo,
    state,
    assurance: assuranceOf(other),
    frozenAt,
    pool: strata.reduce((sum, { count }) => sum + count, 0),
    ...(receipt && { count: receipt.count }),
    ...(other.void && { reason: other.void.reason }),
    ...(other.lapse && { missing: other.lapse.missing }),
    isBefore: other.freezeSeq < draw.freezeSeq,
    isOfSession: other.session === draw.session,
    isSameFrame: frame.filterHash === own.filterHash || frame.registerRoot === own.registerRoot,
    ...opensFrom(other),
  };
}

function opensFrom({ state, commit: { revealBy } }: Draw): { opensFrom?: number } {
  return state === 'drawn' && revealBy !== undefined ? { opensFrom: revealBy } : {};
}
