/** The lines of `substitutions.jsonl` against the log and against what each of them must be (§16, §18). */
import { parseCanonical } from '../canonical.js';
import { DrawFault, malformed } from '../faults.js';
import type { Draw } from '../log.js';
import type { Pools } from '../pools.js';
import { type FileBytes, recordLines } from '../record-file.js';
import { differs } from '../verify/compare.js';
import { substitute } from './substitute.js';
import {
  type SubstitutionDetail,
  type SubstitutionOrder,
  substitutionDetail,
  substitutionHash,
} from './substitute-detail.js';
import { compareDetails, privatePart, statedPart } from './substitute-pools.js';
import { applySubstitution, type DrawnFacts, type Serving } from './substitute-state.js';

export const substitutionsFile = 'substitutions.jsonl';

/** Carries `serving` on, in place, by every line. With pools, rows and leads are computed as well. */
export function replaySubstitutions(
  facts: DrawnFacts,
  serving: Serving,
  draw: Draw,
  file: FileBytes,
  pools?: Pools,
): void {
  const details = readDetails(file, draw.commit.inspectors.count);
  const { length } = draw.substitutions;
  if (details.length !== length) {
    throw differs('替换的次数', `number of lines in ${substitutionsFile}`, details.length, length);
  }
  const computed = pools && privatePart(facts, pools);
  for (const [i, detail] of details.entries()) {
    checkLogged(facts, detail, i + 1, draw.substitutions[i]!.hash);
    const expected = substitute(facts, serving, orderOf(detail), computed ?? statedPart(facts, detail));
    compareDetails(detail, expected);
    applySubstitution(facts, serving, detail);
  }
}

/** The detail without what follows from the draw. */
function orderOf(detail: SubstitutionDetail): SubstitutionOrder {
  const { kind, reason, evidence, requester, approver, target, slot, place, out, extra } = detail;
  return { kind, reason, evidence, requester, approver, target, slot, place, out, extra };
}

/** Every line canonical and of its shape; the officers of a row are frozen ones. */
function readDetails(file: FileBytes, officers: number): SubstitutionDetail[] {
  return recordLines(file, substitutionsFile).map((line, i) => {
    const at = `${substitutionsFile}:${i + 1}`;
    const detail = substitutionDetail(parseCanonical(line, at), at);
    for (const slot of detail.row ?? []) {
      if ((slot.officers.at(-1) ?? -1) >= officers) {
        throw malformed(`${at}.row`, 'known officers', '名录库内的人员');
      }
    }
    return detail;
  });
}

function checkLogged(facts: DrawnFacts, detail: SubstitutionDetail, n: number, logged: string): void {
  const hash = substitutionHash(facts.seed, n, detail);
  if (hash !== logged) {
    throw differs(`日志中第 ${n} 次替换的指纹`, `hash of substitution ${n} in the log`, logged, hash);
  }
  if (detail.n !== n) throw new DrawFault('SUBSTITUTION_NUMBER', { expected: n, found: detail.n });
}
