/**
 * The draw, `dr/1`: pure functions from rules, pools and chance to a result that anybody can recompute.
 *
 * No I/O, no clock, no platform: instants are unix seconds and random bytes are arguments. Everything refused
 * is a `DrawFault` with a stable code and words in Chinese and English. docs/draw.md states every byte: `§` in a
 * comment of this room, and of its tests, is a section of that page.
 */
export { type AnchorInput, makeAnchor, witnessKey } from './anchor.js';
export { type BeaconSource, beaconValue, chainHash, quicknet, roundOf } from './beacon.js';
export {
  type BundleFiles,
  publicBundle,
  restrictedBundle,
} from './bundle.js';
export { asBytes, asText, compareUtf8, fromHex, fromUtf8, toHex, utf8 } from './bytes.js';
export { type CanonicalValue, canonical, parseCanonical } from './canonical.js';
export type { Commit, TargetSource } from './commit.js';
export { commitHash } from './commit.js';
export { assuranceOf } from './compose.js';
export { dayNumber } from './dates.js';
export { taggedHash } from './digest.js';
export { checkWitnessValue, operatorHash, secretHash, witnessCommitment } from './entropy.js';
export type {
  AnchorBody,
  EventBodies,
  Kind,
  LogEvent,
  RevealBody,
  Series,
} from './event.js';
export { eventHash } from './event.js';
export { DrawFault, type FaultCode, faultTable } from './faults.js';
export { compare, type Fraction, fraction, toNumber, toText } from './fraction.js';
export {
  type FreezeInput,
  type Frozen,
  freezeDraw,
  freezeDraws,
  type PoolFiles,
} from './freeze.js';
export {
  inclusionOf,
  type NeverReason,
  type StratumInclusion,
  type StratumPool,
} from './inclusion.js';
export {
  checkIncoming,
  globalOf,
  type IncomingSlip,
  isIncomingSlip,
  makeIncomingSlip,
  requireLogged,
} from './incoming.js';
export {
  type Appended,
  append,
  type Draw,
  type Log,
  lapseBody,
  nextDrawNo,
  openLog,
  readLog,
} from './log.js';
export {
  type NumberPart,
  type NumberSource,
  numberValue,
  outcomesOf,
  readNumber,
} from './number.js';
export type {
  InspectorRecord,
  TargetRecord,
} from './pool.js';
export {
  type ConflictGround,
  conflictFile,
  excludedFile,
  filterHash,
  inspectorFile,
  registerHash,
  targetFile,
} from './pool-files.js';
export { ppsProbability } from './pps.js';
export { type Preview, previewDraw } from './preview/preview.js';
export { type Trial, type TrialBench, trialBench, trialTeams } from './preview/trial.js';
export { largestPair, pairProbability, readProbabilities } from './probabilities.js';
export {
  type ProbabilityProof,
  proveProbability,
  rootOfProbability,
} from './probability-path.js';
export { checkProof, checkSlip, type PoolProof, poolProver, type Slip } from './proof.js';
export type {
  Assurance,
  Receipt,
} from './receipt.js';
export { hashReceipt } from './receipt.js';
export { type ResultRecord, slipsFromFile } from './result.js';
export type {
  Mode,
  Rounding,
  Rules,
  SlotRule,
  Stage,
  StratumRule,
  SubstitutionKind,
  TeamRule,
} from './rules.js';
export { checkRules, hashRules } from './rules.js';
export { type Outcome, runDraw } from './run.js';
export { smallestTickets, ticketOf } from './select.js';
export { sessionHash, sessionStatement } from './session.js';
export { type Hasher, sha256 } from './sha256/sha256.js';
export { type Signatures, signatures } from './signatures.js';
export {
  type EntropySource,
  type Issue,
  issuesOf,
  knowableAt,
  publicSources,
  type WitnessSource,
} from './sources.js';
export {
  countKeys,
  type PoolChange,
  type PoolComparison,
  type Statement,
  statementHash,
} from './statement.js';
export {
  type ComparedPools,
  comparePools,
  countDifferences,
  namedDifferences,
  type PoolDifference,
} from './statement-compare.js';
export type { DrawState } from './states.js';
export {
  type SubstitutionDetail,
  type SubstitutionOrder,
  saltedSubstitutionHash,
  substitutionDetail,
  substitutionHash,
  substitutionSalt,
} from './substitute/substitute-detail.js';
export {
  appendSubstitution,
  type MadeSubstitution,
  openSubstitutions,
  type SubstitutionRequest,
  type Substitutions,
} from './substitute/substitute-log.js';
export { globalIndex, unitAt } from './substitute/substitute-state.js';
export type {
  Assignment,
  AssignmentTable,
  Certificate,
  Slot,
  TargetProbabilities,
  Team,
} from './table.js';
export { assertText } from './text.js';
export { inclusionPath, rootOfPath, treeLevels, treeRoot } from './tree.js';
export { isAssigned } from './unicode-14.js';
export type { DrawnUnit } from './units.js';
export { type History, historyOf, type OtherDraw } from './verify/history.js';
export { type Verdict, type Verified, verifyPublic, verifyRestricted } from './verify/verify.js';
