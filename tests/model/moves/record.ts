import type { WrittenEvent } from '../../../scheduler/visit/index.js';
import { CheckMethod, Disposition } from '../../../schema/inspection/result.entity.js';
import type { Officer } from '../../schema/inspection/visit/visit-house.js';
import { text } from '../../schema/inspection/visit/visit-house.js';
import { learnContent, sendEvents } from '../acts/record-events.js';
import { contentOf } from '../visit-says.js';
import { sendFiles } from './files.js';
import { type Move, type Mover, officers, perform, somebody, worldOf } from './mover.js';
import {
  answer,
  checkIn,
  conclusion,
  confirmTimes,
  exit,
  idsOf,
  note,
  party,
  photo,
  rest,
  scanned,
  write,
} from './written-events.js';

/** Sends events online, and before them the files that they name. */
export async function send(mover: Mover, by: Officer, events: readonly WrittenEvent[]): Promise<void> {
  await sendFiles(mover, by, events);
  const entries = events.map((event) => ({ event }));
  await perform(mover, sendEvents('record', by, { entries }));
}

/** The hash of what the visit says now, as its officers are shown it. */
export async function shownContent(mover: Mover): Promise<string> {
  const world = worldOf(mover);
  const content = contentOf(mover.visit);
  if (!world.contents[content]) {
    const { contentHash } = await mover.stage.house.state({ assignment: { id: mover.visit.id } as never });
    learnContent(world, mover.visit, contentHash);
  }
  return world.contents[content] ?? '';
}

type Writer = (mover: Mover) => WrittenEvent;

const outcomes = ['NO_PROBLEM', 'PROBLEM'] as const;
const beforeAnybodySaw = '2026-02-09T01:00:00.000Z';

/** Anything that an officer may tap, right or wrong. */
const writers: readonly Writer[] = [
  (mover) => checkIn(mover),
  (mover) => scanned(mover, true),
  (mover) => scanned(mover, false),
  (mover) => answer(mover, '1', mover.dice.pick(outcomes)),
  (mover) => answer(mover, '4', mover.dice.pick(outcomes)),
  (mover) => answer(mover, '2', 'PROBLEM'),
  (mover) => rest(mover),
  (mover) => note(mover),
  (mover) => note(mover, { replaces: idsOf(mover.visit, 'EVIDENCE_ATTACHED') }),
  (mover) => photo(mover),
  (mover) => exit(mover),
  (mover) => checkIn(mover, { replaces: idsOf(mover.visit, 'EXIT') }),
  (mover) => write(mover, 'OFF_SITE', { method: CheckMethod.ONLINE_MONITORING }),
  (mover) => conclusion(mover, { disposition: Disposition.NO_PENALTY }, []),
  (mover) => conclusion(mover, { resultCode: '99' }),
  (mover) => write(mover, 'CHECKED_IN', { way: 'HAND' }),
  (mover) => write(mover, 'ANSWERED', { item: 'WS-01', version: 1, point: '1', outcome: 'PROBLEM' }),
  (mover) => write(mover, 'ANSWERED', { item: 'WS-01', version: 2, point: '9', outcome: 'PROBLEM' }),
  (mover) => checkIn(mover, { occurredAt: beforeAnybodySaw }),
  (mover) => checkIn(mover, { inspectorId: officers(mover)[1]?.inspectorId }),
  (mover) => checkIn(mover, { assignmentId: mover.stage.newId(), private: text('别处') }),
  (mover) => confirmTimes(mover),
];

/** An officer, or somebody else, taps some of it. */
export const tapAnything: Move = async (mover) => {
  const count = 1 + (mover.dice.next() % 3);
  const by = somebody(mover);
  const events = Array.from({ length: count }, () => mover.dice.pick(writers)(mover));
  // What came before comes once more, as it was or changed on its way.
  const again = mover.dice.oneIn(4) ? [events[0] as WrittenEvent] : [];
  const changed = mover.dice.oneIn(6) ? [{ ...(events[0] as WrittenEvent), private: text('另有内容') }] : [];
  await send(mover, by, [...events, ...again, ...changed]);
};

/** A signature under what stands, under what stood before, or for both. */
export const signVisit: Move = async (mover) => {
  const [first, second] = officers(mover);
  if (!first || !second) return;
  const shown = await shownContent(mover);
  const content = mover.dice.oneIn(3) ? '0'.repeat(64) : shown;
  const forBoth = { ...first, inspectorId: second.inspectorId };
  const by = mover.dice.oneIn(3) ? forBoth : mover.dice.pick([first, second]);
  const events = [write(mover, 'OFFICER_SIGNED', { content })];
  if (mover.dice.oneIn(3)) events.push(party(mover, content));
  await send(mover, by, events);
};
