import { revokeDevice } from '../../../schema/account/index.js';
import type { Officer } from '../../schema/inspection/visit/visit-house.js';
import { text } from '../../schema/inspection/visit/visit-house.js';
import type { Act } from '../act.js';
import { refusal } from '../act.js';
import { type Entry, sendEvents } from '../acts/record-events.js';
import type { Dice } from './dice.js';
import { sendFiles } from './files.js';
import { type Move, type Mover, officers, perform, worldOf } from './mover.js';
import type { Notes } from './phone-notes.js';
import { answer, checkIn, conclusion, confirmTimes, exit, note, photo, rest } from './written-events.js';

const minute = 60_000;
const day = 1_440 * minute;
/** Right, a little wrong, and days wrong in either direction. */
const skews = [0, 0, 2 * minute, 3 * day, -3 * day];

/** The phone of an officer; that one was registered is no deed of the walk. */
async function phoneOf({ stage, walk, dice, phones }: Mover, officer: Officer): Promise<Notes> {
  const phone = await stage.phone(officer);
  await walk.skipAudit();
  return phones.of(officer.inspectorId, dice.pick(skews), phone);
}

/** An officer records something without network. */
const record: Move = async (mover) => {
  const [officer] = mover.dice.oneIn(2) ? officers(mover).slice(1) : officers(mover);
  if (!officer) return;
  const notes = await phoneOf(mover, officer);
  const occurredAt = new Date(worldOf(mover).now + notes.skewMs).toISOString();
  const written = [
    checkIn(mover),
    answer(mover, '1', mover.dice.pick(['NO_PROBLEM', 'PROBLEM'])),
    answer(mover, '2', 'NO_PROBLEM'),
    answer(mover, '3', 'NO_PROBLEM'),
    rest(mover),
    note(mover),
    photo(mover),
    exit(mover),
    conclusion(mover, {}),
    ...(mover.dice.oneIn(4) ? [confirmTimes(mover)] : []),
  ];
  const count = 1 + (mover.dice.next() % 5);
  const from = mover.dice.next() % written.length;
  for (const event of written.slice(from, from + count)) {
    const signed = notes.phone.sign({ ...event, occurredAt });
    notes.entries.push({ event: signed, signedBy: notes.phone.device.id });
  }
};

function shuffled<T>(dice: Dice, items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, key: dice.next() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** One of them as somebody changed it: under its id another content, signed anew; bent after it was signed; or bare. */
function spoilt({ dice }: Mover, { phone }: Notes, { event }: Entry): Entry {
  const { signature, ...bare } = event;
  const other = { ...bare, private: text('另有内容') };
  return dice.pick<() => Entry>([
    () => ({ event: phone.sign(other), signedBy: phone.device.id }),
    () => ({ event: { ...other, signature } }),
    () => ({ event: bare }),
  ])();
}

/** A phone sends some of what it has: in any order, some of it twice, some of it changed on its way. */
export const sendFromPhone: Move = async (mover) => {
  const { dice, stage, phones } = mover;
  const [owner] = shuffled(dice, phones.owners);
  if (!owner) return record(mover);
  const notes = phones.get(owner);
  const count = 1 + (dice.next() % notes.entries.length);
  const some = shuffled(dice, notes.entries).slice(0, count);
  const twice = dice.oneIn(3) ? some.slice(0, 1) : [];
  const changed = dice.oneIn(4) ? some.slice(0, 1).map((entry) => spoilt(mover, notes, entry)) : [];
  const entries = dice.oneIn(2) ? [...changed, ...some, ...twice] : [...some, ...twice, ...changed];
  const officer = stage.officer(owner);
  const by = dice.oneIn(10) ? stage.outsider(worldOf(mover).visits) : officer;
  const device = { id: notes.phone.device.id, accountId: officer.accountId };
  const sentAt = worldOf(mover).now + notes.skewMs;
  const isOnline = worldOf(mover).revokedDevices.includes(device.id) && dice.oneIn(2);
  const bare = entries.map(({ event: { signature: _, ...event } }) => ({ event }));
  await sendFiles(
    mover,
    by,
    some.map(({ event }) => event),
  );
  await perform(
    mover,
    isOnline
      ? sendEvents('enter by hand', by, { entries: bare })
      : sendEvents('sync', by, { entries, device, sentAt }),
  );
};

/** An officer records something without network, and comes into it soon or later. */
export const recordOffline: Move = async (mover) => {
  await record(mover);
  if (mover.dice.oneIn(2)) await sendFromPhone(mover);
};

function revokeAct(officer: Officer, id: string): Act {
  return {
    name: 'lose a phone',
    actor: officer,
    work: (unit) => revokeDevice(unit, { id, reason: '遗失' }),
    told: (value: { __typename?: string }) => value.__typename ?? 'DeviceRevoked',
    foresee: (world) =>
      world.revokedDevices.includes(id)
        ? refusal('DeviceRevokedAlready')
        : {
            outcome: 'DeviceRevoked',
            audit: ['device.revoked'],
            apply: (after) => void after.revokedDevices.push(id),
          },
  };
}

/** A phone with something on it is lost; its owner revokes it. */
export const losePhone: Move = async (mover) => {
  const { stage, phones, dice } = mover;
  const [owner] = shuffled(dice, phones.owners);
  if (!owner) return record(mover);
  const officer = stage.officer(owner);
  await perform(mover, revokeAct(officer, phones.get(owner).phone.device.id));
  stage.losePhone(officer);
};
