export { InMemoryRelay } from './in-memory-relay.js';
export * from './in-memory-outbox.js';
