import type { TargetRecord } from '../../scheduler/draw/index.js';
import type { Campaign } from '../plan/index.js';
import { drawableStatuses, type Target } from '../registry/index.js';
import { isInFilter } from './in-filter.js';
import { neutralCode } from './neutral-code.js';
import { targetRecord } from './target-record.js';

/** A register as a freeze has it: strata and excluded units; nothing inside the filter is silently absent. */
export interface SplitRegister {
  readonly strata: ReadonlyMap<string, readonly TargetRecord[]>;
  readonly excluded: readonly { readonly id: string; readonly reason: string }[];
  /** Lines of `register.jsonl`. */
  readonly register: readonly string[];
  readonly districts: readonly string[];
}

/** Splits the pages of a register. */
export async function splitRegister(
  pages: AsyncIterable<readonly Target[]>,
  campaign: Campaign,
): Promise<SplitRegister> {
  const codeOf = new Map(campaign.strata.map((stratum) => [stratum.riskClass, stratum.code]));
  const strata = new Map(campaign.strata.map((stratum) => [stratum.code, [] as TargetRecord[]]));
  const excluded: { id: string; reason: string }[] = [];
  const register: string[] = [];
  const districts = new Set<string>();
  for await (const page of pages) {
    for (const target of page) {
      const { realId: id, riskClass, status } = target;
      register.push(`${JSON.stringify({ class: riskClass ?? '-', id, status })}\n`);
      districts.add(neutralCode(target.district));
      if (!isInFilter(target, campaign.filter)) continue;
      const code = codeOf.get(riskClass ?? '-');
      if (!drawableStatuses.includes(status)) excluded.push({ id, reason: status.toLowerCase() });
      else if (code === undefined) excluded.push({ id, reason: 'no-stratum' });
      else strata.get(code)?.push(targetRecord(target));
    }
  }
  return { strata, excluded, register, districts: [...districts].sort() };
}
