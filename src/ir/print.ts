/**
 * The textual form of a module: what `emit --ir` shows and what golden tests compare. `parseModuleText` reads it back; printing the result gives the same text.
 *
 *   struct "Pair" size 16 align 8 { first: i32 @0, second: f64 @8 }
 *   global @table: [4 x u32] host internal align 16 constant = hex "01000000" { 8: @f + 4 }
 *   func @name(%a: i32, %p: ptr) -> i32 any external pretty "int name(int, int*)" {
 *     %v: i32 = load i32, %p
 *     %r: i32 = if %c {
 *       yield %a
 *     } else {
 *       yield 3
 *     }
 *     loop ^next (%i: i32 = 0) {
 *       continue ^next %i
 *     }
 *     return %r
 *   }
 *
 * Every result states its type. Constants carry theirs: `5` i32, `5l` i64, `1.5` f64, `1.5f` f32, `true`/`false` i1, `null` and `16p` ptr, `undef:f32`. `&@f` is a function's address, `@g` a global's.
 * Values are named after the source (`%x`, `%x.1` …) or numbered; blocks and loops have labels `^b`. Positions (`!12 at "f":34`) are printed on demand.
 */
import { FLOAT_RULES } from './operations.js';
import type { Func, Global, Inst, InstResult, KernelInfo, MemoryType, Module, Region, RegionParam, StructType, Value } from './ir.js';

export interface PrintOptions {
  /** Print source positions and inline chains. */
  readonly locs?: boolean;
  /** Told where in the text a function or instruction begins. */
  readonly onPlace?: (offset: number, of: Func | Inst) => void;
}

interface Printer {
  out: string;
  names: Map<Value, string>;
  used: Set<string>;
  next: number;
  labels: Map<Inst, string>;
  nextLabel: number;
  readonly locs: boolean;
  readonly onPlace: PrintOptions['onPlace'];
}

export function printModule(module: Module, options: PrintOptions = {}): string {
  const p = createPrinter(options);
  for (const s of structsInOrder(module)) {
    const fields = s.fields.map((f) => `${word(f.name)}: ${typeText(f.type)} @${f.offset}`).join(', ');
    p.out += `struct ${word(s.name)} size ${s.size} align ${s.align} {${fields === '' ? '' : ` ${fields} `}}\n`;
  }
  for (const g of module.globals.values()) p.out += globalText(g, p);
  for (const fn of module.functions.values()) {
    if (p.out !== '') p.out += '\n';
    functionText(p, fn);
  }
  if (module.constructors.length > 0) p.out += `\nconstructors ${module.constructors.map(functionName).join(', ')}\n`;
  return p.out;
}

/** Each struct after those it contains. */
export function structsInOrder(module: Module): StructType[] {
  const order = new Set<StructType>();
  const visit = (type: MemoryType): void => {
    if (type.kind === 'array') visit(type.element);
    else if (type.kind === 'struct' && !order.has(type)) {
      for (const f of type.fields) visit(f.type);
      order.add(type);
    }
  };
  for (const s of module.structs.values()) visit(s);
  return [...order];
}

function createPrinter(options: PrintOptions): Printer {
  return { out: '', names: new Map(), used: new Set(), next: 0, labels: new Map(), nextLabel: 0, locs: options.locs ?? false, onPlace: options.onPlace };
}

function isWordChar(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95 || c === 36 || c === 46;
}

/** A name as it is if it is a plain word, quoted otherwise. */
function word(name: string): string {
  if (name === '') return '""';
  for (let i = 0; i < name.length; i++) if (!isWordChar(name.charCodeAt(i))) return JSON.stringify(name);
  return name;
}

function functionName(fn: Func): string {
  return `@${word(fn.name)}${fn.side === 'device' ? '@device' : ''}`;
}

export function typeText(type: MemoryType): string {
  switch (type.kind) {
    case 'scalar': {
      const base = type.unsigned && type.scalar.charCodeAt(0) === 105 ? `u${type.scalar.slice(1)}` : type.scalar;
      const natural = scalarSize(type.scalar);
      return type.size === natural && type.align === natural ? base : `${base}<${type.size}, ${type.align}>`;
    }
    case 'array': {
      const text = `[${type.count} x ${typeText(type.element)}]`;
      const plain = type.size === type.count * type.element.size && type.align === type.element.align;
      return plain ? text : `${text}<${type.size}, ${type.align}>`;
    }
    case 'struct':
      return `struct ${word(type.name)}`;
    case 'bytes':
      return `bytes<${type.size}, ${type.align}>`;
    default:
      return type satisfies never;
  }
}

