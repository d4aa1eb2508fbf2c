// Writes docs/transitions.md from the transition tables. Needs the domain to be built; a spec fails while the page is old.
import { writeFileSync } from 'node:fs';
import { drawTransitions } from '@baton/domain';

writeFileSync(new URL('../docs/transitions.md', import.meta.url), drawTransitions());
