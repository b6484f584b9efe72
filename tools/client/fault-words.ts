import { type DrawFault, faultTable } from '../../scheduler/draw/index.js';

type FaultData = DrawFault['data'];

/** A refusal of the protocol in words for people. */
export interface SpokenFault {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** Data that are instants in Unix seconds. */
const instants = new Set(['at', 'frozenAt', 'knowableAt', 'drawBy', 'revealBy']);

/** Names of fields that stand in the data of `TIME_ORDER`. */
const moments: Readonly<Record<string, string>> = {
  frozenAt: '封库时间（frozenAt）',
  drawBy: '抽取截止时间（--draw-by）',
  revealBy: '公开时间（--open-by）',
  reveal: '揭示时间',
  void: '作废时间',
  receipt: '抽取时间',
  substitution: '替换时间',
};

/** Reasons that the protocol gives in English. */
const reasons: Readonly<Record<string, string>> = {
  'no LF at the end': '末尾缺少换行，文件可能不完整或被改动',
  'not JSON': '不是 JSON',
  'a lone surrogate': '有不完整的字符',
  NUL: '有空字符',
  'a key that is not ASCII': '字段名含有非英文字符',
};

/**
 * A fault as a command prints it: instants in China Standard Time, and no English within the Chinese words. The code is
 * the fault's own.
 */
export function spoken({ code, data }: DrawFault): SpokenFault {
  if (code === 'MALFORMED' && data.at === 'issues') return { code, ...issuesMissing };
  const words = faultTable[code];
  return {
    code,
    zh: fill(words.zh, translated(code, data, true)),
    en: fill(words.en, translated(code, data, false)),
  };
}

const issuesMissing = {
  zh: '规则中每个公开号码都要用 --issue 指明用哪一期（各一次，不多不少），例如 --issue "lottery=双色球第2026134期@2026-11-24T21:15"',
  en: 'each public number of the rules needs its issue, once, by --issue "lottery=issue 2026134@2026-11-24T21:15"',
};

function translated(code: string, data: FaultData, zh: boolean): FaultData {
  const entries = Object.entries(data).map(([key, value]) => [key, wordOf(code, key, value, zh)] as const);
  return Object.fromEntries(entries);
}

function wordOf(code: string, key: string, value: string | number, zh: boolean): string | number {
  if (typeof value === 'number') return instants.has(key) ? beijingTime(value) : value;
  if (!zh) return value;
  if (key === 'reason')
    return reasons[value] ?? value.replace(/ is not assigned in Unicode 14$/, ' 不在 Unicode 14 之内');
  if (code === 'TIME_ORDER')
    return moments[value] ?? value.replace(/^knowableAt \((.*)\)$/, '“$1”的可知时间（--issue 或信标）');
  return value;
}

const formatter = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `2026-11-30 18:00:00 +08:00`; an instant no calendar has stays as it is. */
function beijingTime(at: number): string | number {
  const date = new Date(at * 1000);
  return Number.isNaN(date.getTime()) ? at : `${formatter.format(date)} +08:00`;
}

function fill(words: string, data: FaultData): string {
  return words.replace(/\{(\w+)\}/g, (_, key: string) => String(data[key] ?? '—'));
}

/** The words with a mark at their end, one alone: what is quoted may have brought its own. */
export function ended(text: string, mark: '。' | '.'): string {
  const bare = text.trimEnd().replace(/[.\s]+。$/, '。');
  return bare === '' || /[。.？?！!:：]$/.test(bare) ? bare : `${bare}${mark}`;
}
