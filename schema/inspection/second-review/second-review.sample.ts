import { fromHex, sha256, smallestTickets, toHex, utf8 } from '../../../scheduler/draw/index.js';
import { SecondReviewStratum } from './second-review.states.js';

/** A visit that could be drawn for a second look. */
export interface Candidate {
  readonly stratum: SecondReviewStratum;
  readonly assignmentId: string;
}

/** The list of a month as it is hashed and kept: one line a visit, in the order of their bytes. */
export function populationText(candidates: readonly Candidate[]): string {
  return candidates
    .map(({ stratum, assignmentId }) => `${stratum} ${assignmentId}\n`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join('');
}

/** SHA-256 of the list, lower-case hex. */
export function populationHash(population: string): string {
  return toHex(sha256.digest(utf8(population)));
}

/**
 * What is drawn of a list: of each stratum its rate, rounded up, those with the smallest tickets (docs/draw.md §9).
 * @param population as `populationText` writes it
 * @param seed 32 bytes, hex
 * @param rates per cent of each stratum
 */
export function drawSample(
  population: string,
  seed: string,
  rates: Readonly<Record<SecondReviewStratum, number>>,
): Candidate[] {
  const candidates = population
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' ') as [SecondReviewStratum, string])
    .map(([stratum, assignmentId]): Candidate => ({ stratum, assignmentId }));
  return Object.values(SecondReviewStratum).flatMap((stratum) => {
    const among = candidates.filter((one) => one.stratum === stratum);
    const wanted = Math.min(among.length, Math.ceil((among.length * rates[stratum]) / 100));
    const { indices } = smallestTickets(fromHex(seed), stratum, among.length, wanted);
    return Array.from(indices, (index) => among[index] as Candidate);
  });
}
