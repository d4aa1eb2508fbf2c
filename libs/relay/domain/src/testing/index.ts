export * from './a-calendar.js';
export * from './a-clock.js';
export * from './a-company.js';
export * from './a-relay.js';
export { anyMove, asCommand } from './any-moves.js';
export * from './commands.js';
