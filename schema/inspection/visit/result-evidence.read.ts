import type { Reader } from '../../shared/unit.js';
import { ResultEvidence } from './result-evidence.entity.js';

/** The evidence that these results rest on. Who sees a result sees which it is; who sees the files is another matter. */
export async function readPinned(reader: Reader, resultIds: readonly string[]) {
  const pinned = await reader.beyond('team', ({ em }) =>
    em.find(
      ResultEvidence,
      { result: { $in: [...resultIds] } },
      { orderBy: { evidence: 'asc' }, disableIdentityMap: true },
    ),
  );
  const shown = pinned.map(({ evidence: evidenceId, ...piece }) => ({ ...piece, evidenceId }));
  return Map.groupBy(shown, ({ result }) => result);
}
