import type { WordAlignment, WordLine, WordParagraph, WordStyle } from './word-document.js';
import { at, childOf, isOn, valOf, type Xml } from './xml-tree.js';

/** Twips are twentieths of a point. */
export const twips = (value: string | undefined): number | undefined => {
  const number = value === undefined ? Number.NaN : Number.parseFloat(value);
  return Number.isFinite(number) ? number / 20 : undefined;
};

/** Properties of paragraph and run as they are said; what is not said is inherited. */
export interface Said {
  readonly paragraph?: Partial<Omit<WordParagraph, 'kind' | 'runs' | 'size'>> & {
    readonly firstLineChars?: number;
  };
  readonly run?: Partial<WordStyle>;
}

const alignments: Readonly<Record<string, WordAlignment>> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  distribute: 'justify',
};

function given<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** What `<w:rPr>` says. */
export function readRun(properties: Xml | undefined): Partial<WordStyle> {
  const size = Number(valOf(properties, 'sz') ?? Number.NaN);
  const color = valOf(properties, 'color');
  return given({
    size: Number.isFinite(size) ? size / 2 : undefined,
    bold: isOn(properties, 'b'),
    underline: isOn(properties, 'u'),
    color: color && /^[0-9a-f]{6}$/i.test(color) && color !== '000000' ? `#${color}` : undefined,
  }) as Partial<WordStyle>;
}

function readLine(spacing: Xml | undefined): WordLine | undefined {
  const line = Number(spacing?.attribute('line') ?? Number.NaN);
  if (!Number.isFinite(line) || line <= 0) return undefined;
  const rule = spacing?.attribute('lineRule') ?? 'auto';
  return rule === 'auto' ? { factor: line / 240 } : { points: line / 20, least: rule === 'atLeast' };
}

/** What `<w:pPr>` says. */
export function readParagraph(properties: Xml | undefined): Said['paragraph'] {
  const spacing = childOf(properties, 'spacing');
  const indent = childOf(properties, 'ind');
  const hanging = twips(indent?.attribute('hanging'));
  const chars = Number(indent?.attribute('firstLineChars') ?? Number.NaN);
  return given({
    alignment: alignments[valOf(properties, 'jc') ?? ''],
    left: twips(indent?.attribute('left') ?? indent?.attribute('start')),
    right: twips(indent?.attribute('right') ?? indent?.attribute('end')),
    firstLine: hanging === undefined ? twips(indent?.attribute('firstLine')) : -hanging,
    firstLineChars: Number.isFinite(chars) ? chars / 100 : undefined,
    before: twips(spacing?.attribute('before')),
    after: twips(spacing?.attribute('after')),
    line: readLine(spacing),
    breaksBefore: isOn(properties, 'pageBreakBefore'),
  }) as Said['paragraph'];
}

/** The styles of a file by their ids, with what they are based on; `''` is what holds without a style. */
export class WordStyles {
  readonly #styles = new Map<string, Xml>();
  readonly #defaults: Said;
  readonly #standard: string | undefined;

  constructor(part: Xml | undefined) {
    const root = childOf(part, 'styles');
    for (const style of root?.children ?? []) {
      const id = style.attribute('styleId');
      if (style.name === 'style' && id) this.#styles.set(id, style);
    }
    const defaults = childOf(root, 'docDefaults');
    this.#defaults = {
      paragraph: readParagraph(at(defaults, 'pPrDefault', 'pPr')),
      run: readRun(at(defaults, 'rPrDefault', 'rPr')),
    };
    this.#standard = root?.children
      .find((style) => style.attribute('type') === 'paragraph' && style.attribute('default') === '1')
      ?.attribute('styleId');
  }

  /** What a paragraph's style says, on the ground of the file's defaults. */
  ofParagraph(id: string | undefined): Said {
    return this.#inherited(id ?? this.#standard, this.#defaults);
  }

  /** What a run's own style says, and nothing else. */
  ofRun(id: string | undefined): Said {
    return id ? this.#inherited(id, {}) : {};
  }

  #inherited(id: string | undefined, ground: Said, depth = 0): Said {
    const style = id ? this.#styles.get(id) : undefined;
    if (!style || depth > 20) return ground;
    const base = this.#inherited(valOf(style, 'basedOn'), ground, depth + 1);
    return {
      paragraph: { ...base.paragraph, ...readParagraph(childOf(style, 'pPr')) },
      run: { ...base.run, ...readRun(childOf(style, 'rPr')) },
    };
  }
}
