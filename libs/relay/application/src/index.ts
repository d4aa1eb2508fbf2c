export * from './relay-unit-of-work.js';
