import type { GraphQLSchema } from 'graphql';
import { AccountResolver, WitnessKeyResolver } from '../../schema/account/index.js';
import { CalendarResolver } from '../../schema/calendar/index.js';
import { DepartmentResolver } from '../../schema/department/index.js';
import { DrawnUnitResolver, DrawResolver } from '../../schema/draw/index.js';
import { InspectionResolver } from '../../schema/inspection/index.js';
import { PlanResolver } from '../../schema/plan/index.js';
import { PublicationResolver } from '../../schema/publication/index.js';
import {
  DuplicateResolver,
  ImportResolver,
  ImportSourceResolver,
  InspectorHistoryResolver,
  InspectorResolver,
  InterestResolver,
  ItemResolver,
  SheetResolver,
  TargetHistoryResolver,
  TargetResolver,
} from '../../schema/registry/index.js';
import { buildFrom, type Resolvers } from './build-schema.js';

/** What the console can do: the resolvers of every room. */
export const consoleResolvers: Resolvers = [
  AccountResolver,
  WitnessKeyResolver,
  DepartmentResolver,
  CalendarResolver,
  ImportResolver,
  SheetResolver,
  DuplicateResolver,
  ImportSourceResolver,
  TargetResolver,
  TargetHistoryResolver,
  InspectorResolver,
  InspectorHistoryResolver,
  InterestResolver,
  ItemResolver,
  PlanResolver,
  DrawResolver,
  DrawnUnitResolver,
  InspectionResolver,
  PublicationResolver,
];

export function buildConsoleSchema(): GraphQLSchema {
  return buildFrom(consoleResolvers);
}
