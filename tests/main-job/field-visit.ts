import { hash } from 'node:crypto';
import { eventText, foldVisit, type TakenEvent, type WrittenEvent } from '../../scheduler/visit/index.js';
import { dayInShanghai } from '../../schema/shared/day.js';
import type { Clock } from '../../schema/shared/unit.js';
import type { Phone } from './phone.js';

/** An officer on the way, with a phone of their own. */
export interface FieldOfficer {
  readonly inspectorId: string;
  readonly accountId: string;
  readonly phone: Phone;
}

/** What they were told of the target before they went. */
export interface FieldTarget {
  readonly id: string;
  readonly targetRealId: string;
}

const item = { item: 'WS-01', version: 2 };
const sha256 = (text: string) => hash('sha256', text, 'hex');

type More = { readonly replaces?: readonly string[]; readonly words?: string };

/** A visit out of reach of any network: two phones keep its events, and fold them as the server will. */
export class FieldVisit {
  readonly events: TakenEvent[] = [];

  constructor(
    readonly target: FieldTarget,
    readonly first: FieldOfficer,
    readonly second: FieldOfficer,
    private readonly clock: Clock,
  ) {}

  /** An officer's phone keeps what they record. @returns the event's id */
  record(by: FieldOfficer, kind: WrittenEvent['kind'], payload: object = {}, more: More = {}): string {
    const { phone, inspectorId, accountId } = by;
    const { replaces, words } = more;
    const event: WrittenEvent = {
      ...{ id: phone.newId(), assignmentId: this.target.id, kind, payload: payload as never, inspectorId },
      occurredAt: phone.clock(this.clock.now()).toISOString(),
      ...(replaces ? { replaces } : {}),
      ...(words ? { private: phone.words(words) } : {}),
    };
    phone.keep(event);
    this.events.push({
      ...{ id: event.id, kind, inspectorId, accountId, deviceId: phone.deviceId, payload: event.payload },
      ...{ happenedAt: event.occurredAt, happenedOn: dayInShanghai(new Date(event.occurredAt)) },
      ...{ hash: sha256(eventText(event)), replaces: replaces ?? [], hasText: words !== undefined },
      ...{ isClockWrong: false, distanceMetres: null },
    });
    return event.id;
  }

  /** What the visit says, as a phone that knows all its events computes it. */
  state() {
    return foldVisit(this.events, sha256);
  }

  /** On what the officers disagree, as the server told a phone of theirs. */
  told(): readonly string[] {
    return [this.first, this.second].flatMap(({ phone }) => phone.told.get(this.target.id)?.conflicts ?? []);
  }

  checkIn(by: FieldOfficer, more: More = {}): string {
    const code = this.target.targetRealId.replace(/^[^:]*:/, '');
    return this.record(by, 'CHECKED_IN', { way: 'LICENCE', code }, more);
  }

  checkInByHand(by: FieldOfficer): string {
    return this.record(by, 'CHECKED_IN', { way: 'HAND' }, { words: '执照正在换发，由房东指认' });
  }

  answer(by: FieldOfficer, point: string, outcome: string, more: More & { readonly value?: string } = {}) {
    const { value, ...rest } = more;
    return this.record(by, 'ANSWERED', { ...item, point, outcome, ...(value ? { value } : {}) }, rest);
  }

  /** The points that ask for a value, and the rest. */
  answerRest(by: FieldOfficer): void {
    this.answer(by, '2', 'NO_PROBLEM', { value: '0.4' });
    this.answer(by, '3', 'NO_PROBLEM', { value: '齐全' });
    this.record(by, 'REST_WITHOUT_PROBLEM', { items: [item] });
  }

  /** A photo in the phone, and the event that names it by the phone's own id of it. */
  async photograph(by: FieldOfficer, point?: string): Promise<void> {
    const { client, sha256 } = await by.phone.take(this.target.id, 'PHOTO');
    const about = point ? { item: item.item, point } : {};
    this.record(by, 'EVIDENCE_ATTACHED', { evidence: client, sha256, form: 'PHOTO', ...about });
  }

  conclude(by: FieldOfficer, resultCode: string, words: string, more: object = {}): string {
    const usual = { disposition: 'NONE', method: 'ON_SITE' };
    return this.record(by, 'CONCLUDED', { resultCode, ...usual, ...more }, { words });
  }

  /** Both officers sign what both their phones show. */
  sign(): void {
    const { contentHash: content } = this.state();
    for (const officer of [this.first, this.second]) this.record(officer, 'OFFICER_SIGNED', { content });
  }

  /** The party signs on the screen: a picture of it, under what stands. */
  async partySigns(by: FieldOfficer): Promise<void> {
    const { contentHash: content } = this.state();
    const { client, sha256 } = await by.phone.take(this.target.id, 'PARTY_SIGNATURE');
    this.record(by, 'PARTY_SIGNED', { content, evidence: client, sha256 });
  }
}
