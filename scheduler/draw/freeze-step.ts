/** The freeze as an event: what it needs of the log, and the draw it begins (§6). */

import { type Commit, commitHash } from './commit.js';
import { checkCommit } from './commit-agree.js';
import type { FreezeBody } from './event.js';
import { DrawFault } from './faults.js';
import { type Draw, type Log, nextDrawNo } from './log.js';
import type { EarlierDraw } from './receipt.js';
import { checkSession, sessionHash } from './session.js';
import { witnessesOf } from './sources.js';
import { openStates } from './states.js';

/** The draws of the act, in its order: what they must share first, then each by itself. */
export function freezeStep(log: Log, body: FreezeBody, seq: number): Draw[] {
  const commits = 'commits' in body ? body.commits : [body.commit];
  checkSession(commits);
  const commitments = commits.map(commitHash);
  const session = sessionHash(commitments);
  const campaigns = new Set<string>();
  return commits.map((commit, i) => {
    const C = commitments[i]!;
    checkCommit(commit);
    if (log.draws.has(C) || commitments.indexOf(C) < i) throw new DrawFault('COMMIT_TWICE');
    checkCampaign(log, commit, campaigns);
    campaigns.add(commit.campaign);
    const reveals = commit.entropy.map(() => undefined);
    const state = witnessesOf(commit.entropy).length === 0 ? 'anchored' : 'frozen';
    const earlier = earlierDraws(log, commit);
    const fresh = { anchors: [], reveals, earlier, substitutions: [] };
    return { C, commit, session, state, freezeSeq: seq, ...fresh };
  });
}

/** `before` are the campaigns of the same act that stand before this one. */
function checkCampaign(log: Log, commit: Commit, before: ReadonlySet<string>): void {
  const { campaign } = commit;
  for (const other of log.draws.values()) {
    if (isOverdue(other, commit.frozenAt)) {
      throw new DrawFault('OPENING_OVERDUE', { campaign: other.commit.campaign });
    }
    if (other.commit.campaign !== campaign) continue;
    if (openStates.includes(other.state)) throw new DrawFault('CAMPAIGN_OPEN', { campaign });
    if (other.receipt) throw new DrawFault('CAMPAIGN_DRAWN', { campaign });
  }
  if (before.has(campaign)) throw new DrawFault('CAMPAIGN_OPEN', { campaign });
  const expected = nextDrawNo(log, campaign);
  if (commit.drawNo !== expected) {
    throw new DrawFault('DRAW_NUMBER', { campaign, expected, found: commit.drawNo });
  }
}

function isOverdue(draw: Draw, now: number): boolean {
  const { revealBy } = draw.commit;
  return draw.state === 'drawn' && revealBy !== undefined && revealBy < now;
}

/** A renamed campaign over the same filter or the same register is shown beside its forerunners. */
function earlierDraws(log: Log, commit: Commit): EarlierDraw[] {
  const related = [...log.draws.values()].filter(
    ({ commit: other }) =>
      other.campaign === commit.campaign ||
      other.frame.filterHash === commit.frame.filterHash ||
      other.frame.registerRoot === commit.frame.registerRoot,
  );
  return related.map(({ C, commit: { campaign, drawNo }, state, receipt }) => ({
    C,
    campaign,
    drawNo,
    state,
    receiptHash: receipt?.receiptHash,
  }));
}
