import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { dayInShanghai } from '../../schema/shared/day.js';
import { Role } from '../../schema/shared/roles.js';
import type { Chance, Clock } from '../../schema/shared/unit.js';
import { createWitnessKey, registerKey } from '../client/index.js';
import { listAll } from '../client/list-all.js';
import {
  addOfficers,
  type DrawnCampaign,
  drawCampaign,
  prepareCampaign,
  type Scene,
} from './demo-campaign.js';
import { type Administrators, type Cast, Casting, type Player, signInAdministrators } from './demo-cast.js';
import { DemoConsole } from './demo-console.js';
import * as documents from './demo-documents.js';
import { DemoWitness } from './demo-draw.js';
import type { DemoOptions } from './demo-options.js';
import type { DemoReport } from './demo-report.js';
import { verifyAsAuditor, verifyAsStranger } from './demo-verify.js';
import { checkOneSlip, confirmAll, releaseAll, visitAll } from './demo-visits.js';
import type { DemoDepartment } from './places.js';
import { type DemoPools, demoPools } from './pools.js';

/** What the whole main job came to. */
export interface DemoSummary {
  readonly entities: number;
  readonly inspectors: number;
  readonly drawn: number;
  readonly held: number;
  readonly recorded: number;
  readonly confirmed: number;
  readonly published: number;
  readonly verified: boolean;
  readonly draws: readonly { campaign: string; commitment: string; receiptHash?: string }[];
  readonly seconds: number;
  /** Whom to sign in as, with what they do. */
  readonly accounts: readonly string[];
}

/** Where the main job runs, and with what. */
export interface Stage {
  readonly url: string;
  /** Where the demo keeps its files, the witness's key among them. */
  readonly folder: string;
  readonly administrators: Readonly<Record<keyof Administrators, string>>;
  readonly password: string;
  readonly options: DemoOptions;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly report: DemoReport;
}

/** Which department draws in public, and which keeps names back until the visit. */
const modes = { market: 'OPEN', health: 'CONFIDENTIAL', environment: 'OPEN' } as const;

interface Company {
  readonly casting: Casting;
  readonly witness: DemoWitness;
  readonly witnessKeyId: string;
  readonly auditor: Player;
  readonly casts: ReadonlyMap<DemoDepartment, Cast>;
}

/** Departments, divisions and accounts, by the system administrator; roles by the security administrator. */
async function setUp(stage: Stage, pools: DemoPools): Promise<Company> {
  const administrators = await signInAdministrators(stage.url, stage.administrators, stage.password);
  const { system } = administrators;
  const divisions = pools.divisions.map(({ code, name, parentCode }) => ({ code, name, parentCode }));
  await system.run(documents.saveDivisions, { input: { divisions } });
  const casting = new Casting(stage.url, administrators, stage.password);
  const casts = new Map<DemoDepartment, Cast>();
  for (const department of pools.departments) {
    const { code, creditCode, name } = department;
    const division = { code: '440800', name: '湛江市' };
    await system.run(documents.createDepartment, { input: { code, creditCode, name, division } });
    casts.set(department, await casting.addCast(department));
  }
  const auditor = await casting.add({ username: 'auditor', title: '市审计局审计员', roles: [Role.AUDITOR] });
  const inspection = await casting.add({
    username: 'witness',
    title: '市纪委监委见证人',
    roles: [Role.WITNESS],
  });
  const keyFile = join(stage.folder, 'witness.json');
  const key = await createWitnessKey(keyFile, { name: '市纪委监委', chance: stage.chance });
  const witness = new DemoWitness(inspection.client, key, stage.chance, stage.clock);
  const witnessKeyId = (await registerKey(inspection.client, key)).id;
  return { casting, witness, witnessKeyId, auditor, casts };
}

/** The two pools and the item list of each department, by its registrar. */
async function fillPools(stage: Stage, pools: DemoPools, casts: Company['casts']) {
  const total = { entities: 0, inspectors: 0, items: 0 };
  for (const [{ authority, name }, { registrar }] of casts) {
    for (const [kind, document] of [
      ['entities', documents.importEntities],
      ['inspectors', documents.importInspectors],
      ['items', documents.importItems],
    ] as const) {
      const { uploadId } = await registrar.client.upload(
        `${kind}.csv`,
        Readable.from(pools[kind](authority)),
      );
      const { run } = await registrar.client.run(document, { input: { uploadId } });
      total[kind] += run.createdCount;
      stage.report.fact(`${name} ${kind}`, `${run.createdCount} / ${run.rowCount}，提示 ${run.warningCount}`);
    }
  }
  return total;
}

const itemDocument = `query Items($after: String) {
  items(first: 100, after: $after) { edges { node { code } } pageInfo { hasNextPage endCursor } }
}`;

/** Waits until something holds, looking four times a second. @throws Error after `patienceMs` */
async function until(what: string, patienceMs: number, holds: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited <= patienceMs; waited += 250) {
    if (await holds()) return;
    await sleep(250);
  }
  throw new Error(`${what}: not within ${patienceMs} ms`);
}

