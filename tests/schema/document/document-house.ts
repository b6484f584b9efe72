import { createHash } from 'node:crypto';
import { DocumentKind, prepareDocuments, rulesFor, setNumberRules } from '../../../schema/document/index.js';
import { saveUpload } from '../../../schema/registry/index.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, type MainJob } from '../../support/main-job.js';

type Draft = Parameters<typeof prepareDocuments>[1];

/** Numbers of every kind as 湛卫 writes them. */
export async function writeNumberRules(job: MainJob): Promise<void> {
  done(await job.act(job.planner, (unit) => setNumberRules(unit, rulesFor('湛卫'))));
}

/** Asks for papers of a campaign: notices of every visit unless it says otherwise. */
export function prepare(job: MainJob, campaignId: string, more: Partial<Draft> = {}) {
  const draft: Draft = { campaignId, kind: DocumentKind.NOTICE, entries: [], isUrgent: false, ...more };
  return job.act(job.planner, (unit) => prepareDocuments(unit, draft));
}

/** Uploads a file as somebody. @returns the upload's id */
export async function upload(
  job: MainJob,
  actor: Actor,
  fileName: string,
  bytes: Uint8Array,
): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  async function* parts() {
    for (let at = 0; at < bytes.length; at += 1_000_000) yield bytes.subarray(at, at + 1_000_000);
  }
  const file = { fileName, sha256, size: bytes.length, parts: parts() };
  return done(await job.act(actor, (unit) => saveUpload(unit, file))).id;
}
