import { Role } from '../../../schema/shared/roles.js';

/**
 * Who may call an operation, and how far it reaches. Seen from an account of a bureau with a station below it:
 * - `tree`: the matters of its department and of those below it
 * - `own`: of its department alone; whoever acts acts there, in another only by an arrangement
 * - `mine`: what is the actor's own (their visits, their sessions)
 * - `installation`: what belongs to no department, or is open to every official
 *
 * Whatever lies outside answers as if it were not there.
 */
export type Reach = 'tree' | 'own' | 'mine' | 'installation';

export interface Row {
  readonly who: readonly Role[] | 'anyone' | 'signed in' | 'any role';
  readonly reach: Reach;
  /** By which paths of its variables it names matters: the noun of `access-house.ts` that is named. */
  readonly names?: Readonly<Record<string, string>>;
  /** Further paths at which it takes keys, with their nouns: one of a foreign department is as one that is not there. */
  readonly also?: Readonly<Record<string, string>>;
  /** Paths at which it takes keys of what belongs to no department. */
  readonly open?: readonly string[];
  /** Other variables that it needs to get that far. */
  readonly with?: Readonly<Record<string, unknown>>;
  /** Who of the middle department it is that finds their own, where a role alone does not do. */
  readonly by?: string;
  /** Who finds what is there by their role alone; all of `who` when absent. */
  readonly foundBy?: readonly Role[];
  /**
   * To whom something of the foreign department may be shown: it was sent to it, lent by it, or it takes part, within the area that
   * supervision oversees.
   */
  readonly showsForeign?: readonly Role[];
}

const { PLAN_OWNER, APPROVER, DRAW_OPERATOR, WITNESS, INSPECTOR, REVIEWER, PUBLISHER, REGISTRAR } = Role;
const { SUPERVISION, AUDITOR, SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN } = Role;

/** Who plans, draws and looks on. */
const planning = [PLAN_OWNER, APPROVER, DRAW_OPERATOR, WITNESS, REVIEWER, SUPERVISION, AUDITOR] as const;
const readers = [REGISTRAR, PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR] as const;
const paperReaders = [PLAN_OWNER, APPROVER, REVIEWER, SUPERVISION, AUDITOR] as const;
const decisionReaders = [REGISTRAR, REVIEWER, PUBLISHER, SUPERVISION, AUDITOR] as const;
const keepers = [REGISTRAR, SUPERVISION, AUDITOR] as const;
const overVisits = [REVIEWER, APPROVER, SUPERVISION, AUDITOR] as const;
const visitReaders = [INSPECTOR, ...overVisits] as const;
const administrators = [SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN] as const;

/** Every official: an account without a role looks nothing up. */
const signedIn: Row = { who: 'any role', reach: 'installation' };
const registrar: Row = { who: [REGISTRAR], reach: 'own' };
const system: Row = { who: [SYSTEM_ADMIN], reach: 'installation' };

function naming(row: Row, names: Record<string, string>, more: Row['with'] = {}): Row {
  return { ...row, names, with: more };
}

/** The same of a step that names what it rests on: evidence of another matter is as none. */
function resting(row: Row, names: Record<string, string>, more: Row['with'] = {}): Row {
  return { ...naming(row, names, more), also: { 'input.evidenceIds': 'evidence' } };
}

const registrarOfTree: Row = { who: [REGISTRAR], reach: 'tree' };

/** Administrators belong to the whole installation, never to a department. */
const security: Row = { who: [SECURITY_ADMIN], reach: 'installation' };
const planReaders: Row = {
  who: [PLAN_OWNER, APPROVER, DRAW_OPERATOR, PUBLISHER, SUPERVISION, AUDITOR],
  reach: 'tree',
};
const planOwner: Row = { who: [PLAN_OWNER], reach: 'own' };
const planApprover: Row = { who: [APPROVER], reach: 'own' };
const mine: Row = { who: 'signed in', reach: 'mine' };
/** A file is seen by who uploaded it. */
const uploader: Row = { who: [REGISTRAR], reach: 'mine' };
/** What a witness does, the witness does whom the rules of the draw name. */
const named: Row = { who: [WITNESS], reach: 'mine', by: 'named witness' };

