/**
 * Departments and divisions. Services for the rooms to the right:
 * `findDepartmentByCode`, `getDepartment`, `listDepartments`, `listDepartmentNames`, `createDepartment`; `saveDivisions`, `listDivisions`,
 * `listDivisionCodes`.
 */
export * from './department.entity.js';
export * from './department.errors.js';
export * from './department.resolver.js';
export * from './department.service.js';
export * from './department.states.js';
export * from './department.type.js';
export * from './department-tree.js';
export * from './division.service.js';
