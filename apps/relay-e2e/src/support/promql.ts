/** What an expression asks Prometheus for. */
export interface Selector {
  readonly metric: string;
  readonly labels: readonly string[];
  /** The function that it stands in directly, such as `rate`. */
  readonly within: string | null;
  readonly isRange: boolean;
}

/**
 * Reads an expression of PromQL as far as its structure goes: operators, functions, aggregations, selectors, ranges. Fails with
 * where it stops making sense; answers every selector. Variables of Grafana stand where it puts durations and label values.
 */
export function selectorsIn(expression: string): readonly Selector[] {
  const reader = new Reader(tokensOf(expression));
  reader.expression();
  reader.end();
  return reader.selectors;
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?(?:ms|[smhdwy])?|\$__(?:rate_interval|interval|range))|("(?:[^"\\]|\\.)*")|([a-zA-Z_:][\w:]*)|(==|!=|>=|<=|=~|!~|[-+*/%^<>=(){}[\],:]))/y;

type Token = { readonly kind: 'number' | 'string' | 'name' | 'sign'; readonly text: string };

function tokensOf(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (expression.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex;
    const [, number, string, name, sign] =
      TOKEN.exec(expression) ?? wrong(`nothing known at “${expression.slice(at)}”`);
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'sign', text: sign! });
  }
  return tokens;
}

const OPERATORS = new Set(['+', '-', '*', '/', '%', '^', '==', '!=', '>', '<', '>=', '<=', 'and', 'or', 'unless']);
const AGGREGATIONS = new Set(['sum', 'min', 'max', 'avg', 'count', 'topk', 'bottomk', 'quantile']);
const OVER_RANGES = new Set(['rate', 'increase', 'changes', 'min_over_time', 'max_over_time', 'avg_over_time']);
const OVER_INSTANTS = new Set(['abs', 'absent', 'histogram_quantile', 'clamp_min', 'time', 'vector', 'round']);

class Reader {
  readonly selectors: Selector[] = [];
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  expression(within: string | null = null): void {
    this.operand(within);
    while (OPERATORS.has(this.next?.text ?? '')) {
      this.at += 1;
      if (this.next?.text === 'bool') this.at += 1;
      for (const word of ['on', 'ignoring', 'group_left', 'group_right']) if (this.take(word)) this.names('(', ')');
      this.operand(within);
    }
  }

  end(): void {
    if (this.next !== undefined) wrong(`“${this.next.text}” is left over`);
  }

  private operand(within: string | null): void {
    this.take('-');
    const { kind, text } = this.next ?? wrong('it ends too early');
    if (kind === 'number' || kind === 'string') this.at += 1;
    else if (this.take('(')) {
      this.expression(within);
      this.must(')');
    } else if (kind !== 'name') wrong(`“${text}” stands where something should be asked for`);
    else if (AGGREGATIONS.has(text)) this.aggregation();
    else if (this.tokens[this.at + 1]?.text === '(') this.call(text);
    else this.selector(within);
  }

  private aggregation(): void {
    this.at += 1;
    const isGrouped = this.grouping();
    this.arguments(null);
    if (!isGrouped) this.grouping();
  }

  private grouping(): boolean {
    const isGrouped = this.take('by') || this.take('without');
    if (isGrouped) this.names('(', ')');
    return isGrouped;
  }

  private call(name: string): void {
    if (!OVER_RANGES.has(name) && !OVER_INSTANTS.has(name)) wrong(`there is no function “${name}”`);
    this.at += 1;
    const before = this.selectors.length;
    this.arguments(name);
    for (const { metric, isRange, within } of this.selectors.slice(before))
      if (within === name && isRange !== OVER_RANGES.has(name))
        wrong(`${name}() takes ${isRange ? 'no range' : 'a range'}, as of ${metric}`);
  }

  private arguments(within: string | null): void {
    this.must('(');
    if (this.take(')')) return;
    do this.expression(within);
    while (this.take(','));
    this.must(')');
  }

  private selector(within: string | null): void {
    const metric = this.name();
    const labels = this.next?.text === '{' ? this.matchers() : [];
    const isRange = this.take('[');
    if (isRange) {
      this.duration();
      this.must(']');
    }
    if (this.take('offset')) this.duration();
    this.selectors.push({ metric, labels, within, isRange });
  }

  private matchers(): readonly string[] {
    const labels: string[] = [];
    this.must('{');
    while (!this.take('}')) {
      labels.push(this.name());
      if (!['=', '!=', '=~', '!~'].some((sign) => this.take(sign))) wrong(`${labels.at(-1)} is compared to nothing`);
      if (this.next?.kind !== 'string') wrong(`${labels.at(-1)} is compared to no text`);
      this.at += 1;
      if (!this.take(',') && this.next?.text !== '}') wrong('two labels stand without a comma');
    }
    return labels;
  }

  private names(open: string, close: string): void {
    this.must(open);
    while (!this.take(close)) {
      this.name();
      this.take(',');
    }
  }

  private duration(): void {
    const { kind, text } = this.next ?? wrong('a duration is missing');
    if (kind !== 'number' || /^[\d.]+$/.test(text)) wrong(`“${text}” is no duration`);
    this.at += 1;
  }

  private name(): string {
    const { kind, text } = this.next ?? wrong('a name is missing');
    if (kind !== 'name') wrong(`“${text}” is no name`);
    this.at += 1;
    return text;
  }

  private must(text: string): void {
    if (!this.take(text)) wrong(`“${text}” is missing before “${this.next?.text ?? 'the end'}”`);
  }

  private take(text: string): boolean {
    const isThere = this.next?.text === text && this.next.kind !== 'string';
    if (isThere) this.at += 1;
    return isThere;
  }

  private get next(): Token | undefined {
    return this.tokens[this.at];
  }
}

function wrong(what: string): never {
  throw new Error(`not PromQL: ${what}`);
}
