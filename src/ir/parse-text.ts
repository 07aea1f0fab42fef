/**
 * Reads the textual form that print.ts writes (described there) and gives a module. Throws an Error with the line for malformed text; whether the module is valid is the validator's business.
 * Two rounds: structs, globals and function heads first, so that bodies may refer to all of them; then the bodies.
 */
import { constant, createModule, createRegion, functionAddress, functionKey, globalAddress, makeInst, undef } from './build.js';
import type {
  AtomicInst, AtomicOp, BarrierKind, BlockInst, CompareOp, ConvertOp, Func, Global, GlobalSpace, Inst, InlineSite, KernelInfo, Linkage, LoopInst, MemoryScope, MemoryType, Module, Region,
  ScalarMemoryType, SpecialRegister, StructType, UnaryOp, BinaryOp, Value, ValueType, VectorOp, VectorType, WarpOp,
} from './ir.js';
import { FLOAT_RULES, operationKind, SCALAR_MEMORY_TYPES, VALUE_TYPES as VALUE_TYPE_NAMES, VECTOR_OPS } from './operations.js';
import { scalarSize } from './print.js';
import type { Scanner } from './text-scanner.js';
import { accept, acceptWord, atEnd, expect, integer, keyword, name, numberText, peekChar, quoted, skipSpace, textError } from './text-scanner.js';
import { makeParam } from './shapes.js';

interface Parser extends Scanner {
  readonly module: Module;
  values: Map<string, Value>;
  labels: Map<string, Inst>;
}

export function parseModuleText(text: string): Module {
  const p: Parser = { text, at: 0, module: createModule(), values: new Map(), labels: new Map() };
  const bodies: { fn: Func; at: number }[] = [];
  const images: { global: Global; at: number }[] = [];
  const constructors: string[] = [];
  while (!atEnd(p)) {
    if (acceptWord(p, 'struct')) structDefinition(p);
    else if (acceptWord(p, 'global')) globalHead(p, images);
    else if (acceptWord(p, 'func')) functionHead(p, bodies);
    else if (acceptWord(p, 'constructors')) {
      do constructors.push(functionRef(p));
      while (accept(p, ','));
    } else textError(p, 'expected struct, global, func or constructors');
  }
  for (const { global, at } of images) {
    p.at = at;
    global.init = image(p);
  }
  for (const { fn, at } of bodies) {
    p.at = at;
    p.values = new Map();
    p.labels = new Map();
    const body = createRegion(fn.params);
    fn.params.forEach((param, i) => {
      p.values.set(param.name, body.params[i]!);
      body.params[i]!.name = sourceName(param.name);
    });
    fn.body = body;
    regionBody(p, body);
  }
  for (const key of constructors) p.module.constructors.push(functionOf(p, key));
  return p.module;
}

function structDefinition(p: Parser): void {
  const structName = name(p);
  if (!acceptWord(p, 'size')) textError(p, "expected 'size'");
  const size = integer(p);
  if (!acceptWord(p, 'align')) textError(p, "expected 'align'");
  const align = integer(p);
  const fields: { name: string; type: MemoryType; offset: number }[] = [];
  expect(p, '{');
  while (!accept(p, '}')) {
    const fieldName = name(p);
    expect(p, ':');
    const type = memoryType(p);
    expect(p, '@');
    fields.push({ name: fieldName, type, offset: integer(p) });
    accept(p, ',');
  }
  p.module.structs.set(structName, { kind: 'struct', name: structName, fields, size, align });
}

function structOf(p: Parser, structName: string): StructType {
  return p.module.structs.get(structName) ?? textError(p, `unknown struct '${structName}'`);
}