/** Bytes in memory of the ordinary form of a scalar. */
export function scalarSize(scalar: string): number {
  switch (scalar) {
    case 'i1':
    case 'i8':
      return 1;
    case 'i16':
      return 2;
    case 'i32':
    case 'f32':
      return 4;
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      return 16;
    default:
      return 8;
  }
}

function globalText(g: Global, p: Printer): string {
  let text = `global @${word(g.name)}: ${typeText(g.type)} ${g.space} ${g.linkage} align ${g.align}`;
  if (g.constant) text += ' constant';
  if (g.init) {
    text += ` = hex "${hex(g.init.bytes)}"`;
    if (g.init.relocations.length > 0) {
      const list = g.init.relocations.map((r) => {
        const target = r.target.kind === 'function' ? `&${functionName(r.target)}` : `@${word(r.target.name)}`;
        return `${r.offset}: ${target}${r.addend === 0 ? '' : ` + ${r.addend}`}`;
      });
      text += ` { ${list.join(', ')} }`;
    }
  }
  if (p.locs && g.loc !== 0) text += ` !${g.loc}`;
  return `${text}\n`;
}

const HEX: string[] = [];
for (let i = 0; i < 256; i++) HEX.push((i < 16 ? '0' : '') + i.toString(16));

function hex(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += HEX[bytes[i]!]!;
  return text;
}

function functionText(p: Printer, fn: Func): void {
  p.names = new Map();
  p.used = new Set();
  p.next = 0;
  p.labels = new Map();
  p.nextLabel = 0;
  const names: string[] = fn.params.map((param, i) => {
    const bodyParam = fn.body?.params[i];
    if (bodyParam) return `${nameOf(p, bodyParam, param.name)}: ${param.type}`;
    return param.name === '' ? `${param.type}` : `%${word(param.name)}: ${param.type}`;
  });
  p.onPlace?.(p.out.length, fn);
  p.out += `func ${functionName(fn)}(${names.join(', ')})`;
  if (fn.result) p.out += ` -> ${fn.result}`;
  p.out += ` ${fn.space} ${fn.linkage}`;
  if (fn.pretty !== fn.name) p.out += ` pretty ${JSON.stringify(fn.pretty)}`;
  if (fn.inline) p.out += ` inline ${fn.inline}`;
  if (fn.noreturn) p.out += ' noreturn';
  if (fn.pure) p.out += ' pure';
  if (fn.floats) for (const rule of FLOAT_RULES) if (fn.floats[rule]) p.out += ` ${rule}`;
  if (fn.import) p.out += ` import ${JSON.stringify(fn.import.module)} ${JSON.stringify(fn.import.name)}`;
  if (fn.exportName !== undefined) p.out += ` export ${JSON.stringify(fn.exportName)}`;
  if (fn.kernel) p.out += kernelText(fn.kernel);
  if (p.locs && fn.loc !== 0) p.out += ` !${fn.loc}`;
  if (fn.body) {
    p.out += ' {\n';
    regionText(p, fn.body, '  ');
    p.out += '}';
  }
  p.out += '\n';
}

function kernelText(k: KernelInfo): string {
  const params = k.params.map((q) => {
    let text = `${word(q.name)}: ${typeText(q.type)} @${q.offset}`;
    if (q.restrict) text += ' restrict';
    if (q.pointee) text += ` to ${typeText(q.pointee)}`;
    if (q.constPointee) text += ' const';
    return text;
  });
  let text = ` kernel(${params.join(', ')}) bytes ${k.paramBytes}`;
  if (k.maxThreads !== undefined) text += ` threads ${k.maxThreads}`;
  if (k.usesDynamicShared) text += ' dynamic';
  return text;
}

function nameOf(p: Printer, value: InstResult | RegionParam, fallback?: string): string {
  const known = p.names.get(value);
  if (known !== undefined) return known;
  const wanted = value.name ?? fallback;
  let text: string;
  if (wanted === undefined || wanted === '' || isNumber(wanted)) text = `%${p.next++}`;
  else {
    text = `%${word(wanted)}`;
    for (let n = 1; p.used.has(text); n++) text = `%${word(`${wanted}.${n}`)}`;
    p.used.add(text);
  }
  p.names.set(value, text);
  return text;
}

