import { join } from 'node:path';
import type { Config } from '../platform/config.js';
import { createReader, type StepSources } from '../platform/step.js';
import { copyEvidence } from './check-evidence.js';
import { openStore } from './open-store.js';

/** Copies evidence that lies on this machine's disk beside the nightly copy of the database; a bucket keeps its own copies. */
export async function copyDiskEvidence(sources: StepSources, config: Config, folder: string): Promise<void> {
  if (config.FAIRDRAW_EVIDENCE_STORE?.startsWith('s3://')) return;
  const reader = createReader(sources, { kind: 'system' });
  await copyEvidence(reader, openStore(config), join(folder, 'evidence'));
}
