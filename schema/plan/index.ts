export * from './campaign.ground.js';
export * from './campaign.states.js';
export * from './plan.entity.js';
export * from './plan.errors.js';
export * from './plan.pass.js';
export * from './plan.resolver.js';
export * from './plan.service.js';
export * from './plan.type.js';
