/** The result of a bundle against its recomputation (§18). */

import { isWeightsName, requireFile, showsOutcome } from '../bundle.js';
import { asBytes, compareBytes, fromHex } from '../bytes.js';
import { canonical, parseCanonical } from '../canonical.js';
import { composeReceipt, hashTable, type ReceiptParts } from '../compose.js';
import { DrawFault, malformed } from '../faults.js';
import { inspectorsOf } from '../lead.js';
import { checkProbabilities } from '../probabilities.js';
import { hashReceipt, type Receipt } from '../receipt.js';
import type { FileBytes } from '../record-file.js';
import type { TeamRule } from '../rules.js';
import { computeDraw, type Outcome } from '../run.js';
import { seedInputs, seedOf } from '../seed.js';
import { checkSelected } from '../selected-files.js';
import { selectedIndices, selectStrata } from '../selection.js';
import type { Assignment, AssignmentTable, Team } from '../table.js';
import { readTable } from '../table-file.js';
import { assignTeams, flowUnits } from '../teams/assign.js';
import { cutCapacity } from '../teams/cut.js';
import { publishedWeights } from '../weights.js';
import { compareReceipts, differs, differsInLine } from './compare.js';
import type { Reading } from './verify-files.js';
import type { VerifiedPools } from './verify-pools.js';

const selectedNames = ['selected.jsonl', 'nodes.json'] as const;
const resultFiles = ['receipt.json', 'table.json', 'probabilities.jsonl', ...selectedNames, 'results.jsonl'];

/** The receipt, verified; undefined while there is none to see at this level. */
export function verifyResult(reading: Reading, pools: VerifiedPools | undefined): Receipt | undefined {
  const { draw, files, level, checked } = reading;
  if (!showsOutcome(level, draw)) return undefined;
  const found = readReceipt(requireFile(files, 'receipt.json'));
  const secret = secretOf(reading, found);
  if (pools) compareOutcome(reading, found, computeDraw({ ...reading, ...pools, secret }));
  else verifyPublicPart(reading, found, secret);
  compareBody(reading, found);
  const [receipt, ...others] = resultFiles;
  checked.push(receipt!, ...weightsNames(reading), ...others.filter((file) => Object.hasOwn(files, file)));
  return found;
}

function weightsNames({ files }: Reading): string[] {
  return Object.keys(files).filter(isWeightsName).sort();
}

/** Canonical, and no more is believed: every field is compared with a computed one. */
function readReceipt(file: FileBytes): Receipt {
  const receipt = parseCanonical(file, 'receipt.json');
  if (typeof receipt !== 'object' || Array.isArray(receipt)) {
    throw malformed('receipt.json', 'an object', '对象（JSON object）');
  }
  return receipt as Receipt;
}

/** From the opening; at the restricted level before it, from the receipt, which `seedInputs` then checks. */
function secretOf({ draw }: Reading, receipt: Receipt): Uint8Array | undefined {
  if (draw.commit.mode === 'open') return undefined;
  const stated: unknown = Array.isArray(receipt.seedInputs) ? receipt.seedInputs.at(-1) : undefined;
  const last = draw.opening?.secret ?? stated;
  if (typeof last !== 'string' || !/^[0-9a-f]{64}$/.test(last)) throw new DrawFault('SECRET_MISMATCH');
  return fromHex(last);
}

/** What needs no pool: everything but the leads and the root of the results, which are taken as stated. */
function verifyPublicPart(reading: Reading, found: Receipt, secret: Uint8Array | undefined): void {
  const { draw, rules, log, files } = reading;
  const inputs = seedInputs(draw, secret);
  const seed = seedOf(draw, inputs);
  const weights = publishedWeights(rules, draw.commit, files);
  const selections = selectStrata(rules, draw.commit.strata, seed, weights);
  const parts: ReceiptParts = {
    log,
    draw,
    rules,
    seedInputs: inputs,
    seed,
    selections,
    resultRoot: found.resultRoot,
  };
  if (rules.team) {
    const table = readTable(requireFile(files, 'table.json'));
    const stated = hashTable(table);
    if (found.tableHash !== stated) throw differs('配对表指纹', 'receipt tableHash', found.tableHash, stated);
    checkTable(reading, table, selectedIndices(selections));
    const assignment = assignTeams(table, seed, rules.team);
    parts.staffing = { table, assignment, leads: leadsOf(found, assignment.teams, rules.team) };
    checkCertificate(table, assignment, rules.team);
  }
  checkProbabilities(files, parts.staffing?.assignment.probabilities);
  compareReceipts(found, composeReceipt(parts));
  verifySelected(reading, found);
}

