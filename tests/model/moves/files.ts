import type { WrittenEvent } from '../../../scheduler/visit/index.js';
import type { Officer } from '../../schema/inspection/visit/visit-house.js';
import { sendFileAct } from '../acts/send-file.js';
import { neededOf, plightOf } from '../visit-says.js';
import { type Mover, perform, worldOf } from './mover.js';

const kinds = { EVIDENCE_ATTACHED: 'PHOTO', PARTY_SIGNED: 'PARTY_SIGNATURE' } as const;

/** A picture as an event names it; under its id now and then another one. */
function pictureOf({ stage, dice }: Mover, sha256: string): string {
  return dice.oneIn(14) ? dice.pick([...stage.pictures.keys()]) : sha256;
}

/** Files that events name are sent before the events are, mostly: now and then one of them comes later, or never. */
export async function sendFiles(mover: Mover, by: Officer, events: readonly WrittenEvent[]): Promise<void> {
  const { stage, dice, walk } = mover;
  for (const { kind, payload, assignmentId } of events) {
    if (kind !== 'EVIDENCE_ATTACHED' && kind !== 'PARTY_SIGNED') continue;
    if (!walk.world.visits.some(({ id }) => id === assignmentId) || dice.oneIn(6)) continue;
    const sha256 = pictureOf(mover, String(payload.sha256));
    const file = { clientId: String(payload.evidence), kind: kinds[kind], sha256 };
    await perform(mover, sendFileAct(stage, by, assignmentId, file));
  }
}

/** What is awaited comes in. */
export async function sendAwaited(mover: Mover, by: Officer): Promise<void> {
  const { visit, stage } = mover;
  for (const named of neededOf(visit, worldOf(mover).contents)) {
    if (plightOf(visit, named) !== 'AWAITED') continue;
    const { clientId, kind, sha256 } = named;
    await perform(mover, sendFileAct(stage, by, visit.id, { clientId, kind, sha256 }));
  }
}
