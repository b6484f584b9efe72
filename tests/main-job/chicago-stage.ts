import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Timetable } from '../../scheduler/timetable/index.js';
import { makeCreditCode } from '../../schema/shared/identifiers/index.js';
import { Role } from '../../schema/shared/roles.js';
import { createHouseTimetable } from '../../server/timetable.js';
import { createWitnessKey, registerKey } from '../../tools/client/index.js';
import { type Cast, Casting, type Player, signInAdministrators } from '../../tools/demo/demo-cast.js';
import * as documents from '../../tools/demo/demo-documents.js';
import { DemoWitness } from '../../tools/demo/demo-draw.js';
import { seededChance } from '../support/clock.js';
import { PASSWORD, startTestServer, type TestServer } from '../support/server.js';
import { divisionsOf, itemCsv, officerCsv, readEstablishments, readMap } from './chicago-files.js';

/** Chicago's health department with its people, over a real server. */
export interface ChicagoStage {
  readonly server: TestServer;
  readonly timetable: Timetable;
  readonly cast: Cast;
  readonly auditor: Player;
  readonly witness: DemoWitness;
  readonly witnessKeyId: string;
  readonly departmentId: string;
  close(): Promise<void>;
}

const department = {
  code: 'chi-cdph',
  name: 'Chicago Department of Public Health',
  creditCode: makeCreditCode({ prefix: '11', divisionCode: '100000', body: 'CHCAG001' }),
  authority: 'health',
  divisionCode: 'chicago',
} as const;

/** A server that stands where the clock stands, jobs included, and everybody signed in to it. */
export async function openChicago(): Promise<ChicagoStage> {
  const server = await startTestServer();
  const { app, address: url, clock } = server;
  const silent = pino({ level: 'silent' });
  const timetable = createHouseTimetable(app.sources, silent, {
    everySeconds: 59,
    readClock: async (unit) => unit.now,
  });
  await server.addAccount('system-admin', [Role.SYSTEM_ADMIN]);
  await server.addAccount('security-admin', [Role.SECURITY_ADMIN]);
  const names = { system: 'system-admin', security: 'security-admin' };
  const administrators = await signInAdministrators(url, names, PASSWORD);
  const { system } = administrators;
  const divisions = divisionsOf(readMap('establishments'));
  await system.run(documents.saveDivisions, { input: { divisions } });
  const { code, name, creditCode } = department;
  const division = { code: 'chicago', name: 'City of Chicago' };
  const created = await system.run(documents.createDepartment, {
    input: { code, name, creditCode, division },
  });
  const casting = new Casting(url, administrators, PASSWORD);
  const cast = await casting.addCast(department);
  const auditor = await casting.add({ username: 'auditor', title: 'Auditor', roles: [Role.AUDITOR] });
  const inspectorGeneral = await casting.add({
    username: 'witness',
    title: 'Inspector General',
    roles: [Role.WITNESS],
  });
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-chicago-'));
  const chance = seededChance('witness');
  const key = await createWitnessKey(join(folder, 'key.json'), { name: 'Inspector General', chance });
  const witness = new DemoWitness(inspectorGeneral.client, key, chance, clock);
  const { id: witnessKeyId } = await registerKey(inspectorGeneral.client, key);
  return {
    ...{ server, timetable, cast, auditor, witness, witnessKeyId },
    departmentId: created.department.id,
    close: async () => {
      await timetable.stop();
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What an import came to. */
export interface Imported {
  readonly rowCount: number;
  readonly createdCount: number;
  readonly faultCount: number;
}

/** The two pools and the item list, each with its mapping file. */
export async function importPools({ cast }: ChicagoStage): Promise<Record<string, Imported>> {
  const districts = divisionsOf(readMap('establishments')).flatMap(({ code, parentCode }) =>
    parentCode ? [code] : [],
  );
  const bringIn = async (document: string, map: string, name: string, file: string | Buffer) => {
    const { client } = cast.registrar;
    const { uploadId } = await client.upload(name, typeof file === 'string' ? Buffer.from(file) : file);
    return (await client.run(document, { input: { uploadId, map } })).run as Imported;
  };
  return {
    entities: await bringIn(
      documents.importEntities,
      readMap('establishments'),
      'establishments.csv',
      readEstablishments(),
    ),
    inspectors: await bringIn(
      documents.importInspectors,
      readMap('inspectors'),
      'officers.csv',
      officerCsv(districts),
    ),
    items: await bringIn(documents.importItems, readMap('items'), 'items.csv', itemCsv),
  };
}

/** Plan, campaign by risk, preview and approval; 2 % of high, 1 % of medium and 0.5 % of low risk. */
export async function prepareCampaign({ cast, witnessKeyId }: ChicagoStage) {
  const { client } = cast.planner;
  const { plan } = await client.run(documents.createPlan, { input: { year: 2026, title: 'Food 2026' } });
  const strata = [
    { riskClass: '1', ratePpm: 20_000, rounding: 'CEIL', reserve: 3 },
    { riskClass: '2', ratePpm: 10_000, rounding: 'CEIL', reserve: 2 },
    { riskClass: '3', ratePpm: 5_000, rounding: 'CEIL', reserve: 1 },
  ];
  const { campaign } = await client.run(documents.createCampaign, {
    input: {
      planId: plan.id,
      title: 'Food establishments by risk',
      itemCodes: ['CHI-CANVASS'],
      mode: 'OPEN',
      strata,
      capacity: 20,
      witnessKeyIds: [witnessKeyId],
      windowFromOn: '2026-03-02',
      windowToOn: '2026-03-13',
    },
  });
  const preview = await client.run(documents.previewCampaign, { id: campaign.id });
  await cast.approver.client.run(documents.approveCampaign, { id: campaign.id });
  return { campaign: campaign as { id: string; code: string }, preview };
}
