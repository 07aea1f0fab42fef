/**
 * Regions → WGSL statements. Structured IR maps one to one; values that cross the end of a structured instruction go through variables. Pure values with one use are written where they are used,
 * the others become `let` under their source names.
 */
import type { BlockInst, Inst, LoopInst, Region, Value } from '../../ir/ir.js';
import { countUses } from '../../ir/uses.js';
import { forEachRegion } from '../../ir/walk.js';
import type { ExpressionWriter } from './expressions.js';
import { createExpressionWriter } from './expressions.js';
import { elementIndex, scalarPlace } from './places.js';
import type { Shader } from './shader.js';
import { storageFor } from './shader.js';
import type { WgslScalar } from './types.js';
import { scalarOf, typeText } from './types.js';
import { Unsupported } from './unsupported.js';

interface Writer {
  readonly s: Shader;
  readonly w: ExpressionWriter;
  readonly lines: string[];
  indent: number;
  line: number;
  readonly uses: Map<Value, number>;
  readonly inlined: Set<Inst>;
  /** Structured instructions around the current place that `break` or `continue` can mean, innermost last. WGSL's own break leaves the last one. */
  readonly breakable: (BlockInst | LoopInst | Inst)[];
  /** Leave requests across several levels: flag variables by target. */
  readonly flags: Map<Inst, string>;
}

export function emitBody(s: Shader): string[] {
  const body = s.fn.body!;
  const inlined = new Set<Inst>();
  const w = createExpressionWriter(s, (inst) => inlined.has(inst));
  const writer: Writer = { s, w, lines: [], indent: 1, line: 0, uses: countUses(body), inlined, breakable: [], flags: new Map() };
  markInlined(writer, body);
  for (const storage of s.storages.values()) {
    if (storage.space === 'function') put(writer, `var ${storage.name}: ${typeText(storage.type, s.structs, false, s.fn.loc)};`);
  }
  region(writer, body, undefined);
  return writer.lines;
}

function put(e: Writer, text: string): void {
  e.lines.push('  '.repeat(e.indent) + text);
}

/** A comment with the source line, where it changes. */
function mark(e: Writer, inst: Inst): void {
  if (inst.loc === 0) return;
  const position = e.s.lineOf(inst.loc);
  if (position === undefined || position.line === e.line) return;
  e.line = position.line;
  put(e, `// ${position.file.slice(position.file.lastIndexOf('/') + 1)}:${position.line}`);
}

const EFFECTS = new Set<Inst['kind']>(['store', 'atomic', 'barrier', 'copy', 'fill', 'call', 'fence', 'warp', 'loop', 'if', 'switch', 'block', 'try', 'call-indirect', 'intrinsic']);

/** Which values are written at their (only) use. A load must not move over an effect, nor any value into a loop. */
function markInlined(e: Writer, body: Region): void {
  const consumer = new Map<Value, { inst: Inst; region: Region }>();
  const walk = (r: Region): void => {
    for (const inst of r.insts) {
      for (const v of inst.operands) if (v.kind === 'result') consumer.set(v, { inst, region: r });
      forEachRegion(inst, walk);
    }
  };
  walk(body);
  const decide = (r: Region): void => {
    r.insts.forEach((inst, at) => {
      forEachRegion(inst, decide);
      const result = inst.results[0];
      if (result === undefined || inst.results.length !== 1) return;
      switch (inst.kind) {
        case 'index':
        case 'field':
        case 'special':
          e.inlined.add(inst);
          return;
        case 'convert':
          if (inst.op === 'bitcast') break;
          break;
        case 'binary':
        case 'compare':
        case 'unary':
        case 'select':
        case 'fma':
        case 'load':
          break;
        default:
          return;
      }
      if (e.uses.get(result) !== 1) return;
      const use = consumer.get(result)!;
      if (use.region !== r) return;
      if (inst.kind === 'load' || dependsOnLoad(e, inst)) {
        for (let i = at + 1; i < r.insts.length && r.insts[i] !== use.inst; i++) {
          const between = r.insts[i]!;
          if (EFFECTS.has(between.kind) && !e.inlined.has(between)) return;
        }
      }
      e.inlined.add(inst);
    });
  };
  decide(body);
}

function dependsOnLoad(e: Writer, inst: Inst): boolean {
  return inst.operands.some((v) => v.kind === 'result' && e.inlined.has(v.inst) && (v.inst.kind === 'load' || dependsOnLoad(e, v.inst)));
}