/** The whole of the main job over HTTP, each role signed in in turn. */
export async function runMainJob(stage: Stage): Promise<DemoSummary> {
  const { report, options, clock, chance, url } = stage;
  const asOn = dayInShanghai(clock.now());
  const pools = demoPools({
    seed: options.seed,
    asOn,
    entityCount: options.entityCount,
    inspectorCount: options.inspectorCount,
  });

  report.step('建立部门、区划与账户', 'departments, divisions and accounts');
  const company = await setUp(stage, pools);
  report.fact('账户 accounts', company.casting.players.length + 2);
  report.done();

  report.step('导入两库与事项清单', 'the two pools and the item list');
  const imported = await fillPools(stage, pools, company.casts);
  report.done();

  report.step('计划、任务、预览、批准', 'plan, campaign, preview, approval');
  const scenes = new Map<Scene, { id: string; code: string }>();
  for (const [department, cast] of company.casts) {
    const items = await listAll(cast.registrar.client, itemDocument, {}, 'items');
    const scene: Scene = {
      ...{ department, cast, clock, chance, report },
      ...{ casting: company.casting, witness: company.witness, witnessKeyId: company.witnessKeyId },
      mode: modes[department.authority],
      itemCodes: items.map((item) => item.code),
      patienceMs: 10_000 + options.entityCount / 10,
    };
    scenes.set(scene, await prepareCampaign(scene));
  }
  report.done();

  report.step('封库、见证锚定、揭示、抽取', 'freeze, anchor, reveal, draw');
  const drawn = new Map<Scene, DrawnCampaign>();
  for (const [scene, campaign] of scenes) drawn.set(scene, await drawCampaign(scene, campaign));
  report.done();

  report.step('派发、入户、双人签字', 'dispatch, visits, two signatures');
  let recorded = 0;
  for (const [scene, campaign] of drawn) {
    const outing = await addOfficers(scene, campaign, company.auditor, options.visitCount);
    const { officers } = outing;
    if (officers.length === 0) continue;
    await until('dispatch', 10_000 + options.entityCount / 5, async () => {
      const [first] = await listAll(officers[0]!.client, documents.myAssignments, {}, 'myAssignments');
      return first !== undefined;
    });
    const slip = await checkOneSlip(outing, campaign.draw);
    if (slip) report.fact('到场凭证 slip', `${slip.record.id}，与结果树根一致 leads to the root`);
    const count = await visitAll(outing, clock, chance);
    await visitAll(outing, clock, chance);
    report.fact(`${scene.department.name} 结果 results`, `${count}（执法人员 ${officers.length} 名）`);
    recorded += count;
  }
  report.done();

  report.step('审核确认，计算期限', 'review, confirmation, deadline');
  let confirmed = 0;
  for (const { cast, department } of drawn.keys()) {
    const review = await confirmAll(cast);
    confirmed += review.confirmed;
    const note = review.provisional ? '（暂定）' : '';
    report.fact(
      `${department.name} 已确认 confirmed`,
      `${review.confirmed}，公示期限 ${[...review.dueOn].join('、')}${note}`,
    );
  }
  report.done();

  report.step('保密审查，公示', 'secrecy review, publication');
  let released = 0;
  for (const { cast } of drawn.keys()) {
    await until('publication duties', 20_000, async () => {
      const due = await listAll(
        cast.publisher.client,
        documents.publications,
        { state: 'DUE' },
        'publications',
      );
      const done = await listAll(
        cast.publisher.client,
        documents.publications,
        { state: 'QUEUED' },
        'publications',
      );
      return due.length + done.length > 0;
    });
    released += await releaseAll(cast);
  }
  report.fact('已批准 released', released);
  const { portal } = new DemoConsole(url);
  let records: { entityName: string; realId: string; dueOn: string; hash: string }[] = [];
  await until('publication', 60_000, async () => {
    records = [];
    for (const { code } of drawn.values()) {
      records.push(...(await listAll(portal, documents.portalRecords, { campaign: code }, 'records')));
    }
    return records.length >= released;
  });
  const [newest] = records;
  if (newest) {
    const identifier = newest.realId.slice(newest.realId.indexOf(':') + 1);
    const found = await listAll(portal, documents.portalRecords, { identifier }, 'records');
    report.fact(
      '门户查得 found in the portal',
      `${records.length} 条；按代码 ${identifier}：${found.length} 条`,
    );
    report.fact('最新一条 newest', `${newest.entityName}，期限 ${newest.dueOn}，${newest.hash}`);
  }
  report.done();

  report.step('陌生人核验，审计核验', 'a stranger verifies, an auditor verifies');
  let verified = true;
  for (const { draw, revealBy, code } of drawn.values()) {
    if (revealBy) {
      await until('opening', Math.max(0, revealBy.getTime() - clock.now().getTime()) + 15_000, async () => {
        return (await company.auditor.client.run(documents.drawState, { id: draw.id })).state === 'OPENED';
      });
    }
    for (const verdict of [
      await verifyAsStranger(url, draw.commitment),
      await verifyAsAuditor(url, draw.commitment, { username: 'auditor', password: stage.password }),
    ]) {
      const words = verdict.ok
        ? `一致 ok（${verdict.assurance}）`
        : `${verdict.code}：${verdict.zh} ${verdict.en}`;
      report.fact(`${code} ${verdict.level}`, words);
      verified &&= verdict.ok;
    }
  }
  report.done();

  return {
    entities: imported.entities,
    inspectors: imported.inspectors,
    drawn: [...drawn.values()].reduce((sum, { draw }) => sum + (draw.drawnCount ?? 0), 0),
    held: [...drawn.values()].reduce((sum, { draw }) => sum + (draw.heldCount ?? 0), 0),
    recorded,
    confirmed,
    published: records.length,
    verified,
    draws: [...drawn.values()].map(({ code, draw }) => ({
      campaign: code,
      commitment: draw.commitment,
      receiptHash: draw.receiptHash,
    })),
    seconds: report.seconds(),
    accounts: company.casting.players
      .filter((player) => !player.roles.includes(Role.INSPECTOR))
      .map((player) => `${player.username}（${player.title}）`),
  };
}
