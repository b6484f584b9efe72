/** Handing out: dispatch in batches, when targets are seen, messages, feeds, the officer's list, the head's overview, the ledger. */
export * from './calendar-feed.entity.js';
export * from './calendar-feed.service.js';
export * from './delivery.service.js';
export * from './dispatch.entity.js';
export * from './hand-out.errors.js';
export * from './hand-out.resolver.js';
export * from './hand-out.states.js';
export * from './hand-out.type.js';
export * from './hand-out-rule.entity.js';
export * from './message.entity.js';
export * from './message.resolver.js';
export * from './message.service.js';
export * from './message.states.js';
export * from './message.text.js';
export * from './plan-visit.service.js';
export * from './remind.service.js';
export * from './visibility.js';
