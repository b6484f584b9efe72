import { calendarLayerLifecycle } from '../schema/calendar/index.js';
import { decisionLifecycle } from '../schema/decision/index.js';
import { documentLifecycle, numberLifecycle } from '../schema/document/index.js';
import { drawLifecycle } from '../schema/draw/index.js';
import {
  alarmLifecycle,
  assignmentLifecycle,
  changeLifecycle,
  correctionLifecycle,
  deliveryLifecycle,
  handOverLifecycle,
  rectificationLifecycle,
  resultCorrectionLifecycle,
  secondReviewLifecycle,
  terminationLifecycle,
  transferLifecycle,
} from '../schema/inspection/index.js';
import { monthlyReturnLifecycle } from '../schema/oversight/index.js';
import {
  campaignLifecycle,
  dueLifecycle,
  extensionLifecycle,
  participationLifecycle,
  planLifecycle,
  uploadLifecycle,
} from '../schema/plan/index.js';
import { publicationLifecycle } from '../schema/publication/index.js';
import { certificateLifecycle, importLifecycle } from '../schema/registry/index.js';
import { reorganisationLifecycle } from '../schema/reorganisation/index.js';
import { findLifecycleFaults, type Lifecycle } from '../schema/shared/lifecycle.js';

/** The lifecycles of the house, room by room: checked when a server starts, and shown in docs/lifecycles.md. */
export const lifecycles: readonly Lifecycle[] = [
  importLifecycle,
  certificateLifecycle,
  planLifecycle,
  campaignLifecycle,
  participationLifecycle,
  dueLifecycle,
  extensionLifecycle,
  uploadLifecycle,
  drawLifecycle,
  assignmentLifecycle,
  handOverLifecycle,
  changeLifecycle,
  correctionLifecycle,
  resultCorrectionLifecycle,
  alarmLifecycle,
  rectificationLifecycle,
  secondReviewLifecycle,
  terminationLifecycle,
  transferLifecycle,
  deliveryLifecycle,
  documentLifecycle,
  numberLifecycle,
  decisionLifecycle,
  publicationLifecycle,
  calendarLayerLifecycle,
  monthlyReturnLifecycle,
  reorganisationLifecycle,
];

/** A table of states that cannot be lived. */
export class LifecycleError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`状态表有误，程序不启动。Tables of states are wrong: ${faults.join('; ')}.`);
  }
}

/** @throws LifecycleError naming every fault at once */
export function requireLifecycles(declared: readonly Lifecycle[] = lifecycles): void {
  const faults = findLifecycleFaults(declared);
  if (faults.length > 0) throw new LifecycleError(faults);
}