function isNumber(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return true;
}

function valueText(p: Printer, value: Value): string {
  switch (value.kind) {
    case 'result':
    case 'param':
      return p.names.get(value) ?? `%?${nameOf(p, value).slice(1)}`;
    case 'const':
      return constText(value.type, value.value);
    case 'global-address':
      return `@${word(value.global.name)}`;
    case 'function-address':
      return `&${functionName(value.function)}`;
    case 'undef':
      return `undef:${value.type}`;
    default:
      return value satisfies never;
  }
}

function constText(type: string, value: number | bigint): string {
  switch (type) {
    case 'i1':
      return value ? 'true' : 'false';
    case 'i32':
      return `${value}`;
    case 'i64':
      return `${value}l`;
    case 'ptr':
      return Number(value) === 0 ? 'null' : `${value}p`;
    case 'f32':
      return `${floatText(Number(value), true)}f`;
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      return `0x${value.toString(16)}${type}`;
    default:
      return floatText(Number(value), false);
  }
}

/** Shortest decimal text that reads back as the same float; always distinguishable from an integer. */
function floatText(value: number, single: boolean): string {
  if (value !== value) return 'nan.';
  if (value === Number.POSITIVE_INFINITY) return 'inf.';
  if (value === Number.NEGATIVE_INFINITY) return '-inf.';
  if (Object.is(value, -0)) return '-0.0';
  let text = `${value}`;
  if (single) {
    for (let digits = 1; digits <= 9; digits++) {
      const shorter = `${Number(value.toPrecision(digits))}`;
      if (Math.fround(Number(shorter)) === value) {
        text = shorter;
        break;
      }
    }
  }
  return text.includes('.') || text.includes('e') ? text : `${text}.0`;
}

function regionText(p: Printer, region: Region, indent: string): void {
  for (const inst of region.insts) instText(p, inst, indent);
}

function list(p: Printer, values: readonly Value[], from = 0): string {
  let text = '';
  for (let i = from; i < values.length; i++) text += (i > from ? ', ' : '') + valueText(p, values[i]!);
  return text;
}

function label(p: Printer, inst: Inst): string {
  let text = p.labels.get(inst);
  if (text === undefined) {
    text = `^${p.nextLabel++}`;
    p.labels.set(inst, text);
  }
  return text;
}

function alignText(align: number, natural: number): string {
  return align === natural ? '' : ` align ${align}`;
}

function instText(p: Printer, inst: Inst, indent: string): void {
  // Operands first: results must not be named before what they are computed from, and loop parameters belong after both.
  const body = operationText(p, inst);
  p.onPlace?.(p.out.length, inst);
  p.out += indent;
  if (inst.results.length > 0) {
    p.out += `${inst.results.map((r) => `${nameOf(p, r)}: ${r.type}`).join(', ')} = `;
  }
  p.out += body;
  if (inst.kind === 'loop' && inst.body.params.length > 0) {
    const params = inst.body.params.map((q, i) => {
      const initial = inst.operands[i];
      return `${nameOf(p, q)}: ${q.type}${initial ? ` = ${valueText(p, initial)}` : ''}`;
    });
    p.out += ` (${params.join(', ')})`;
    if (inst.unroll !== undefined) p.out += unrollText(inst.unroll);
  } else if (inst.kind === 'loop' && inst.unroll !== undefined) p.out += unrollText(inst.unroll);
  if (p.locs && (inst.loc !== 0 || inst.inlinedAt)) {
    p.out += ` !${inst.loc}`;
    for (let site = inst.inlinedAt; site; site = site.outer) p.out += ` at ${JSON.stringify(site.function)}:${site.loc}`;
  }
  const inner = `${indent}  `;
  switch (inst.kind) {
    case 'if': {
      p.out += ' {\n';
      regionText(p, inst.then, inner);
      const e = inst.otherwise.insts;
      if (e.length === 1 && e[0]!.kind === 'yield' && e[0]!.operands.length === 0 && !(p.locs && e[0]!.loc !== 0)) {
        p.out += `${indent}}`;
      } else {
        p.out += `${indent}} else {\n`;
        regionText(p, inst.otherwise, inner);
        p.out += `${indent}}`;
      }
      break;
    }
    case 'switch':
      p.out += ' {\n';
      for (const c of inst.cases) {
        p.out += `${indent}case ${c.values.map((v) => `${v}`).join(', ')}:\n`;
        regionText(p, c.region, inner);
      }
      p.out += `${indent}default:\n`;
      regionText(p, inst.otherwise, inner);
      p.out += `${indent}}`;
      break;
    case 'block':
    case 'loop':
      p.out += ' {\n';
      regionText(p, inst.body, inner);
      p.out += `${indent}}`;
      break;
    case 'try':
      p.out += ' {\n';
      regionText(p, inst.body, inner);
      p.out += `${indent}} catch (${inst.handler.params.map((q) => `${nameOf(p, q)}: ${q.type}`).join(', ')}) {\n`;
      regionText(p, inst.handler, inner);
      p.out += `${indent}}`;
      break;
    default:
      break;
  }
  p.out += '\n';
}

