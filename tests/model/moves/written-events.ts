import type { WrittenEvent } from '../../../scheduler/visit/index.js';
import { text } from '../../schema/inspection/visit/visit-house.js';
import { exitRules, type PointCode, standingOf, unconfirmedOf } from '../visit-says.js';
import type { Visit } from '../world.js';
import { type Mover, worldOf } from './mover.js';

type Written = Partial<WrittenEvent>;

/** An event of a visit, at the walk's time unless it says another. */
export function write(
  mover: Mover,
  kind: WrittenEvent['kind'],
  payload: object,
  more: Written = {},
): WrittenEvent {
  return {
    ...{ id: mover.stage.newId(), assignmentId: mover.visit.id, kind, payload: payload as never },
    occurredAt: new Date(worldOf(mover).now).toISOString(),
    ...more,
  };
}

/** Ids of standing events of a kind, which a later one may take the place of. */
export function idsOf(
  visit: Visit,
  kind: string,
  about?: (payload: WrittenEvent['payload']) => boolean,
): string[] {
  return standingOf(visit)
    .filter((event) => event.kind === kind && (about?.(event.payload) ?? true))
    .map(({ id }) => id);
}

export function checkIn(mover: Mover, more: Written = {}): WrittenEvent {
  return write(mover, 'CHECKED_IN', { way: 'HAND' }, { private: text('执照正在换发'), ...more });
}

/** A check-in by the licence at the door, or by one from elsewhere. */
export function scanned(mover: Mover, isHere: boolean): WrittenEvent {
  const code = isHere ? mover.visit.targetRealId.replace(/^[^:]*:/, '') : 'JY99999';
  return write(mover, 'CHECKED_IN', { way: 'LICENCE', code });
}

const values: Partial<Record<PointCode, string>> = { '2': '0.4', '3': '齐全' };

export function answer(mover: Mover, point: PointCode, outcome: string, more: Written = {}): WrittenEvent {
  const value = values[point];
  const payload = { item: 'WS-01', version: 2, point, outcome, ...(value ? { value } : {}) };
  return write(mover, 'ANSWERED', payload, more);
}

/** An answer that takes the place of all that were given to its point. */
export function lastAnswer(mover: Mover, point: PointCode, outcome: string): WrittenEvent {
  const replaces = idsOf(mover.visit, 'ANSWERED', (payload) => payload.point === point);
  return answer(mover, point, outcome, { replaces });
}

export function rest(mover: Mover): WrittenEvent {
  return write(mover, 'REST_WITHOUT_PROBLEM', { items: [{ item: 'WS-01', version: 2 }] });
}

export function note(mover: Mover, more: Written = {}): WrittenEvent {
  return write(mover, 'NOTED', {}, { private: text(`说明${mover.dice.next()}`), ...more });
}

/** A picture by the name under which a phone sends it. */
function picture({ stage, dice }: Mover) {
  return { evidence: stage.newId(), sha256: dice.pick([...stage.pictures.keys()]) };
}

export function photo(mover: Mover): WrittenEvent {
  return write(mover, 'EVIDENCE_ATTACHED', { ...picture(mover), form: 'PHOTO' });
}

export function exit(mover: Mover, kind = mover.dice.pick(Object.keys(exitRules))): WrittenEvent {
  return write(mover, 'EXIT', { exit: kind });
}

/** What the visit comes to: it takes the place of what was concluded before. */
export function conclusion(
  mover: Mover,
  payload: object,
  replaces = idsOf(mover.visit, 'CONCLUDED'),
): WrittenEvent {
  const usual = { resultCode: '01', disposition: 'NONE', method: 'ON_SITE' };
  return write(
    mover,
    'CONCLUDED',
    { ...usual, ...payload },
    { replaces, private: text('责令当场悬挂许可证') },
  );
}

export function party(mover: Mover, content: string): WrittenEvent {
  const kinds = ['PARTY_SIGNED', 'PARTY_ABSENT', 'PARTY_REFUSED_TO_SIGN'] as const;
  const replaces = kinds.flatMap((kind) => idsOf(mover.visit, kind));
  const kind = mover.dice.pick(kinds);
  if (kind !== 'PARTY_SIGNED')
    return write(mover, kind, {}, { replaces, private: text('负责人外出，店员不愿代签') });
  return write(mover, kind, { content, ...picture(mover) }, { replaces });
}

export function confirmTimes(mover: Mover): WrittenEvent {
  const [first = mover.stage.newId(), ...others] = unconfirmedOf(mover.visit);
  return write(mover, 'TIME_CONFIRMED', { events: [first, ...others] });
}
