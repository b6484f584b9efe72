import type { Preview } from '../../scheduler/draw/index.js';
import { type Campaign, DrawStage } from '../plan/index.js';
import type { PreparedPools } from './draw.pool.js';
import { countReasons, tellExcluded, type Words } from './exclusion-words.js';

/** What could be done about a draw that cannot be staffed. */
export enum RemedyKind {
  /** Every officer takes more targets. */
  HIGHER_CAPACITY = 'HIGHER_CAPACITY',
  /** One officer takes one target more. */
  ONE_TAKES_MORE = 'ONE_TAKES_MORE',
  /** One officer more, seconded or put on duty. */
  ONE_MORE_OFFICER = 'ONE_MORE_OFFICER',
}

/** A way out, cheapest first: what nobody new is needed for comes before people. */
export interface Remedy {
  readonly kind: RemedyKind;
  readonly message: string;
  readonly messageEn: string;
  /** Places that it fills; absent where it fills all that are open. */
  readonly gains?: number;
}

/** What the words need besides the figures. */
export interface PreviewGround {
  readonly campaign: Campaign;
  readonly pools: PreparedPools;
  readonly preview: Preview;
  /** The capacity for each officer that staffs every draw tried; absent where none was found, or none is needed. */
  readonly enoughCapacity?: number;
  /** Names of officers and districts. */
  readonly nameOf: (code: string) => string;
}

const mostOfKind = 2;

/** The ways out of a draw that cannot always be staffed. */
export function remediesOf({ campaign, preview, enoughCapacity, nameOf }: PreviewGround): Remedy[] {
  const all: Remedy[] = enoughCapacity
    ? [
        {
          kind: RemedyKind.HIGHER_CAPACITY,
          message: `将每名人员最多承担的对象数由 ${campaign.capacity} 提高到 ${enoughCapacity}，试算即可全部配齐，不需增加人员。`,
          messageEn: `Let each officer take ${enoughCapacity} targets instead of ${campaign.capacity}: every draw tried is then staffed, with nobody new.`,
        },
      ]
    : [];
  const single = preview.repairs.map((repair): Remedy => {
    const { gains } = repair;
    if (repair.kind === 'capacity') {
      return {
        kind: RemedyKind.ONE_TAKES_MORE,
        message: `请“${nameOf(repair.officer)}”多承担一个对象，可补 ${gains} 个名额。`,
        messageEn: `One target more for "${nameOf(repair.officer)}" fills ${gains}.`,
        gains,
      };
    }
    const skills = repair.skills.map(nameOf);
    const asked = skills.length > 0 ? `、具备“${skills.join('、')}”` : '';
    const who = repair.role === 'expert' ? '专家' : '执法人员';
    return {
      kind: RemedyKind.ONE_MORE_OFFICER,
      message: `借调或增派 1 名可到“${nameOf(repair.district)}”${asked}的${who}，可补 ${gains} 个名额。`,
      messageEn: `One more ${repair.role} for "${nameOf(repair.district)}"${skills.length > 0 ? ` with ${skills.join(', ')}` : ''} fills ${gains}.`,
      gains,
    };
  });
  const of = (kind: RemedyKind) => single.filter((one) => one.kind === kind).slice(0, mostOfKind);
  // Who is here already comes before somebody new.
  return [...all, ...of(RemedyKind.ONE_TAKES_MORE), ...of(RemedyKind.ONE_MORE_OFFICER)];
}

/** The whole preview in a few sentences, Chinese first. */
export function previewWords(ground: PreviewGround): Words {
  const parts = [rangeWords(ground), drawnWords(ground), ...staffWords(ground)];
  return { zh: parts.map(({ zh }) => zh).join(''), en: parts.map(({ en }) => en).join(' ') };
}

function rangeWords({ pools }: PreviewGround): Words {
  const excluded = tellExcluded(countReasons(pools.files.excluded));
  const total = pools.covered + pools.excluded;
  if (pools.excluded === 0) {
    return { zh: `范围内 ${total} 个对象，全部参加。`, en: `${total} targets in the range, none left out.` };
  }
  return {
    zh: `范围内 ${total} 个对象，${pools.covered} 个参加，${pools.excluded} 个排除（${excluded.map(({ zh, count }) => `${zh} ${count}`).join('，')}）。`,
    en: `${total} targets in the range: ${pools.covered} in, ${pools.excluded} left out (${excluded.map(({ en, count }) => `${en} ${count}`).join(', ')}).`,
  };
}

function drawnWords({ campaign, preview }: PreviewGround): Words {
  const drawn = preview.sizes.reduce((sum, { k }) => sum + k, 0);
  const reserve = preview.sizes.reduce((sum, one) => sum + one.reserve, 0);
  if (campaign.stage === DrawStage.OFFICERS) {
    return {
      zh: `名单中的 ${drawn} 个对象全部检查，只抽取人员。`,
      en: `All ${drawn} targets of the list are checked; officers alone are drawn.`,
    };
  }
  if (campaign.stage === DrawStage.TARGETS) {
    return {
      zh: `将抽取 ${drawn} 个（候补 ${reserve} 个），名单下达后由下级匹配人员。`,
      en: `${drawn} are drawn (${reserve} in reserve) and handed down; officers are matched below.`,
    };
  }
  return {
    zh: `将抽取 ${drawn} 个（候补 ${reserve} 个）。`,
    en: `${drawn} are drawn, ${reserve} stand in reserve.`,
  };
}

function staffWords(ground: PreviewGround): Words[] {
  const { campaign, preview, nameOf } = ground;
  if (campaign.stage === DrawStage.TARGETS) return [];
  const { demand, capacity, seeds, feasible, shortages } = preview;
  const supply = {
    zh: `共需 ${demand} 人次，现有人员最多可承担 ${capacity} 人次。`,
    en: `${demand} places are needed; the officers can take ${capacity} at most.`,
  };
  if (feasible === seeds) {
    return [
      supply,
      { zh: `试算 ${seeds} 次，每次都能配齐人员。`, en: `All of ${seeds} trial draws could be staffed.` },
    ];
  }
  const trial = {
    zh: `试算 ${seeds} 次，只有 ${feasible} 次能配齐人员，其余有对象派不出检查组。`,
    en: `Only ${feasible} of ${seeds} trial draws could be staffed.`,
  };
  const [first] = shortages;
  const short = first && {
    zh: `有 ${shortages.length} 个对象的合格人员不足，如“${nameOf(first.id)}”需要 ${first.needed} 人、只有 ${first.eligible} 人。`,
    en: `${shortages.length} targets have too few eligible officers, such as "${nameOf(first.id)}": ${first.needed} needed, ${first.eligible} eligible.`,
  };
  const [best] = remediesOf(ground);
  const wayOut = best
    ? { zh: `最省的办法：${best.message}`, en: `The cheapest way out: ${best.messageEn}` }
    : { zh: '请减少抽取数量，或借调人员。', en: 'Draw fewer, or borrow officers.' };
  return [supply, trial, ...(short ? [short] : []), wayOut];
}
