/**
 * A client of the console, and the sides of a draw that stand outside the server: witness, operator, verifier.
 * For the command line, the demo, and whoever writes a device of their own.
 */
export * from './bundle-folder.js';
export * from './bundle-server.js';
export * from './client-error.js';
export * from './console-client.js';
export * from './operator-secrets.js';
export * from './printable.js';
export * from './witness-anchor.js';
export * from './witness-key.js';
export type { KeptDraw } from './witness-key-file.js';
export * from './witness-keys.js';
export * from './witness-log.js';
export * from './witness-registration.js';
export * from './witness-reveal.js';
