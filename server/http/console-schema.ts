import type { GraphQLSchema } from 'graphql';
import {
  AccountResolver,
  ApiKeyResolver,
  ArrangementResolver,
  IdentityResolver,
  PasswordResolver,
  RolesResolver,
  SecondFactorResolver,
  SessionResolver,
  WitnessKeyResolver,
} from '../../schema/account/index.js';
import { AuditResolver } from '../../schema/audit/index.js';
import { CalendarResolver } from '../../schema/calendar/index.js';
import { DepartmentResolver } from '../../schema/department/index.js';
import { DrawnUnitResolver, DrawResolver } from '../../schema/draw/index.js';
import { DepartureResolver, InspectionResolver, KnowledgeResolver } from '../../schema/inspection/index.js';
import { PlanResolver } from '../../schema/plan/index.js';
import { PublicationResolver } from '../../schema/publication/index.js';
import {
  AliasResolver,
  BurdenResolver,
  CertificateListResolver,
  CertificateResolver,
  DuplicateResolver,
  ImportResolver,
  ImportSourceResolver,
  InspectorHistoryResolver,
  InspectorResolver,
  InterestResolver,
  ItemListResolver,
  ItemResolver,
  OfficerAccountResolver,
  PersonResolver,
  PowerResolver,
  ReferralResolver,
  RegisterExportResolver,
  ResultSystemResolver,
  SearchResolver,
  SecondmentResolver,
  SheetResolver,
  SpecialPoolResolver,
  TagResolver,
  TargetChangeResolver,
  TargetFieldsResolver,
  TargetHistoryResolver,
  TargetResolver,
} from '../../schema/registry/index.js';
import { ReorganisationResolver } from '../../schema/reorganisation/index.js';
import { buildFrom, type Resolvers } from './build-schema.js';

/** What the console can do: the resolvers of every room. */
export const consoleResolvers: Resolvers = [
  AccountResolver,
  SessionResolver,
  PasswordResolver,
  SecondFactorResolver,
  WitnessKeyResolver,
  ApiKeyResolver,
  IdentityResolver,
  AuditResolver,
  RolesResolver,
  ArrangementResolver,
  DepartmentResolver,
  CalendarResolver,
  ImportResolver,
  SheetResolver,
  RegisterExportResolver,
  DuplicateResolver,
  ImportSourceResolver,
  TargetResolver,
  SearchResolver,
  TargetHistoryResolver,
  TargetChangeResolver,
  TargetFieldsResolver,
  AliasResolver,
  ReferralResolver,
  PersonResolver,
  BurdenResolver,
  InspectorResolver,
  InspectorHistoryResolver,
  InterestResolver,
  OfficerAccountResolver,
  CertificateListResolver,
  CertificateResolver,
  SecondmentResolver,
  ItemResolver,
  ItemListResolver,
  ResultSystemResolver,
  SpecialPoolResolver,
  TagResolver,
  PowerResolver,
  PlanResolver,
  DrawResolver,
  DrawnUnitResolver,
  InspectionResolver,
  DepartureResolver,
  KnowledgeResolver,
  PublicationResolver,
  ReorganisationResolver,
];

export function buildConsoleSchema(): GraphQLSchema {
  return buildFrom(consoleResolvers);
}