/** Gives a value a name: `let x = …;`. */
function bind(e: Writer, v: Value, text: string, type: WgslScalar): void {
  const name = e.s.names.unique((v.kind === 'result' || v.kind === 'param') && v.name ? v.name : 't');
  put(e, `let ${name} = ${text};`);
  e.s.valueNames.set(v, name);
  e.s.valueTypes.set(v, type);
}

/** Declares variables for the results of a structured instruction. */
function declareResults(e: Writer, inst: Inst): void {
  for (const result of inst.results) {
    if (result.type === 'ptr') throw new Unsupported('a pointer chosen by control flow', inst.loc);
    const type: WgslScalar = result.type === 'i1' ? 'bool' : result.type === 'f32' ? 'f32' : result.type === 'i32' ? 'i32' : fail(result.type, inst.loc);
    const name = e.s.names.unique(result.name ?? 'r');
    put(e, `var ${name}: ${type};`);
    e.s.valueNames.set(result, name);
    e.s.valueTypes.set(result, type);
  }
}

function fail(type: string, loc: number): never {
  throw new Unsupported(type === 'f64' ? 'double precision' : '64-bit integers', loc);
}

function assign(e: Writer, targets: readonly Value[], values: readonly Value[], loc: number): void {
  const texts = targets.map((target, i) => {
    const v = values[i]!;
    if (v.kind === 'undef') return undefined;
    return target.type === 'ptr' ? elementIndex(e.s, e.w, v, loc) : e.w.as(v, e.s.valueTypes.get(target)!, true);
  });
  const names = targets.map((target) => e.s.valueNames.get(target)!);
  // All values are computed before any variable changes.
  const clash = texts.some((text, i) => text !== undefined && names.some((name, j) => j < i && new RegExp(`\\b${name}\\b`).test(text)));
  if (clash) {
    const temporaries = texts.map((text) => {
      if (text === undefined) return undefined;
      const name = e.s.names.unique('next');
      put(e, `let ${name} = ${text};`);
      return name;
    });
    temporaries.forEach((t, i) => t !== undefined && put(e, `${names[i]} = ${t};`));
    return;
  }
  texts.forEach((text, i) => {
    if (text === undefined || text === names[i]) return;
    const match = new RegExp(`^${names[i]} ([-+*|&^]) (\\w+)$`).exec(text);
    put(e, match === null ? `${names[i]} = ${text};` : `${names[i]} ${match[1]}= ${match[2]};`);
  });
}

/** `tailOf`: the loop whose next round begins when control runs off the end of this region. */
function region(e: Writer, r: Region, tailOf: LoopInst | undefined, owner?: Inst): void {
  const { insts } = r;
  for (let i = 0; i < insts.length; i++) {
    const inst = insts[i]!;
    if (e.inlined.has(inst)) continue;
    const last = i === insts.length - 1 || insts[i + 1]!.kind === 'unreachable';
    statement(e, inst, last ? tailOf : undefined, owner);
  }
}

