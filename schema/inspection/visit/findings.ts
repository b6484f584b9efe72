import { settled, type VisitState } from '../../../scheduler/visit/index.js';
import { type ItemPoints, PointKind } from '../../registry/index.js';
import { PointOutcome } from './visit.states.js';

/** What was found at one point. */
export interface FoundPoint {
  readonly item: string;
  readonly itemVersion: number;
  readonly point: string;
  readonly outcome: PointOutcome;
  readonly value: string | null;
  readonly isKey: boolean;
  readonly isOfRest: boolean;
  readonly reason: string | null;
  readonly events: readonly string[];
}

/** The points of a visit: what was found, and which are open. */
export interface Findings {
  readonly found: readonly FoundPoint[];
  /** `<item>/<point>`. */
  readonly open: readonly string[];
}

/** An answer without a visit's events. */
export interface GivenPoint {
  readonly item: string;
  readonly point: string;
  readonly outcome: PointOutcome;
  readonly value?: string | null;
  readonly reason?: string | null;
}

type Found = Pick<FoundPoint, 'outcome' | 'value' | 'reason' | 'events'>;

function collect(
  items: readonly ItemPoints[],
  answerOf: (item: string, point: string) => Found | undefined,
  isOfRest: (item: string, point: string) => boolean,
): Findings {
  const found: FoundPoint[] = [];
  const open: string[] = [];
  for (const { item, version: itemVersion, points } of items) {
    for (const { code: point, isKey, kind = PointKind.FINDING } of points) {
      const answer = answerOf(item, point);
      const place = { item, itemVersion, point, isKey };
      if (answer) found.push({ ...place, ...answer, isOfRest: false });
      else if (kind === PointKind.FINDING && isOfRest(item, point)) found.push({ ...place, ...ofRest });
      else open.push(`${item}/${point}`);
    }
  }
  return { found, open };
}

const ofRest = {
  outcome: PointOutcome.NO_PROBLEM,
  value: null,
  isOfRest: true,
  reason: null,
  events: [],
} as const;

/** What the events of a visit found at the points of its checklists. A conflict leaves its point open. */
export function findingsOf(items: readonly ItemPoints[], { points, rest }: VisitState): Findings {
  const answerOf = (item: string, point: string): Found | undefined => {
    const register = points[`${item}/${point}`] ?? [];
    const answer = settled(register);
    if (!answer) return undefined;
    const { outcome, value = null } = answer;
    return {
      outcome: outcome as PointOutcome,
      value,
      reason: null,
      events: register[0]?.events ?? [],
    };
  };
  // “The rest” is what nobody answered; a conflict is two answers.
  const isRest = (item: string, point: string) => rest.includes(item) && !points[`${item}/${point}`];
  return collect(items, answerOf, isRest);
}

/** The same of answers that were entered with the result. */
export function givenFindings(
  items: readonly ItemPoints[],
  given: readonly GivenPoint[],
  restWithoutProblem: boolean,
): Findings {
  const answers = new Map(given.map((one) => [`${one.item}/${one.point}`, one]));
  const answerOf = (item: string, point: string): Found | undefined => {
    const answer = answers.get(`${item}/${point}`);
    if (!answer) return undefined;
    const { outcome, value = null, reason = null } = answer;
    return { outcome, value, reason, events: [] };
  };
  return collect(items, answerOf, () => restWithoutProblem);
}
