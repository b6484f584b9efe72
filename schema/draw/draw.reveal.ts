import {
  type CanonicalValue,
  canonical,
  DrawFault,
  freezeDraw,
  fromHex,
  issuesOf,
  type Log,
  type PoolFiles,
  type Rules,
  runDraw,
  type Statement,
} from '../../scheduler/draw/index.js';
import { Part } from '../account/index.js';
import { recordEvent } from '../audit/index.js';
import { enqueueJob } from '../job/index.js';
import { Campaign, DrawMode, DrawStage, markMatched, moveCampaign } from '../plan/index.js';
import type { Reader, Unit } from '../shared/unit.js';
import { findDrawSeparation } from './draw.deeds.js';
import { type Draw, DrawnUnit, FileLevel } from './draw.entity.js';
import { DrawNotFound, OperatorOnly, OperatorRevealsLast, orRefused } from './draw.errors.js';
import { getFile, listFiles, storeFile } from './draw.files.js';
import type { OperatorRevealInput, WitnessRevealInput } from './draw.input.js';
import { appendEvent, unixSeconds } from './draw.log.js';
import { findDrawLocked, followLog, type LockedDraw } from './draw.service.js';

/** A witness reveals its value. When it is the last, the draw is computed in the same step. */
export async function revealWitness(unit: Unit, input: WitnessRevealInput) {
  const locked = await findDrawLocked(unit, input.drawId);
  const witness = locked?.draw.witnesses.find((one) => one.id === input.witness);
  if (!locked || !witness || witness.accountId !== unit.actor.accountId) return new DrawNotFound();
  const separated = await findDrawSeparation(unit, Part.WITNESS, locked.draw);
  return separated ?? reveal(unit, locked, witness.id, input.value);
}

/** The operator reveals, and hands over the pool key and, in confidential mode, the secret. */
export async function revealOperator(unit: Unit, input: OperatorRevealInput) {
  const locked = await findDrawLocked(unit, input.drawId);
  if (!locked) return new DrawNotFound();
  const { draw, log } = locked;
  if (draw.operatorId !== unit.actor.accountId) return new OperatorOnly();
  const separated = await findDrawSeparation(unit, Part.OPERATE, draw);
  if (separated) return separated;
  if (draw.mode === DrawMode.CONFIDENTIAL) {
    const waiting = findWaiting(log, draw);
    if (waiting.length > 0) return new OperatorRevealsLast(waiting);
  }
  const refused = await orRefused(() => checkKeys(unit, locked, input));
  if (refused) return refused;
  const keys = { poolKey: input.poolKey, secret: input.secret ?? null };
  return reveal(unit, locked, undefined, input.value, keys);
}

/**
 * What the operator hands over before the witnesses must be what was frozen: a wrong key would leave a draw that can
 * never be computed, and a lapse that names a witness. With the last reveal the draw itself finds out.
 */
async function checkKeys(
  unit: Unit,
  { draw, log }: LockedDraw,
  input: OperatorRevealInput,
): Promise<undefined> {
  if (draw.mode === DrawMode.OPEN && input.secret) throw new DrawFault('SECRET_RULE');
  const logged = log.draws.get(draw.commitment);
  if (logged?.state !== 'anchored' && logged?.state !== 'revealing') return;
  if (findWaiting(log, draw).length === 0) return;
  const { C } = freezeDraw({
    ...logged.commit,
    issues: issuesOf(logged.commit.entropy),
    rules: JSON.parse(await getFile(unit, draw.id, 'rules.json')) as Rules,
    statement: JSON.parse(await getFile(unit, draw.id, 'statement.json')) as Statement,
    pools: await readPoolFiles(unit, draw.id),
    poolKey: fromHex(input.poolKey, 'poolKey'),
  });
  if (C === draw.commitment) return;
  throw new DrawFault('POOL_CHANGED', { file: 'pool-key.json', found: C, expected: draw.commitment });
}

/** Witnesses whose value is still awaited, by name. */
function findWaiting(log: Log, draw: Draw): string[] {
  const logged = log.draws.get(draw.commitment);
  return draw.witnesses
    .filter(({ id }) => {
      const source = logged?.commit.entropy.findIndex((one) => one.type === 'witness' && one.id === id) ?? -1;
      return logged?.reveals[source] === undefined;
    })
    .map((witness) => witness.name);
}

type Keys = Pick<Draw, 'poolKey' | 'secret'>;

function reveal(unit: Unit, locked: LockedDraw, witness: string | undefined, value: string, keys?: Keys) {
  return orRefused(async () => {
    const { draw, log } = locked;
    const entropy = log.draws.get(draw.commitment)?.commit.entropy ?? [];
    const source = entropy.findIndex((one) => (witness ? one.id === witness : one.type === 'operator'));
    const body = { C: draw.commitment, source, value, at: unixSeconds(unit.now) };
    const appended = await appendEvent(unit, log, 'reveal', body);
    await recordEvent(unit, 'draw.revealed', { kind: 'draw', id: draw.id }, { source });
    const revealed = await followLog(unit, appended.log, draw, keys);
    const complete = appended.log.draws.get(draw.commitment)?.state === 'complete';
    const after = complete ? await compute(unit, appended.log, revealed) : revealed;
    return { __typename: 'DrawRevealed' as const, draw: after };
  });
}

