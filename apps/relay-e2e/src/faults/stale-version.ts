import { examine } from './checker.js';
import type { Fault } from './fault.js';
import { withInstallation } from './with-installation.js';

/** F14: two people write on what both of them read. */
export const staleVersion: Fault = {
  id: 'F14',
  name: 'two editors with the same version (If-Match); none at all',
  times: 1_000,
  share: 12,
  async run(run) {
    await withInstallation({ workers: 1 }, async (baton) => {
      const { id } = await baton.as('ana').opens('refund');
      let written = 0;
      while (run.goesOn()) {
        const { version } = await baton.as('ana').reads(id);
        const replies = await Promise.all(
          (['ana', 'lea'] as const).map((name) =>
            baton.as(name).post(`/cases/${id}/notes`, { text: `by ${name}` }, { ifMatch: version }),
          ),
        );
        const statuses = replies.map(({ status }) => status).sort();
        if (statuses.join() !== '200,412')
          run.breach(`I1 two editors of version ${version} were told ${statuses.join()}`);
        written += statuses.filter((status) => status === 200).length;
        run.done();
      }
      const notes = await baton.database.query(`SELECT FROM case_event WHERE case_id = $1 AND type = 'note.added'`, [
        id,
      ]);
      if (notes.length !== written) run.breach(`I1 ${written} notes were acknowledged, ${notes.length} are there`);
      await examine(run, baton);
    });
  },
};
