import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow, ANY_ROLE } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import {
  approveCampaignDocuments,
  approveCampaignWithDocuments,
  approveDocument,
  listApprovalChains,
  setApprovalChain,
} from './approval/approval.service.js';
import { fieldsOf } from './document.fields.js';
import {
  ApproveCampaignDocumentsInput,
  ApproveDocumentInput,
  ReserveNumbersInput,
  SetApprovalChainInput,
  SetNumberRulesInput,
  UploadTemplateInput,
  VoidNumberInput,
} from './document.input.js';
import { DocumentKind, DocumentSubject } from './document.kinds.js';
import {
  ApproveCampaignDocumentsResult,
  ApproveCampaignWithDocumentsResult,
  ApproveDocumentResult,
  ReserveNumbersResult,
  SetApprovalChainResult,
  SetNumberRulesResult,
  UploadTemplateResult,
  VoidNumberResult,
} from './document.payload.js';
import {
  ApprovalChainType,
  DocumentFieldType,
  DocumentNumberConnection,
  DocumentTemplateConnection,
  NumberRuleType,
} from './document.type.js';
import {
  listNumberRules,
  listNumbers,
  reserveNumbers,
  rulesFor,
  setNumberRules,
  voidNumber,
} from './number/number.service.js';
import { NumberState } from './number/number.states.js';
import { listTemplates, uploadTemplate } from './template/template.service.js';

const readers = [Role.PLAN_OWNER, Role.APPROVER, Role.REVIEWER, Role.SUPERVISION, Role.AUDITOR] as const;

/** What papers are made and approved by: forms, numbers, chains. */
@Resolver()
export class OfficeResolver {
  @Allow(ANY_ROLE)
  @Query(() => [DocumentFieldType], { description: '模板可用的字段。Fields that a template may have.' })
  documentFields(
    @Arg('subject', () => DocumentSubject, { defaultValue: DocumentSubject.VISIT }) subject: DocumentSubject,
  ) {
    return fieldsOf(subject).map(({ name, en, from, rows }) => ({
      ...{ name, en, isEntered: from === 'ENTERED' },
      rows: Object.keys(rows ?? {}),
    }));
  }

  @Allow(...readers)
  @Query(() => DocumentTemplateConnection, {
    description: '本部门模板的各版本，新的在前。Versions of forms, newest first.',
  })
  documentTemplates(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('kind', () => DocumentKind, { nullable: true }) kind?: DocumentKind,
  ) {
    return listTemplates(context, kind, page);
  }

  @Allow(...readers)
  @Query(() => [NumberRuleType], { description: '本部门的文号规则。The department’s rules for numbers.' })
  numberRules(@Ctx() context: Context) {
    return listNumberRules(context);
  }

  @Allow(...readers)
  @Query(() => DocumentNumberConnection, { description: '文号登记，新的在前。Numbers given, newest first.' })
  documentNumbers(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('kind', () => DocumentKind, { nullable: true }) kind?: DocumentKind,
    @Arg('state', () => NumberState, { nullable: true }) state?: NumberState,
  ) {
    return listNumbers(context, { kind, state }, page);
  }

  @Allow(...readers)
  @Query(() => [ApprovalChainType], { description: '本部门的审批链。The department’s chains of approval.' })
  approvalChains(@Ctx() context: Context) {
    return listApprovalChains(context);
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => UploadTemplateResult, {
    description: '把上传的 Word 文件采用为模板。Takes an uploaded Word file as a form.',
  })
  uploadTemplate(
    @Ctx() { step }: Context,
    @Arg('input', () => UploadTemplateInput) input: UploadTemplateInput,
  ) {
    return step((unit) => uploadTemplate(unit, input));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => SetNumberRulesResult, { description: '设置文号规则。Sets how numbers are written.' })
  setNumberRules(
    @Ctx() { step }: Context,
    @Arg('input', () => SetNumberRulesInput) input: SetNumberRulesInput,
  ) {
    const own = input.rules.map(({ kind }) => kind);
    const usual = input.shortName ? rulesFor(input.shortName).filter(({ kind }) => !own.includes(kind)) : [];
    return step((unit) => setNumberRules(unit, [...input.rules, ...usual]));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => ReserveNumbersResult, { description: '预留文号。Reserves numbers.' })
  reserveNumbers(
    @Ctx() { step }: Context,
    @Arg('input', () => ReserveNumbersInput) input: ReserveNumbersInput,
  ) {
    return step((unit) => reserveNumbers(unit, input));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => VoidNumberResult, { description: '作废预留文号。Voids a reserved number.' })
  voidNumber(@Ctx() { step }: Context, @Arg('input', () => VoidNumberInput) input: VoidNumberInput) {
    return step((unit) => voidNumber(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => SetApprovalChainResult, { description: '设置审批链。Sets who approves papers of a kind.' })
  setApprovalChain(
    @Ctx() { step }: Context,
    @Arg('input', () => SetApprovalChainInput) input: SetApprovalChainInput,
  ) {
    return step((unit) => setApprovalChain(unit, input));
  }

  @Allow(ANY_ROLE)
  @Mutation(() => ApproveDocumentResult, {
    description:
      '在所处环节审批文书，本人或在期的代理人。Approves a paper at its step: its holder, or their deputy.',
  })
  approveDocument(
    @Ctx() { step }: Context,
    @Arg('input', () => ApproveDocumentInput) input: ApproveDocumentInput,
  ) {
    return step((unit) => approveDocument(unit, input));
  }

  @Allow(ANY_ROLE)
  @Mutation(() => ApproveCampaignDocumentsResult, {
    description:
      '一并审批任务中待本人审批的文书。Approves in one act every paper of a campaign that waits for the actor.',
  })
  approveCampaignDocuments(
    @Ctx() { step }: Context,
    @Arg('input', () => ApproveCampaignDocumentsInput) input: ApproveCampaignDocumentsInput,
  ) {
    return step((unit) => approveCampaignDocuments(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => ApproveCampaignWithDocumentsResult, {
    description:
      '批准任务，并一并批准随任务批准的文书。Approves a campaign with the papers whose approval that is.',
  })
  approveCampaignWithDocuments(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => approveCampaignWithDocuments(unit, id));
  }
}
