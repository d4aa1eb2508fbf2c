/** The sections of docs/benchmarks.md, as one reads them: what people do all day first, what operators do once a year last. */
export const SECTIONS = [
  'Hand-overs',
  'Everyday requests',
  'Search',
  'A storm of timers',
  'Live',
  'Start',
  'In the browser',
  'Restore',
  'Upgrade',
];

/** The document with this section in place of its older one, and all sections in their order; one that has no place there stays last. */
export function withSection(document, heading, section) {
  const [about, ...sections] = document.split(/^(?=## )/m).map((part) => part.trimEnd());
  const others = sections.filter((other) => headingOf(other) !== heading);
  const ordered = [...others, section.trimEnd()].sort((one, other) => placeOf(one) - placeOf(other));
  return `${[about, ...ordered].join('\n\n')}\n`;
}

function placeOf(section) {
  const place = SECTIONS.indexOf(headingOf(section));
  return place === -1 ? SECTIONS.length : place;
}

function headingOf(section) {
  return section.slice('## '.length, section.indexOf('\n'));
}