/** The pools as they were frozen, from the draw's own files. */
export async function readPoolFiles(reader: Reader, drawId: string): Promise<PoolFiles> {
  const strata: { code: string; records: string }[] = [];
  for (const { name } of await listFiles(reader, drawId)) {
    if (!name.startsWith('pool/')) continue;
    strata.push({
      code: name.slice('pool/'.length, -'.jsonl'.length),
      records: await getFile(reader, drawId, name),
    });
  }
  return {
    strata,
    excluded: await getFile(reader, drawId, 'excluded.jsonl'),
    inspectors: await getFile(reader, drawId, 'inspectors.jsonl'),
    conflicts: await getFile(reader, drawId, 'conflicts.jsonl'),
  };
}

/** Computes the draw in the step of its last reveal: nobody sees the seed before the result stands. */
async function compute(unit: Unit, log: Log, draw: Draw): Promise<Draw> {
  const rules = JSON.parse(await getFile(unit, draw.id, 'rules.json')) as Rules;
  const outcome = runDraw({
    log,
    C: draw.commitment,
    rules,
    pools: await readPoolFiles(unit, draw.id),
    poolKey: fromHex(draw.poolKey ?? '', 'poolKey'),
    secret: draw.secret ? fromHex(draw.secret, 'secret') : undefined,
  });
  const appended = await appendEvent(unit, log, 'receipt', outcome.body);
  const revealed = draw.mode === DrawMode.OPEN ? FileLevel.PUBLIC : FileLevel.OPENED;
  for (const [name, content] of Object.entries(outcome.files)) {
    await storeFile(unit, draw.id, name, content, publicLevel(name, draw.mode, revealed));
  }
  await storeFile(
    unit,
    draw.id,
    'pool-key.json',
    canonical({ poolKey: draw.poolKey ?? '' }, 'key'),
    FileLevel.RESTRICTED,
  );
  const slips = new Map(
    outcome.slips().map((slip) => [slip.record.id, canonical(slip as unknown as CanonicalValue, 'slip')]),
  );
  const rows = [
    ...outcome.units.map((one) => ({ ...one, isReserve: false })),
    ...outcome.reserve.map((one) => ({ ...one, isReserve: true })),
  ].map((one) => ({
    draw: draw.id,
    realId: one.id,
    stratum: one.stratum,
    drawOrder: one.order,
    ticket: one.ticket,
    isReserve: one.isReserve,
    isHeld: one.held,
    officers: one.officers,
    lead: one.lead ?? null,
    slip: one.isReserve ? null : (slips.get(one.id) ?? null),
  }));
  for (let from = 0; from < rows.length; from += 1000) {
    await unit.em.insertMany(DrawnUnit, rows.slice(from, from + 1000));
  }
  const campaign = await unit.em.findOneOrFail(Campaign, { id: draw.campaign });
  const refused = await moveCampaign(unit, campaign, 'draw');
  if (refused) throw new Error(refused.messageEn);
  await markMatched(unit, campaign.id);
  const dispatching = { key: draw.id, dueAt: unit.now, payload: { drawId: draw.id } };
  // Drawn without officers, a list is handed down: nobody here visits.
  if (campaign.stage !== DrawStage.TARGETS) {
    await enqueueJob(unit, { kind: 'inspection.dispatch', ...dispatching });
  }
  if (draw.revealBy)
    await enqueueJob(unit, {
      kind: 'draw.open',
      key: draw.id,
      dueAt: draw.revealBy,
      payload: { drawId: draw.id },
    });
  await enqueueJob(unit, { kind: 'audit.seal', key: `${draw.id} drawn`, dueAt: unit.now });
  const { receiptHash, resultRoot, count } = outcome;
  await recordEvent(unit, 'draw.drawn', { kind: 'draw', id: draw.id }, { receiptHash, count });
  return followLog(unit, appended.log, draw, {
    receiptHash,
    resultRoot,
    assurance: outcome.assurance,
    drawnCount: count,
    heldCount: outcome.held.length,
    drawnAt: unit.now,
  });
}

/** The leaves of the result are never public; records of selected units only where the rules publish the list. */
function publicLevel(name: string, mode: DrawMode, revealed: FileLevel): FileLevel {
  if (name === 'results.jsonl') return FileLevel.RESTRICTED;
  const lists = name === 'selected.jsonl' || name === 'nodes.json';
  if (lists && mode === DrawMode.CONFIDENTIAL) return FileLevel.RESTRICTED;
  return revealed;
}
