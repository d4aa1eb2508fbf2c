export { InMemoryRelay } from './in-memory-relay.js';