function memoryType(p: Parser): MemoryType {
  if (accept(p, '[')) {
    const count = integer(p);
    if (!acceptWord(p, 'x')) textError(p, "expected 'x'");
    const element = memoryType(p);
    expect(p, ']');
    const over = sizeAndAlign(p);
    return { kind: 'array', element, count, size: over?.[0] ?? count * element.size, align: over?.[1] ?? element.align };
  }
  const text = keyword(p);
  if (text === 'struct') return structOf(p, name(p));
  const over = sizeAndAlign(p);
  if (text === 'bytes') return { kind: 'bytes', size: over?.[0] ?? 0, align: over?.[1] ?? 1 };
  const unsigned = text.startsWith('u');
  const scalar = (unsigned ? `i${text.slice(1)}` : text) as ScalarMemoryType;
  if (!SCALARS.has(scalar)) textError(p, `unknown memory type '${text}'`);
  const natural = scalarSize(scalar);
  return { kind: 'scalar', scalar, size: over?.[0] ?? natural, align: over?.[1] ?? natural, unsigned };
}

const SCALARS: ReadonlySet<string> = new Set(SCALAR_MEMORY_TYPES);
const VALUE_TYPES: ReadonlySet<string> = new Set(VALUE_TYPE_NAMES);
const VECTORS: ReadonlySet<string> = new Set(VECTOR_OPS);

function sizeAndAlign(p: Parser): [number, number] | undefined {
  if (!accept(p, '<')) return undefined;
  const size = integer(p);
  expect(p, ',');
  const align = integer(p);
  expect(p, '>');
  return [size, align];
}

function valueType(p: Parser): ValueType {
  const text = keyword(p);
  if (!VALUE_TYPES.has(text)) textError(p, `unknown value type '${text}'`);
  return text as ValueType;
}

function globalHead(p: Parser, images: { global: Global; at: number }[]): void {
  expect(p, '@');
  const globalName = name(p);
  expect(p, ':');
  const type = memoryType(p);
  const space = keyword(p) as GlobalSpace;
  const linkage = keyword(p) as Linkage;
  if (!acceptWord(p, 'align')) textError(p, "expected 'align'");
  const align = integer(p);
  const constant = acceptWord(p, 'constant');
  const global: Global = { kind: 'global', name: globalName, type, space, linkage, init: undefined, align, constant, loc: 0 };
  if (accept(p, '=')) {
    images.push({ global, at: p.at });
    acceptWord(p, 'hex');
    quoted(p);
    if (peekChar(p) === '{') while (p.text.charAt(p.at++) !== '}');
  }
  if (accept(p, '!')) global.loc = integer(p);
  p.module.globals.set(globalName, global);
}

function image(p: Parser): NonNullable<Global['init']> {
  acceptWord(p, 'hex');
  const digits = quoted(p);
  const bytes = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  const relocations: { offset: number; target: Global | Func; addend: number }[] = [];
  if (accept(p, '{')) {
    while (!accept(p, '}')) {
      const offset = integer(p);
      expect(p, ':');
      const target = accept(p, '&') ? functionOf(p, functionRef(p)) : globalOf(p);
      relocations.push({ offset, target, addend: accept(p, '+') ? integer(p) : 0 });
      accept(p, ',');
    }
  }
  return { bytes, relocations };
}

function functionRef(p: Parser): string {
  expect(p, '@');
  const fnName = name(p);
  return functionKey(fnName, accept(p, '@device') ? 'device' : 'both');
}

function functionOf(p: Parser, key: string): Func {
  return p.module.functions.get(key) ?? textError(p, `unknown function '${key}'`);
}

function globalOf(p: Parser): Global {
  expect(p, '@');
  const globalName = name(p);
  return p.module.globals.get(globalName) ?? textError(p, `unknown global '${globalName}'`);
}

function sourceName(text: string): string | undefined {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return text;
  }
  return undefined;
}