/** The table speaks of exactly the selected targets, the rules' slots and the frozen inspectors. */
function checkTable({ draw, rules }: Reading, table: ReturnType<typeof readTable>, selected: number[]): void {
  const indices = table.targets.map((target) => target.index);
  if (canonical(indices) !== canonical(selected)) {
    throw differs('配对表的对象', 'targets of the table', indices, selected);
  }
  if (table.officers.length !== draw.commit.inspectors.count) {
    throw differs(
      '配对表的人数',
      'officers of the table',
      table.officers.length,
      draw.commit.inspectors.count,
    );
  }
  const sizes = rules.team!.slots.map((slot) => slot.n);
  for (const target of table.targets) {
    const found = target.slots.map((slot) => slot.n);
    if (canonical(found) !== canonical(sizes)) {
      throw differs(`对象 ${target.index} 的名额`, `slots of target ${target.index}`, found, sizes);
    }
  }
}

/** Rank is not public: that a lead is an inspector of the team is all that can be checked here. */
function leadsOf(found: Receipt, teams: readonly Team[], rule: TeamRule): number[] {
  return teams.map((team, i) => {
    const lead = found.teams?.[i]?.lead;
    const mayLead = inspectorsOf(team.slots, rule.slots);
    if (lead === undefined || !mayLead.includes(lead)) {
      throw differs(`对象 ${team.index} 的组长`, `lead of target ${team.index}`, lead, mayLead);
    }
    return lead;
  });
}

function checkCertificate(table: AssignmentTable, { certificate }: Assignment, rule: TeamRule): void {
  if (!certificate) return;
  const capacity = cutCapacity(table, certificate, flowUnits(rule));
  if (capacity !== certificate.flow) throw new DrawFault('CUT_WRONG', { capacity, flow: certificate.flow });
}

/** Required in open mode; where one of the two files is given, the other is needed too. */
function verifySelected({ files, draw, hasher }: Reading, receipt: Receipt): void {
  if (draw.commit.mode !== 'open' && !selectedNames.some((name) => Object.hasOwn(files, name))) return;
  const [selected, nodes] = selectedNames.map((name) => requireFile(files, name));
  checkSelected({ 'selected.jsonl': selected!, 'nodes.json': nodes! }, receipt.strata, draw.commit, hasher);
}

/** The whole outcome, byte for byte. Table and weights must be there; of selected and nodes both or neither. */
function compareOutcome({ files }: Reading, found: Receipt, outcome: Outcome): void {
  compareReceipts(found, outcome.receipt);
  const weights = Object.keys(outcome.files).filter(isWeightsName);
  const listed = selectedNames.some((name) => Object.hasOwn(files, name)) ? selectedNames : [];
  const tables = ['table.json', 'probabilities.jsonl'];
  const made = tables.filter((name) => outcome.files[name as keyof Outcome['files']]);
  for (const name of [...made, ...weights, ...listed]) requireFile(files, name);
  for (const name of [...tables, ...weights, ...selectedNames, 'results.jsonl']) {
    if (!Object.hasOwn(files, name)) continue;
    const expected = outcome.files[name as keyof Outcome['files']]!;
    if (!sameBytes(files[name]!, expected))
      throw differsInLine(name, readable(files[name]!), readable(expected));
  }
}

function sameBytes(found: FileBytes, expected: Uint8Array): boolean {
  return compareBytes(asBytes(found), expected) === 0;
}

/** For showing a line: bytes that are no text become marks, since only bytes are judged here. */
function readable(file: FileBytes): string {
  return typeof file === 'string' ? file : new TextDecoder().decode(file);
}

/** Receipt and log say the same. */
function compareBody({ draw }: Reading, receipt: Receipt): void {
  const body = draw.receipt!;
  const count = receipt.strata.reduce((sum, stratum) => sum + stratum.k, 0);
  const pairs: [string, string, unknown, unknown][] = [
    ['日志中的结果指纹', 'receiptHash in the log', body.receiptHash, hashReceipt(receipt)],
    ['日志中的结果根', 'resultRoot in the log', body.resultRoot, receipt.resultRoot],
    ['日志中的抽中数', 'count in the log', body.count, count],
  ];
  for (const [zh, en, found, expected] of pairs)
    if (found !== expected) throw differs(zh, en, found, expected);
}
