import {
  Account,
  ApiKey,
  Arrangement,
  Identity,
  IdentitySignIn,
  LockOut,
  PasswordHistory,
  RecoveryCode,
  SecondFactor,
  Session,
  WitnessKey,
} from '../../schema/account/index.js';
import {
  AuditArchivedLeaf,
  AuditCheckpoint,
  AuditEvent,
  AuditHead,
  AuditNode,
} from '../../schema/audit/index.js';
import { Deadline, DeadlineRule } from '../../schema/calendar/index.js';
import { Department, DepartmentTerm, Division, DivisionTerm } from '../../schema/department/index.js';
import { Draw, DrawEvent, DrawFile, DrawLog, DrawnUnit } from '../../schema/draw/index.js';
import {
  Assignment,
  AssignmentOfficer,
  HandOver,
  InspectionResult,
  ResultSignature,
  TeamChange,
} from '../../schema/inspection/index.js';
import { Job } from '../../schema/job/index.js';
import { PersonalRecord, Reading } from '../../schema/personal/index.js';
import { Campaign, Plan } from '../../schema/plan/index.js';
import { ChannelReceipt, Publication, PublicRecord } from '../../schema/publication/index.js';
import {
  Certificate,
  Checklist,
  DuplicateDecision,
  ImportDetail,
  ImportRun,
  ImportSource,
  Inspector,
  Interest,
  Item,
  ItemList,
  LeaderRule,
  Leave,
  LikelyDuplicate,
  Power,
  Referral,
  RegisterExport,
  RegisterHistory,
  ResultSystem,
  Secondment,
  SheetSecret,
  SpecialPool,
  SpecialPoolMember,
  Target,
  TargetAlias,
  Upload,
  UploadPart,
  Visit,
} from '../../schema/registry/index.js';
import { Reorganisation } from '../../schema/reorganisation/index.js';
import { InstallationMode } from './installation.entity.js';

/** Every table of the house, room by room. */
export const entities = [
  InstallationMode,
  ...[AuditEvent, Job, DeadlineRule, Deadline],
  ...[AuditHead, AuditCheckpoint, AuditNode, AuditArchivedLeaf],
  ...[Division, DivisionTerm, Department, DepartmentTerm],
  ...[PersonalRecord, Reading],
  ...[
    Account,
    Session,
    WitnessKey,
    ApiKey,
    SecondFactor,
    RecoveryCode,
    Identity,
    IdentitySignIn,
    Arrangement,
    LockOut,
    PasswordHistory,
  ],
  ...[RegisterExport, SheetSecret, LikelyDuplicate, DuplicateDecision],
  ...[ImportRun, ImportDetail, ImportSource, Upload, UploadPart, RegisterHistory],
  ...[Target, TargetAlias, Referral, SpecialPool, SpecialPoolMember],
  ...[Inspector, Certificate, Leave, Secondment, Interest, LeaderRule],
  ...[Item, ItemList, Checklist, ResultSystem, Power, Visit],
  ...[Plan, Campaign],
  ...[DrawLog, Draw, DrawEvent, DrawFile, DrawnUnit],
  ...[Assignment, AssignmentOfficer, InspectionResult, ResultSignature, HandOver, TeamChange],
  ...[Publication, ChannelReceipt, PublicRecord],
  Reorganisation,
];
