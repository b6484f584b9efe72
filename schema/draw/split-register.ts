import { canonical } from '../../scheduler/draw/index.js';
import { type Campaign, DrawStage } from '../plan/index.js';
import { type DrawTarget, drawableStatuses } from '../registry/index.js';
import type { Membership } from './draw.special-pools.js';
import { type Exclusions, noExclusions } from './exclusions.js';
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
 * @param exclusions caps and exemptions, which hold for a random pool alone
 */
export function unitLinesOf(
  campaign: Campaign,
  membership: Membership,
  represents: (target: DrawTarget) => boolean = () => true,
  exclusions: Exclusions = noExclusions,
): (target: DrawTarget) => UnitLines {
  if (campaign.stage === DrawStage.OFFICERS) return namedLinesOf(campaign, membership);
  const codeOf = new Map(campaign.strata.map((stratum) => [stratum.riskClass, stratum.code]));
  return (target) => {
    const { realId: id, riskClass, status } = target;
    const register = JSON.stringify({ class: riskClass ?? '-', id, status });
    if (!isInFilter(target, campaign.filter) || !membership.takesIn(id)) return { id, register };
    const code = codeOf.get(riskClass ?? '-');
    const excluded = (reason: string) => ({ id, register, excluded: JSON.stringify({ id, reason }) });
    if (!drawableStatuses.includes(status)) return excluded(status.toLowerCase());
    if (code === undefined) return excluded('no-stratum');
    const reason = exclusions.reasonOf(target);
    if (reason) return excluded(reason);
    if (!represents(target)) return excluded(SAME_ENTITY);
    const record = targetRecord(target, membership.skillsOf(id));
    return { id, register, drawable: { code, line: canonical(record, id) } };
  };
}

/** Of a list none is left out, however it stands by now: what changed is a recorded substitution (docs/draw.md §5). */
function namedLinesOf(campaign: Campaign, membership: Membership): (target: DrawTarget) => UnitLines {
  const code = campaign.strata[0]?.code ?? '';
  return (target) => {
    const { realId: id, riskClass, status } = target;
    const register = JSON.stringify({ class: riskClass ?? '-', id, status });
    if (!membership.takesIn(id)) return { id, register };
    return { id, register, drawable: { code, line: canonical(targetRecord(target, []), id) } };
  };
}

/** A register as the files of a freeze. */
export interface SplitRegister {
  readonly strata: ReadonlyMap<string, LineBuffer>;
  readonly excluded: LineBuffer;
  readonly register: LineBuffer;
  /** Codes of all districts of the register, ascending. */
  readonly districts: readonly string[];
  /** What the neutral codes of its districts and skills stand for. */
  readonly words: ReadonlyMap<string, string>;
}

/** The pages of a register, from the first at each call; ascending by the bytes of the ids. */
export type RegisterPages = () => AsyncIterable<readonly DrawTarget[]>;

/** Splits a register into files. It is read twice where one target stands for each entity. */
export async function splitRegister(
  pages: RegisterPages,
  campaign: Campaign,
  membership: Membership,
  exclusions: Exclusions = noExclusions,
): Promise<SplitRegister> {
  const represents = await chooseRepresentatives(pages, campaign, membership, exclusions);
  const linesOf = unitLinesOf(campaign, membership, represents, exclusions);
  const strata = new Map(campaign.strata.map((stratum) => [stratum.code, new LineBuffer()]));
  const excluded = new LineBuffer();
  const register = new LineBuffer();
  const districts = new Set<string>();
  const skills = new Set<string>();
  for await (const page of pages()) {
    for (const target of page) {
      const lines = linesOf(target);
      register.add(lines.register);
      districts.add(target.district);
      for (const skill of target.requiredSkills) skills.add(skill);
      if (lines.excluded) excluded.add(lines.excluded);
      if (lines.drawable) strata.get(lines.drawable.code)?.add(lines.drawable.line);
    }
  }
  const words = new Map([...districts, ...skills].map((text) => [neutralCode(text), text]));
  return { strata, excluded, register, districts: districtCodes(districts), words };
}

async function chooseRepresentatives(
  pages: RegisterPages,
  campaign: Campaign,
  membership: Membership,
  exclusions: Exclusions,
) {
  if (!campaign.onePerEntity) return undefined;
  const representatives = new Representatives(campaign.code);
  const linesOf = unitLinesOf(campaign, membership, undefined, exclusions);
  for await (const page of pages()) {
    for (const target of page) if (linesOf(target).drawable) representatives.offer(target);
  }
  return (target: DrawTarget) => representatives.has(target);
}

/** Districts as the draw knows them, ascending. */
export function districtCodes(districts: Iterable<string>): string[] {
  return [...new Set([...districts].map(neutralCode))].sort();
}
