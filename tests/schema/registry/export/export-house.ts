import { createHash } from 'node:crypto';
import {
  type BegunExport,
  beginExport,
  compareSheet,
  type ExportOutcome,
  ExportRegister,
  type ExportRequest,
  exportBytes,
  finishExport,
  ImportMode,
  importSheet,
  type SheetComparison,
  saveUpload,
} from '../../../../schema/registry/index.js';
import { isRefusal, type Refusal } from '../../../../schema/shared/refusal.js';
import { Role } from '../../../../schema/shared/roles.js';
import type { Actor } from '../../../../schema/shared/unit.js';
import { openRegistryHouse, type RegistryHouse } from '../registry-house.js';

/** A registry with somebody who keeps it, takes sheets out and brings them back. */
export interface ExportHouse extends RegistryHouse {
  readonly registrar: Partial<Actor>;
  takeOut(more?: Partial<ExportRequest>, actor?: Partial<Actor>): Promise<Exported>;
  /** Uploads a sheet. @returns its id */
  upload(file: Uint8Array): Promise<string>;
  compare(file: Uint8Array, register?: ExportRegister): Promise<SheetComparison>;
  bringBack(file: Uint8Array, mode?: ImportMode): ReturnType<typeof importSheet>;
}

export interface Exported {
  readonly bytes: Uint8Array;
  readonly begun: BegunExport;
  readonly outcome: ExportOutcome;
}

export function accepted<T>(value: T): Exclude<T, Refusal> {
  if (isRefusal(value)) throw new Error(`${value.code}: ${value.messageEn} ${JSON.stringify(value)}`);
  return value as Exclude<T, Refusal>;
}

export async function openExportHouse(start?: string): Promise<ExportHouse> {
  const house = await openRegistryHouse(start);
  const registrar: Partial<Actor> = {
    accountId: '00000000-0000-7000-8000-00000000000a',
    roles: [Role.REGISTRAR],
    departmentId: house.health.id,
    scope: [house.health.id],
  };

  async function takeOut(more: Partial<ExportRequest> = {}, actor = registrar): Promise<Exported> {
    const request: ExportRequest = {
      ...{ register: ExportRegister.TARGETS, departmentCode: 'zj-health', filter: {} },
      ...{ format: 'csv', encoding: 'utf-8', withKeys: true },
      ...more,
    };
    const step = house.stepAs(actor);
    const begun = accepted(await step((unit) => beginExport(unit, request)));
    let outcome: ExportOutcome | undefined;
    const chunks: Uint8Array[] = [];
    const bytes = exportBytes(house.readAs(actor), begun, async (what) => {
      outcome = what;
      await step((unit) => finishExport(unit, begun.record.id, what));
    });
    for await (const chunk of bytes) chunks.push(chunk);
    return { bytes: Buffer.concat(chunks), begun, outcome: outcome as ExportOutcome };
  }

  async function upload(file: Uint8Array): Promise<string> {
    const parts = async function* () {
      yield file;
    };
    const sha256 = createHash('sha256').update(file).digest('hex');
    const received = { fileName: 'sheet.csv', sha256, size: file.length, parts: parts() };
    return accepted(await house.stepAs(registrar)((unit) => saveUpload(unit, received))).id;
  }

  return {
    ...house,
    registrar,
    takeOut,
    upload,
    compare: async (file, register = ExportRegister.TARGETS) => {
      const uploadId = await upload(file);
      return accepted(await house.stepAs(registrar)((unit) => compareSheet(unit, { uploadId, register })));
    },
    bringBack: async (file, mode = ImportMode.ALL_OR_NOTHING) => {
      const uploadId = await upload(file);
      const sheet = { uploadId, register: ExportRegister.TARGETS };
      return house.stepAs(registrar)((unit) => importSheet(unit, sheet, mode));
    },
  };
}
