/** A visit as a set of events: pure, so that a phone without network folds what the server folds. */
export {
  type EventPayload,
  eventText,
  type PrivatePart,
  type VisitEventKind,
  type WrittenEvent,
} from './event.js';
export { foldVisit, type HashText } from './fold.js';
export { type Register, type Standing, settled } from './register.js';
export type {
  Answer,
  CheckIn,
  Conclusion,
  Evidence,
  Measure,
  OfficerSignature,
  PartyPart,
  Serving,
  TakenEvent,
  VisitState,
} from './state.js';
