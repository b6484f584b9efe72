/** What stands around one pairing: who is behind the codes, the public numbers, and earlier freezes. */
import {
  fromHex,
  fromUtf8,
  type History,
  type Receipt,
  type SubstitutionDetail,
} from '../../scheduler/draw/index.js';

export interface Surroundings {
  /** Operator and witnesses that have a name in the rules, by code. */
  names: Record<string, string>;
  /** Public sources as revealed, in the order of the commitment. */
  numbers: { name: string; value: string }[];
  /** Earlier draws as the receipt has them; with the reason of a void one, by the log. */
  earlier: { campaign: string; drawNo: number; state: string; reason?: string }[];
}

/** @param history of the same draw */
export function surroundingsOf({ commit, reveals, earlier }: Receipt, history: History): Surroundings {
  const reasons = new Map(history.earlier.map(({ C, reason }) => [C, reason]));
  return {
    names: Object.fromEntries(
      commit.entropy.flatMap(({ type, id, name }) =>
        (type === 'operator' || type === 'witness') && name ? [[id, name]] : [],
      ),
    ),
    numbers: commit.entropy.flatMap((source, i) => {
      const value = reveals.find((reveal) => reveal.source === i)?.value ?? '';
      if (source.type === 'number') {
        const numbers = fromUtf8(fromHex(value, 'reveal'), 'reveal');
        return [{ name: `${source.name} ${source.issue}`, value: numbers }];
      }
      return source.type === 'beacon' ? [{ name: source.name ?? source.id, value }] : [];
    }),
    earlier: earlier.map(({ C, campaign, drawNo, state }) => {
      const reason = state === 'void' ? reasons.get(C) : undefined;
      return { campaign, drawNo, state, ...(reason !== undefined && { reason }) };
    }),
  };
}

/** What substitutions have since done to a pairing. */
export interface Replaced {
  /** Number of the substitution. */
  n: number;
  /** Whether the whole target went, or this officer. */
  what: 'unit' | 'officer';
}

/** Undefined while the pairing counts. @param target global index. @param officer leaf number */
export function replacedBy(
  details: readonly SubstitutionDetail[],
  target: number,
  officer: number,
): Replaced | undefined {
  const unit = details.find((one) => one.kind === 'target' && one.target === target);
  if (unit) return { n: unit.n, what: 'unit' };
  const out = details.find((one) => one.kind === 'officer' && one.target === target && one.out === officer);
  const last = details.findLast((one) => one.target === target);
  if (!out || last?.slots?.flat().includes(officer)) return undefined;
  return { n: out.n, what: 'officer' };
}

/** The same in words. */
export function replacedWords({ n, what }: Replaced): { zh: string; en: string } {
  return what === 'unit'
    ? {
        zh: `该对象已在第 ${n} 次替换中退出，不再检查；本凭证只说明当初的抽取`,
        en: `substitution ${n} took this target out: it is not inspected any more, and this speaks of the draw alone`,
      }
    : {
        zh: `该人员已在第 ${n} 次替换中退出本对象的检查组；本凭证只说明当初的抽取`,
        en: `substitution ${n} took this officer off the team: this speaks of the draw alone`,
      };
}
