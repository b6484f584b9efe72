import type { WrittenEvent } from '../../../scheduler/visit/index.js';
import { Disposition } from '../../../schema/inspection/result.entity.js';
import type { Officer } from '../../schema/inspection/visit/visit-house.js';
import { type Asked, askAct, targetFault } from '../acts/ask-change.js';
import { approveAct } from '../acts/decide-change.js';
import { completeAct, contestAct, orderAct, recordAct, signAct } from '../acts/make-result.js';
import { confirmAct, returnAct } from '../acts/review.js';
import {
  completionGaps,
  conflictsOf,
  exitGaps,
  exitRules,
  gapsOf,
  neededOf,
  openPoints,
  plightOf,
  saidOf,
  settledOf,
  unconfirmedOf,
} from '../visit-says.js';
import { lastOf } from '../world.js';
import { sendAwaited } from './files.js';
import { type Move, type Mover, officers, perform, worldOf } from './mover.js';
import { send, shownContent } from './record.js';
import { enterSheet, saidBy } from './result.js';
import { passDays } from './time.js';
import {
  checkIn,
  conclusion,
  confirmTimes,
  exit,
  idsOf,
  lastAnswer,
  note,
  party,
  photo,
  rest,
  write,
} from './written-events.js';

/** What the conclusion says: mostly nothing follows, now and then something is to be put right, with or without its term. */
const conclusions = [
  { disposition: Disposition.NONE },
  { disposition: Disposition.NONE },
  { resultCode: '06', disposition: Disposition.RECTIFICATION_ORDERED, termDays: 3 },
  { resultCode: '06', disposition: Disposition.RECTIFICATION_ORDERED },
];

/** Answers to all that is open; what is in conflict is decided. */
function missingAnswers(mover: Mover): WrittenEvent[] {
  const said = saidOf(mover.visit);
  const points = openPoints(mover.visit);
  const isRest = points.some(
    (point) => !said.has(`point WS-01/${point}`) && (point === '1' || point === '4'),
  );
  const answered = points.filter(
    (point) => point === '2' || point === '3' || said.has(`point WS-01/${point}`),
  );
  return [
    ...answered.map((point) => lastAnswer(mover, point, 'NO_PROBLEM')),
    ...(isRest ? [rest(mover)] : []),
  ];
}

/** That nothing was wrong is shown by a photo; and what came in otherwise than its event says is revoked by a note. */
function lackingProof(mover: Mover): WrittenEvent[] {
  const { visit } = mover;
  const { contents } = worldOf(mover);
  const code = String(settledOf(visit, 'conclusion')?.resultCode ?? '01');
  const unfit = neededOf(visit, contents).filter((one) => plightOf(visit, one).startsWith('OTHER'));
  const replaces = unfit.flatMap(({ event, kind }) => (kind === 'PHOTO' ? [event] : []));
  return [
    ...(gapsOf(visit, contents, code).includes('EVIDENCE_NEEDED 1') ? [photo(mover)] : []),
    ...(replaces.length > 0 ? [note(mover, { replaces })] : []),
  ];
}

/** What a visit that found nobody still lacks, as far as it can be had today. */
function missingOfExit(mover: Mover, kind: string): WrittenEvent[] {
  const gaps = exitGaps(mover.visit, kind);
  const [code] = exitRules[kind] ?? [];
  const known = settledOf(mover.visit, 'conclusion');
  const isPhotoLacking = gaps.some((gap) => gap.startsWith('PHOTO'));
  const fits = known && (!code || known.resultCode === code);
  return [
    ...(gaps.some((gap) => gap.startsWith('ATTEMPT')) ? [exit(mover, kind)] : []),
    ...(isPhotoLacking ? [photo(mover), photo(mover)] : []),
    ...(isPhotoLacking ? [] : lackingProof(mover)),
    ...(fits ? [] : [conclusion(mover, { resultCode: code ?? '01' })]),
  ];
}

/** Whatever the visit lacks before it is signed. */
function missing(mover: Mover): WrittenEvent[] {
  const { visit, dice } = mover;
  const conflicts = conflictsOf(visit);
  const exitKind = settledOf(visit, 'exit')?.exit as string | undefined;
  const settling = [
    ...(conflicts.includes('exit') ? [checkIn(mover, { replaces: idsOf(visit, 'EXIT') })] : []),
    ...(unconfirmedOf(visit).length > 0 ? [confirmTimes(mover)] : []),
  ];
  if (exitKind && !dice.oneIn(5)) return [...settling, ...missingOfExit(mover, exitKind)];
  if (exitKind) settling.push(checkIn(mover, { replaces: idsOf(visit, 'EXIT') }));
  const lacks = gapsOf(visit, worldOf(mover).contents);
  const isConcluded = settledOf(visit, 'conclusion') !== undefined;
  return [
    ...settling,
    ...(lacks.includes('CHECK_IN') ? [checkIn(mover)] : []),
    ...missingAnswers(mover),
    ...(isConcluded ? [] : [conclusion(mover, dice.pick(conclusions))]),
    ...lackingProof(mover),
  ];
}

