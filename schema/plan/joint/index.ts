/**
 * Joint campaigns: a lead and those who take part, each with its items, its officers and a report of its own.
 *
 * - `listParticipants`, `getParticipant`: the departments of a campaign
 * - `findJointFault`: why it may not go on
 */
export * from './participant.check.js';
export * from './participant.entity.js';
export * from './participant.errors.js';
export * from './participant.invite.js';
export * from './participant.pass.js';
export * from './participant.read.js';
export * from './participant.resolver.js';
export * from './participant.service.js';
export * from './participant.states.js';
export * from './participant.type.js';
