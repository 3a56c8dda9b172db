/** One line of arithmetic such as `10 M users × 40 messages/day = 400 M messages/day`, as far as it could be read. */
export type Sum =
  | {
      readonly readable: true;
      readonly line: number;
      readonly text: string;
      /** What each side of the signs comes to, in units of one. */
      readonly sides: readonly number[];
      /** The sign before the second, third, … side. */
      readonly signs: readonly ('=' | '≈')[];
      /** The numbers to the left of the first sign. */
      readonly operands: readonly number[];
      /** The words after the last number, for example "messages/s". */
      readonly unit: string;
      readonly holds: boolean;
    }
  | { readonly readable: false; readonly line: number; readonly text: string; readonly why: string };

/** How far the two sides of a sign may be apart: `=` allows for rounding the last figure, `≈` for a round number. */
export const tolerance = { '=': 0.01, '≈': 0.1 } as const;

/** Finds the lines that calculate something and calculates them again. Lines without a calculation are left out. */
export function findSums(lines: readonly { readonly line: number; readonly text: string }[]): readonly Sum[] {
  return lines.flatMap(({ line, text }) => candidatesOf(text).flatMap((candidate) => readSum(line, candidate) ?? []));
}

/** Reads a figure with its unit, such as "300 bytes" or "10 M"; undefined where the text does not begin with a number. */
export function readFigure(text: string): number | undefined {
  const [first] = tokenise(text);
  return first?.type === 'number' ? first.value : undefined;
}

