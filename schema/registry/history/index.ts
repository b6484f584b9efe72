export * from './register-history.entity.js';