function unrollText(unroll: true | number): string {
  return unroll === true ? ' unroll' : ` unroll ${unroll}`;
}

/** The operation and its operands, up to the first brace. */
function operationText(p: Printer, inst: Inst): string {
  const ops = inst.operands;
  switch (inst.kind) {
    case 'binary':
    case 'compare':
    case 'unary':
    case 'convert':
      return `${inst.op} ${list(p, ops)}`;
    case 'select':
    case 'fma':
      return `${inst.kind} ${list(p, ops)}`;
    case 'vector':
      return `${inst.op}${inst.lanes.length > 0 ? ` [${inst.lanes.join(' ')}]` : ''} ${list(p, ops)}`;
    case 'index':
      return `index ${typeText(inst.element)}, ${list(p, ops)}`;
    case 'field':
      return `field ${word(inst.struct.name)} ${inst.field}, ${list(p, ops)}`;
    case 'alloca':
      return `alloca ${typeText(inst.type)} ${JSON.stringify(inst.name)}`;
    case 'load':
      return `load ${inst.memory}${inst.signed ? ' signed' : ''}${inst.volatile ? ' volatile' : ''}, ${list(p, ops)}${alignText(inst.align, scalarSize(inst.memory))}`;
    case 'store':
      return `store ${inst.memory}${inst.volatile ? ' volatile' : ''}, ${list(p, ops)}${alignText(inst.align, scalarSize(inst.memory))}`;
    case 'copy':
      return `copy${inst.overlap ? ' overlap' : ''} ${list(p, ops)} align ${inst.align}${inst.type ? ` type ${typeText(inst.type)}` : ''}`;
    case 'fill':
      return `fill ${list(p, ops)} align ${inst.align}${inst.type ? ` type ${typeText(inst.type)}` : ''}`;
    case 'atomic':
      return `atomic ${inst.op} ${inst.memory} ${inst.scope}, ${list(p, ops)}`;
    case 'fence':
      return `fence ${inst.scope}`;
    case 'barrier':
      return `barrier ${inst.barrier}${ops.length > 0 ? `, ${list(p, ops)}` : ''}`;
    case 'warp':
      return `warp ${inst.op}${ops.length > 0 ? `, ${list(p, ops)}` : ''}`;
    case 'special':
      return `special ${inst.register}`;
    case 'call':
      return `call ${functionName(inst.callee)}(${list(p, ops)})`;
    case 'call-indirect':
      return `call-indirect ${inst.virtual === undefined ? '' : `virtual ${inst.virtual.slot} ${JSON.stringify(inst.virtual.typeInfo)} `}(${inst.params.join(', ')})${inst.result ? ` -> ${inst.result}` : ''}, ${list(p, ops)}`;
    case 'intrinsic':
      return `intrinsic ${word(inst.name)}(${list(p, ops)})`;
    case 'if':
      return `if ${list(p, ops)}`;
    case 'switch':
      return `switch ${list(p, ops)}`;
    case 'block':
    case 'loop':
      return `${inst.kind} ${label(p, inst)}`;
    case 'try':
      return 'try';
    case 'yield':
    case 'return':
    case 'throw':
    case 'unreachable':
      return ops.length > 0 ? `${inst.kind} ${list(p, ops)}` : inst.kind;
    case 'break':
    case 'continue':
      return `${inst.kind} ${label(p, inst.target)}${ops.length > 0 ? ` ${list(p, ops)}` : ''}`;
    default:
      return inst satisfies never;
  }
}
