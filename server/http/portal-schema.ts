import type { GraphQLSchema } from 'graphql';
import {
  PublicArrangementResolver,
  PublicAuditResolver,
  PublicationRecordResolver,
  PublicDrawResolver,
  PublicItemListResolver,
  PublicPlanResolver,
  RecordResolver,
  ServiceResolver,
  UnitResolver,
} from '../../schema/portal/index.js';
import { buildFrom, type Resolvers } from './build-schema.js';

/** What the public may ask. */
export const portalResolvers: Resolvers = [
  ServiceResolver,
  RecordResolver,
  UnitResolver,
  PublicationRecordResolver,
  PublicItemListResolver,
  PublicPlanResolver,
  PublicDrawResolver,
  PublicAuditResolver,
  PublicArrangementResolver,
];

export function buildPortalSchema(): GraphQLSchema {
  return buildFrom(portalResolvers);
}
