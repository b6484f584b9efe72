import type { AuditDifference, AuditVerdict } from '../../schema/audit/index.js';

/** Where a difference is, in words. */
export function describeDifference({ seq, size, line, field, zh, en, code }: AuditDifference): string[] {
  const where = [
    ...(seq === undefined ? [] : [`第 ${seq} 条事件 / event ${seq}`]),
    ...(size === undefined ? [] : [`检查点 ${size} / checkpoint of ${size}`]),
    ...(line === undefined ? [] : [`第 ${line} 行 / line ${line}`]),
    ...(field === undefined ? [] : [`字段 / field ${field}`]),
  ];
  return [`${code}: ${zh}。${en}.`, ...(where.length > 0 ? [`  ${where.join('，')}`] : [])];
}

/** What was verified, and what it rests on. @param isKeyKnown whether the auditor brought a key of his own */
export function describeAudit(verdict: AuditVerdict, isKeyKnown: boolean): string[] {
  const { origin, size, archivedCount, checkpointCount, sealedSize, largestStepBackMs, keys } = verdict;
  const unsealed = size - sealedSize;
  return [
    `审计记录完整 / the audit record is whole: ${origin}`,
    `  事件 / events: ${size}${archivedCount > 0 ? `（其中已归档 / of them archived: ${archivedCount}）` : ''}`,
    `  检查点 / checkpoints: ${checkpointCount}`,
    ...(unsealed > 0
      ? [`  最后检查点之后 / after the last checkpoint: ${unsealed}（只有链为凭 / by the chain alone）`]
      : []),
    ...(largestStepBackMs > 0
      ? [
          `  时刻最多回退 / instants run back at most: ${largestStepBackMs} ms（步骤起止交错 / steps overlap）`,
        ]
      : []),
    ...keys.map((key) => `  公钥 / key: ${key}`),
    ...(isKeyKnown
      ? []
      : [
          '提示：公钥取自记录本身；请以门户公布的或早先保存的 --key、--checkpoint 再核。',
          'Note: the key is the record’s own; add a --key or --checkpoint that you kept or took from the portal.',
        ]),
  ];
}
