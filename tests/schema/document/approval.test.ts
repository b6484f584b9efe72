import { Arrangement, ArrangementKind } from '../../../schema/account/index.js';
import { saveDivisions } from '../../../schema/department/index.js';
import { ActingNames } from '../../../schema/document/acting-names.js';
import { paperOf } from '../../../schema/document/document.render.js';
import { basicForms } from '../../../schema/document/forms/basic-forms.js';
import { writeForm } from '../../../schema/document/forms/write-form.js';
import {
  ApprovalStep,
  approveCampaignDocuments,
  approveCampaignWithDocuments,
  approveDocument,
  Document,
  DocumentApproval,
  DocumentKind,
  DocumentState,
  listDocuments,
  setApprovalChain,
  voidDocument,
} from '../../../schema/document/index.js';
import { PowerKind, recordPower } from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { prepare, writeNumberRules } from './document-house.js';

let job: MainJob;
let draw: FrozenDraw;
let legal: Actor;
let deputy: Actor;
let head: Actor;
const { NOTICE, APPROVAL, ON_ARRIVAL_NOTICE, TRANSFER } = DocumentKind;

beforeAll(async () => {
  job = await MainJob.open();
  legal = await job.addPerson('legal', [Role.REVIEWER], job.health);
  head = await job.addPerson('head', [Role.APPROVER], job.health);
  deputy = await job.addPerson('deputy', [Role.PUBLISHER], job.health);
  await writeNumberRules(job);
  draw = await job.drawn();
});
afterAll(() => job.close());

type Chain = Parameters<typeof setApprovalChain>[1];

const { HANDLER, LEGAL, HEAD } = ApprovalStep;
const full: Chain['steps'] = [
  { step: HANDLER, username: 'planner' },
  { step: LEGAL, username: 'legal' },
  { step: HEAD, username: 'head' },
];
const setChain = (more: Partial<Chain> = {}) =>
  job.act(job.approver, (unit) =>
    setApprovalChain(unit, { kind: NOTICE, steps: full, withCampaign: false, ...more }),
  );
const approve = (actor: Actor, id: string) =>
  job.act(actor, (unit) => approveDocument(unit, { id, opinion: '同意' }));

/** The deputy stands for the head on these days. */
async function deputise(fromOn: string, toOn: string): Promise<string> {
  return job.act(undefined, async (unit) => {
    const id = unit.newId();
    await unit.em.insert(Arrangement, {
      ...{ id, department: job.health.id, kind: ArrangementKind.DEPUTY, account: deputy.accountId ?? '' },
      ...{
        actingDepartment: job.health.id,
        roles: [Role.APPROVER],
        standsFor: head.accountId ?? null,
        fromOn,
        toOn,
      },
      ...{ documentNo: '湛卫人〔2026〕3号', reason: '出差', recordedAt: unit.now, recordedBy: null },
      ...{ approvedAt: unit.now, approvedBy: null, endedAt: null, endedBy: null },
    });
    return id;
  });
}

describe('a chain', () => {
  test('goes from handler to head in order, each step somebody else’s, and ends somewhere', async () => {
    await expectRefused(job, 'ApprovalChainInvalid', () => setChain({ steps: [] }));
    await expectRefused(job, 'ApprovalChainInvalid', () => setChain({ steps: [...full].reverse() }));
    await expectRefused(job, 'ApprovalChainInvalid', () =>
      setChain({
        steps: [
          { step: HANDLER, username: 'head' },
          { step: HEAD, username: 'head' },
        ],
      }),
    );
    await expectRefused(job, 'ApprovalChainInvalid', () =>
      setChain({ steps: [{ step: HEAD, username: 'stranger' }] }),
    );
    await expectRefused(job, 'ApprovalChainInvalid', () => setChain({ afterwardsDays: 1 }));
  });

  test('without one the approval of the campaign approves its papers', async () => {
    const { documents } = done(await prepare(job, draw.campaign.id, { kind: ON_ARRIVAL_NOTICE }));
    expect(documents.every(({ state }) => state === DocumentState.APPROVED)).toBe(true);
    const [approval] = await job.readAs().em.find(DocumentApproval, { document: documents[0]?.id });
    expect(approval).toMatchObject({
      account: job.approver.accountId,
      step: HEAD,
      opinion: '随任务一并批准',
    });
  });

  test('is followed step by step, by whose steps they are', async () => {
    done(await setChain());
    const { documents } = done(await prepare(job, draw.campaign.id));
    const id = documents[0]?.id ?? '';
    const refused = await expectRefused(job, 'NotYourStep', () => approve(head, id));
    expect(refused).toMatchObject({ step: HANDLER, holder: 'planner' });
    done(await approve(job.planner, id));
    await expectRefused(job, 'NotYourStep', () => approve(job.planner, id));
    done(await approve(legal, id));
    expect(await job.readAs().em.findOneOrFail(Document, { id })).toMatchObject({
      state: DocumentState.IN_APPROVAL,
    });
    const { document } = done(await approve(head, id));
    expect(document).toMatchObject({ state: DocumentState.APPROVED, approvedAt: job.clock.now() });
    await expectRefused(job, 'DocumentStateWrong', () => approve(head, id));
    await expectRefused(job, 'DocumentNotFound', () => approve(job.stranger, id));
  });

  test('one act approves every paper of a campaign that waits for the actor', async () => {
    const all = (actor: Actor) =>
      job.act(actor, (unit) =>
        approveCampaignDocuments(unit, { campaignId: draw.campaign.id, opinion: '同意' }),
      );
    const waiting = await job.readAs().em.count(Document, { campaign: draw.campaign.id, approvedAt: null });
    expect(waiting).toBeGreaterThan(3);
    await expectRefused(job, 'NotYourStep', () => all(legal));
    expect(done(await all(job.planner))).toMatchObject({ approvedCount: waiting });
    done(await all(legal));
    expect(done(await all(head))).toMatchObject({ approvedCount: waiting });
    await expectRefused(job, 'NothingToApprove', () => all(head));
  });
});

