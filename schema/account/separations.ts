import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';

/** What people do on one matter, from a campaign's draft to the publication of its results. */
export enum Part {
  DRAFT = 'DRAFT',
  APPROVE = 'APPROVE',
  WITNESS = 'WITNESS',
  OPERATE = 'OPERATE',
  INSPECT = 'INSPECT',
  REVIEW = 'REVIEW',
  ENTER = 'ENTER',
  PUBLISH = 'PUBLISH',
}

/** The words of a part: what somebody did. */
const words: Readonly<Record<Part, readonly [zh: string, en: string]>> = {
  DRAFT: ['编制任务', 'drafted the campaign'],
  APPROVE: ['批准任务', 'approved the campaign'],
  WITNESS: ['担任见证人', 'is a witness of the draw'],
  OPERATE: ['操作抽取', 'operated the draw'],
  INSPECT: ['参加检查或录入其结果', 'took part in the visit or entered its result'],
  ENTER: ['录入决定', 'entered the decision'],
  REVIEW: ['审核结果', 'reviewed the result'],
  PUBLISH: ['批准公示', 'released the publication'],
};

registerEnumType(Part, {
  name: 'Part',
  description: '在同一事项上办理的环节。What somebody does on one matter.',
  valuesConfig: Object.fromEntries(
    Object.entries(words).map(([part, [zh, en]]) => [part, { description: `${zh}。Who ${en}.` }]),
  ) as never,
});

/** Two parts that one person may not both have on one matter. */
export interface Separation {
  readonly parts: readonly [Part, Part];
  /** Where it comes from: a rule that was given, or what departments do. */
  readonly basis: string;
}

const operatorReviewerPublisher =
  '抽取操作、审核、公示由不同的人办理 / operator, reviewer and publisher differ on the same matter';
const authorReviewerPublisher =
  '起草、审核、公示由不同的人办理 / author, reviewer and publisher differ, per matter';
const independentWitness =
  '见证人不参与本次抽取的其他环节（通行做法） / a witness takes part in nothing else of the draw (practice)';
const draftAndApproval = '编制与批准由不同的人办理（通行做法） / who drafts does not approve (practice)';

/** The separations, as data. Who may hold which roles in one account is a table of its own: `roleExclusions`. */
export const separations: readonly Separation[] = [
  { parts: [Part.DRAFT, Part.APPROVE], basis: draftAndApproval },
  { parts: [Part.OPERATE, Part.REVIEW], basis: operatorReviewerPublisher },
  { parts: [Part.OPERATE, Part.PUBLISH], basis: operatorReviewerPublisher },
  { parts: [Part.REVIEW, Part.PUBLISH], basis: operatorReviewerPublisher },
  { parts: [Part.INSPECT, Part.REVIEW], basis: authorReviewerPublisher },
  { parts: [Part.INSPECT, Part.PUBLISH], basis: authorReviewerPublisher },
  { parts: [Part.ENTER, Part.PUBLISH], basis: authorReviewerPublisher },
  ...Object.values(Part)
    .filter((part) => part !== Part.WITNESS && part !== Part.ENTER)
    .map((part): Separation => ({ parts: [Part.WITNESS, part], basis: independentWitness })),
];

/** Whether one person may not have both parts on one matter. */
export function areSeparate(one: Part, other: Part): boolean {
  return separations.some(({ parts: [a, b] }) => (a === one && b === other) || (a === other && b === one));
}

@ObjectType({
  implements: ConsoleError,
  description: '同一事项上须由不同的人办理。One person may not do both on one matter.',
})
export class SeparationOfDuties extends Refusal {
  @Field(() => Part, { description: '要办理的环节。What was to be done.' })
  readonly act: Part;

  @Field(() => Part, { description: '已办理的环节。What was done before.' })
  readonly earlierAct: Part;

  @Field(() => String, { description: '由谁办理。Who did it.' })
  readonly doneBy: string;

  constructor(act: Part, earlierAct: Part, doneBy: string) {
    super(
      `${doneBy}在本事项上已${words[earlierAct][0]}，不得再${words[act][0]}；请由其他人员办理，本部门没有的可由上级或邻近单位代行。`,
      `${doneBy} ${words[earlierAct][1]}: whoever did may not be the one who ${words[act][1]}. Have somebody else do it, of the superior or a neighbouring department where you have nobody.`,
    );
    this.act = act;
    this.earlierAct = earlierAct;
    this.doneBy = doneBy;
  }
}