/** Signatures of both officers, the party’s part with one of them; then the result. */
async function signOrComplete(mover: Mover, by: Officer): Promise<void> {
  const { visit, stage, dice } = mover;
  const content = await shownContent(mover);
  const { contents } = worldOf(mover);
  const lacking = completionGaps(visit, contents);
  const unsigned = visit.team.find(({ realId }) => lacking.includes(`OFFICER_SIGNATURE ${realId}`));
  const isUnfit = neededOf(visit, contents).some(
    (one) => one.kind === 'PARTY_SIGNATURE' && plightOf(visit, one).startsWith('OTHER'),
  );
  const partyLacks = isUnfit || gapsOf(visit, contents).some((gap) => /^PARTY|party/.test(gap));
  if (unsigned) {
    const events = [write(mover, 'OFFICER_SIGNED', { content })];
    return send(
      mover,
      stage.officer(unsigned.inspectorId),
      partyLacks ? [...events, party(mover, content)] : events,
    );
  }
  if (partyLacks) return send(mover, by, [party(mover, content)]);
  await perform(mover, completeAct(by, visit.id, dice.oneIn(3) ? null : '下乡无网络'));
}

const record: Move = async (mover) => {
  const { visit, dice } = mover;
  const [first, second] = officers(mover);
  if (!first || !second) return;
  const by = dice.pick([first, second]);
  if (visit.events.length === 0 && dice.oneIn(6))
    return perform(mover, recordAct(by, visit.id, saidBy(mover)));
  if (visit.events.length === 0 && dice.oneIn(6)) return enterSheet(mover);
  if (visit.events.length === 0 && dice.oneIn(8))
    return send(mover, by, [exit(mover), photo(mover), photo(mover)]);
  if (visit.state === 'CHECKED_IN' && !targetFault(visit, worldOf(mover)) && dice.oneIn(2))
    return replaceTarget(mover);
  if (!dice.oneIn(3)) await sendAwaited(mover, by);
  const events = missing(mover);
  const exitKind = settledOf(visit, 'exit')?.exit;
  const waits = exitKind && exitGaps(visit, String(exitKind)).some((gap) => gap.startsWith('ATTEMPT'));
  if (waits && dice.oneIn(2)) return passDays(mover, 1);
  if (events.length > 0) return send(mover, by, dice.oneIn(4) ? events.slice(0, 1) : events);
  await signOrComplete(mover, by);
};

const sign: Move = async (mover) => {
  const { visit } = mover;
  const version = lastOf(visit);
  const unsigned = officers(mover).find(
    ({ inspectorId }) => !version?.signatures.some((one) => one.inspectorId === inspectorId),
  );
  if (version && unsigned) await perform(mover, signAct(unsigned, visit.id, version.id));
};

const review: Move = async (mover) => {
  const { visit, stage, dice } = mover;
  const version = lastOf(visit);
  const [first] = officers(mover);
  if (!version || !first) return;
  const isUnordered = version.disposition === 'RECTIFICATION_ORDERED' && visit.demands.length === 0;
  if (isUnordered && dice.oneIn(2)) return perform(mover, orderAct(first, visit.id, '责令限期改正'));
  if (version.paperId && dice.oneIn(3)) return perform(mover, contestAct(first, visit.id, version.id));
  const reviewer = { actor: dice.pick([stage.job.reviewer, stage.secondReviewer]) };
  const act = dice.oneIn(5) ? returnAct : confirmAct;
  await perform(mover, act(reviewer, visit.id, version.id));
};

/** The plan owner asks for a change of the visit, and a head approves it the next time. */
async function change(mover: Mover, asked: Partial<Asked> & Pick<Asked, 'kind'>): Promise<void> {
  const { visit, stage } = mover;
  const pending = worldOf(mover).changes.find(
    ({ visitId, kind, state }) => visitId === visit.id && kind === asked.kind && state === 'REQUESTED',
  );
  if (pending) return perform(mover, approveAct(stage, { actor: stage.secondHead }, pending.id));
  const none = { inspectorId: null, isRecusal: false, newOn: null, extra: true, withoutReplacement: false };
  const asker = { actor: stage.job.planner, isClerk: true };
  await perform(mover, askAct(asker, { ...none, visitId: visit.id, ...asked }));
}

const staff: Move = (mover) => change(mover, { kind: 'STAFFING' });
const replaceTarget: Move = (mover) => change(mover, { kind: 'TARGET' });

/** What comes too late. */
const late: Move = async (mover) => {
  const [first] = officers(mover);
  if (first) await send(mover, first, [note(mover)]);
};

const next: Readonly<Record<string, Move>> = {
  ...{ ASSIGNED: record, CHECKED_IN: record, RETURNED: record, RECORDED: sign, SUBMITTED: review },
  ...{ HELD: staff, CONFIRMED: late, TERMINATED: late, SUBSTITUTED: late },
};

/** The next proper step of a visit towards its confirmation. */
export const onward: Move = (mover) => (next[mover.visit.state] ?? late)(mover);
