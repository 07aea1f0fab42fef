/**
 * Inline PTX text → statements. In: the template of an asm statement, `%0` … `%9` and `%[name]` standing for C++ operands. Out: instructions with their dotted parts and operands, and labels, in order; declarations of registers.
 * Scopes are opened up: registers and labels of inner ones have names of their own.
 */
export interface PtxInstruction {
  /** `@p` or `@!p` in front. */
  readonly guard: { readonly predicate: PtxOperand; readonly negated: boolean } | undefined;
  /** `ld.global.v2.f32` as ['ld', 'global', 'v2', 'f32']. */
  readonly parts: readonly string[];
  readonly operands: readonly PtxOperand[];
  readonly text: string;
}

export type PtxOperand =
  | { readonly kind: 'argument'; readonly index: number }
  | { readonly kind: 'named'; readonly name: string }
  /** A register of the template's own, `_`, or a special register such as %laneid. */
  | { readonly kind: 'register'; readonly name: string; readonly negated: boolean }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number; readonly double: boolean }
  | { readonly kind: 'address'; readonly base: PtxOperand; readonly offset: number }
  /** Bytes or halves of a register, as video instructions take them: `%1.b0`, `x.h1`, `y.b7654`. */
  | { readonly kind: 'part'; readonly of: PtxOperand; readonly part: string }
  /** `{a, b}`, and `d|p`. */
  | { readonly kind: 'list'; readonly items: readonly PtxOperand[] };

/** Declared register, e.g. `.reg .pred p`. */
export interface PtxDeclaration {
  readonly type: string;
  readonly names: readonly string[];
  /** In a scope; others are known in all of the function. */
  readonly inner: boolean;
}

export type PtxItem = { readonly kind: 'label'; readonly name: string } | { readonly kind: 'instruction'; readonly instruction: PtxInstruction };

export interface PtxProgram {
  readonly declarations: readonly PtxDeclaration[];
  readonly items: readonly PtxItem[];
  /** Text that could not be read. */
  readonly problem: string | undefined;
}

/** Splits at a character outside of brackets. */
function split(text: string, at: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '{' || c === '[' || c === '(') depth++;
    else if (c === '}' || c === ']' || c === ')') depth--;
    else if (c === at && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((p) => p.trim());
}

/** A scope `{ … }` of the template, or the template itself. */
interface Scope {
  readonly outer: Scope | undefined;
  readonly names: Map<string, string>;
}

interface Read {
  readonly scope: Scope;
  readonly item: PtxInstruction | string;
}

