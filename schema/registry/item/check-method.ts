import { registerEnumType } from 'type-graphql';

/** How a check is made (domain-rules §7). */
export enum CheckMethod {
  ON_SITE = 'ON_SITE',
  WRITTEN = 'WRITTEN',
  RESULTS_OF_OTHERS = 'RESULTS_OF_OTHERS',
  LABORATORY = 'LABORATORY',
  ONLINE_MONITORING = 'ONLINE_MONITORING',
  PROFESSIONAL_BODY = 'PROFESSIONAL_BODY',
}

/** Chinese words of a method, as they are published. */
export const methodText: Readonly<Record<CheckMethod, string>> = {
  ON_SITE: '实地核查',
  WRITTEN: '书面检查',
  RESULTS_OF_OTHERS: '行政部门检查结果或专业意见',
  LABORATORY: '检验检测',
  ONLINE_MONITORING: '网络监测',
  PROFESSIONAL_BODY: '委托专业机构辅助',
};

registerEnumType(CheckMethod, {
  name: 'CheckMethod',
  description: '检查方式。How the check was made.',
  valuesConfig: Object.fromEntries(
    Object.entries(methodText).map(([method, words]) => [method, { description: `${words}。` }]),
  ),
});

/** The methods of an item in words: as its list has them, or else those of the codes. */
export function methodWords(item: {
  readonly method?: string | null;
  readonly methods: readonly CheckMethod[];
}): string | undefined {
  const words = item.methods.map((method) => methodText[method]).join('、');
  return item.method ?? (words === '' ? undefined : words);
}

/** The methods that a list's words name, in the order in which they are kept: `现场检查、书面检查`. */
export function methodsIn(words: string): CheckMethod[] {
  const known: readonly (readonly [CheckMethod, RegExp])[] = [
    [CheckMethod.ON_SITE, /实地|现场/],
    [CheckMethod.WRITTEN, /书面|查阅资料/],
    [CheckMethod.RESULTS_OF_OTHERS, /检查结果|专业意见/],
    [CheckMethod.LABORATORY, /检验|检测|抽检|化验/],
    [CheckMethod.ONLINE_MONITORING, /网络|在线/],
    [CheckMethod.PROFESSIONAL_BODY, /专业机构|第三方/],
  ];
  return known
    .filter(([, pattern]) => pattern.test(words))
    .map(([method]) => method)
    .sort();
}
