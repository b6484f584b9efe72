import { createDepartment, type Department } from '../../../../schema/department/index.js';
import {
  acceptParticipation,
  type Campaign,
  CampaignParticipant,
  DrawMode,
  declineParticipation,
  inviteParticipants,
} from '../../../../schema/plan/index.js';
import type { InviteParticipantsInput } from '../../../../schema/plan/joint/participant.input.js';
import { ImportKind, Inspector } from '../../../../schema/registry/index.js';
import { Role } from '../../../../schema/shared/roles.js';
import type { Actor } from '../../../../schema/shared/unit.js';
import { done, MainJob, type MainJobOptions } from '../../../support/main-job.js';

/** The people of a department that takes part. */
export interface Partner {
  readonly department: Department;
  readonly planner: Actor;
  readonly approver: Actor;
  readonly reviewer: Actor;
  readonly publisher: Actor;
}

type CampaignDraft = Parameters<MainJob['campaignDraft']>[0];
type Invited = InviteParticipantsInput['participants'][number];

const itemsHeading = '事项编码,抽查事项,抽查依据,事项类型,抽查比例,实施单位\n';
const officersHeading = '姓名,单位工号,执法证号,有效期,担任职务\n';

/** The health bureau leads, the market bureau and the fire brigade take part: each with items and officers of its own. */
export class JointHouse {
  market!: Partner;
  fire!: Partner;

  private constructor(readonly job: MainJob) {}

  static async open(options: MainJobOptions = {}): Promise<JointHouse> {
    return JointHouse.over(await MainJob.open(options));
  }

  /** The same on a house that somebody else opened. */
  static async over(job: MainJob): Promise<JointHouse> {
    const house = new JointHouse(job);
    const fire = done(
      await job.act(undefined, (unit) =>
        createDepartment(unit, {
          code: 'zj-fire',
          name: '湛江市消防救援支队',
          creditCode: '92610822MA707NAX4Q',
          division: { code: '440800', name: '湛江市' },
        }),
      ),
    );
    house.market = await house.#furnish(
      job.market,
      'SC',
      'SC-01,食品经营监督检查,《食品安全法》第一百零九条,一般,3%,',
    );
    house.fire = await house.#furnish(fire, 'XF', 'XF-01,消防监督抽查,《消防法》第五十三条,一般,3%,');
    return house;
  }

  close(): Promise<void> {
    return this.job.close();
  }

  async #furnish(department: Department, mark: string, item: string): Promise<Partner> {
    const { job } = this;
    await job.bringIn(ImportKind.ITEMS, `${itemsHeading}${item}\n`, department.id);
    const officers = Array.from(
      { length: 6 },
      (_, n) => `${mark}演员${n},${mark}${n},粤${mark}${String(n).padStart(5, '0')},2030-12-31,科员\n`,
    );
    await job.bringIn(ImportKind.INSPECTORS, `${officersHeading}${officers.join('')}`, department.id);
    const person = (role: Role) => job.addPerson(`${mark}.${role.toLowerCase()}`, [role], department);
    return {
      department,
      planner: await person(Role.PLAN_OWNER),
      approver: await person(Role.APPROVER),
      reviewer: await person(Role.REVIEWER),
      publisher: await person(Role.PUBLISHER),
    };
  }

  /** The lead with two, the market bureau with two, the fire brigade with two officers in every team. */
  get departments(): Invited[] {
    return [
      { departmentCode: 'zj-health', isLead: true, itemCodes: [], officers: 2 },
      { departmentCode: 'zj-market', isLead: false, itemCodes: ['SC-01'], officers: 2 },
      { departmentCode: 'zj-fire', isLead: false, itemCodes: ['XF-01'], officers: 2 },
    ];
  }

  async draft(more: CampaignDraft = {}): Promise<Campaign> {
    const draft = { title: '2026年度餐饮单位联合抽查', mode: DrawMode.CONFIDENTIAL, ...more };
    return done(await this.job.draft(draft)).campaign;
  }

  invite(campaignId: string, participants = this.departments, actor = this.job.planner) {
    return this.job.act(actor, (unit) => inviteParticipants(unit, { campaignId, participants }));
  }

  /** A draft to which both others were invited. */
  async invited(more?: CampaignDraft): Promise<Campaign> {
    const campaign = await this.draft(more);
    return done(await this.invite(campaign.id)).campaign;
  }

  async participationOf(campaignId: string, department: Department): Promise<string> {
    const { em } = this.job.readAs();
    return (await em.findOneOrFail(CampaignParticipant, { campaign: campaignId, department: department.id }))
      .id;
  }

  async accept(campaignId: string, { department, approver }: Partner, actor = approver) {
    const id = await this.participationOf(campaignId, department);
    return this.job.act(actor, (unit) => acceptParticipation(unit, id));
  }

  async decline(campaignId: string, { department, approver }: Partner, reason = '专项整治期间人手已满') {
    const id = await this.participationOf(campaignId, department);
    return this.job.act(approver, (unit) => declineParticipation(unit, id, reason));
  }

  /** Accepted by both and approved by the lead. */
  async approved(more?: CampaignDraft): Promise<Campaign> {
    const campaign = await this.invited(more);
    done(await this.accept(campaign.id, this.market));
    done(await this.accept(campaign.id, this.fire));
    return done(await this.job.approve(campaign.id)).campaign;
  }

  /** From its plan to its assignments. */
  async drawn(more?: CampaignDraft) {
    const { job } = this;
    const frozen = await job.complete(await job.freeze(await this.approved(more)));
    await job.runJobs();
    return frozen;
  }

  /** Officers of an assignment's team as actors of their own departments. */
  async listTeam(assignmentId: string): Promise<Actor[]> {
    const team = await this.job.listTeam(assignmentId);
    const ids = team.map(({ inspectorId }) => inspectorId ?? '');
    const rows = await this.job.readAs().em.find(Inspector, { id: { $in: ids } });
    const departmentOf = new Map(rows.map(({ id, department }) => [id, department]));
    return team.map((actor) => {
      const departmentId = departmentOf.get(actor.inspectorId ?? '') ?? '';
      return { ...actor, departmentId, scope: [departmentId] };
    });
  }
}
