import { canonical } from '../../scheduler/draw/index.js';
import type { Campaign } from '../plan/index.js';
import { type DrawTarget, drawableStatuses } from '../registry/index.js';
import type { Membership } from './draw.special-pools.js';
import { isInFilter } from './in-filter.js';
import { LineBuffer } from './line-buffer.js';
import { neutralCode } from './neutral-code.js';
import { Representatives, SAME_ENTITY } from './one-per-entity.js';
import { targetRecord } from './target-record.js';

/** Where a unit of the register stands in the files of a freeze, with its lines. */
export interface UnitLines {
  readonly id: string;
  /** Its line of `register.jsonl`. */
  readonly register: string;
  /** Its line in a stratum's file, where it may be drawn. */
  readonly drawable?: { readonly code: string; readonly line: string };
  /** Its line of `excluded.jsonl`, where it is in the filter and cannot be drawn. */
  readonly excluded?: string;
}

/**
 * How a campaign looks at a target; nothing inside its filter is silently absent.
 * @param membership of the special pools that the filter names
 * @param represents says whether a target stands for its entity, where each may be drawn only once
 */
export function unitLinesOf(
  campaign: Campaign,
  membership: Membership,
  represents: (target: DrawTarget) => boolean = () => true,
): (target: DrawTarget) => UnitLines {
  const codeOf = new Map(campaign.strata.map((stratum) => [stratum.riskClass, stratum.code]));
  return (target) => {
    const { realId: id, riskClass, status } = target;
    const register = JSON.stringify({ class: riskClass ?? '-', id, status });
    if (!isInFilter(target, campaign.filter) || !membership.takesIn(id)) return { id, register };
    const code = codeOf.get(riskClass ?? '-');
    const excluded = (reason: string) => ({ id, register, excluded: JSON.stringify({ id, reason }) });
    if (!drawableStatuses.includes(status)) return excluded(status.toLowerCase());
    if (code === undefined) return excluded('no-stratum');
    if (!represents(target)) return excluded(SAME_ENTITY);
    const record = targetRecord(target, membership.skillsOf(id));
    return { id, register, drawable: { code, line: canonical(record, id) } };
  };
}

/** A register as the files of a freeze. */
export interface SplitRegister {
  readonly strata: ReadonlyMap<string, LineBuffer>;
  readonly excluded: LineBuffer;
  readonly register: LineBuffer;
  /** Codes of all districts of the register, ascending. */
  readonly districts: readonly string[];
}

/** The pages of a register, from the first at each call; ascending by the bytes of the ids. */
export type RegisterPages = () => AsyncIterable<readonly DrawTarget[]>;

/** Splits a register into files. It is read twice where one target stands for each entity. */
export async function splitRegister(
  pages: RegisterPages,
  campaign: Campaign,
  membership: Membership,
): Promise<SplitRegister> {
  const represents = await chooseRepresentatives(pages, campaign, membership);
  const linesOf = unitLinesOf(campaign, membership, represents);
  const strata = new Map(campaign.strata.map((stratum) => [stratum.code, new LineBuffer()]));
  const excluded = new LineBuffer();
  const register = new LineBuffer();
  const districts = new Set<string>();
  for await (const page of pages()) {
    for (const target of page) {
      const lines = linesOf(target);
      register.add(lines.register);
      districts.add(target.district);
      if (lines.excluded) excluded.add(lines.excluded);
      if (lines.drawable) strata.get(lines.drawable.code)?.add(lines.drawable.line);
    }
  }
  return { strata, excluded, register, districts: districtCodes(districts) };
}

async function chooseRepresentatives(pages: RegisterPages, campaign: Campaign, membership: Membership) {
  if (!campaign.onePerEntity) return undefined;
  const representatives = new Representatives(campaign.code);
  const linesOf = unitLinesOf(campaign, membership);
  for await (const page of pages()) {
    for (const target of page) if (linesOf(target).drawable) representatives.offer(target);
  }
  return (target: DrawTarget) => representatives.has(target);
}

/** Districts as the draw knows them, ascending. */
export function districtCodes(districts: Iterable<string>): string[] {
  return [...new Set([...districts].map(neutralCode))].sort();
}