function functionHead(p: Parser, bodies: { fn: Func; at: number }[]): void {
  expect(p, '@');
  const fnName = name(p);
  const side = accept(p, '@device') ? 'device' : 'both';
  const params: { type: ValueType; name: string }[] = [];
  expect(p, '(');
  while (!accept(p, ')')) {
    let paramName = '';
    if (accept(p, '%')) {
      paramName = name(p);
      expect(p, ':');
    }
    params.push({ type: valueType(p), name: paramName });
    accept(p, ',');
  }
  const result = accept(p, '->') ? valueType(p) : undefined;
  const space = keyword(p) as Func['space'];
  const linkage = keyword(p) as Linkage;
  const fn: Func = {
    kind: 'function', name: fnName, pretty: fnName, side, space, params, result, linkage, body: undefined, import: undefined, exportName: undefined, inline: undefined, noreturn: false, pure: false,
    kernel: undefined, loc: 0,
  };
  for (;;) {
    if (acceptWord(p, 'pretty')) fn.pretty = quoted(p);
    else if (acceptWord(p, 'inline')) fn.inline = keyword(p) as 'always' | 'never';
    else if (acceptWord(p, 'noreturn')) fn.noreturn = true;
    else if (acceptWord(p, 'pure')) fn.pure = true;
    else if (FLOAT_RULES.some((rule) => floatRule(p, fn, rule))) continue;
    else if (acceptWord(p, 'import')) fn.import = { module: quoted(p), name: quoted(p) };
    else if (acceptWord(p, 'export')) fn.exportName = quoted(p);
    else if (acceptWord(p, 'kernel')) fn.kernel = kernelInfo(p);
    else if (accept(p, '!')) fn.loc = integer(p);
    else break;
  }
  p.module.functions.set(functionKey(fnName, side), fn);
  if (accept(p, '{')) {
    bodies.push({ fn, at: p.at });
    skipBody(p);
  }
}

function floatRule(p: Parser, fn: Func, rule: (typeof FLOAT_RULES)[number]): boolean {
  if (!acceptWord(p, rule)) return false;
  fn.floats = { contract: false, fastQuotients: false, fastRoots: false, fastFunctions: false, ...fn.floats, [rule]: true };
  return true;
}

/** Steps over a body: braces are balanced, and those in strings do not count. */
function skipBody(p: Parser): void {
  const { text } = p;
  let depth = 1;
  while (depth > 0) {
    if (p.at >= text.length) textError(p, 'unbalanced braces');
    const c = text.charCodeAt(p.at);
    if (c === 34) {
      quoted(p);
      continue;
    }
    if (c === 59) {
      skipSpace(p);
      continue;
    }
    if (c === 123) depth++;
    else if (c === 125) depth--;
    p.at++;
  }
}

function kernelInfo(p: Parser): KernelInfo {
  const params: KernelInfo['params'][number][] = [];
  expect(p, '(');
  while (!accept(p, ')')) {
    const paramName = name(p);
    expect(p, ':');
    const type = memoryType(p);
    expect(p, '@');
    const offset = integer(p);
    const restrict = acceptWord(p, 'restrict');
    const pointee = acceptWord(p, 'to') ? memoryType(p) : undefined;
    params.push({ name: paramName, offset, type, restrict, pointee, constPointee: acceptWord(p, 'const') });
    accept(p, ',');
  }
  if (!acceptWord(p, 'bytes')) textError(p, "expected 'bytes'");
  const paramBytes = integer(p);
  const maxThreads = acceptWord(p, 'threads') ? integer(p) : undefined;
  return { params, paramBytes, maxThreads, usesDynamicShared: acceptWord(p, 'dynamic') };
}

/** Instructions up to the closing brace. */
function regionBody(p: Parser, region: Region): void {
  while (!accept(p, '}')) region.insts.push(instruction(p));
}

function caseBody(p: Parser, region: Region): void {
  for (;;) {
    skipSpace(p);
    const save = p.at;
    if (acceptWord(p, 'case') || acceptWord(p, 'default') || accept(p, '}')) {
      p.at = save;
      return;
    }
    region.insts.push(instruction(p));
  }
}