export function parsePtx(template: string): PtxProgram {
  const text = template.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ').replace(/%%/g, '%special.');
  const declarations: PtxDeclaration[] = [];
  const read: Read[] = [];
  const labels = new Set<string>();
  let scope: Scope = { outer: undefined, names: new Map() };
  let scopes = 0;
  const fail = (problem: string): PtxProgram => ({ declarations, items: [], problem });
  /** The name in the whole template: names of inner scopes are made unique. */
  const declare = (name: string): string => {
    const unique = scope.outer === undefined ? name : `${name}#${scopes}`;
    scope.names.set(name, unique);
    return unique;
  };
  for (const raw of pieces(text)) {
    if (raw === '{') {
      scopes++;
      scope = { outer: scope, names: new Map() };
      continue;
    }
    if (raw === '}') {
      if (scope.outer === undefined) return fail(raw);
      scope = scope.outer;
      continue;
    }
    let statement = raw;
    for (let label = LABEL.exec(statement); label !== null; label = LABEL.exec(statement)) {
      const unique = declare(label[1]!);
      labels.add(unique);
      read.push({ scope, item: unique });
      statement = statement.slice(label[0].length).trim();
    }
    if (statement === '') continue;
    if (statement.startsWith('.reg')) {
      const match = /^\.reg\s*\.(\w+)\s+([\s\S]+)$/.exec(statement);
      if (match === null) return fail(statement);
      const names = split(match[2]!, ',').flatMap((given) => {
        const name = given.replace('%special.', '%');
        const range = /^([%\w$]+)<(\d+)>$/.exec(name);
        return range === null ? [name] : Array.from({ length: Number(range[2]) }, (_, i) => `${range[1]}${i}`);
      });
      const inner = scope.outer !== undefined;
      declarations.push({ type: match[1]!, names: names.map(declare), inner });
      continue;
    }
    const match = /^(?:@\s*(!?)\s*([%\w$.#]+)\s+)?([a-z_][\w.:]*)(?:\s*([[{(%\s][\s\S]*))?$/.exec(statement);
    if (match === null) return fail(statement);
    const operands: PtxOperand[] = [];
    for (const part of match[4] === undefined || match[4].trim() === '' ? [] : split(match[4], ',')) {
      const operand = parseOperand(part);
      if (operand === undefined) return fail(statement);
      operands.push(operand);
    }
    const guard = match[2] === undefined ? undefined : parseOperand(match[2]);
    if (match[2] !== undefined && guard === undefined) return fail(statement);
    read.push({ scope, item: { guard: guard === undefined ? undefined : { predicate: guard, negated: match[1] === '!' }, parts: match[3]!.split('.'), operands, text: statement.replace(/%special\./g, '%') } });
  }
  // Labels may be named before they stand, so names are found when all is read.
  const items = read.map(({ scope: at, item }): PtxItem => (typeof item === 'string' ? { kind: 'label', name: item } : { kind: 'instruction', instruction: resolveNames(item, at) }));
  return { declarations, items, problem: scope.outer === undefined ? undefined : '{' };
}

const LABEL = /^([%\w$]+)\s*:(?!:)/;

function resolveNames(instruction: PtxInstruction, scope: Scope): PtxInstruction {
  const find = (name: string): string => {
    for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
      const unique = at.names.get(name);
      if (unique !== undefined) return unique;
    }
    return name;
  };
  const operand = (o: PtxOperand): PtxOperand => {
    switch (o.kind) {
      case 'register':
        return { ...o, name: find(o.name) };
      case 'address':
        return { ...o, base: operand(o.base) };
      case 'part':
        return { ...o, of: operand(o.of) };
      case 'list':
        return { ...o, items: o.items.map(operand) };
      case 'argument':
      case 'named':
      case 'integer':
      case 'float':
        return o;
      default:
        return o satisfies never;
    }
  };
  const { guard } = instruction;
  return { ...instruction, guard: guard === undefined ? undefined : { ...guard, predicate: operand(guard.predicate) }, operands: instruction.operands.map(operand) };
}

/** Statements, which end in `;`, and the braces of scopes. A `{` that begins a statement opens a scope, any other one a vector. */
function pieces(text: string): string[] {
  const out: string[] = [];
  let current = '';
  let depth = 0;
  const end = (): void => {
    if (current.trim() !== '') out.push(current.trim());
    current = '';
  };
  for (const c of text) {
    if (depth === 0 && c === '{' && (current.trim() === '' || /^[%\w$]+\s*:\s*$/.test(current.trim()))) {
      end();
      out.push(c);
      continue;
    }
    if (depth === 0 && c === '}') {
      end();
      out.push(c);
      continue;
    }
    if (c === '{') depth++;
    else if (c === '}') depth--;
    if (c === ';' && depth === 0) end();
    else current += c;
  }
  end();
  return out;
}

function parseOperand(text: string): PtxOperand | undefined {
  const t = text.trim();
  if (t.startsWith('{') && t.endsWith('}')) return list(split(t.slice(1, -1), ','));
  if (t.startsWith('[') && t.endsWith(']')) {
    const match = /^([^+\-\s]+)\s*(?:(\+\s*-|[+-])\s*(\d+|0x[0-9a-fA-F]+))?$/.exec(t.slice(1, -1).trim());
    const base = match === null ? undefined : parseOperand(match[1]!);
    if (match === null || base === undefined) return undefined;
    const offset = match[3] === undefined ? 0 : Number(match[3]) * (match[2]!.endsWith('-') ? -1 : 1);
    return { kind: 'address', base, offset };
  }
  if (t.includes('|')) return list(split(t, '|'));
  let match = /^(.+)\.([bh][0-7]{1,4})$/.exec(t);
  if (match !== null) {
    const of = parseOperand(match[1]!);
    return of === undefined ? undefined : { kind: 'part', of, part: match[2]! };
  }
  match = /^%(\d+)$/.exec(t);
  if (match !== null) return { kind: 'argument', index: Number(match[1]) };
  match = /^%\[(\w+)\]$/.exec(t);
  if (match !== null) return { kind: 'named', name: match[1]! };
  if (/^0[fF][0-9a-fA-F]{8}$/.test(t)) return { kind: 'float', value: bits32(Number.parseInt(t.slice(2), 16)), double: false };
  if (/^0[dD][0-9a-fA-F]{16}$/.test(t)) return { kind: 'float', value: bits64(BigInt(`0x${t.slice(2)}`)), double: true };
  if (/^-?\d+\.\d*(e[+-]?\d+)?$/i.test(t)) return { kind: 'float', value: Number(t), double: true };
  if (/^-?(0x[0-9a-fA-F]+|0b[01]+|\d+)U?$/.test(t)) {
    const digits = t.replace(/U$/, '');
    return { kind: 'integer', value: digits.startsWith('-') ? -BigInt(digits.slice(1)) : BigInt(digits) };
  }
  match = /^(!?)([%A-Za-z_$][\w.$]*)$/.exec(t);
  return match === null ? undefined : { kind: 'register', name: match[2]!.replace('%special.', '%'), negated: match[1] === '!' };
}

function list(texts: readonly string[]): PtxOperand | undefined {
  const items = texts.map(parseOperand);
  return items.every((item): item is PtxOperand => item !== undefined) ? { kind: 'list', items } : undefined;
}

function bits32(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits);
  return view.getFloat32(0);
}
function bits64(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}
