import type { Command } from 'commander';
import type { Clock } from '../../../schema/shared/unit.js';
import { print, printJson } from '../output.js';
import type { Explanation } from './explain-words.js';
import { guarded } from './guarded.js';
import { secondsOf } from './options.js';
import { addSourceOptions, readSource, type SourceOptions } from './source.js';

async function explain(id: string, place: string, options: SourceOptions, clock: Clock): Promise<void> {
  const { explainOfficer } = await import('../../explain/explain-officer.js');
  const { explainUnit } = await import('../../explain/explain-unit.js');
  const { readFacts } = await import('../../explain/facts.js');
  const { findSubject } = await import('../../explain/find-subject.js');
  const { readWords } = await import('../../draw-folder/words-file.js');
  const words = await import('./explain-words.js');
  const { describeHistory, describeStanding } = await import('../history-words.js');
  const { exclusionWord } = await import('../exclusion-words.js');
  const { printable } = await import('../../client/printable.js');
  const facts = readFacts((await readSource(place, options)).files);
  const known = await readWords(place);
  const word = (code: string) => known.get(code) ?? code;
  const subject = findSubject(facts, id);
  const { C, commit } = facts.draw;
  const { verified } = facts;
  const { series, assurance, earlier } = verified;
  const { campaign, drawNo } = commit;
  const about = { C, campaign, drawNo, level: facts.level, series, assurance, earlier };
  const standing = describeStanding({ series, assurance });
  const history = describeHistory(verified, secondsOf(clock));
  const say = (explained: object, text: Explanation) => {
    if (options.json) return printJson({ ok: true, ...about, ...explained });
    print(...[...standing, '', ...text.zh, '', ...text.en, '', ...history].map(printable));
  };
  if (subject.kind === 'excluded') {
    const reason = known.get(subject.reason) ?? exclusionWord(subject.reason);
    return say({ ...subject, reason }, words.describeExcluded(subject.id, reason));
  }
  if (subject.kind === 'officer') {
    const officer = explainOfficer(facts, subject.index);
    return say(officer, words.describeOfficer(officer));
  }
  const unit = explainUnit(facts, subject.stratum, subject.index);
  return say(unit, words.describeUnit(unit, word));
}

/** `fairdraw draw explain`. */
export function addExplain(draw: Command, clock: Clock): void {
  const command = draw
    .command('explain')
    .description('说明为何抽中（或没抽中）它、为何是这些人 / why this unit, why these officers')
    .argument('<id>', '标识、名称，或 层/序号、officer/序号 / id, name, stratum/number, officer/number')
    .argument('<dir|url>', '抽取文件夹、核验文件夹或抽取的地址 / folder or address of the draw');
  addSourceOptions(command).action(
    guarded((id: string, place: string, options: SourceOptions) => explain(id, place, options, clock)),
  );
}
