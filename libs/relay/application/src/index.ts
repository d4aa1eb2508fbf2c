export * from './case/run-command.use-case.js';
export * from './relay-unit-of-work.js';
export * from './timer/wake-due-cases.use-case.js';
