import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import { Id, RealWorldId } from '../shared/scalars.js';
import { DocumentApproval } from './approval/approval.entity.js';
import { listCollations, requestCollation } from './collation/collation.service.js';
// As a type of a parameter the entity must not be a value: decorators would take it for a class.
import { Document, type Document as DocumentRow, DocumentScan } from './document.entity.js';
import {
  AttachScanInput,
  AttachStampedInput,
  PrepareDocumentsInput,
  RequestCollationInput,
  VoidDocumentInput,
} from './document.input.js';
import { DocumentKind } from './document.kinds.js';
import {
  AttachScanResult,
  AttachStampedResult,
  PrepareDocumentsResult,
  RequestCollationResult,
  VoidDocumentResult,
} from './document.payload.js';
import { listDocuments, prepareDocuments, voidDocument } from './document.service.js';
import { DocumentState } from './document.states.js';
import {
  CollationConnection,
  DocumentApprovalType,
  DocumentConnection,
  DocumentScanType,
  DocumentType,
  DossierEntryConnection,
} from './document.type.js';
import { showDossier } from './dossier/dossier.service.js';
import { attachScan, attachStamped } from './scan/scan.service.js';

const readers = [Role.PLAN_OWNER, Role.APPROVER, Role.REVIEWER, Role.SUPERVISION, Role.AUDITOR] as const;

@Resolver(() => DocumentType)
export class DocumentResolver {
  @Allow(...readers)
  @Query(() => DocumentConnection, { description: '文书，新的在前。Papers, newest first.' })
  documents(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('campaignId', () => Id, { nullable: true }) campaignId?: string,
    @Arg('kind', () => DocumentKind, { nullable: true }) kind?: DocumentKind,
    @Arg('state', () => DocumentState, { nullable: true }) state?: DocumentState,
    @Arg('overdueApproval', () => Boolean, {
      defaultValue: false,
      description: '只列补批逾期的。Only those whose approval afterwards is overdue.',
    })
    overdueApproval?: boolean,
  ) {
    return listDocuments(context, { campaignId, kind, state, overdueApproval }, page);
  }

  @Allow(...readers)
  @Query(() => DocumentType, { nullable: true, description: '一份文书；没有则为空。One paper, if there is.' })
  document(@Ctx() { em }: Context, @Arg('id', () => Id) id: string) {
    return em.findOne(Document, { id });
  }

  @Allow(Role.REGISTRAR, ...readers)
  @Query(() => DossierEntryConnection, {
    description:
      '一户一档：主体的文书、检查与结果，新的在前。The file of an entity: papers, visits and results.',
  })
  dossier(
    @Ctx() context: Context,
    @Arg('realId', () => RealWorldId) realId: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return showDossier(context, realId, page);
  }

  @Allow(...readers)
  @Query(() => CollationConnection, { description: '合并打印，新的在前。Collated files, newest first.' })
  collations(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('campaignId', () => Id, { nullable: true }) campaignId?: string,
  ) {
    return listCollations(context, campaignId, page);
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => PrepareDocumentsResult, { description: '制作文书并取号。Makes papers and numbers them.' })
  prepareDocuments(
    @Ctx() { step }: Context,
    @Arg('input', () => PrepareDocumentsInput) input: PrepareDocumentsInput,
  ) {
    return step((unit) => prepareDocuments(unit, input));
  }

  @Allow(Role.PLAN_OWNER, Role.APPROVER)
  @Mutation(() => VoidDocumentResult, { description: '作废文书及其文号。Voids a paper and its number.' })
  voidDocument(@Ctx() { step }: Context, @Arg('input', () => VoidDocumentInput) input: VoidDocumentInput) {
    return step((unit) => voidDocument(unit, input));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => RequestCollationResult, {
    description: '把任务的文书合并为一个 PDF。Has the papers of a campaign printed into one PDF.',
  })
  requestCollation(
    @Ctx() { step }: Context,
    @Arg('input', () => RequestCollationInput) input: RequestCollationInput,
  ) {
    return step((unit) => requestCollation(unit, input));
  }

  @Allow(Role.PLAN_OWNER, Role.INSPECTOR)
  @Mutation(() => AttachScanResult, {
    description: '收回签字件：按页上二维码归入文书。Takes signed sheets; each finds its paper by its QR.',
  })
  attachScan(@Ctx() { step }: Context, @Arg('input', () => AttachScanInput) input: AttachScanInput) {
    return step((unit) => attachScan(unit, input));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => AttachStampedResult, {
    description: '收回电子签章系统的盖章文件。Takes the file back from the system of electronic seals.',
  })
  attachStamped(@Ctx() { step }: Context, @Arg('input', () => AttachStampedInput) input: AttachStampedInput) {
    return step((unit) => attachStamped(unit, input));
  }

  @FieldResolver(() => [DocumentApprovalType], { description: '各次审批。Its approvals.' })
  async approvals(@Root() document: DocumentRow, @Ctx() context: Context) {
    const rows = await context.loadBy(DocumentApproval, 'document', document.id);
    return rows.sort((a, b) => a.place - b.place);
  }

  @FieldResolver(() => [DocumentScanType], { description: '收回的签字件。Sheets that came back signed.' })
  scans(@Root() document: DocumentRow, @Ctx() context: Context) {
    return context.loadBy(DocumentScan, 'document', document.id);
  }
}
