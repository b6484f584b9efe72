/**
 * Accounts, sessions and witness keys. Services for other rooms: `findAccount`, `createAccount`, `closeAccount`,
 * `closeAccountsOf`, `actorOf`,
 * `findSignedIn`, `registerWitnessKey`, `listWitnessKeys`, `fingerprintOf`; `passAccounts`.
 */
export * from './account.close.js';
export * from './account.entity.js';
export * from './account.errors.js';
export * from './account.input.js';
export * from './account.pass.js';
export * from './account.payload.js';
export * from './account.resolver.js';
export * from './account.service.js';
export * from './account.type.js';
export * from './session.entity.js';
export * from './session.service.js';
export * from './witness-key.entity.js';
export * from './witness-key.resolver.js';
export * from './witness-key.service.js';
