/** docs/draw.md §9, `sr-pps/1`, in the plainest words: the order is given, u is given. */
export function selectByWeight(
  weights: readonly number[],
  order: readonly number[],
  wanted: number,
  offset: (total: number) => number,
): Set<number> {
  const taken = new Set<number>();
  let k = wanted;
  let total = weights.reduce((sum, weight) => sum + weight, 0);
  for (let found = true; found && k > 0; ) {
    found = false;
    for (const [unit, weight] of weights.entries()) {
      if (taken.has(unit) || k === 0 || k * weight < total) continue;
      taken.add(unit);
      total -= weight;
      k -= 1;
      found = true;
    }
  }
  if (k === 0) return taken;
  const u = offset(total);
  let passed = 0;
  for (const unit of order.filter((one) => !taken.has(one))) {
    const before = Math.floor((passed + u) / total);
    passed += k * weights[unit]!;
    if (Math.floor((passed + u) / total) > before) taken.add(unit);
  }
  return taken;
}