/** A table's row gives one candidate per cell; any other line gives one. */
function candidatesOf(text: string): readonly string[] {
  const plain = text.replace(/\*\*|`|\\(?=[*_])/g, '').trim();
  if (plain.startsWith('|')) return plain.split('|').map((cell) => cell.trim());
  return [plain.replace(/^(?:[-*+]|\d+[.)])\s+/, '').replace(/^>\s*/, '')];
}

function readSum(line: number, text: string): Sum | undefined {
  const parts = text.split(/\s*(=|≈|~=)\s*/);
  const rawSides = parts.filter((_, at) => at % 2 === 0);
  const signs = parts.filter((_, at) => at % 2 === 1).map((sign) => (sign === '=' ? '=' : '≈'));
  const [label, ...results] = rawSides;
  if (label === undefined || results.length === 0 || !/\d/.test(results.join(' '))) return undefined;
  const left = fromFirstNumber(label.slice(label.lastIndexOf(': ') + 1));
  if (!/\d.*(?:[×÷*·^+−/(]|\sx\s|\s-\s).*\d/.test(left)) return undefined;
  const sides: number[] = [];
  let unit = '';
  for (const [at, raw] of [left, ...results].entries()) {
    const side = at === 0 ? raw : beforeRemark(fromFirstNumber(raw));
    const tokens = tokenise(side);
    const value = evaluate(tokens);
    if (value === undefined) return { readable: false, line, text, why: `"${side.trim()}" is not a plain calculation` };
    sides.push(value);
    const last = tokens.findLast((token) => token.type === 'number');
    unit = last?.type === 'number' ? last.unit : '';
  }
  const operands = tokenise(left).flatMap((token) => (token.type === 'number' ? [token.value] : []));
  const holds = signs.every((sign, at) => isClose(sides[at] ?? NaN, sides[at + 1] ?? NaN, tolerance[sign]));
  return { readable: true, line, text, sides, signs, operands, unit, holds };
}

function isClose(left: number, right: number, allowed: number): boolean {
  return Math.abs(left - right) <= Math.max(Math.abs(left), Math.abs(right)) * allowed + Number.EPSILON;
}

function fromFirstNumber(text: string): string {
  const at = text.search(/[\d(]/);
  return at === -1 ? '' : text.slice(at);
}

/** A result may be followed by a remark: "= 4,630 messages/s, twice the …". */
function beforeRemark(text: string): string {
  return text.split(/[,;.]\s|\s[—–-]\s(?!\d)|[.;]$/)[0] ?? '';
}

type Token =
  | { readonly type: 'number'; readonly value: number; readonly unit: string }
  | { readonly type: 'operator'; readonly value: '×' | '÷' | '+' | '-' | '^' }
  | { readonly type: 'open' | 'close' }
  | { readonly type: 'unknown'; readonly value: string };

const numberPattern = /^(?:\d{1,3}(?:[,_'\u00A0\u2009\u202F ]\d{3})+(?!\d)|\d+)(?:\.\d+)?/;
const unitPattern =
  /^\s*((?:(?!x\s)[%A-Za-zµ²][\w%²'.-]*(?:\s*\/\s*(?=[A-Za-z]))?\s*|\/\s*(?=[A-Za-z])|\([^()\d]*\)\s*)+)/u;
const operators: Readonly<Record<string, '×' | '÷' | '+' | '-' | '^'>> = {
  '×': '×',
  '*': '×',
  '·': '×',
  x: '×',
  '÷': '÷',
  '/': '÷',
  '+': '+',
  '-': '-',
  '−': '-',
  '^': '^',
};

function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const number = numberPattern.exec(rest)?.[0];
    const operator = operators[rest.charAt(0)];
    if (number !== undefined) {
      rest = rest.slice(number.length);
      const unit = unitPattern.exec(rest)?.[0] ?? '';
      rest = rest.slice(unit.length);
      tokens.push({
        type: 'number',
        value: Number(number.replace(/[^\d.]/g, '')) * multiplierOf(unit),
        unit: unit.trim(),
      });
    } else if (operator !== undefined) {
      tokens.push({ type: 'operator', value: operator });
      rest = rest.slice(1);
    } else if (rest.startsWith('(') || rest.startsWith(')')) {
      tokens.push({ type: rest.startsWith('(') ? 'open' : 'close' });
      rest = rest.slice(1);
      const words = tokens.at(-1)?.type === 'close' ? (unitPattern.exec(rest)?.[0] ?? '') : '';
      rest = rest.slice(words.length);
    } else {
      tokens.push({ type: 'unknown', value: rest.charAt(0) });
      rest = rest.slice(1);
    }
    rest = rest.trimStart();
  }
  return tokens;
}

const multipliers: Readonly<Record<string, number>> = {
  '%': 0.01,
  percent: 0.01,
  k: 1e3,
  thousand: 1e3,
  m: 1,
  million: 1e6,
  millions: 1e6,
  bn: 1e9,
  billion: 1e9,
  billions: 1e9,
  trillion: 1e12,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  pb: 1e15,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
  pib: 2 ** 50,
  kbit: 1e3,
  mbit: 1e6,
  gbit: 1e9,
  tbit: 1e12,
};

/** The first word of a unit may be a factor: "10 M users", "120 GB". A lower-case m is a metre or a minute, never a million. */
function multiplierOf(unit: string): number {
  const words = unit.trim().split(/[\s/]+/);
  const [first = '', second = ''] = words;
  if (first === 'M') return 1e6 * (isFactorOfSize(second) ? (multipliers[second.toLowerCase()] ?? 1) : 1);
  const factor = multipliers[first.toLowerCase()] ?? 1;
  return /^(?:thousand|million|billion|trillion|bn|k)$/i.test(first) && isFactorOfSize(second)
    ? factor * (multipliers[second.toLowerCase()] ?? 1)
    : factor;
}

function isFactorOfSize(word: string): boolean {
  return /^[kmgtp]i?b$|^[kmgt]bit$/i.test(word);
}

/** Plain precedence: powers, then × and ÷, then + and -. Undefined where the tokens are not one expression. */
function evaluate(tokens: readonly Token[]): number | undefined {
  let at = 0;
  const value = sum();
  return at === tokens.length && value !== undefined && Number.isFinite(value) ? value : undefined;

  function operatorAt(...wanted: readonly string[]): string | undefined {
    const token = tokens[at];
    if (token?.type !== 'operator' || !wanted.includes(token.value)) return undefined;
    at += 1;
    return token.value;
  }
  function sum(): number | undefined {
    let left = product();
    for (let operator = operatorAt('+', '-'); operator !== undefined; operator = operatorAt('+', '-')) {
      const right = product();
      left = left === undefined || right === undefined ? undefined : operator === '+' ? left + right : left - right;
    }
    return left;
  }
  function product(): number | undefined {
    let left = power();
    for (let operator = operatorAt('×', '÷'); operator !== undefined; operator = operatorAt('×', '÷')) {
      const right = power();
      left = left === undefined || right === undefined ? undefined : operator === '×' ? left * right : left / right;
    }
    return left;
  }
  function power(): number | undefined {
    const base = atom();
    if (operatorAt('^') === undefined) return base;
    const exponent = atom();
    return base === undefined || exponent === undefined ? undefined : base ** exponent;
  }
  function atom(): number | undefined {
    const token = tokens[at];
    at += 1;
    if (token?.type === 'number') return token.value;
    if (token?.type !== 'open') return undefined;
    const inner = sum();
    if (tokens[at]?.type !== 'close') return undefined;
    at += 1;
    return inner;
  }
}
