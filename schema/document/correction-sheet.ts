import {
  type Assignment,
  readVersionsToRecord,
  sourceText,
  type VersionToRecord,
} from '../inspection/index.js';
import type { Reader } from '../shared/unit.js';
import { Document } from './document.entity.js';
import type { DocumentValues } from './document.fields.js';
import { DocumentState } from './document.states.js';
import { readInspectors } from './document.values.js';

/** Of these visits those whose correction waits for its next version and has no sheet for it yet, each with that version. */
export async function findSheetsToMake(
  reader: Reader,
  assignments: readonly Assignment[],
): Promise<Map<string, VersionToRecord>> {
  const waiting = await readVersionsToRecord(
    reader,
    assignments.map(({ id }) => id),
  );
  const corrections = [...waiting.values()].map(({ correction }) => correction.id);
  const made = await reader.em.find(
    Document,
    { correction: { $in: corrections }, state: { $ne: DocumentState.VOIDED } },
    { fields: ['correction', 'resultVersion'], disableIdentityMap: true },
  );
  const has = new Set(made.map(({ correction, resultVersion }) => `${correction} ${resultVersion}`));
  return new Map(
    [...waiting].filter(([, { correction, version }]) => !has.has(`${correction.id} ${version}`)),
  );
}

/** What a sheet says of the correction it is made for; the version that stands is told as of any visit. */
export async function correctionValues(
  reader: Reader,
  { correction, version }: VersionToRecord,
): Promise<DocumentValues> {
  const { signerIds, source, documentNo, reason } = correction;
  const inspectors = await readInspectors(reader, signerIds);
  return {
    更正版次: String(version),
    更正来源: documentNo ? `${sourceText[source]}（${documentNo}）` : sourceText[source],
    更正事由: reason,
    更正人员: signerIds.map((id) => inspectors.get(id)?.name ?? '').join('、'),
  };
}
