import { registerEnumType } from 'type-graphql';

/** What a draw decides: whom, by whom, or both (docs/draw.md §3). */
export enum DrawStage {
  BOTH = 'BOTH',
  /** Only targets: their list is handed down, and officers are drawn below. */
  TARGETS = 'TARGETS',
  /** Only officers, for targets that are named: all of a list, none left out. */
  OFFICERS = 'OFFICERS',
}

/** Why a campaign checks its targets. */
export enum CampaignKind {
  /** By chance, here or where the list came from. */
  RANDOM = 'RANDOM',
  /** A licence was granted on a commitment (告知承诺), and is verified. */
  VERIFICATION = 'VERIFICATION',
  /** Somebody reported the entity (domain-rules §2); never in the random pool. */
  REPORT = 'REPORT',
}

registerEnumType(DrawStage, {
  name: 'DrawStage',
  description: '抽取环节。What a draw decides.',
  valuesConfig: {
    BOTH: { description: '对象与人员都抽。Targets and officers.' },
    TARGETS: { description: '只抽对象，名单下达后由下级匹配人员。Targets alone; their list is handed down.' },
    OFFICERS: { description: '只为指定名单抽取人员。Officers alone, for named targets.' },
  },
});

registerEnumType(CampaignKind, {
  name: 'CampaignKind',
  description: '任务种类。Why a campaign checks its targets.',
  valuesConfig: {
    RANDOM: { description: '随机抽查。By chance.' },
    VERIFICATION: { description: '告知承诺核查。Verification after a licence on commitment.' },
    REPORT: { description: '举报核查，不计入随机抽查。After a report; never counted as random.' },
  },
});

/** Where the targets of stage `OFFICERS` come from, as the commitment says it (docs/draw.md §5). */
export interface CampaignSource {
  /** SHA-256 of the list, lower-case hex. */
  readonly hash: string;
  readonly documentNo: string;
  readonly issuer: string;
}
