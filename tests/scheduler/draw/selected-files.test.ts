import { verifyPublic, verifyRestricted } from '../../../scheduler/draw/index.js';
import { textOf, without } from './bundle-files.js';
import { Story } from './scenario.js';

describe('selected.jsonl and nodes.json', () => {
  const story = new Story();
  const outcome = story.drawn();
  const open = story.publicFiles(outcome);
  const restricted = story.restrictedFiles(outcome);
  const selected = textOf(open, 'selected.jsonl');
  const lines = selected.trimEnd().split('\n');
  const nodes = JSON.parse(textOf(open, 'nodes.json')) as { code: string; nodes: string[] }[];
  const codeOf = (more: Record<string, string>) => {
    const verdict = verifyPublic({ ...open, ...more });
    return verdict.ok ? 'none' : verdict.code;
  };
  const withNodes = (change: (all: typeof nodes) => void) => {
    const changed = structuredClone(nodes);
    change(changed);
    return codeOf({ 'nodes.json': JSON.stringify(changed) });
  };

  test('both or neither', () => {
    expect(verifyPublic(without(open, 'nodes.json'))).toMatchObject({
      code: 'FILE_MISSING',
      data: { file: 'nodes.json' },
    });
    for (const [one, other] of [
      ['selected.jsonl', 'nodes.json'],
      ['nodes.json', 'selected.jsonl'],
    ] as const) {
      expect(verifyRestricted(without(restricted, one))).toMatchObject({
        code: 'FILE_MISSING',
        data: { file: one },
      });
      expect(verifyRestricted(without(restricted, one, other))).toMatchObject({ ok: true });
    }
    const hidden = new Story({ mode: 'confidential' });
    const result = hidden.drawn();
    hidden.open(result);
    const opened = hidden.publicFiles(result);
    expect(verifyPublic(opened)).toMatchObject({ ok: true });
    expect(verifyPublic(without(opened, 'selected.jsonl', 'nodes.json'))).toMatchObject({ ok: true });
    expect(verifyPublic(without(opened, 'selected.jsonl'))).toMatchObject({ code: 'FILE_MISSING' });
    expect(verifyPublic(without(opened, 'nodes.json'))).toMatchObject({ code: 'FILE_MISSING' });
  });

  test('a unit left out, added, exchanged or told otherwise', () => {
    const file = (list: string[]) => codeOf({ 'selected.jsonl': `${list.join('\n')}\n` });
    expect(file(lines.slice(1))).toBe('DIFFERS');
    expect(file(lines.slice(0, -1))).toBe('DIFFERS');
    expect(file([...lines, lines[0]!])).toBe('DIFFERS');
    expect(file([lines[1]!, lines[0]!, ...lines.slice(2)])).toBe('DIFFERS');
    expect(codeOf({ 'selected.jsonl': selected.replace('示例', '某某') })).toBe('PATH_WRONG');
    expect(codeOf({ 'selected.jsonl': selected.replace('"index":', '"ind":') })).toBe('MALFORMED');
  });

  test('nodes of other strata, too few, too many, in another order', () => {
    expect(withNodes((all) => all.pop())).toBe('DIFFERS');
    expect(withNodes((all) => all.reverse())).toBe('DIFFERS');
    expect(withNodes((all) => all.push({ code: 's3', nodes: [] }))).toBe('DIFFERS');
    expect(withNodes((all) => all[0]!.nodes.pop())).toBe('PATH_WRONG');
    expect(withNodes((all) => all[0]!.nodes.push('a'.repeat(64)))).toBe('PATH_WRONG');
    expect(withNodes((all) => all[1]!.nodes.reverse())).toBe('PATH_WRONG');
    expect(withNodes((all) => all[1]!.nodes.splice(0, 1, 'A'.repeat(64)))).toBe('MALFORMED');
    const shown = textOf(open, 'nodes.json');
    expect(verifyRestricted({ ...restricted, 'nodes.json': `${shown} ` })).toMatchObject({ code: 'DIFFERS' });
  });

  test('a stratum of which nothing is selected has no nodes', () => {
    const none = new Story({
      change: (rules) => {
        rules.strata[1]!.count = 0;
      },
    });
    const files = none.publicFiles(none.drawn());
    expect(JSON.parse(textOf(files, 'nodes.json')).map((entry: { code: string }) => entry.code)).toEqual([
      's1',
    ]);
    expect(verifyPublic(files)).toMatchObject({ ok: true });
  });
});
