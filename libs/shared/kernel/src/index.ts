export * from './decision.js';
export * from './time.js';
