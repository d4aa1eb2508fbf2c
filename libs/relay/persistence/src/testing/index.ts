export { createTestDatabase, type TestDatabase } from './test-database.js';
export { type LockWatch, watchLocks } from './watch-locks.js';
