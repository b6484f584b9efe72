import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  findImportRun,
  type ImportRefusal,
  ImportRefused,
  type ImportRequest,
  type ImportRun,
  openRemarkFile,
} from '../../schema/registry/index.js';
import { isRefusal } from '../../schema/shared/refusal.js';
import type { House } from './house.js';

/** Writes the rows that an import refused, with what is wrong with each, in the format of the file. */
export async function writeRemarks(
  house: House,
  outcome: ImportRun | ImportRefusal,
  { source }: Pick<ImportRequest, 'source'>,
  path: string,
): Promise<void> {
  const id = outcome instanceof ImportRefused ? outcome.runId : isRefusal(outcome) ? undefined : outcome.id;
  const run = id === undefined ? null : await findImportRun(house.read(), id);
  if (!run || run.faultCount === 0) return;
  const { bytes } = await openRemarkFile(house.read(), run, source);
  await pipeline(Readable.from(bytes), createWriteStream(path, { mode: 0o600 }));
  process.stderr.write(`错误行附说明 faulty rows with remarks: ${path}\n`);
}
