/** What an officer's phone records, kept until the server has taken it (docs/phone-queue.md). */
export { openVisitQueue, type QueueOptions } from './open-visit-queue.js';
export type {
  Count,
  EventDraft,
  Fate,
  FileDraft,
  FileKind,
  Phase,
  QueuedEvent,
  QueuedFile,
  QueueStatus,
  Settlement,
  Unsent,
  VisitQueue,
  Words,
} from './queue.js';
export { PhoneRefusal, type PhoneRefusalCode } from './refusals.js';
export { browserSurroundings, type Surroundings } from './surroundings.js';
export { type QueueLimits, type QueueOwner, usualLimits } from './workshop.js';