/** Every operation of the console. An operation without a row fails the test; so does a row without an operation. */
export const accessTable: Readonly<Record<string, Row>> = {
  // Accounts and sessions
  me: { who: 'anyone', reach: 'mine' },
  signIn: { who: 'anyone', reach: 'installation' },
  signOut: { who: 'signed in', reach: 'mine' },
  accounts: { who: administrators, reach: 'installation' },
  createAccount: { ...system, open: ['input.inspectorId'] },
  closeAccount: naming(system, { accountId: 'account' }),
  createMachineAccount: { who: [SYSTEM_ADMIN], reach: 'installation' },
  resetPassword: naming(system, { accountId: 'account' }),
  resetSecondFactor: naming(security, { accountId: 'account' }),
  unlockAccount: naming(security, { accountId: 'account' }),
  changePassword: mine,
  mySecondFactor: mine,
  startSecondFactor: mine,
  confirmSecondFactor: mine,
  showSecondFactor: mine,
  renewRecoveryCodes: mine,
  mySessions: mine,
  endSession: { ...mine, also: { handle: 'sessionHandle' } },
  endOtherSessions: mine,
  sessions: naming(security, { accountId: 'account' }),
  endSessionsOf: naming(security, { accountId: 'account' }),
  identities: { who: [SECURITY_ADMIN, AUDIT_ADMIN], reach: 'installation', open: ['accountId'] },
  bindIdentity: naming(
    security,
    { 'input.accountId': 'account' },
    { 'input.issuer': 'https://id.example.gov.cn' },
  ),
  unbindIdentity: naming(security, { id: 'identity' }),
  apiKeys: { who: [SECURITY_ADMIN, AUDIT_ADMIN], reach: 'installation', open: ['accountId'] },
  issueApiKey: naming(security, { 'input.accountId': 'machine' }, { 'input.expiresOn': '2026-06-01' }),
  rotateApiKey: naming(security, { 'input.id': 'apiKey' }, { 'input.expiresOn': '2026-06-01' }),
  revokeApiKey: naming(security, { id: 'apiKey' }),
  roleRequests: { who: administrators, reach: 'installation' },
  requestRoles: naming(system, { accountId: 'account' }),
  grantRoles: naming(security, { accountId: 'account' }),
  refuseRoles: naming(security, { 'input.accountId': 'account' }),
  withdrawRoles: naming(security, { 'input.accountId': 'account' }),
  arrangements: { who: [APPROVER, PLAN_OWNER, SUPERVISION, AUDITOR, ...administrators], reach: 'tree' },
  recordArrangement: naming(
    { who: [APPROVER, SYSTEM_ADMIN], reach: 'own' },
    { 'input.departmentCode': 'departmentCode' },
    { 'input.username': 'own-bureau.reviewer', 'input.roles': ['REVIEWER'] },
  ),
  approveArrangement: naming(security, { id: 'arrangement' }),
  endArrangement: naming(
    { who: [APPROVER, SYSTEM_ADMIN, SECURITY_ADMIN], reach: 'own' },
    { id: 'arrangement' },
  ),
  personalRecordsOf: naming({ who: [AUDITOR, SECURITY_ADMIN], reach: 'tree' }, { whom: 'person' }),
  witnessKeys: {
    who: [WITNESS, PLAN_OWNER, APPROVER, DRAW_OPERATOR, AUDITOR, SECURITY_ADMIN],
    reach: 'installation',
  },
  // Its owner, or the security administrator of the owner's department.
  revokeWitnessKey: naming(
    { ...security, who: [WITNESS, SECURITY_ADMIN], by: 'security' },
    { 'input.id': 'witnessKey' },
  ),
  registerWitnessKey: { who: [WITNESS], reach: 'mine' },
  devices: { who: [INSPECTOR, SECURITY_ADMIN, AUDITOR], reach: 'installation' },
  registerDevice: { who: [INSPECTOR], reach: 'mine' },
  revokeDevice: naming(
    { ...security, who: [INSPECTOR, SECURITY_ADMIN], by: 'security' },
    { 'input.id': 'device' },
  ),

  // Departments, divisions, powers
  departments: signedIn,
  departmentTree: signedIn,
  departmentHistory: naming(signedIn, { code: 'departmentCode' }),
  divisions: signedIn,
  divisionTree: signedIn,
  divisionHistory: signedIn,
  powers: signedIn,
  competences: signedIn,
  jobs: { who: [SYSTEM_ADMIN, AUDITOR], reach: 'installation' },
  jobCounts: { who: [SYSTEM_ADMIN, AUDITOR], reach: 'installation' },
  retryJob: { ...system, open: ['id'] },
  runJobNow: { ...system, open: ['id'] },
  pauseJobs: system,
  resumeJobs: system,
  createDepartment: system,
  moveDepartment: system,
  saveDivisions: system,
  endDivision: system,
  recordPower: system,
  endPower: { ...system, open: ['input.id'] },
  enactReorganisation: { ...system, open: ['input.shares.targetRealIds', 'input.shares.inspectorRealIds'] },
  previewReorganisation: { ...system, open: ['input.shares.targetRealIds', 'input.shares.inspectorRealIds'] },
  cancelReorganisation: { ...system, open: ['id'] },
  reorganisations: { who: [...administrators, SUPERVISION, AUDITOR], reach: 'installation' },

  // The record
  auditEvents: {
    who: [AUDIT_ADMIN, AUDITOR, SUPERVISION],
    reach: 'tree',
    also: { accountId: 'account', departmentId: 'departmentId' },
  },
  auditInclusion: naming(
    { who: [AUDIT_ADMIN, AUDITOR, SUPERVISION], reach: 'tree' },
    { eventId: 'auditEvent' },
    { size: 20 },
  ),

  // Calendar, trades
  deadline: signedIn,
  trades: signedIn,

  // The first pool
  target: naming({ who: readers, reach: 'tree' }, { id: 'target' }),
  targets: { ...{ who: readers, reach: 'tree' }, also: { realId: 'realId' } },
  searchTargets: { ...{ who: readers, reach: 'tree' }, also: { specialPoolId: 'specialPool' } },
  targetsKnownAs: naming({ who: readers, reach: 'tree' }, { word: 'realId' }),
  targetAliases: { who: [REGISTRAR, PLAN_OWNER, DRAW_OPERATOR, SUPERVISION, AUDITOR], reach: 'tree' },
  poolCounts: {
    ...naming({ who: readers, reach: 'tree' }, { departmentId: 'departmentId' }),
    also: { specialPools: 'specialPool' },
  },
  tags: { who: readers, reach: 'tree' },
  enterTarget: registrar,
  changeTarget: naming(registrar, { 'input.id': 'target' }),
  recordAlias: {
    ...naming(
      registrar,
      { 'input.fromRealIds.0': 'realId' },
      { 'input.kind': 'MERGE', 'input.toRealIds': ['licence:JY10005'] },
    ),
    also: { 'input.toRealIds': 'realId' },
  },
  undoAlias: naming(registrar, { 'input.id': 'alias' }),
  tagTargets: {
    ...naming(registrar, { 'input.realIds': 'realId' }, { 'input.tags': ['新'] }),
    also: { 'input.filter.specialPools': 'specialPool' },
  },
  untagTargets: {
    ...naming(registrar, { 'input.realIds': 'realId' }),
    also: { 'input.filter.specialPools': 'specialPool' },
  },
  renameTag: registrar,
  pushReferral: registrar,
  referrals: { who: keepers, reach: 'tree' },
  sentReferrals: { who: keepers, reach: 'tree', showsForeign: [SUPERVISION] },
  unclaimedReferrals: { who: keepers, reach: 'tree', showsForeign: [SUPERVISION] },
  claimReferral: naming(registrar, { id: 'referral' }),
  declineReferral: naming(registrar, { 'input.id': 'referral' }),
  likelyDuplicates: naming({ who: keepers, reach: 'tree' }, { departmentId: 'departmentId' }),
  searchDuplicates: registrar,
  markDistinct: naming(registrar, { 'input.id': 'duplicate' }),

  // Special pools
  specialPool: naming({ who: readers, reach: 'tree' }, { id: 'specialPool' }),
  specialPools: { who: readers, reach: 'tree' },
  specialPoolMembers: naming({ who: readers, reach: 'tree' }, { specialPoolId: 'specialPool' }),
  createSpecialPool: registrar,
  changeSpecialPool: naming(registrar, { id: 'specialPool' }),
  closeSpecialPool: naming(registrar, { id: 'specialPool' }),
  addSpecialPoolMembers: {
    ...naming(registrar, { 'input.specialPoolId': 'specialPool' }),
    also: { 'input.members.realId': 'realId' },
  },
  removeSpecialPoolMembers: {
    ...naming(registrar, { 'input.specialPoolId': 'specialPool' }),
    also: { 'input.realIds': 'realId' },
  },

  // The second pool
  inspectors: { ...{ who: readers, reach: 'tree' }, also: { realId: 'inspectorRealId' } },
  inspectorLoads: { who: [REGISTRAR, PLAN_OWNER, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
  certificatesEnding: { who: [REGISTRAR, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
  certificatesEndingCount: { who: [REGISTRAR, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
  unavailableInspectors: { who: [REGISTRAR], reach: 'own' },
  secondments: {
    who: [REGISTRAR, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR],
    reach: 'tree',
    showsForeign: [SUPERVISION],
  },
  leaderRule: registrar,
  setLeaderRule: registrar,
  enterInspector: registrar,
  changeInspector: naming(registrar, { 'input.id': 'inspector' }),
  addCertificate: naming(registrar, { inspectorId: 'inspector' }),
  changeCertificate: naming(registrar, { 'input.id': 'certificate' }),
  suspendCertificate: naming(registrar, { 'input.id': 'certificate' }),
  restoreCertificate: naming(registrar, { 'input.id': 'certificate' }),
  revokeCertificate: naming(registrar, { 'input.id': 'certificate' }),
  enterLeave: naming(registrar, { 'input.inspectorId': 'inspector' }),
  cancelLeave: naming(registrar, { 'input.id': 'leave' }),
  secondInspector: naming(registrar, { 'input.inspectorId': 'inspector' }),
  changeSecondment: naming(registrar, { 'input.id': 'secondment' }),
  cancelSecondment: naming(registrar, { 'input.id': 'secondment' }),
  interests: { who: [SECURITY_ADMIN], reach: 'installation' },
  myInterests: { who: [INSPECTOR], reach: 'mine' },
  declareInterest: { ...{ who: [INSPECTOR], reach: 'mine' }, also: { 'input.targetRealId': 'realId' } },
  endMyInterest: naming({ who: [INSPECTOR], reach: 'mine' }, { 'input.id': 'declaredInterest' }),
  enterInterest: {
    ...naming({ who: [SECURITY_ADMIN], reach: 'installation' }, { 'input.inspectorId': 'inspector' }),
    also: { 'input.targetRealId': 'realId' },
  },
  endInterest: naming({ who: [SECURITY_ADMIN], reach: 'installation' }, { 'input.id': 'interest' }),
  openMatters: naming({ who: [REGISTRAR, APPROVER], reach: 'tree' }, { inspectorId: 'inspector' }),
  departInspector: naming(registrar, { 'input.inspectorId': 'inspector' }),
  handOvers: { who: [REGISTRAR, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
  changes: { who: [APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
  myChanges: { who: [INSPECTOR, PLAN_OWNER, APPROVER], reach: 'mine' },
  myChangeNotices: { who: [INSPECTOR], reach: 'mine' },
  changeOutcomes: naming(
    { who: [PLAN_OWNER, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
    { changeId: 'bulkChange' },
  ),
  substitutes: naming(
    { who: [APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
    { assignmentId: 'assignment' },
  ),
  requestOfficerChange: naming(
    { who: [INSPECTOR, PLAN_OWNER, APPROVER], reach: 'own' },
    { 'input.assignmentId': 'assignment', 'input.inspectorId': 'teamInspector' },
  ),
  requestRecusal: naming(
    { who: [INSPECTOR, PLAN_OWNER, APPROVER], reach: 'own' },
    { 'input.assignmentId': 'assignment', 'input.inspectorId': 'teamInspector' },
  ),
  requestTargetChange: naming(
    { who: [INSPECTOR, PLAN_OWNER, APPROVER], reach: 'own' },
    { 'input.assignmentId': 'assignment' },
  ),
  requestStaffing: naming(
    { who: [PLAN_OWNER, APPROVER], reach: 'own' },
    { 'input.assignmentId': 'assignment' },
  ),
  requestPostponement: naming(
    { who: [INSPECTOR, PLAN_OWNER, APPROVER], reach: 'own' },
    { 'input.assignmentId': 'assignment' },
  ),
  requestBulkPostponement: { who: [PLAN_OWNER, APPROVER], reach: 'own' },
  withdrawChange: naming({ who: [INSPECTOR, PLAN_OWNER, APPROVER], reach: 'own' }, { id: 'change' }),
  enterOralGrant: naming({ who: [INSPECTOR, PLAN_OWNER, APPROVER], reach: 'own' }, { 'input.id': 'change' }),
  approveChange: naming({ who: [APPROVER], reach: 'own' }, { id: 'change' }),
  refuseChange: naming({ who: [APPROVER], reach: 'own' }, { 'input.id': 'change' }),
  confirmChange: naming({ who: [APPROVER], reach: 'own' }, { id: 'change' }),
  disownChange: naming({ who: [APPROVER], reach: 'own' }, { 'input.id': 'change' }),
  corrections: {
    ...{ who: [PLAN_OWNER, APPROVER, REVIEWER, SUPERVISION, AUDITOR], reach: 'tree' },
    also: { campaignId: 'campaign' },
  },
  requestCorrection: {
    ...naming({ who: [PLAN_OWNER, APPROVER], reach: 'own' }, { 'input.campaignId': 'campaign' }),
    also: { 'input.assignmentId': 'assignment' },
  },
  issueCorrection: naming({ who: [APPROVER], reach: 'own' }, { id: 'correction' }),
  refuseCorrection: naming({ who: [APPROVER], reach: 'own' }, { 'input.id': 'correction' }),
  inspectionAlarms: { who: [APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
  changeRates: {
    ...{ who: [APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
    also: { departmentId: 'departmentId' },
  },
  takeAlarm: naming({ who: [APPROVER], reach: 'own' }, { id: 'alarm' }),
  settleAlarm: resting(
    { who: [APPROVER], reach: 'own' },
    { 'input.id': 'alarm' },
    { 'input.evidence': ['a'.repeat(64)], 'input.evidenceIds': [], 'input.keptElsewhere': '档案室' },
  ),
  requestHandOver: naming(registrar, { 'input.inspectorId': 'teamInspector' }),
  approveHandOver: naming({ who: [APPROVER], reach: 'own' }, { id: 'handOver' }),
  refuseHandOver: naming({ who: [APPROVER], reach: 'own' }, { 'input.id': 'handOver' }),

  // Items, checklists, result codes
  items: { who: 'any role', reach: 'tree' },
  itemList: naming({ who: 'any role', reach: 'tree' }, { departmentId: 'departmentId' }),
  compareItemLists: naming({ who: 'any role', reach: 'tree' }, { departmentId: 'departmentId' }),
  compareItems: naming(
    { who: 'any role', reach: 'tree' },
    { departmentId: 'departmentId' },
    { code: 'WS-01' },
  ),
  lintItems: naming({ who: 'any role', reach: 'tree' }, { departmentId: 'departmentId' }),
  checklist: naming({ who: 'any role', reach: 'tree' }, { departmentId: 'departmentId' }, { code: 'CK-1' }),
  // Systems of codes are open: results of another authority are read by them.
  resultSystem: naming(signedIn, { code: 'resultSystem' }),
  resultCodes: naming(signedIn, { assignmentId: 'assignment' }),
  resultCodeMapping: signedIn,
  enterItem: registrar,
  changeItem: registrar,
  endItem: registrar,
  publishItemList: registrar,
  enterChecklist: registrar,
  enterResultSystem: registrar,

  // Files
  importRun: naming({ who: keepers, reach: 'tree' }, { id: 'importRun' }),
  importRuns: { who: keepers, reach: 'tree' },
  importSources: registrarOfTree,
  saveImportSource: registrar,
  forgetImportSource: naming(registrar, { id: 'importSource' }),
  importEntities: naming(uploader, { 'input.uploadId': 'upload' }),
  importInspectors: naming(uploader, { 'input.uploadId': 'upload' }),
  importItems: naming(uploader, { 'input.uploadId': 'upload' }),
  importSpecialPools: naming(uploader, { 'input.uploadId': 'upload' }),
  startImport: naming(uploader, { 'input.uploadId': 'upload' }),
  importChecklist: naming(uploader, { 'input.uploadId': 'upload' }),
  importResultSystem: naming(uploader, { 'input.uploadId': 'upload' }),
  compareSheet: naming(uploader, { 'input.uploadId': 'upload' }),
  importSheet: naming(uploader, { 'input.uploadId': 'upload' }),
  registerExports: { who: keepers, reach: 'tree' },

  // Plans, campaigns, draws
  plans: { who: [...planning, PUBLISHER], reach: 'tree' },
  // A joint campaign of a department that is overseen names all who take part in it.
  campaigns: { who: [...planning, PUBLISHER], reach: 'tree', showsForeign: [SUPERVISION] },
  campaign: naming({ who: [...planning, PUBLISHER], reach: 'tree' }, { id: 'campaign' }),
  createPlan: { who: [PLAN_OWNER], reach: 'own' },
  createCampaign: {
    ...{
      ...naming({ who: [PLAN_OWNER], reach: 'own' }, { 'input.planId': 'plan' }),
      also: { 'input.filter.specialPools': 'specialPool', 'input.batchId': 'planBatch' },
    },
    open: ['input.witnessKeyIds'],
  },
  plan: naming(planReaders, { id: 'annualPlan' }),
  planBatches: naming(planReaders, { planId: 'annualPlan' }),
  planVersions: naming(planReaders, { planId: 'annualPlan' }),
  planVersion: naming(planReaders, { planId: 'annualPlan' }),
  comparePlanVersions: naming(planReaders, { planId: 'annualPlan' }),
  planCoverage: naming(planReaders, { planId: 'annualPlan' }),
  unfinishedBatches: naming(
    { who: [PLAN_OWNER, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
    { planId: 'annualPlan' },
  ),
  savePlanBatch: {
    ...naming(planOwner, { 'input.planId': 'annualPlan' }),
    also: { 'input.id': 'planBatch', 'input.filter.specialPools': 'specialPool' },
  },
  removePlanBatch: naming(planOwner, { id: 'planBatch' }),
  importPlanBatches: {
    ...naming(planOwner, { 'input.planId': 'annualPlan' }),
    also: { 'input.uploadId': 'upload' },
  },
  setItemRanges: {
    ...naming(planOwner, { 'input.planId': 'annualPlan' }),
    also: { 'input.ranges.filter.specialPools': 'specialPool' },
  },
  applyPlanSpread: naming(planOwner, { planId: 'annualPlan' }),
  submitPlan: naming(planOwner, { 'input.planId': 'annualPlan' }),
  returnPlan: naming(planApprover, { 'input.planId': 'annualPlan' }),
  approvePlan: naming(planApprover, { 'input.planId': 'annualPlan' }),
  filePlan: naming(planOwner, { 'input.planId': 'annualPlan' }),
  publishPlan: naming({ who: [PUBLISHER], reach: 'own' }, { planId: 'annualPlan' }),
  amendPlan: naming(planOwner, { 'input.planId': 'annualPlan' }),
  dropAmendment: naming(planOwner, { planId: 'annualPlan' }),
  closePlan: {
    ...naming(planApprover, { 'input.planId': 'annualPlan' }),
    also: { 'input.nextPlanId': 'annualPlan', 'input.decisions.batchId': 'planBatch' },
  },
  importHandedList: naming({ who: [PLAN_OWNER], reach: 'mine' }, { 'input.uploadId': 'listUpload' }),
  handedLists: { who: [PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR], reach: 'tree' },
  handedRows: naming({ who: [PLAN_OWNER, SUPERVISION, AUDITOR], reach: 'tree' }, { listId: 'handedList' }),
  waitingUploads: naming(
    { who: [PLAN_OWNER, SUPERVISION, AUDITOR], reach: 'tree' },
    { listId: 'handedList' },
  ),
  draftMatching: {
    ...naming({ who: [PLAN_OWNER], reach: 'own' }, { 'input.listId': 'handedList', 'input.planId': 'plan' }),
    open: ['input.witnessKeyIds'],
  },
  markUploads: naming(
    { who: [PLAN_OWNER], reach: 'own' },
    { 'input.listId': 'handedList' },
    { 'input.marks': [{ row: 2, state: 'UPLOADED' }] },
  ),
  handDownProposal: {
    ...naming({ who: [PLAN_OWNER, APPROVER], reach: 'tree' }, { drawId: 'draw' }),
    also: { 'placements.realIds': 'realId' },
  },
  handDowns: { who: [PLAN_OWNER, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
  handDownToDepartments: {
    ...naming(
      { who: [APPROVER], reach: 'own' },
      { 'input.drawId': 'draw' },
      { 'input.parts': [{ departmentCode: 'zj-any', count: 1 }] },
    ),
    also: { 'input.placements.realIds': 'realId' },
  },
  importUploadAnswers: {
    ...naming({ who: [PLAN_OWNER], reach: 'own' }, { 'input.listId': 'handedList' }),
    open: ['input.uploadId'],
  },
  dueChecks: { who: [PLAN_OWNER, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
  enterDueChecks: { ...{ who: [PLAN_OWNER], reach: 'own' }, also: { 'input.checks.realId': 'realId' } },
  collectDueChecks: naming({ who: [PLAN_OWNER], reach: 'own' }, { specialPoolId: 'specialPool' }),
  dropDueCheck: naming({ who: [PLAN_OWNER], reach: 'own' }, { 'input.id': 'dueCheck' }),
  requestDueExtension: naming({ who: [PLAN_OWNER], reach: 'own' }, { 'input.id': 'dueCheck' }),
  grantDueExtension: naming({ who: [APPROVER], reach: 'own' }, { dueCheckId: 'dueCheck' }),
  refuseDueExtension: naming({ who: [APPROVER], reach: 'own' }, { 'input.id': 'dueCheck' }),
  draftDueCampaign: {
    ...naming(
      { who: [PLAN_OWNER], reach: 'own' },
      { 'input.dueCheckIds.0': 'dueCheck', 'input.planId': 'plan' },
    ),
    open: ['input.witnessKeyIds'],
  },
  visitCaps: { who: [PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR], reach: 'tree' },
  setVisitCap: { who: [APPROVER], reach: 'own' },
  exemptions: { who: [PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR], reach: 'tree' },
  enterExemption: { ...{ who: [APPROVER], reach: 'own' }, also: { 'input.realId': 'realId' } },
  endExemption: naming({ who: [APPROVER], reach: 'own' }, { id: 'exemption' }),
  draftCounts: {
    ...naming(
      { who: [PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR], reach: 'tree' },
      { 'input.departmentId': 'departmentId' },
    ),
    also: { 'input.filter.specialPools': 'specialPool' },
  },
  approveCampaign: naming({ who: [APPROVER], reach: 'own' }, { id: 'draftCampaign' }),
  participations: { who: [PLAN_OWNER, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
  inviteParticipants: naming(
    { who: [PLAN_OWNER], reach: 'own' },
    { 'input.campaignId': 'draftCampaign' },
    { 'input.participants.isLead': true },
  ),
  acceptParticipation: naming({ who: [APPROVER], reach: 'own' }, { id: 'participation' }),
  declineParticipation: naming({ who: [APPROVER], reach: 'own' }, { 'input.id': 'participation' }),
  rectifications: {
    who: [INSPECTOR, REVIEWER, APPROVER, SUPERVISION, AUDITOR],
    reach: 'tree',
    also: { assignmentId: 'confirmedAssignment' },
  },
  orderRectification: {
    ...naming(
      { who: [INSPECTOR], reach: 'own' },
      { 'input.assignmentId': 'assignment' },
      { 'input.dayCount': 15 },
    ),
    also: { 'input.documentId': 'document' },
  },
  reportRectification: resting(
    { who: [INSPECTOR], reach: 'own' },
    { 'input.id': 'rectification' },
    { 'input.evidence': [], 'input.evidenceIds': [] },
  ),
  passRectification: resting(
    { who: [INSPECTOR], reach: 'own' },
    { 'input.id': 'rectification' },
    { 'input.evidence': [], 'input.evidenceIds': [] },
  ),
  rejectRectification: resting(
    { who: [INSPECTOR], reach: 'own' },
    { 'input.id': 'rectification' },
    { 'input.evidence': [], 'input.evidenceIds': [] },
  ),
  extendRectification: resting(
    { who: [APPROVER], reach: 'own' },
    { 'input.id': 'rectification' },
    { 'input.evidence': [], 'input.evidenceIds': [] },
  ),
  escalateRectification: resting(
    { who: [APPROVER], reach: 'own' },
    { 'input.id': 'rectification' },
    { 'input.evidence': [], 'input.evidenceIds': [] },
  ),
  resultCorrections: { who: visitReaders, reach: 'tree', also: { assignmentId: 'confirmedAssignment' } },
  myResultCorrections: { who: [INSPECTOR], reach: 'mine' },
  resultChanges: naming(
    { who: visitReaders, reach: 'tree' },
    { earlierId: 'confirmedResult', laterId: 'confirmedResult' },
  ),
  requestResultCorrection: naming(
    { who: [INSPECTOR, REVIEWER, APPROVER], reach: 'own' },
    { 'input.resultId': 'confirmedResult' },
  ),
  withdrawResultCorrection: naming(
    { who: [INSPECTOR, REVIEWER, APPROVER], reach: 'own' },
    { id: 'resultCorrection' },
  ),
  approveResultCorrection: {
    ...naming({ who: [APPROVER], reach: 'own' }, { 'input.id': 'resultCorrection' }),
    also: { 'input.officerIds': 'teamInspector' },
  },
  refuseResultCorrection: naming({ who: [APPROVER], reach: 'own' }, { 'input.id': 'resultCorrection' }),
  endResultCorrection: naming({ who: [APPROVER], reach: 'own' }, { 'input.id': 'resultCorrection' }),
  recordResultCorrection: naming({ who: [INSPECTOR], reach: 'own' }, { 'input.id': 'resultCorrection' }),
  signResultCorrection: naming({ who: [INSPECTOR], reach: 'own' }, { id: 'resultCorrection' }),
  confirmResultCorrection: naming({ who: [REVIEWER], reach: 'own' }, { id: 'resultCorrection' }),
  returnResultCorrection: naming({ who: [REVIEWER], reach: 'own' }, { 'input.id': 'resultCorrection' }),
  transfers: { who: [APPROVER, REVIEWER, SUPERVISION, AUDITOR], reach: 'tree' },
  sendTransfer: naming(
    { who: [APPROVER], reach: 'own' },
    { 'input.assignmentId': 'confirmedAssignment' },
    { 'input.departmentCode': null, 'input.recipientName': '市公安局' },
  ),
  acknowledgeTransfer: resting({ who: [APPROVER], reach: 'own' }, { 'input.id': 'transfer' }),
  declineTransfer: resting({ who: [APPROVER], reach: 'own' }, { 'input.id': 'transfer' }),
  secondReviews: {
    who: [REVIEWER, APPROVER, SUPERVISION, AUDITOR],
    reach: 'tree',
    also: { roundId: 'secondReviewRound' },
  },
  secondReviewRounds: { who: [REVIEWER, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
  concludeSecondReview: naming(
    { who: [REVIEWER], reach: 'own' },
    { 'input.id': 'secondReview' },
    { 'input.agrees': true, 'input.statement': '复查' },
  ),
  terminations: { who: [PLAN_OWNER, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
  requestTermination: naming({ who: [PLAN_OWNER], reach: 'own' }, { 'input.campaignId': 'draftCampaign' }),
  approveTermination: naming({ who: [APPROVER], reach: 'own' }, { id: 'termination' }),
  refuseTermination: naming({ who: [APPROVER], reach: 'own' }, { 'input.id': 'termination' }),
  previewCampaign: naming(
    { who: [PLAN_OWNER, APPROVER, DRAW_OPERATOR], reach: 'tree' },
    { campaignId: 'approvedCampaign' },
  ),
  freezeCampaign: naming({ who: [DRAW_OPERATOR], reach: 'own' }, { 'input.campaignId': 'approvedCampaign' }),
  campaignRoles: naming(
    { who: [PLAN_OWNER, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
    { campaignId: 'approvedCampaign' },
  ),
  knowledgeOf: {
    ...naming({ who: [AUDITOR, SUPERVISION, WITNESS], reach: 'tree' }, { drawId: 'hiddenDraw' }),
    open: ['assignmentId'],
    // A witness is told of the draws that they witnessed.
    foundBy: [AUDITOR, SUPERVISION],
  },
  draws: { who: planning, reach: 'tree' },
  draw: naming({ who: planning, reach: 'tree' }, { id: 'draw' }),
  drawnUnits: naming({ who: [AUDITOR, SUPERVISION], reach: 'tree' }, { drawId: 'hiddenDraw' }),
  anchorMatters: naming(named, { commitment: 'commitment' }),
  anchorDraw: naming(
    named,
    { 'input.drawId': 'frozenDraw', 'input.commitment': 'commitment', 'input.witness': 'witness' },
    { 'input.sig': 'a'.repeat(128) },
  ),
  revealWitness: naming(named, { 'input.drawId': 'frozenDraw', 'input.witness': 'witness' }),
  revealOperator: naming({ who: [DRAW_OPERATOR], reach: 'own' }, { 'input.drawId': 'frozenDraw' }),
  voidDraw: naming({ who: [DRAW_OPERATOR], reach: 'own' }, { 'input.drawId': 'frozenDraw' }),

  // Visits, review, publication
  myAssignments: { who: [INSPECTOR], reach: 'mine' },
  myHiddenAssignmentCount: { who: [INSPECTOR], reach: 'mine' },
  evidence: naming(
    {
      who: [INSPECTOR, REVIEWER, APPROVER, SUPERVISION, AUDITOR],
      reach: 'tree',
      foundBy: [REVIEWER, APPROVER, SUPERVISION, AUDITOR],
    },
    { assignmentId: 'assignment' },
  ),
  evidenceCapture: naming(
    { who: [APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
    { evidenceId: 'evidence' },
  ),
  withdrawEvidence: naming(
    { who: [INSPECTOR], reach: 'own', by: 'signer' },
    { 'input.evidenceId': 'evidence' },
    { 'input.reason': '拍错了店铺' },
  ),
  slip: naming({ who: [INSPECTOR], reach: 'mine' }, { assignmentId: 'assignment' }),
  recordResult: naming(
    { who: [INSPECTOR], reach: 'own' },
    { 'input.assignmentId': 'assignment' },
    { 'input.resultCode': '01' },
  ),
  visit: naming({ who: visitReaders, reach: 'tree', foundBy: overVisits }, { assignmentId: 'visited' }),
  visitTexts: naming({ who: visitReaders, reach: 'tree', foundBy: overVisits }, { assignmentId: 'visited' }),
  visitExitRules: signedIn,
  recordVisitEvents: {
    ...{ who: [INSPECTOR], reach: 'mine', with: { events: [{}] } },
    also: { deviceId: 'device' },
  },
  completeVisit: naming(
    { who: [INSPECTOR], reach: 'own', by: 'signer' },
    { 'input.assignmentId': 'visited' },
  ),
  refusedVisitEvents: { who: [INSPECTOR, REVIEWER, AUDITOR], reach: 'tree' },
  refusedVisitEventText: naming(
    { who: [INSPECTOR, REVIEWER, AUDITOR], reach: 'tree', foundBy: [REVIEWER, AUDITOR] },
    { id: 'refusedEvent' },
  ),
  settleRefusedVisitEvent: naming(
    { who: [INSPECTOR, REVIEWER], reach: 'own', foundBy: [REVIEWER] },
    { 'input.id': 'refusedEvent' },
  ),
  signResult: naming({ who: [INSPECTOR], reach: 'own', by: 'signer' }, { resultId: 'unsignedResult' }),
  contestSignature: naming(
    { who: [INSPECTOR], reach: 'mine', by: 'recorder' },
    { 'input.resultId': 'unsignedResult' },
  ),
  assignments: { who: [REVIEWER, SUPERVISION, AUDITOR], reach: 'tree' },
  mergeProposals: { who: [PLAN_OWNER, APPROVER], reach: 'tree' },
  mergedVisits: { who: [PLAN_OWNER, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
  mergeVisits: naming({ who: [APPROVER], reach: 'tree' }, { 'input.assignmentIds.0': 'assignment' }),
  dissolveMergedVisit: naming({ who: [APPROVER], reach: 'own' }, { 'input.id': 'mergedVisit' }),

  // Handing out
  myVisits: { who: [INSPECTOR], reach: 'mine' },
  departmentProgress: {
    ...{ who: [APPROVER, PLAN_OWNER, REVIEWER, SUPERVISION, AUDITOR], reach: 'tree' },
    // A joint campaign of a department that is overseen counts all who take part in it.
    showsForeign: [SUPERVISION],
    also: { campaignId: 'campaign' },
  },
  campaignProgress: { who: [APPROVER, PLAN_OWNER, REVIEWER, SUPERVISION, AUDITOR], reach: 'tree' },
  openDuties: {
    who: [APPROVER, PLAN_OWNER, REVIEWER, SUPERVISION, AUDITOR],
    reach: 'tree',
    also: { campaignId: 'campaign', departmentId: 'departmentId', inspectorId: 'teamInspector' },
  },
  handOutTimes: { who: [APPROVER, PLAN_OWNER, INSPECTOR, SUPERVISION, AUDITOR], reach: 'own' },
  setHandOutRule: { who: [APPROVER], reach: 'own', with: { 'input.at': '18:00' } },
  planVisit: naming({ who: [INSPECTOR, APPROVER], reach: 'own' }, { 'input.assignmentId': 'assignment' }),
  noteNotification: {
    ...naming(
      { who: [INSPECTOR, APPROVER], reach: 'own' },
      { 'input.assignmentId': 'assignment' },
      { 'input.kind': 'ON_ARRIVAL', 'input.way': 'IN_PERSON', 'input.notifiedAt': '2026-02-09T01:00:00Z' },
    ),
    open: ['input.paperId'],
  },
  ledger: {
    who: [APPROVER, PLAN_OWNER, REVIEWER, SUPERVISION, AUDITOR],
    reach: 'tree',
    also: { campaignId: 'campaign', departmentId: 'departmentId', inspectorId: 'teamInspector' },
  },
  ledgerWarning: { who: [APPROVER, PLAN_OWNER, REVIEWER, SUPERVISION, AUDITOR], reach: 'installation' },
  dutyFigures: {
    who: [APPROVER, PLAN_OWNER, REVIEWER, SUPERVISION, AUDITOR],
    reach: 'tree',
    with: { by: 'DEPARTMENT', period: 'MONTH' },
    also: { campaignId: 'campaign', departmentId: 'departmentId' },
  },
  calendarLayers: signedIn,
  readHolidayNotice: { who: [APPROVER, REGISTRAR], reach: 'installation', with: { text: '关于2027年' } },
  calendarPreview: { who: [APPROVER, REGISTRAR], reach: 'installation', open: ['id'] },
  proposeHolidayNotice: {
    who: [APPROVER, REGISTRAR],
    reach: 'installation',
    with: { 'input.text': '关于2027年部分节假日安排的通知' },
  },
  proposeCalendarDays: {
    who: [APPROVER, REGISTRAR],
    reach: 'installation',
    with: { 'input.divisionCode': null },
  },
  confirmCalendarLayer: { who: [APPROVER], reach: 'installation', open: ['id'] },
  refuseCalendarLayer: { who: [APPROVER], reach: 'installation', open: ['id'] },
  revokeCalendarLayer: { who: [APPROVER], reach: 'installation', open: ['id'] },
  monthlyReturns: { who: [PLAN_OWNER, APPROVER, SUPERVISION, AUDITOR], reach: 'tree' },
  draftMonthlyReturn: { who: [PLAN_OWNER, APPROVER], reach: 'own', with: { 'input.month': '2026-01' } },
  confirmMonthlyReturn: naming(
    { who: [APPROVER], reach: 'own' },
    { 'input.id': 'monthlyReturn' },
    { 'input.hash': 'a'.repeat(64) },
  ),
  openDutyTotals: {
    who: [APPROVER, PLAN_OWNER, REVIEWER, SUPERVISION, AUDITOR],
    reach: 'tree',
    with: { by: 'CAMPAIGN' },
  },
  remindTeams: naming({ who: [APPROVER], reach: 'own' }, { campaignId: 'campaign' }),
  myMessages: mine,
  myUnreadMessageCount: mine,
  readMessages: { ...mine, open: ['ids'] },
  myMessageAddress: mine,
  setMessageAddress: mine,
  myCalendarFeed: { who: [INSPECTOR], reach: 'mine' },
  createCalendarFeed: { who: [INSPECTOR], reach: 'mine' },
  revokeCalendarFeed: { who: [INSPECTOR], reach: 'mine' },

  confirmResult: naming({ who: [REVIEWER], reach: 'own' }, { resultId: 'result' }),
  returnResult: naming({ who: [REVIEWER], reach: 'own' }, { 'input.resultId': 'result' }),
  // Papers
  documents: { who: paperReaders, reach: 'tree', also: { campaignId: 'campaign' } },
  document: naming({ who: paperReaders, reach: 'tree' }, { id: 'document' }),
  dossier: { who: [REGISTRAR, ...paperReaders], reach: 'tree', also: { realId: 'realId' } },
  collations: { who: paperReaders, reach: 'tree', also: { campaignId: 'campaign' } },
  prepareDocuments: {
    ...naming({ who: [PLAN_OWNER], reach: 'own' }, { 'input.campaignId': 'campaign' }),
    also: { 'input.assignmentId': 'assignment' },
  },
  voidDocument: naming({ who: [PLAN_OWNER, APPROVER], reach: 'own' }, { 'input.id': 'document' }),
  requestCollation: naming({ who: [PLAN_OWNER], reach: 'own' }, { 'input.campaignId': 'campaign' }),
  attachScan: {
    ...{ who: [PLAN_OWNER, INSPECTOR], reach: 'mine' },
    also: { 'input.uploadId': 'upload', 'input.documentId': 'document' },
  },
  recordResultByPaper: {
    ...naming(
      { who: [PLAN_OWNER, INSPECTOR], reach: 'own' },
      { 'input.documentId': 'document' },
      { 'input.resultCode': '01' },
    ),
    also: { 'input.signedBy': 'teamInspector' },
    // An officer of another team is told of no paper.
    foundBy: [PLAN_OWNER],
  },
  recordResultCorrectionByPaper: {
    ...naming({ who: [PLAN_OWNER, INSPECTOR], reach: 'own' }, { 'input.documentId': 'document' }),
    also: { 'input.signedBy': 'teamInspector' },
    foundBy: [PLAN_OWNER],
  },
  attachStamped: {
    ...naming({ who: [PLAN_OWNER], reach: 'own' }, { 'input.documentId': 'document' }),
    also: { 'input.uploadId': 'upload' },
  },
  documentFields: signedIn,
  documentTemplates: { who: paperReaders, reach: 'tree' },
  uploadTemplate: { ...{ who: [PLAN_OWNER], reach: 'mine' }, also: { 'input.uploadId': 'upload' } },
  numberRules: { who: paperReaders, reach: 'tree' },
  documentNumbers: { who: paperReaders, reach: 'tree' },
  setNumberRules: { who: [PLAN_OWNER], reach: 'own' },
  reserveNumbers: { who: [PLAN_OWNER], reach: 'own' },
  voidNumber: naming({ who: [PLAN_OWNER], reach: 'own' }, { 'input.id': 'documentNumber' }),
  approvalChains: { who: paperReaders, reach: 'tree' },
  setApprovalChain: { who: [APPROVER], reach: 'own' },
  // Whose step it is is a matter of the chain, not of a role.
  approveDocument: naming({ who: 'any role', reach: 'own' }, { 'input.id': 'document' }),
  approveCampaignDocuments: naming({ who: 'any role', reach: 'own' }, { 'input.campaignId': 'campaign' }),
  approveCampaignWithDocuments: naming({ who: [APPROVER], reach: 'own' }, { id: 'draftCampaign' }),

  decisions: { who: decisionReaders, reach: 'tree', also: { assignmentId: 'assignment' } },
  decision: naming({ who: decisionReaders, reach: 'tree' }, { id: 'decision' }),
  decisionColumns: { who: decisionReaders, reach: 'installation' },
  decisionGaps: { who: [REGISTRAR, PUBLISHER, SUPERVISION, AUDITOR], reach: 'tree' },
  enterDecision: { ...registrar, also: { 'input.assignmentId': 'assignment' } },
  correctDecision: {
    ...naming(registrar, { 'input.id': 'decision' }),
    also: { 'input.assignmentId': 'assignment' },
  },
  withdrawDecision: naming(registrar, { 'input.id': 'decision' }),
  importDecisions: naming(uploader, { 'input.uploadId': 'upload' }),
  explainDecisionGap: registrar,

  publications: { who: [PUBLISHER, REVIEWER, SUPERVISION, AUDITOR], reach: 'tree' },
  releasePublication: naming({ who: [PUBLISHER], reach: 'own' }, { id: 'publication' }),
};