describe('a deputy', () => {
  let ids: string[];
  beforeAll(async () => {
    done(await setChain({ kind: TRANSFER, steps: [{ step: HEAD, username: 'head' }] }));
    const { documents } = done(await prepare(job, draw.campaign.id, { kind: TRANSFER }));
    ids = documents.map(({ id }) => id);
  });

  test('approves within their days, and the approval says by which arrangement', async () => {
    await expectRefused(job, 'NotYourStep', () => approve(deputy, ids[0] ?? ''));
    const underId = await deputise('2026-02-09', '2026-02-10');
    done(await approve(deputy, ids[0] ?? ''));
    const approval = await job.readAs().em.findOneOrFail(DocumentApproval, { document: ids[0] });
    expect(approval).toMatchObject({ account: deputy.accountId, underId });
    const document = await job.readAs().em.findOneOrFail(Document, { id: ids[0] });
    const shown = (of: DocumentApproval) =>
      JSON.stringify(paperOf({ document, approvals: [of] }, writeForm(basicForms.APPROVAL)).document);
    expect(shown(approval)).toContain('deputy（代）');
    expect(shown({ ...approval, underId: null })).not.toContain('代）');
  });

  test('on the last day still; after it they are refused by name, with the day', async () => {
    job.clock.set('2026-02-10T15:59:00Z');
    done(await approve(deputy, ids[1] ?? ''));
    job.clock.set('2026-02-10T16:00:00Z');
    const refused = await expectRefused(job, 'DeputyEnded', () => approve(deputy, ids[2] ?? ''));
    expect(refused).toMatchObject({ toOn: '2026-02-10', holder: 'head' });
    expect(refused.message).toContain('2026-02-10');
  });

  test('whose arrangement was ended before is refused as well', async () => {
    const id = await deputise('2026-02-11', '2026-02-28');
    await job.act(undefined, (unit) => unit.em.nativeUpdate(Arrangement, { id }, { endedAt: unit.now }));
    await expectRefused(job, 'DeputyEnded', () => approve(deputy, ids[2] ?? ''));
    done(await approve(head, ids[2] ?? ''));
  });

  test('approves nothing that they made themselves, and no step after one of their own', async () => {
    done(await setChain({ kind: DocumentKind.RESULT_SHEET, steps: [{ step: HEAD, username: 'planner' }] }));
    const { documents } = done(await prepare(job, draw.campaign.id, { kind: DocumentKind.RESULT_SHEET }));
    await expectRefused(job, 'ApprovedBefore', () => approve(job.planner, documents[0]?.id ?? ''));
  });
});

