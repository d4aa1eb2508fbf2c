import { defaultStringifySearch } from '@tanstack/react-router';

/** Lists stand in an address as the service reads them too: `status=open&status=resolved`. */
export function writeSearch(search: Record<string, unknown>): string {
  const isList = ([, value]: readonly [string, unknown]) => Array.isArray(value);
  const fields = Object.entries(search);
  const single = defaultStringifySearch(Object.fromEntries(fields.filter((field) => !isList(field))));
  const lists = fields
    .filter(isList)
    .flatMap(([name, values]) => (values as unknown[]).map((one) => [name, String(one)]));
  const several = new URLSearchParams(lists).toString();
  return several === '' ? single : `${single || '?'}${single && '&'}${several}`;
}
