import Docxtemplater from 'docxtemplater';
import type PizZip from 'pizzip';

/** The fields of a template: plain ones by their name, repeated parts with those of each row. */
export interface TemplateTags {
  readonly [name: string]: TemplateTags;
}

/** What is wrong with the braces of a template. */
export class TemplateFault extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('; '));
  }
}

const words: Readonly<Record<string, string>> = {
  unopened_tag: '有“}”而前面没有“{”',
  unclosed_tag: '有“{”而后面没有“}”',
  unopened_loop: '重复部分有结束“{/…}”而没有开始“{#…}”',
  unclosed_loop: '重复部分有开始“{#…}”而没有结束“{/…}”',
  closing_tag_does_not_match_opening_tag: '重复部分的开始与结束名称不一致',
  duplicate_open_tag: '连续两个“{”',
  duplicate_close_tag: '连续两个“}”',
};

interface Explained {
  readonly properties?: {
    readonly id?: string;
    readonly xtag?: string;
    readonly errors?: readonly Explained[];
  };
}

function faultsOf(error: unknown): string[] {
  const { properties } = error as Explained;
  if (properties?.errors) return properties.errors.flatMap(faultsOf);
  const told = words[properties?.id ?? ''] ?? properties?.id ?? '无法读取';
  return [properties?.xtag ? `${told}（${properties.xtag.slice(0, 40)}）` : told];
}

/** Plain names only: a template computes nothing and reaches nothing else. */
const parser = (tag: string) => ({
  get: (scope: Record<string, unknown>) =>
    tag === '.' ? scope : Object.hasOwn(scope, tag) ? scope[tag] : undefined,
});

function compile(zip: PizZip, modules: unknown[] = []): Docxtemplater {
  try {
    return new Docxtemplater(zip, {
      paragraphLoop: true,
      linebreaks: true,
      parser,
      nullGetter: () => '',
      modules: modules as never,
      errorLogging: false,
    });
  } catch (error) {
    throw new TemplateFault([...new Set(faultsOf(error))]);
  }
}

/** A part of a template as docxtemplater reads it. */
interface TemplatePart {
  readonly type: string;
  readonly value?: string;
  readonly module?: string;
  readonly subparsed?: readonly TemplatePart[];
}

function gather(parts: readonly TemplatePart[], tags: Record<string, TemplateTags>): void {
  for (const { type, value = '', module, subparsed } of parts) {
    if (type !== 'placeholder') continue;
    // What is put in as it stands could change the file itself: it has no field.
    const name = module === 'rawxml' ? `@${value}` : value;
    const inner = { ...tags[name] };
    if (subparsed) gather(subparsed, inner);
    tags[name] = inner;
  }
}

/** Every field that a template asks for, in the text, the header and the footer. @throws TemplateFault */
export function readTags(zip: PizZip): TemplateTags {
  const tags: Record<string, TemplateTags> = {};
  compile(zip, [
    {
      name: 'FieldReader',
      set({ inspect }: { readonly inspect?: { readonly postparsed?: readonly TemplatePart[] } }) {
        if (inspect?.postparsed) gather(inspect.postparsed, tags);
      },
    },
  ]);
  return tags;
}

/** Fills a template in; what is not given stays blank. The archive is changed. @throws TemplateFault */
export function fillWord(zip: PizZip, values: object): PizZip {
  const template = compile(zip);
  try {
    template.render(values);
  } catch (error) {
    throw new TemplateFault([...new Set(faultsOf(error))]);
  }
  return template.getZip() as PizZip;
}