describe('one act for a campaign', () => {
  test('approves the campaign and the papers whose approval that is, and no other', async () => {
    done(await setChain({ kind: APPROVAL, steps: [], withCampaign: true }));
    const { campaign } = done(await job.draft({ title: '节前抽查' }));
    const { documents } = done(await prepare(job, campaign.id, { kind: APPROVAL }));
    expect(documents[0]).toMatchObject({ state: DocumentState.IN_APPROVAL });
    const approved = await job.act(job.approver, (unit) => approveCampaignWithDocuments(unit, campaign.id));
    expect(done(approved)).toMatchObject({ documentCount: 1, campaign: { state: 'APPROVED' } });
    const em = job.readAs().em;
    expect(await em.findOneOrFail(Document, { id: documents[0]?.id })).toMatchObject({
      state: DocumentState.APPROVED,
    });
  });

  test('is refused to whoever drafted it, and then approves no paper either', async () => {
    const drafter = await job.addPerson('drafter', [Role.PLAN_OWNER, Role.APPROVER], job.health);
    const { campaign } = done(await job.draft({}, drafter));
    done(await prepare(job, campaign.id, { kind: APPROVAL }));
    await expectRefused(job, 'SeparationOfDuties', () =>
      job.act(drafter, (unit) => approveCampaignWithDocuments(unit, campaign.id)),
    );
  });
});

describe('an urgent check', () => {
  const kind = DocumentKind.VISIT_RECORD;

  test('goes before its approval only where a term and its basis were set', async () => {
    done(await setChain({ kind, steps: [{ step: HEAD, username: 'head' }] }));
    await expectRefused(job, 'UrgencyNotAllowed', () =>
      prepare(job, draw.campaign.id, { kind, isUrgent: true }),
    );
  });

  test('is approved afterwards by a working day, and overdue ones are listed', async () => {
    const afterwards = { afterwardsDays: 1, afterwardsBasis: '本局行政检查办法第八条' };
    done(await setChain({ kind, steps: [{ step: HEAD, username: 'head' }], ...afterwards }));
    job.clock.set('2026-02-13T02:00:00Z');
    const { documents } = done(await prepare(job, draw.campaign.id, { kind, isUrgent: true }));
    // Saturday the 14th is a working day before the Spring Festival.
    expect(documents[0]).toMatchObject({ isUrgent: true, approvalDueOn: '2026-02-14', approvedAt: null });
    const overdue = async () => {
      const { edges } = await listDocuments(
        job.readAs(job.planner),
        { overdueApproval: true },
        { first: 100 },
      );
      return edges.length;
    };
    expect(await overdue()).toBe(0);
    job.clock.set('2026-02-15T02:00:00Z');
    expect(await overdue()).toBe(documents.length);
    done(await approve(head, documents[0]?.id ?? ''));
    expect(await overdue()).toBe(documents.length - 1);
  });
});

describe('a paper is in the name', () => {
  const districts = [
    { code: '440802', name: '赤坎区', parentCode: '440800' },
    { code: '440803', name: '霞山区', parentCode: '440800' },
  ];
  const delegate = (divisionCode?: string) =>
    job.act(undefined, (unit) =>
      recordPower(unit, {
        ...{ itemCode: 'WS-01', kind: PowerKind.INSPECTING, holderCode: 'zj-health', fromOn: '2026-01-01' },
        ...{ inNameOfCode: 'zj-market', documentNo: '湛市监委〔2026〕3号', divisionCode },
        legalBasis: '《公共场所卫生管理条例》第十条',
      }),
    );
  const values = async () => {
    const made = done(await prepare(job, draw.campaign.id, { kind: DocumentKind.PROOF_OF_SERVICE }));
    for (const { id } of made.documents) {
      done(await job.act(job.planner, (unit) => voidDocument(unit, { id, reason: '试' })));
    }
    return made.documents[0]?.values;
  };
  afterEach(() => job.readAs().em.execute('delete from power'));

  test('of the authority that delegates the power, with whoever acts and on what ground; else of its own', async () => {
    expect(await values()).toMatchObject({ 部门名称: '湛江市卫生健康局', 受托机构: '', 委托依据: '' });
    done(await delegate());
    expect(await values()).toMatchObject({
      ...{ 部门名称: '湛江市市场监督管理局', 受托机构: '湛江市卫生健康局' },
      委托依据: '《公共场所卫生管理条例》第十条、湛市监委〔2026〕3号',
      事项: [{ 事项编码: 'WS-01', 执法名义: '湛江市市场监督管理局' }],
    });
  });

  test('place by place, where the power is delegated in one alone', async () => {
    done(await job.act(undefined, (unit) => saveDivisions(unit, districts)));
    done(await delegate('440802'));
    const matter = { department: job.health.id, itemCodes: ['WS-01'], windowFromOn: '2026-02-10' };
    const names = new ActingNames(job.readAs(), matter, ['440802', '440803']);
    const said = async (division?: string) => (await names.valuesIn(division)).部门名称;
    expect(await said('440802')).toBe('湛江市市场监督管理局');
    expect(await said('440803')).toBe('湛江市卫生健康局');
    expect(await said()).toBe('湛江市市场监督管理局、湛江市卫生健康局');
  });
});
