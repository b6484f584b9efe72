/** Pages that stand alone: no script, no outside resource, two languages in one file. */
import { pageStyle } from './page-style.js';

/** Text fit for an element or an attribute. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (mark) => entities[mark]!);
}

/** The same in both languages; only the chosen one is shown. The words are markup already. */
export function say(zh: string, en: string): string {
  return `<span class="zh" lang="zh-CN">${zh}</span><span class="en" lang="en">${en}</span>`;
}

export function section(title: string, ...parts: readonly string[]): string {
  return `<section><h2>${title}</h2>${parts.join('')}</section>`;
}

/** Cells are markup; the first of a row is its heading. On a phone a table of many columns becomes a list. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[], caption = ''): string {
  const head = heads.map((cell) => `<th scope="col">${cell}</th>`).join('');
  const isMany = heads.length > 4;
  const body = rows
    .map(([first = '', ...rest]) => {
      const cells = rest
        .map(
          (cell, i) =>
            `<td>${isMany ? `<span class="head">${heads[i + 1]}</span>` : ''}${isMany ? `<span>${cell}</span>` : cell}</td>`,
        )
        .join('');
      return `<tr><th scope="row">${first}</th>${cells}</tr>`;
    })
    .join('');
  const title = caption && `<caption>${caption}</caption>`;
  return `<div class="scroll"><table${isMany ? ' class="many"' : ''}>${title}<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** A document in Chinese with a switch to English that needs no script. */
export function page(title: { zh: string; en: string }, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escapeHtml(`${title.zh} / ${title.en}`)}</title>
<style>${pageStyle}</style>
</head>
<body>
<input type="radio" name="language" id="to-zh" checked><input type="radio" name="language" id="to-en">
<nav aria-label="语言 / language"><label for="to-zh">中文</label><label for="to-en">English</label></nav>
<main>
${body}
</main>
</body>
</html>
`;
}
