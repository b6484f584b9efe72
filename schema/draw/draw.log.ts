import { LockMode } from '@mikro-orm/core';
import {
  type Appended,
  append,
  type EventBodies,
  type Kind,
  type Log,
  openLog,
  readLog,
  type Series,
} from '../../scheduler/draw/index.js';
import type { Reader, Unit } from '../shared/unit.js';
import { DrawEvent, DrawLog } from './draw.entity.js';

/** Seconds since 1970, as the protocol counts. */
export function unixSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

/** The lines of a log up to an event, oldest first. */
export async function readLogLines(
  reader: Reader,
  authority: string,
  series: string,
  upTo?: number,
): Promise<string> {
  const events = await reader.em.find(
    DrawEvent,
    { authority, series, ...(upTo === undefined ? {} : { seq: { $lte: upTo } }) },
    { orderBy: { seq: 'asc' }, disableIdentityMap: true },
  );
  return events.map((event) => event.line).join('');
}

/**
 * Takes an authority's log for the rest of the step, so that its events follow one another, and checks its chain.
 * Signatures were checked when they came in; `verify` checks them again.
 */
export async function lockLog(unit: Unit, authority: string, series: Series): Promise<Log> {
  await unit.em.upsert(DrawLog, { authority, series }, { onConflictAction: 'ignore' });
  await unit.em.findOneOrFail(DrawLog, { authority, series }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const lines = await readLogLines(unit, authority, series);
  return lines === '' ? openLog(authority, series) : readLog(lines, { trusted: true });
}

/** Adds one event, checked by the protocol and stored verbatim. @throws DrawFault of the first rule it breaks */
export async function appendEvent<K extends Kind>(
  unit: Unit,
  log: Log,
  kind: K,
  body: EventBodies[K],
): Promise<Appended<K>> {
  const appended = append(log, kind, body);
  const { authority, series, seq } = appended.event;
  const commitment = 'C' in body ? body.C : lastDraw(appended.log);
  await unit.em.insert(DrawEvent, {
    authority,
    series,
    seq,
    kind,
    commitment,
    hash: appended.hash,
    line: appended.line,
    recordedAt: unit.now,
  });
  return appended;
}

/** A freeze has no C in its body: it is the newest draw of the log. */
function lastDraw(log: Log): string {
  return [...log.draws.keys()].at(-1) ?? '';
}
