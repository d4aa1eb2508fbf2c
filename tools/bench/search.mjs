import { createDataSource, listCases, searchCases } from '../../libs/relay/persistence/dist/index.js';
import { desk } from './company.mjs';
import { figure, median, percentile } from './figures.mjs';

/** From a word that one case has to words that nearly all have. */
const searches = {
  'a number': 'C-500123',
  'a rare word (1 in 33,000)': 'zanzibar',
  'a word of 1 %': 'cable',
  'a word of 30 %': 'invoice',
  'a word of nearly all': 'kedab',
  'a frequent and a rare word': 'invoice zanzibar',
  'two frequent words': 'invoice lidab',
  'five frequent words': 'kedab lidab modab nudab radab',
  'a prefix of 3 letters': 'kur',
  'two letters swapped': 'zanzibra',
  'a word that is nowhere': 'qqqqqqqq',
};

/** One client alone; without HTTP, as that is the same for all. */
export async function benchSearch({ name, database, rounds }) {
  const dataSource = await createDataSource({ url: database.url }).initialize();
  const agent = { personId: desk('back', 1), departmentIds: ['back'] };
  const figures = [];
  try {
    for (const [what, text] of Object.entries(searches)) {
      const found = await timesOf(rounds, () => searchCases(dataSource, text, agent, 20));
      const listed = await timesOf(rounds, () => listCases(dataSource, { text, visibleTo: agent }, 50));
      figures.push(
        figure(`${name}: ${what}, median`, 'ms', [median(found)]),
        figure(`${name}: ${what}, 95th percentile`, 'ms', [percentile(found, 0.95)], { atMost: 100 }),
        figure(`${name}: ${what}, first page of the list, 95th percentile`, 'ms', [percentile(listed, 0.95)], {
          atMost: 100,
        }),
      );
    }
  } finally {
    await dataSource.destroy();
  }
  return figures;
}

async function timesOf(rounds, work) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const from = performance.now();
    await work();
    if (round >= 5) times.push(performance.now() - from);
  }
  return times;
}
