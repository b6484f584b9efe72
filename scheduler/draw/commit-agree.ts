/** What the parts of a commitment must agree on, checked at the freeze and by every reader of the log (§5, §6). */
import type { Commit } from './commit.js';
import { DrawFault } from './faults.js';
import { knowableAt, publicSources } from './sources.js';

export function checkCommit(commit: Commit): void {
  before(commit.frozenAt, 'frozenAt', commit.drawBy, 'drawBy');
  if (commit.revealBy !== undefined) before(commit.drawBy, 'drawBy', commit.revealBy, 'revealBy');
  for (const source of publicSources(commit.entropy)) {
    const knowable = knowableAt(source, commit.frozenAt);
    before(commit.frozenAt, 'frozenAt', knowable, `knowableAt (${source.id})`);
    before(knowable, `knowableAt (${source.id})`, commit.drawBy, 'drawBy');
  }
  const confidential = commit.mode === 'confidential';
  const complete = commit.secretHash !== undefined && commit.revealBy !== undefined;
  const bare = commit.secretHash === undefined && commit.revealBy === undefined;
  if (!(confidential ? complete : bare)) throw new DrawFault('SECRET_RULE');
  if ((commit.stage === 'officers') !== (commit.targetSource !== undefined)) {
    throw new DrawFault('TARGET_SOURCE_RULE');
  }
  // A target of a superior's list must not vanish as an exclusion.
  if (commit.stage === 'officers' && commit.excluded.count > 0) {
    throw new DrawFault('TARGET_LEFT_OUT', { count: commit.excluded.count });
  }
}

function before(earlier: number, earlierName: string, later: number, laterName: string): void {
  if (earlier >= later) throw new DrawFault('TIME_ORDER', { earlier: earlierName, later: laterName });
}
