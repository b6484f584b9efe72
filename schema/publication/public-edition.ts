import { createHash } from 'node:crypto';
import { canonical } from '../../scheduler/draw/index.js';
import { dispositionText, type InspectionResult, methodText } from '../inspection/index.js';

/** What the public version of a result says, in its published form. */
export interface ResultEdition {
  readonly kind: string;
  readonly version: number;
  readonly realId: string;
  readonly entityName: string;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly campaignCode: string;
  readonly campaignTitle: string;
  readonly visitedOn: string;
  readonly result: string;
  readonly disposition: string;
  readonly method: string;
  readonly confirmedOn: string;
  readonly dueOn: string;
  /** Only of a version that follows one that was public. */
  readonly correctedOn?: string;
}

/** A column of the data standard with what stands in it. */
export interface EditionField {
  readonly code: string;
  readonly title: string;
  readonly value: string;
}

/** What the public version of a decision says: the columns that may be public, as the standard writes them. */
export interface DecisionEdition {
  readonly kind: string;
  readonly version: number;
  readonly realId: string;
  readonly entityName: string;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly documentNo: string;
  readonly decidedOn: string;
  readonly dueOn: string;
  readonly fields: readonly EditionField[];
  /** Only of a version that follows one that was public. */
  readonly correctedOn?: string;
}

/** What a public version says, in its published form. */
export type PublicEdition = ResultEdition | DecisionEdition;

/** The words under which a result is published; notes and officers' names are never part of them. */
export function resultWords(result: InspectionResult, words: string) {
  return {
    result: words,
    disposition: dispositionText[result.disposition],
    method: methodText[result.method],
  };
}

/** Freezes an edition: its canonical text and the SHA-256 of that text, hex. */
export function freezeEdition(edition: PublicEdition): { text: string; hash: string } {
  const text = canonical({ ...edition }, 'edition');
  return { text, hash: createHash('sha256').update(text, 'utf8').digest('hex') };
}