function value(p: Parser): Value {
  const c = peekChar(p);
  if (c === '%') {
    p.at++;
    const valueName = name(p);
    return p.values.get(valueName) ?? textError(p, `unknown value '%${valueName}'`);
  }
  if (c === '@') return globalAddress(globalOf(p));
  if (c === '&') {
    p.at++;
    return functionAddress(functionOf(p, functionRef(p)));
  }
  const text = numberText(p);
  switch (text) {
    case 'true':
      return constant('i1', 1);
    case 'false':
      return constant('i1', 0);
    case 'null':
      return constant('ptr', 0);
    case 'undef':
      expect(p, ':');
      return undef(valueType(p));
    default:
      break;
  }
  const last = text.charAt(text.length - 1);
  if (text.startsWith('0x')) return vectorConstant(p, text);
  if (last === 'l') return constant('i64', BigInt(text.slice(0, -1)));
  if (last === 'p') return constant('ptr', Number(text.slice(0, -1)));
  const single = last === 'f';
  const digits = single ? text.slice(0, -1) : text;
  const special = digits === 'nan.' ? Number.NaN : digits === 'inf.' ? Number.POSITIVE_INFINITY : digits === '-inf.' ? Number.NEGATIVE_INFINITY : undefined;
  if (special === undefined && Number.isNaN(Number(digits))) textError(p, `malformed number '${text}'`);
  if (single) return constant('f32', special ?? Number(digits));
  if (special !== undefined || digits.includes('.') || digits.includes('e')) return constant('f64', special ?? Number(digits));
  return constant('i32', Number(digits));
}

/** 0x, hexadecimal digits of all 128 bits, type. */
function vectorConstant(p: Parser, text: string): Value {
  const at = text.indexOf('v');
  const type = text.slice(at);
  if (at < 3 || !VALUE_TYPES.has(type)) textError(p, `malformed vector '${text}'`);
  return constant(type as VectorType, BigInt(text.slice(0, at)));
}

function values(p: Parser): Value[] {
  const list = [value(p)];
  while (accept(p, ',')) list.push(value(p));
  return list;
}

/** Operands, if any come before the end of the instruction. */
function optionalValues(p: Parser): Value[] {
  const { text } = p;
  let i = p.at;
  while (text.charCodeAt(i) === 32) i++;
  const c = text.charAt(i);
  if (c === '' || c === '\n' || c === '\r' || c === '!' || c === ';' || c === '}' || c === '{') return [];
  return values(p);
}

function afterComma(p: Parser): Value[] {
  return accept(p, ',') ? values(p) : [];
}

function parenthesized(p: Parser): Value[] {
  expect(p, '(');
  if (accept(p, ')')) return [];
  const list = values(p);
  expect(p, ')');
  return list;
}

function alignOr(p: Parser, natural: number): number {
  return acceptWord(p, 'align') ? integer(p) : natural;
}

function define(p: Parser, textName: string, v: Value & { name?: string }): void {
  p.values.set(textName, v);
  v.name = sourceName(textName);
}

function instruction(p: Parser): Inst {
  const names: string[] = [];
  const types: ValueType[] = [];
  if (peekChar(p) === '%') {
    do {
      expect(p, '%');
      names.push(name(p));
      expect(p, ':');
      types.push(valueType(p));
    } while (accept(p, ','));
    expect(p, '=');
  }
  const inst = operation(p, types);
  for (let i = 0; i < names.length; i++) define(p, names[i]!, inst.results[i]!);
  if (inst.kind === 'loop') loopHead(p, inst);
  if (accept(p, '!')) position(p, inst);
  regions(p, inst);
  return inst;
}

function position(p: Parser, inst: Inst): void {
  inst.loc = integer(p);
  const chain: { function: string; loc: number }[] = [];
  while (acceptWord(p, 'at')) {
    const fn = quoted(p);
    expect(p, ':');
    chain.push({ function: fn, loc: integer(p) });
  }
  let site: InlineSite | undefined;
  for (let i = chain.length - 1; i >= 0; i--) site = { loc: chain[i]!.loc, function: chain[i]!.function, outer: site };
  if (site) inst.inlinedAt = site;
}

function loopHead(p: Parser, loop: LoopInst): void {
  if (accept(p, '(')) {
    while (!accept(p, ')')) {
      expect(p, '%');
      const paramName = name(p);
      expect(p, ':');
      const type = valueType(p);
      const param = makeParam(type);
      loop.body.params.push(param);
      if (accept(p, '=')) loop.operands.push(value(p));
      define(p, paramName, param);
      accept(p, ',');
    }
  }
  if (acceptWord(p, 'unroll')) {
    const c = peekChar(p);
    loop.unroll = c >= '0' && c <= '9' ? integer(p) : true;
  }
}

