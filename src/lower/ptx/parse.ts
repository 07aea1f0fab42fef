/**
 * Inline PTX text → statements. In: the template of an asm statement, `%0` … `%9` and `%[name]` standing for C++ operands. Out: instructions with their dotted parts and operands; declarations of registers; blocks
 * are opened up (their register names are made unique by the caller's map, since nested scopes rarely reuse names).
 */
export interface PtxInstruction {
  /** `@p` or `@!p` in front. */
  readonly guard: { readonly register: string; readonly negated: boolean } | undefined;
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
  /** `{a, b}`, and `d|p`. */
  | { readonly kind: 'list'; readonly items: readonly PtxOperand[] };

/** Declared register, e.g. `.reg .pred p`. */
export interface PtxDeclaration {
  readonly type: string;
  readonly names: readonly string[];
}

export interface PtxProgram {
  readonly declarations: readonly PtxDeclaration[];
  readonly instructions: readonly PtxInstruction[];
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

export function parsePtx(template: string): PtxProgram {
  const text = template.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ').replace(/%%/g, '%special.');
  const declarations: PtxDeclaration[] = [];
  const instructions: PtxInstruction[] = [];
  // Scopes `{ … }` around statements are opened; braces inside statements (vectors) stay.
  for (const raw of statements(text)) {
    const statement = raw.trim();
    if (statement === '') continue;
    if (statement.startsWith('.reg')) {
      const match = /^\.reg\s*\.(\w+)\s+([\s\S]+)$/.exec(statement);
      if (match === null) return { declarations, instructions, problem: statement };
      const names = split(match[2]!, ',').flatMap((name) => {
        const range = /^([%\w$]+)<(\d+)>$/.exec(name);
        return range === null ? [name] : Array.from({ length: Number(range[2]) }, (_, i) => `${range[1]}${i}`);
      });
      declarations.push({ type: match[1]!, names });
      continue;
    }
    const match = /^(?:@(!?)([%\w$.]+)\s+)?([a-z_][\w.:]*)(?:\s+([\s\S]*))?$/.exec(statement);
    if (match === null) return { declarations, instructions, problem: statement };
    const operands: PtxOperand[] = [];
    for (const part of match[4] === undefined ? [] : split(match[4], ',')) {
      const operand = parseOperand(part);
      if (operand === undefined) return { declarations, instructions, problem: statement };
      operands.push(operand);
    }
    instructions.push({ guard: match[2] === undefined ? undefined : { register: match[2], negated: match[1] === '!' }, parts: match[3]!.split('.'), operands, text: statement });
  }
  return { declarations, instructions, problem: undefined };
}

/** Statements end in `;`. A `{` that begins a statement opens a scope, any other one a vector. */
function statements(text: string): string[] {
  const out: string[] = [];
  let current = '';
  let depth = 0;
  for (const c of text) {
    if (depth === 0 && c === '{' && current.trim() === '') continue;
    if (depth === 0 && c === '}') {
      if (current.trim() !== '') out.push(current);
      current = '';
      continue;
    }
    if (c === '{') depth++;
    else if (c === '}') depth--;
    if (c === ';' && depth === 0) {
      out.push(current);
      current = '';
    } else current += c;
  }
  out.push(current);
  return out;
}

function parseOperand(text: string): PtxOperand | undefined {
  const t = text.trim();
  if (t.startsWith('{') && t.endsWith('}')) return list(split(t.slice(1, -1), ','));
  if (t.startsWith('[') && t.endsWith(']')) {
    const match = /^([^+\-\s]+)\s*(?:([+-])\s*(\d+|0x[0-9a-fA-F]+))?$/.exec(t.slice(1, -1).trim());
    const base = match === null ? undefined : parseOperand(match[1]!);
    if (match === null || base === undefined) return undefined;
    const offset = match[3] === undefined ? 0 : Number(match[3]) * (match[2] === '-' ? -1 : 1);
    return { kind: 'address', base, offset };
  }
  if (t.includes('|')) return list(split(t, '|'));
  let match = /^%(\d+)$/.exec(t);
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
