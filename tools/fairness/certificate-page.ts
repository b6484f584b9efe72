/** The certificate as one sheet of paper: Chinese first, English below it, the data inside. */
import type { Certificate } from './certificate.js';
import { embeddable } from './certificate-file.js';
import { certificateStyle } from './certificate-style.js';
import { count, percent } from './figures.js';
import { escapeHtml } from './html.js';
import { replacedWords } from './surroundings.js';

const assurances: Record<string, [zh: string, en: string]> = {
  SELF: ['自证：没有见证人，仅由操作人担保', 'no witness: the operator alone vouches'],
  WITNESSED: [
    '有见证：除非操作人与全部见证人串通，结果无法预设',
    'cannot be steered unless operator and every witness collude',
  ],
  PUBLIC: [
    '公共随机：另有公开产生的号码（如彩票开奖）参与，任何人无法预设',
    'public numbers of 2^64 outcomes at least besides',
  ],
  BEACON: ['随机信标：另有公共随机信标参与，任何人无法预设', 'a public randomness beacon besides'],
};

export function certificatePage(certificate: Certificate): string {
  const title = '尽职留痕凭证 / Certificate of a random pairing';
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex, noarchive">
<title>${title}</title>
<style>${certificateStyle}</style>
</head>
<body>
<main>
${certificate.series === 'R' ? '<p class="rehearsal">演练，不是真实抽取 · REHEARSAL</p>' : ''}
${replacedBanner(certificate)}<header><h1>尽职留痕凭证</h1><p>Certificate of a random pairing</p></header>
${statement(certificate)}
${chances(certificate)}
${facts(certificate)}
${checking(certificate)}
</main>
<script type="application/json" id="certificate">${embeddable(certificate)}</script>
</body>
</html>
`;
}

function replacedBanner({ replaced }: Certificate): string {
  if (!replaced) return '';
  const { zh, en } = replacedWords(replaced);
  return `<p class="rehearsal">${zh}。<span class="english">${en}.</span></p>\n`;
}

function statement({ campaign, drawNo, drawnAt, unit, officer, assurance }: Certificate): string {
  const isAlone = assurance === 'SELF';
  const who = officer.name === undefined ? '' : `${escapeHtml(officer.name)}（`;
  const person = officer.name === undefined ? escapeHtml(officer.id) : `${who}${escapeHtml(officer.id)}）`;
  return `<p class="statement">兹证明：在 ${dayZh(drawnAt)}“${escapeHtml(campaign)}”任务第 ${drawNo} 次抽取中，检查对象 <b>${escapeHtml(unit.id)}</b> 由检查人员 <b>${person}</b> 参与检查，这一组合由随机抽取产生，${isAlone ? '但没有见证人，须信任操作人没有反复试抽' : '任何一方都不能单独事先选定'}。</p>
<p class="english">In draw ${drawNo} of campaign “${escapeHtml(campaign)}” on ${beijing(drawnAt).slice(0, 10)}, target <b>${escapeHtml(unit.id)}</b> and officer <b>${person}</b> were brought together by chance. ${isAlone ? 'There was no witness: the operator has to be trusted not to have tried many numbers.' : 'No single party could have chosen them beforehand.'}</p>`;
}

function chances({ unit, officer, pair }: Certificate): string {
  const exact = pair.exact
    ? [`精确值：${count(pair.units)} / 2<sup>32</sup>`, 'exact, published with the draw']
    : [
        `估计值：同一张配对表重配 ${count(pair.trials)} 次，遇到 ${count(pair.meetings)} 次，标准误差 ${percent(pair.standardError)}（审计报告用另一组种子，估计值会有几个标准误差以内的出入）`,
        `an estimate: ${count(pair.meetings)} of ${count(pair.trials)} trials with the same table; standard error ${percent(pair.standardError)} (an audit uses other seeds and may differ by a few of these)`,
      ];
  const boxes = [
    [
      percent(unit.decimal),
      '对象中选概率',
      `精确值 ${escapeHtml(unit.probability)}`,
      'target selected with this probability, exactly',
    ],
    [
      count(officer.eligible),
      '名人员符合条件',
      '区划、专长、证件、回避均已核对',
      'officers were eligible for this target',
    ],
    [
      `${pair.exact ? '' : '≈ '}${percent(pair.decimal)}`,
      '由这名人员检查的概率',
      exact[0],
      `this officer meets this target: ${exact[1]}`,
    ],
  ];
  return `<div class="boxes">${boxes.map(([figure, zh, more, en]) => `<div><b>${figure}</b><span>${zh}</span><small>${more}</small><small class="english">${en}</small></div>`).join('')}</div>`;
}

function facts(certificate: Certificate): string {
  const { unit, slip, assurance, officer } = certificate;
  const [zh, en] = assurances[assurance] ?? [assurance, assurance];
  const line = unit.cutOff === undefined ? '' : `，入选线 <code>${unit.cutOff}</code>`;
  const rows: [string, string, string][] = [
    ['机关', 'Authority', `<code>${escapeHtml(certificate.authority)}</code>`],
    [
      '封库 / 抽取',
      'Frozen / drawn',
      `${beijing(certificate.frozenAt)} / ${beijing(certificate.drawnAt)}（北京时间）`,
    ],
    ['操作人', 'Operator', named(certificate, certificate.operator)],
    [
      '见证人',
      'Witnesses',
      certificate.witnesses.length === 0
        ? '无 / none'
        : certificate.witnesses.map((id) => named(certificate, id)).join('、'),
    ],
    ['保证', 'Assurance', `${zh} <span class="english">${en}</span>`],
    ...certificate.numbers.map(numberRow),
    ...earlierRows(certificate),
    ...(officer.name === undefined ? [] : [nameRow(officer.name)]),
    [
      '层与名次',
      'Stratum, place',
      `<code>${unit.stratum}</code>：${count(unit.count)} 个对象抽 ${count(unit.k)} 个，本对象第 ${slip.record.order} 个`,
    ],
    ['抽签号', 'Ticket, cut-off', `<code>${unit.ticket}</code>${line}`],
    ['检查组', 'Team', slip.record.officers.map(escapeHtml).join('、')],
    ['封库指纹', 'C', hash(certificate.C)],
    ['结果凭据指纹', 'receiptHash', hash(certificate.receiptHash)],
    ['日志位置', 'Log head', hash(certificate.head)],
  ];
  return `<table>${rows.map(([name, english, value]) => `<tr><th scope="row">${name}<span class="english">${english}</span></th><td>${value}</td></tr>`).join('')}</table>`;
}

/** Name first, the code behind it. */
function named({ names }: Certificate, id: string): string {
  const name = Object.hasOwn(names, id) ? names[id] : undefined;
  return name ? `${escapeHtml(name)}（${escapeHtml(id)}）` : escapeHtml(id);
}

function numberRow({ name, value }: Certificate['numbers'][number]): [string, string, string] {
  return ['公开号码', 'Public number', `${escapeHtml(name)}：<code>${escapeHtml(value)}</code>`];
}

const ends: Readonly<Record<string, string>> = {
  void: '作废 void',
  lapsed: '失效 lapsed',
  drawn: '已抽取 drawn',
  opened: '已公开 opened',
};

function earlierRows({ earlier }: Certificate): [string, string, string][] {
  if (earlier.length === 0) return [];
  const lines = earlier.map(({ campaign, drawNo, state, reason }) => {
    const why = state === 'void' ? `，理由 reason：${escapeHtml(reason?.trim() || '未写 none')}` : '';
    return `${escapeHtml(campaign)}-${drawNo} ${ends[state] ?? escapeHtml(state)}${why}`;
  });
  return [['此前封库', 'Earlier freezes', lines.join('<br>')]];
}

function nameRow(name: string): [string, string, string] {
  return ['姓名', 'Name', `${escapeHtml(name)}（由出具人填写，不在抽取数据内）`];
}

function checking({ pair }: Certificate): string {
  return `<section><h2>怎样核对 <span class="english">How to check</span></h2>
<p>本页内含全部数据。任何人拿到这个文件和公开的抽取文件夹，运行下面一行，即可重算本页的每个数；只知道公开日志的位置时，用 <code>--head</code>。</p>
<pre>fairdraw draw certificate --check 凭证.html 公开文件夹
fairdraw draw certificate --check 凭证.html --head 日志位置</pre>
<p class="english">This page holds its own data. With it and the public bundle anybody recomputes every figure; with the log head alone, that the pairing is the one drawn.${pair.exact ? ' The row of probabilities leads to the root in the receipt.' : ' The estimate is repeated with the seeds H("dr/1/certificate", receiptHash, i).'}</p></section>`;
}

function hash(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

/** 2026-10-08 09:30:00 in Beijing, where there is no summer time. */
function beijing(instant: number): string {
  return new Date((instant + 8 * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

function dayZh(instant: number): string {
  const [year, month, day] = beijing(instant).slice(0, 10).split('-').map(Number);
  return `${year} 年 ${month} 月 ${day} 日`;
}