function regions(p: Parser, inst: Inst): void {
  switch (inst.kind) {
    case 'if':
      expect(p, '{');
      regionBody(p, inst.then);
      if (acceptWord(p, 'else')) {
        expect(p, '{');
        regionBody(p, inst.otherwise);
      } else inst.otherwise.insts.push(makeInst({ kind: 'yield', operands: [] }, [], 0));
      break;
    case 'switch':
      expect(p, '{');
      while (acceptWord(p, 'case')) {
        const wide = inst.operands[0]!.type === 'i64';
        const list: (number | bigint)[] = [];
        do list.push(wide ? BigInt(numberText(p)) : integer(p));
        while (accept(p, ','));
        expect(p, ':');
        const region = createRegion();
        caseBody(p, region);
        inst.cases.push({ values: list, region });
      }
      if (!acceptWord(p, 'default')) textError(p, "expected 'default'");
      expect(p, ':');
      caseBody(p, inst.otherwise);
      expect(p, '}');
      break;
    case 'block':
    case 'loop':
      expect(p, '{');
      regionBody(p, inst.body);
      break;
    case 'try':
      expect(p, '{');
      regionBody(p, inst.body);
      if (!acceptWord(p, 'catch')) textError(p, "expected 'catch'");
      expect(p, '(');
      while (!accept(p, ')')) {
        expect(p, '%');
        const paramName = name(p);
        expect(p, ':');
        const param = makeParam(valueType(p));
        inst.handler.params.push(param);
        define(p, paramName, param);
        accept(p, ',');
      }
      expect(p, '{');
      regionBody(p, inst.handler);
      break;
    default:
      break;
  }
}

function labelOf(p: Parser): string {
  expect(p, '^');
  return name(p);
}

function targetOf(p: Parser): BlockInst | LoopInst {
  const text = labelOf(p);
  return (p.labels.get(text) ?? textError(p, `unknown label '^${text}'`)) as BlockInst | LoopInst;
}

function flags(p: Parser): { signed: boolean; volatile: boolean } {
  const signed = acceptWord(p, 'signed');
  return { signed, volatile: acceptWord(p, 'volatile') };
}

