/**
 * Departments and divisions as dated trees. Services for the rooms to the right:
 *
 * - `findDepartmentByCode`, `getDepartment`, `listDepartments`, `listDepartmentNames`, `createDepartment`, `findEnded`
 * - `saveDivisions`, `endDivision`, `listDivisions`, `listDivisionCodes`, `listDivisionsUnder`, `listDivisionsAbove`
 * - `listDepartmentTree`, `listWithPredecessors`, `listOwnNames`: whose matters somebody may look at, or answers for
 * - `listAuthoritiesUnder`, `listDivisionLines`: to whom below a target belongs by its division
 * - `listDepartmentsInArea`: what law-enforcement supervision reads; `listHelpers`: who could fill another's role
 * - `changeDepartmentOn`, `endDepartment`, `standsOn`: for the one act that re-organises; `passRows` for what passes by it
 */
export * from './department.change.js';
export * from './department.entity.js';
export * from './department.errors.js';
export * from './department.jobs.js';
export * from './department.resolver.js';
export * from './department.service.js';
export * from './department.states.js';
export * from './department.type.js';
export { lockDepartments } from './department-terms.js';
export * from './department-tree.js';
export * from './division.service.js';
export * from './pass-rows.js';
export * from './terms.js';