function statement(e: Writer, inst: Inst, tailOf: LoopInst | undefined, owner: Inst | undefined): void {
  const { s, w } = e;
  switch (inst.kind) {
    case 'alloca':
    case 'unreachable':
      return;
    case 'binary':
    case 'compare':
    case 'unary':
    case 'convert':
    case 'select':
    case 'fma':
    case 'load': {
      if ((e.uses.get(inst.results[0]!) ?? 0) === 0) return;
      mark(e, inst);
      const t = w.compute(inst);
      bind(e, inst.results[0]!, t.text, t.type);
      return;
    }
    case 'store': {
      mark(e, inst);
      const place = scalarPlace(s, w, inst.operands[0]!, inst.loc);
      const type = scalarOf(place.type, inst.loc);
      const v = inst.operands[1]!;
      const { atomic } = storageFor(s, inst.operands[0]!, inst.loc);
      let text: string;
      if (v.type === 'f32' && type !== 'f32') text = `bitcast<${type}>(${w.as(v, 'f32', true)})`;
      else if (v.type === 'i32' && type === 'f32') text = `bitcast<f32>(${w.value(v).text})`;
      else text = w.as(v, type, true);
      if (atomic) put(e, `atomicStore(&${place.text}, ${type === 'f32' ? `bitcast<u32>(${text})` : text});`);
      else put(e, compoundAssignment(place.text, text));
      return;
    }
    case 'atomic':
      atomic(e, inst);
      return;
    case 'barrier':
      mark(e, inst);
      if (inst.barrier !== 'block') throw new Unsupported('__syncthreads_count and its kin', inst.loc);
      put(e, 'workgroupBarrier();');
      return;
    case 'fence':
      mark(e, inst);
      put(e, 'storageBarrier();');
      return;
    case 'if':
      ifStatement(e, inst, tailOf);
      return;
    case 'loop':
      loopStatement(e, inst);
      return;
    case 'block': {
      declareResults(e, inst);
      put(e, 'switch 0 { default: {');
      nested(e, () => {
        e.breakable.push(inst);
        region(e, inst.body, undefined, inst);
        e.breakable.pop();
      });
      put(e, '} }');
      leaveIfAsked(e);
      return;
    }
    case 'switch': {
      declareResults(e, inst);
      mark(e, inst);
      put(e, `switch ${w.as(inst.operands[0]!, 'i32', true)} {`);
      nested(e, () => {
        for (const c of inst.cases) {
          put(e, `case ${c.values.join(', ')}: {`);
          nested(e, () => {
            e.breakable.push(inst);
            region(e, c.region, undefined, inst);
            e.breakable.pop();
          });
          put(e, '}');
        }
        put(e, 'default: {');
        nested(e, () => {
          e.breakable.push(inst);
          region(e, inst.otherwise, undefined, inst);
          e.breakable.pop();
        });
        put(e, '}');
      });
      put(e, '}');
      leaveIfAsked(e);
      return;
    }
    case 'yield':
      if (owner !== undefined) assign(e, owner.results, inst.operands, inst.loc);
      return;
    case 'break':
      assign(e, inst.target.results, inst.operands, inst.loc);
      leave(e, inst.target);
      return;
    case 'continue':
      assign(e, inst.target.body.params, inst.operands, inst.loc);
      if (tailOf === inst.target) return;
      if (e.breakable.findLast((b) => b.kind === 'loop') !== inst.target) throw new Unsupported('a continue of an outer loop', inst.loc);
      put(e, 'continue;');
      return;
    case 'return':
      mark(e, inst);
      put(e, 'return;');
      return;
    case 'warp':
      throw new Unsupported('warp operations', inst.loc);
    case 'copy':
    case 'fill':
      throw new Unsupported('copies of whole objects', inst.loc);
    case 'call':
      throw new Unsupported(`a call of '${inst.callee.pretty}'`, inst.loc);
    default:
      throw new Unsupported(`the operation '${inst.kind}'`, inst.loc);
  }
}

/** `x = x + y` → `x += y`. */
function compoundAssignment(place: string, text: string): string {
  if (text.startsWith(`${place} `)) {
    const match = /^([-+*/|&^]) ([^-+*/|&^<>]+)$/.exec(text.slice(place.length + 1));
    if (match !== null) return `${place} ${match[1]}= ${match[2]};`;
  }
  return `${place} = ${text};`;
}

function leave(e: Writer, target: BlockInst | LoopInst): void {
  if (e.breakable[e.breakable.length - 1] === target) {
    put(e, 'break;');
    return;
  }
  let flag = e.flags.get(target);
  if (flag === undefined) {
    flag = e.s.names.unique('leave');
    e.flags.set(target, flag);
    // Declared at the top of the function: it starts false and is set at most once per entry of the target.
    e.lines.unshift(`  var ${flag} = false;`);
  }
  put(e, `${flag} = true;`);
  put(e, 'break;');
}

/** Behind a structured statement that something inside may leave to a target further out. */
function leaveIfAsked(e: Writer): void {
  for (const [target, flag] of e.flags) {
    const level = e.breakable.indexOf(target as BlockInst);
    if (level < 0) continue;
    if (level === e.breakable.length - 1) put(e, `if ${flag} { ${flag} = false; break; }`);
    else put(e, `if ${flag} { break; }`);
  }
}

function nested(e: Writer, body: () => void): void {
  e.indent++;
  body();
  e.indent--;
}

function isOnly(r: Region, kind: Inst['kind'], target: Inst | undefined): boolean {
  const last = r.insts[r.insts.length - 1];
  return r.insts.length === 1 && last !== undefined && last.kind === kind && (target === undefined || ('target' in last && last.target === target));
}

function negated(e: Writer, v: Value): string {
  if (v.kind === 'result' && e.inlined.has(v.inst) && v.inst.kind === 'compare') {
    const inverse: Record<string, string> = { eq: 'ne', ne: 'eq', slt: 'sge', sge: 'slt', sgt: 'sle', sle: 'sgt', ult: 'uge', uge: 'ult', ugt: 'ule', ule: 'ugt' };
    const op = inverse[v.inst.op];
    if (op !== undefined) return e.w.compute({ ...v.inst, op: op as typeof v.inst.op }).text;
  }
  return `!${e.w.as(v, 'bool')}`;
}