function operation(p: Parser, types: readonly ValueType[]): Inst {
  const op = keyword(p);
  switch (operationKind(op)) {
    case 'binary':
      return makeInst({ kind: 'binary', op: op as BinaryOp, operands: values(p) }, types, 0);
    case 'compare':
      return makeInst({ kind: 'compare', op: op as CompareOp, operands: values(p) }, types, 0);
    case 'unary':
      return makeInst({ kind: 'unary', op: op as UnaryOp, operands: values(p) }, types, 0);
    case 'convert':
      return makeInst({ kind: 'convert', op: op as ConvertOp, operands: values(p) }, types, 0);
    default:
      break;
  }
  if (VECTORS.has(op)) {
    const lanes: number[] = [];
    if (accept(p, '[')) while (!accept(p, ']')) lanes.push(integer(p));
    return makeInst({ kind: 'vector', op: op as VectorOp, lanes, operands: values(p) }, types, 0);
  }
  switch (op) {
    case 'select':
      return makeInst({ kind: 'select', operands: values(p) }, types, 0);
    case 'fma':
      return makeInst({ kind: 'fma', operands: values(p) }, types, 0);
    case 'index':
      return makeInst({ kind: 'index', element: memoryType(p), operands: afterComma(p) }, types, 0);
    case 'field':
      return makeInst({ kind: 'field', struct: structOf(p, name(p)), field: integer(p), operands: afterComma(p) }, types, 0);
    case 'alloca':
      return makeInst({ kind: 'alloca', type: memoryType(p), name: quoted(p), operands: [] }, types, 0);
    case 'load': {
      const memory = keyword(p) as ScalarMemoryType;
      const f = flags(p);
      const operands = afterComma(p);
      return makeInst({ kind: 'load', memory, signed: f.signed, volatile: f.volatile, align: alignOr(p, scalarSize(memory)), operands }, types, 0);
    }
    case 'store': {
      const memory = keyword(p) as ScalarMemoryType;
      const f = flags(p);
      const operands = afterComma(p);
      return makeInst({ kind: 'store', memory, volatile: f.volatile, align: alignOr(p, scalarSize(memory)), operands }, types, 0);
    }
    case 'copy': {
      const overlap = acceptWord(p, 'overlap');
      const operands = values(p);
      const align = alignOr(p, 1);
      return makeInst({ kind: 'copy', overlap, type: acceptWord(p, 'type') ? memoryType(p) : undefined, align, operands }, types, 0);
    }
    case 'fill': {
      const operands = values(p);
      const align = alignOr(p, 1);
      return makeInst({ kind: 'fill', type: acceptWord(p, 'type') ? memoryType(p) : undefined, align, operands }, types, 0);
    }
    case 'atomic': {
      const atomicOp = keyword(p) as AtomicOp;
      const memory = keyword(p) as AtomicInst['memory'];
      const scope = keyword(p) as MemoryScope;
      return makeInst({ kind: 'atomic', op: atomicOp, memory, scope, operands: afterComma(p) }, types, 0);
    }
    case 'fence':
      return makeInst({ kind: 'fence', scope: keyword(p) as MemoryScope, operands: [] }, types, 0);
    case 'barrier':
      return makeInst({ kind: 'barrier', barrier: keyword(p) as BarrierKind, operands: afterComma(p) }, types, 0);
    case 'warp':
      return makeInst({ kind: 'warp', op: keyword(p) as WarpOp, operands: afterComma(p) }, types, 0);
    case 'special':
      return makeInst({ kind: 'special', register: keyword(p) as SpecialRegister, operands: [] }, types, 0);
    case 'call':
      return makeInst({ kind: 'call', callee: functionOf(p, functionRef(p)), operands: parenthesized(p) }, types, 0);
    case 'call-indirect': {
      const params: ValueType[] = [];
      const slot = acceptWord(p, 'virtual') ? integer(p) : undefined;
      const virtual = slot === undefined ? {} : { virtual: { slot, typeInfo: quoted(p) } };
      expect(p, '(');
      while (!accept(p, ')')) {
        params.push(valueType(p));
        accept(p, ',');
      }
      const result = accept(p, '->') ? valueType(p) : undefined;
      return makeInst({ kind: 'call-indirect', params, result, operands: afterComma(p), ...virtual }, types, 0);
    }
    case 'intrinsic': {
      const intrinsicName = peekChar(p) === '"' ? quoted(p) : keyword(p);
      return makeInst({ kind: 'intrinsic', name: intrinsicName, operands: parenthesized(p) }, types, 0);
    }
    case 'if':
      return makeInst({ kind: 'if', then: createRegion(), otherwise: createRegion(), operands: values(p) }, types, 0);
    case 'switch':
      return makeInst({ kind: 'switch', cases: [], otherwise: createRegion(), operands: values(p) }, types, 0);
    case 'block':
    case 'loop': {
      const text = labelOf(p);
      const inst: Inst = op === 'block'
        ? makeInst<BlockInst>({ kind: 'block', body: createRegion(), operands: [] }, types, 0)
        : makeInst<LoopInst>({ kind: 'loop', body: createRegion(), unroll: undefined, operands: [] }, types, 0);
      p.labels.set(text, inst);
      return inst;
    }
    case 'try':
      return makeInst({ kind: 'try', body: createRegion(), handler: createRegion(), operands: [] }, types, 0);
    case 'yield':
    case 'return':
    case 'throw':
    case 'unreachable':
      return makeInst({ kind: op, operands: optionalValues(p) } as { kind: 'yield'; operands: Value[] }, types, 0);
    case 'break':
      return makeInst({ kind: 'break', target: targetOf(p), operands: optionalValues(p) }, types, 0);
    case 'continue':
      return makeInst({ kind: 'continue', target: targetOf(p) as LoopInst, operands: optionalValues(p) }, types, 0);
    default:
      return textError(p, `unknown operation '${op}'`);
  }
}
