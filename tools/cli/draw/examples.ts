/** One line to begin with for each command of `fairdraw draw`; shown under its help. */
const examples: Readonly<Record<string, string>> = {
  init: 'init 抽查',
  preview: 'preview 抽查',
  freeze: 'freeze 抽查 --keys operator.key --draw-by +2h',
  status: 'status 抽查',
  anchor: 'anchor handout/2026-q4-1 --key w.key --out anchor.json',
  reveal: 'reveal handout/2026-q4-1 --key w.key --out value.json',
  run: 'run 抽查 --keys operator.key',
  void: 'void 抽查 --reason 名单有误',
  lapse: 'lapse 抽查',
  open: 'open 抽查 --keys operator.key',
  substitute:
    'substitute 抽查 --kind officer --unit uscc:91440802MA00000104 --officer cert:样例440802001 --reason ill --evidence 病假条.pdf --requester li --approver wang',
  verify: 'verify 抽查',
  explain: 'explain a/0 抽查',
  prove: 'prove a/0 抽查 --out proof.json',
  publish: 'publish 抽查 公开',
  fetch: 'fetch https://example.gov.cn/portal/draws/C 核验',
  slip: 'slip slip.json 公开',
  audit: 'audit --rules rules.json --pools 名录 --html audit.html',
  certificate:
    'certificate 抽查/draws/2026-q4-1 --unit uscc:91440802MA00000104 --officer cert:样例440802001 --html 凭证.html',
};

/** The example of a command by its name. */
export function exampleOf(command: string): string | undefined {
  const example = examples[command];
  return example && `fairdraw draw ${example}`;
}
