export * from './case/run-command.use-case.js';
export * from './company/recalculate-clocks.use-case.js';
export * from './company/relieve-person.use-case.js';
export * from './notice/inform-people.use-case.js';
export * from './notice/mail-notices.use-case.js';
export * from './outbox/effect-outbox.js';
export * from './relay-unit-of-work.js';
export * from './timer/wake-due-cases.use-case.js';
