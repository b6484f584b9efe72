/**
 * The fitting (§12): probabilities of greatest entropy under the slots' sizes, the bound of each pair
 * and the capacity of each officer.
 *
 * Only + − × ÷ on doubles, in the order stated there, so that every engine finds the same bits: sums start at 0 and
 * add term by term; no library sum, no fused operation, no root or logarithm.
 */
import { type PairNetwork, unitsPerPlace } from './me-network.js';

/** Rounds at most, and the relative movement that counts as none: 2^−40. */
const mostRounds = 256;
const still = 2 ** -40;

/** Units of each entry, rounded down: what `makeExact` starts from. */
export function fitUnits(net: PairNetwork): Float64Array {
  const scales: Scales = {
    slot: new Float64Array(net.slotCount),
    pair: new Float64Array(net.pairCount).fill(1),
    officer: new Float64Array(net.officerCount).fill(1),
  };
  const shares = new Float64Array(net.pairCount);
  const capacity = net.officerUnits.map((units) => units / unitsPerPlace);
  for (let round = 0; round < mostRounds; round++) {
    fitSlots(net, scales);
    const pairsMoved = fitPairs(net, scales, shares);
    const officersMoved = fitOfficers(net, scales, shares, capacity);
    if (!pairsMoved && !officersMoved) break;
  }
  fitSlots(net, scales);
  return unitsOf(net, scales);
}

/** Lagrangian factors: a of a slot, g of a pair, f of an officer. A probability is their product. */
interface Scales {
  slot: Float64Array;
  pair: Float64Array;
  officer: Float64Array;
}

/** Step 1: every slot is filled. */
function fitSlots(net: PairNetwork, { slot: a, pair: g, officer: f }: Scales): void {
  for (let s = 0; s < net.slotCount; s++) {
    let sum = 0;
    for (let entry = net.slotEntry[s]!; entry < net.slotEntry[s + 1]!; entry++) {
      const pair = net.entryPair[entry]!;
      sum += g[pair]! * f[net.pairOfficer[pair]!]!;
    }
    a[s] = net.slotPlaces[s]! / sum;
  }
}

/** Step 2: no pair above q. Leaves in `shares` the sum of a over the slots that list the officer. */
function fitPairs(net: PairNetwork, { slot: a, pair: g, officer: f }: Scales, shares: Float64Array): boolean {
  const q = net.pairUnits / unitsPerPlace;
  let hasMoved = false;
  shares.fill(0);
  // Slot by slot in order, so that each pair's terms are added in order of slots.
  for (let entry = 0; entry < net.entryCount; entry++)
    shares[net.entryPair[entry]!]! += a[net.entrySlot[entry]!]!;
  for (let pair = 0; pair < net.pairCount; pair++) {
    const weight = f[net.pairOfficer[pair]!]! * shares[pair]!;
    const fitted = weight > q ? q / weight : 1;
    if (hasLeft(g[pair]!, fitted)) hasMoved = true;
    g[pair] = fitted;
  }
  return hasMoved;
}

/** Step 3: no officer above the capacity. */
function fitOfficers(
  net: PairNetwork,
  { pair: g, officer: f }: Scales,
  shares: Float64Array,
  capacity: Float64Array,
): boolean {
  let hasMoved = false;
  const sums = new Float64Array(net.officerCount);
  // Target by target in order, so that each officer's terms are added in order of targets.
  for (let pair = 0; pair < net.pairCount; pair++) sums[net.pairOfficer[pair]!]! += g[pair]! * shares[pair]!;
  for (let officer = 0; officer < net.officerCount; officer++) {
    const sum = sums[officer]!;
    const fitted = sum > capacity[officer]! ? capacity[officer]! / sum : 1;
    if (hasLeft(f[officer]!, fitted)) hasMoved = true;
    f[officer] = fitted;
  }
  return hasMoved;
}

function hasLeft(old: number, fitted: number): boolean {
  return Math.abs(fitted - old) > still * old;
}

function unitsOf(net: PairNetwork, { slot: a, pair: g, officer: f }: Scales): Float64Array {
  const units = new Float64Array(net.entryCount);
  for (let entry = 0; entry < net.entryCount; entry++) {
    const pair = net.entryPair[entry]!;
    const probability = a[net.entrySlot[entry]!]! * g[pair]! * f[net.pairOfficer[pair]!]!;
    units[entry] = Math.floor(probability * unitsPerPlace);
  }
  return units;
}
