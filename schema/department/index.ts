export * from './department.entity.js';
