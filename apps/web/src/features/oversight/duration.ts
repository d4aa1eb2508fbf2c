const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A length of real time with the two units that matter: "2 days 4 hr". */
export function duration(seconds: number, language: string): string {
  const at = units.findIndex(([, size]) => seconds >= size);
  if (at === -1) return part(Math.round(seconds), 'second', language);
  const [unit, size] = units[at]!;
  const smaller = units[at + 1];
  const whole = Math.floor(seconds / size);
  const rest = smaller ? Math.round((seconds - whole * size) / smaller[1]) : 0;
  if (!smaller || rest === 0 || whole >= 10) return part(Math.round(seconds / size), unit, language);
  return `${part(whole, unit, language)} ${part(rest, smaller[0], language)}`;
}

const part = (value: number, unit: string, language: string): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