function ifStatement(e: Writer, inst: Extract<Inst, { kind: 'if' }>, tailOf: LoopInst | undefined): void {
  declareResults(e, inst);
  mark(e, inst);
  const condition = inst.operands[0]!;
  const empty = (r: Region): boolean => isOnly(r, 'yield', undefined) && inst.results.length === 0;
  const arm = (r: Region): void => nested(e, () => region(e, r, tailOf, inst));
  if (tailOf !== undefined && endsRound(inst.then, tailOf) && leavesLoop(inst.otherwise, tailOf)) {
    // The usual loop head: leave when the condition fails, go on below otherwise.
    put(e, `if ${negated(e, condition)} {`);
    arm(inst.otherwise);
    put(e, '}');
    region(e, inst.then, tailOf, inst);
    return;
  }
  if (empty(inst.then)) {
    put(e, `if ${negated(e, condition)} {`);
    arm(inst.otherwise);
  } else {
    put(e, `if ${e.w.as(condition, 'bool', true)} {`);
    arm(inst.then);
    if (!empty(inst.otherwise)) {
      put(e, '} else {');
      arm(inst.otherwise);
    }
  }
  put(e, '}');
  leaveIfAsked(e);
}

function endsRound(r: Region, loop: LoopInst): boolean {
  const last = r.insts[r.insts.length - 1];
  return last?.kind === 'continue' && last.target === loop;
}

function leavesLoop(r: Region, loop: LoopInst): boolean {
  const last = r.insts[r.insts.length - 1];
  return last?.kind === 'return' || (last?.kind === 'break' && last.target === loop);
}

function loopStatement(e: Writer, inst: LoopInst): void {
  const { s } = e;
  declareResults(e, inst);
  mark(e, inst);
  inst.body.params.forEach((param, i) => {
    const initial = inst.operands[i]!;
    const name = s.names.unique(param.name ?? 'v');
    if (param.type === 'ptr') {
      put(e, `var ${name} = ${elementIndex(s, e.w, initial, inst.loc)};`);
      s.valueTypes.set(param, 'u32');
    } else {
      const type: WgslScalar = initial.kind === 'undef' || initial.kind === 'const' ? defaultType(param, inst.loc) : e.w.value(initial).type;
      put(e, initial.kind === 'undef' ? `var ${name}: ${type};` : `var ${name} = ${e.w.as(initial, type, true)};`);
      s.valueTypes.set(param, type);
    }
    s.valueNames.set(param, name);
  });
  put(e, 'loop {');
  nested(e, () => {
    e.breakable.push(inst);
    region(e, inst.body, inst);
    e.breakable.pop();
  });
  put(e, '}');
  leaveIfAsked(e);
}

function defaultType(v: Value, loc: number): WgslScalar {
  if (v.type === 'i1') return 'bool';
  if (v.type === 'f32') return 'f32';
  if (v.type === 'i32') return 'i32';
  return fail(v.type, loc);
}

const ATOMICS: Record<string, string> = { add: 'atomicAdd', sub: 'atomicSub', exchange: 'atomicExchange', smin: 'atomicMin', smax: 'atomicMax', umin: 'atomicMin', umax: 'atomicMax', and: 'atomicAnd', or: 'atomicOr', xor: 'atomicXor' };

function atomic(e: Writer, inst: Extract<Inst, { kind: 'atomic' }>): void {
  const { s, w } = e;
  mark(e, inst);
  if (inst.memory !== 'i32') throw new Unsupported(`atomic operations on ${inst.memory}`, inst.loc);
  const place = scalarPlace(s, w, inst.operands[0]!, inst.loc);
  const type = scalarOf(place.type, inst.loc);
  if (type === 'f32') throw new Unsupported('integer atomics on floating memory', inst.loc);
  const unsignedOp = inst.op === 'umin' || inst.op === 'umax';
  const signedOp = inst.op === 'smin' || inst.op === 'smax';
  if ((unsignedOp && type !== 'u32') || (signedOp && type !== 'i32')) throw new Unsupported('an atomic minimum or maximum of the other signedness', inst.loc);
  const callee = ATOMICS[inst.op];
  if (callee === undefined) throw new Unsupported(`the atomic operation '${inst.op}'`, inst.loc);
  const call = `${callee}(&${place.text}, ${w.as(inst.operands[1]!, type, true)})`;
  if ((e.uses.get(inst.results[0]!) ?? 0) === 0) put(e, `${call};`);
  else bind(e, inst.results[0]!, call, type);
}
