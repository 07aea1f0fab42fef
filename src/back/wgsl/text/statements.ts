/**
 * Regions → WGSL statements. Structured IR maps to structured WGSL: loops become `for` or `while` where their head is a test; `break` and `continue` of the IR, which may leave any number of levels, become
 * - nothing, where control falls off the end there anyway,
 * - WGSL's `continue`, `break` or `return`, where these get there,
 * - a flag that is tested behind each statement on the way out, otherwise.
 * A block needs no statement of its own if the breaks to it are at the ends of its branches: what follows the branch goes into the other arm.
 */
import type { BlockInst, CallInst, IfInst, Inst, IntrinsicInst, LoopInst, Region, SwitchInst, Value } from '../../../ir/ir.js';
import type { Assignment } from './assignments.js';
import { bind, copyValues, declareAt, nameWeb, reads, schedule, textFor } from './assignments.js';
import { around, breaksAtEnds, completes, countBreaks, endsHere, hasSwitch, isInLoop, labelOf, leavesFurther, onlyLeaves, sinks } from './blocks.js';
import { passedAs } from './device-functions.js';
import { createExpressionWriter } from './expressions.js';
import { isFunction, isInlined, isUsed } from '../analyses/inlining.js';
import { chooseTypes } from '../analyses/integers.js';
import { isFrames } from '../legalize/grid-frames.js';
import { atomicCall, compound, copyObject, fillObject, storeText } from '../memory/stores.js';
import { faultText, printText } from './output.js';
import type { Shader } from '../shader.js';
import { nameOf, storageFor } from '../shader.js';
import { barriersOfStorage } from '../analyses/storage-order.js';
import { checkBarriers } from '../analyses/uniformity.js';
import { typeText } from '../types.js';
import { DivergentBarrier, Unsupported } from '../unsupported.js';
import { truthOf, warpOperation } from './warps.js';
import type { Context, Label, Writer } from './writer.js';
import { flagPlace, mark, nested, put } from './writer.js';

export function emitBody(s: Shader): string[] {
  const body = s.fn.body!;
  const { continues, ranges } = s.analyses;
  const { inlining, variables, presets: { presets, initial } } = s.analyses.text();
  checkUniformity(s);
  s.storageBarriers = storageBarriers(s, s.alike !== undefined);
  const types = chooseTypes(s, inlining, variables, ranges);
  const w = createExpressionWriter(s, inlining, ranges);
  const e: Writer = {
    s, w, inlining, variables, types, lines: [], indent: 1, line: 0, presets, initial, continues,
    updatedByHead: new Map(), sunk: new Map(), flags: new Map(), flagLines: new Map(),
  };
  for (const storage of s.storages.values()) {
    if (storage.space === 'function') put(e, storage.initial === undefined ? `var ${storage.name}: ${typeText(storage.type, s.structs, false, s.fn.loc)};` : `var ${storage.name} = ${storage.initial};`);
    else if (storage.initial !== undefined && storage.space !== 'constant') put(e, `${storage.name} = ${storage.initial};`);
  }
  list(e, body.insts, 0, undefined, { follow: new Set<Label>(['end']), breaks: undefined, continues: new Set(), requested: new Set() });
  const last = body.insts[body.insts.length - 1];
  if (s.fn.kernel === undefined && s.fn.result !== undefined && last?.kind === 'return') put(e, `return ${w.as(last.operands[0]!, passedAs(s.fn.result, last.loc))};`);
  return e.lines.filter((line) => line !== '');
}

/** Barriers that order storage buffers; `oneBuffer`: all bindings may lie in one. */
function storageBarriers(s: Shader, oneBuffer: boolean): ReadonlySet<Inst> {
  if (!s.analyses.hasBarrier) return new Set();
  const bufferOf = (pointer: Value, loc: number): unknown => {
    const storage = storageFor(s, pointer, loc);
    if (isFrames(storage.root)) return undefined;
    return storage.space === 'arena' ? storage : storage.space !== 'storage' ? undefined : oneBuffer ? 'any' : storage;
  };
  return barriersOfStorage(s.fn.body!, bufferOf, (pointer, loc) => storageFor(s, pointer, loc).space === 'workgroup');
}

/** Do its barriers order memory as they must where all bindings lie in one buffer? */
export function ordersOneBuffer(s: Shader): boolean {
  return storageBarriers(s, true).size === s.storageBarriers.size;
}

/** Loads of what nobody writes; `fixedReads`: bindings that are only read are such. */
export function fixedLoads(s: Shader, fixedReads: boolean): (load: Inst) => boolean {
  return (load) => {
    const storage = storageFor(s, load.operands[0]!, load.loc);
    return storage.bank !== undefined || storage.space === 'uniform' || storage.space === 'constant' || ((storage.space === 'storage' || storage.space === 'arena') && !storage.written && fixedReads);
  };
}

function checkUniformity(s: Shader): void {
  const body = s.fn.body!;
  if (!s.analyses.hasBarrier) return;
  try {
    checkBarriers(body, fixedLoads(s, false));
  } catch (error) {
    if (!(error instanceof DivergentBarrier) || s.alike !== undefined) throw error;
    checkBarriers(body, fixedLoads(s, true));
    s.needsFixedReads = true;
  }
}

// ---- leaving

function isDirect(label: Label, ctx: Context): boolean {
  return label === 'end' || ctx.continues.has(label) || ctx.breaks?.has(label) === true;
}

function leave(e: Writer, label: Label, ctx: Context): void {
  if (ctx.follow.has(label)) return;
  if (typeof label === 'object' && 'kind' in label && label.kind === 'block') {
    const rest = e.sunk.get(label);
    if (rest !== undefined) {
      list(e, rest.insts, rest.from, rest.owner, ctx);
      return;
    }
  }
  if (label === 'end') put(e, 'return;');
  else if (ctx.breaks?.has(label) === true) put(e, 'break;');
  else if (ctx.continues.has(label)) put(e, 'continue;');
  else {
    if (ctx.breaks === undefined) throw new Error('a break with nothing around it to leave');
    let flag = e.flags.get(label);
    if (flag === undefined) {
      flag = `leave_loop${e.flags.size === 0 ? '' : `_${e.flags.size}`}`;
      e.flags.set(label, flag);
      const at = e.flagLines.get(label);
      if (at === undefined) throw new Error('a label without a place for its flag');
      e.lines[at.line] += `${'  '.repeat(at.indent)}var ${flag} = false;`;
    }
    put(e, `${flag} = true;`);
    put(e, 'break;');
    ctx.requested.add(label);
  }
}

/** Behind a statement inside of which flags may have been set. */
function passOn(e: Writer, requested: ReadonlySet<Label>, ctx: Context, isTail: boolean): void {
  for (const label of requested) {
    if (isTail && ctx.follow.has(label)) continue;
    put(e, `if ${e.flags.get(label)!} {`);
    nested(e, () => {
      if (isDirect(label, ctx)) leave(e, label, { ...ctx, follow: new Set() });
      else {
        put(e, 'break;');
        ctx.requested.add(label);
      }
    });
    put(e, '}');
  }
}

// ---- lists of instructions

function list(e: Writer, insts: readonly Inst[], from: number, owner: Inst | undefined, ctx: Context): void {
  for (let i = from; i < insts.length; i++) {
    const inst = insts[i]!;
    if (isInlined(e.inlining, inst)) continue;
    switch (inst.kind) {
      case 'if':
        if (ifStatement(e, inst, insts, i, owner, ctx)) return;
        break;
      case 'block':
        if (blockStatement(e, inst, insts, i, owner, ctx)) return;
        break;
      case 'loop':
        loopStatement(e, inst, endsHere(e, insts, i, owner, ctx), ctx);
        break;
      case 'switch':
        switchStatement(e, inst, endsHere(e, insts, i, owner, ctx), ctx);
        break;
      case 'yield':
      case 'break':
      case 'continue':
      case 'return':
        copyValues(e, inst, owner);
        leave(e, labelOf(inst, owner)!, ctx);
        return;
      case 'unreachable':
        return;
      default:
        simple(e, inst);
    }
  }
}

function simple(e: Writer, inst: Inst): void {
  const { s, w } = e;
  switch (inst.kind) {
    case 'alloca':
      return;
    case 'binary':
    case 'compare':
    case 'unary':
    case 'convert':
    case 'select':
    case 'fma':
    case 'load': {
      if (!isUsed(e.inlining, inst.results[0]!)) return;
      // Nameless arithmetic belongs to the line that uses it.
      if (inst.kind === 'load' || inst.results[0]!.name !== undefined) mark(e, inst);
      declareAt(e, inst);
      const t = w.compute(inst, e.types.get(e.variables.webOf(inst.results[0]!)!));
      bind(e, inst, t.text, t.type);
      return;
    }
    case 'call': {
      if (inst.callee.name === '__assert_fail') {
        putFault(e, inst);
        return;
      }
      if (inst.callee.name === 'printf') {
        mark(e, inst);
        put(e, printText(s, w, inst));
        if (isUsed(e.inlining, inst.results[0]!)) {
          declareAt(e, inst);
          bind(e, inst, String(inst.operands.length - 1), 'i32');
        }
        return;
      }
      if (inst.results[0] === undefined || !isFunction(inst)) throw new Unsupported(`a call of '${inst.callee.pretty}'`, inst.loc);
      mark(e, inst);
      declareAt(e, inst);
      const t = w.compute(inst);
      bind(e, inst, t.text, t.type);
      return;
    }
    case 'store':
      mark(e, inst);
      putStore(e, inst);
      return;
    case 'copy':
      mark(e, inst);
      for (const line of copyObject(s, w, inst)) put(e, line);
      return;
    case 'atomic': {
      mark(e, inst);
      const used = inst.results[0] !== undefined && isUsed(e.inlining, inst.results[0]);
      const { lines, text, type } = atomicCall(s, w, inst, used);
      for (const line of lines) put(e, line);
      if (!used) {
        if (lines.length === 0) put(e, `${text};`);
      } else {
        declareAt(e, inst);
        bind(e, inst, text, type);
      }
      return;
    }
    case 'barrier':
      mark(e, inst);
      if (inst.barrier === 'grid') throw new Unsupported('a barrier across the grid', inst.loc);
      if (inst.barrier === 'block') put(e, 'workgroupBarrier();');
      else countBarrier(e, inst);
      // __syncthreads orders global memory too, which matters if the block reads back what it wrote.
      if (s.storageBarriers.has(inst)) put(e, 'storageBarrier();');
      return;
    case 'intrinsic':
      switch (inst.name) {
        case 'trap':
        case 'abort-kernel':
          putFault(e, inst);
          return;
        case 'nanosleep':
        case 'await-arrivals':
        case 'unreachable-hint':
          return;
        default:
          throw new Unsupported(`the operation '${inst.name}'`, inst.loc);
      }
    case 'fence':
      // What it orders is atomic (shader.ts).
      return;
    case 'warp':
      warpStatement(e, inst);
      return;
    case 'fill':
      mark(e, inst);
      for (const line of fillObject(s, w, inst)) put(e, line);
      return;
    default:
      throw new Unsupported(`the operation '${inst.kind}'`, inst.loc);
  }
}

function putFault(e: Writer, inst: CallInst | IntrinsicInst): void {
  mark(e, inst);
  put(e, faultText(e.s, e.w, inst));
}

/** One statement, or a few in a scope of their own. */
function putStore(e: Writer, inst: Extract<Inst, { kind: 'store' }>): void {
  const text = storeText(e.s, e.w, e.inlining, inst);
  if (typeof text === 'string') put(e, text);
  else for (const line of text) put(e, line);
}

function warpStatement(e: Writer, inst: Extract<Inst, { kind: 'warp' }>): void {
  mark(e, inst);
  const t = warpOperation(e.s, e.w, inst);
  if (t === undefined || inst.results[0] === undefined || !isUsed(e.inlining, inst.results[0])) return;
  declareAt(e, inst);
  bind(e, inst, t.text, t.type);
}

/** __syncthreads_count, _and, _or: threads count themselves; the sum is read by all together. */
function countBarrier(e: Writer, inst: Extract<Inst, { kind: 'barrier' }>): void {
  const { s } = e;
  s.inputs.add('thread_index');
  s.votes = true;
  put(e, 'if thread_index == 0u {');
  put(e, '  atomicStore(&block_votes, 0u);');
  put(e, '}');
  put(e, 'workgroupBarrier();');
  const vote = truthOf(s, e.w, inst.operands[0]!);
  put(e, `if ${inst.barrier === 'block-and' ? `!(${vote})` : vote} {`);
  put(e, '  atomicAdd(&block_votes, 1u);');
  put(e, '}');
  const sum = 'workgroupUniformLoad(&block_votes)';
  if (!isUsed(e.inlining, inst.results[0]!)) {
    put(e, `_ = ${sum};`);
    return;
  }
  declareAt(e, inst);
  bind(e, inst, inst.barrier === 'block-count' ? sum : `u32(${sum} ${inst.barrier === 'block-and' ? '==' : '!='} 0u)`, 'u32');
}

// ---- if

function isSunk(e: Writer, label: Label): boolean {
  return typeof label === 'object' && 'kind' in label && label.kind === 'block' && e.sunk.has(label);
}

/** Writes an `if`; true if it took the rest of the list with it. */
function ifStatement(e: Writer, inst: IfInst, insts: readonly Inst[], at: number, owner: Inst | undefined, ctx: Context): boolean {
  mark(e, inst);
  declareAt(e, inst);
  const condition = inst.operands[0]!;
  const isTail = endsHere(e, insts, at, owner, ctx);
  const leaving = !completes(inst.then) ? inst.then : !completes(inst.otherwise) ? inst.otherwise : undefined;
  const inner: Context = { ...ctx, follow: isTail ? new Set([...ctx.follow, inst]) : new Set<Label>([inst]) };
  const test = (negate: boolean): string => (negate ? e.w.negation(condition) : e.w.as(condition, 'bool'));

  if (leaving !== undefined) {
    const other = leaving === inst.then ? inst.otherwise : inst.then;
    const last = leaving.insts[leaving.insts.length - 1]!;
    const label = labelOf(last, inst);
    const negate = leaving === inst.otherwise;
    const isShort = leaving.insts.filter((i) => !isInlined(e.inlining, i)).length <= 3;
    const canLeave = label !== undefined && (ctx.follow.has(label) ? isShort && isDirect(label, ctx) : isDirect(label, ctx) || (ctx.breaks !== undefined && !isSunk(e, label)));
    if (canLeave) {
      // A guard: the rest goes on at this level.
      put(e, `if ${test(negate)} {`);
      nested(e, () => list(e, leaving.insts, 0, inst, { ...ctx, follow: new Set() }));
      put(e, '}');
      list(e, other.insts, 0, inst, completes(other) && !isTail ? { ...ctx, follow: new Set<Label>([inst]) } : inner);
      return !completes(other);
    }
    if (!isTail && completes(other)) {
      // Control runs off the end behind the leaving arm: the rest becomes part of the other arm.
      const rest = (): void => {
        list(e, other.insts, 0, inst, { ...ctx, follow: new Set<Label>([inst]) });
        list(e, insts, at + 1, owner, ctx);
      };
      if (isSilent(e, leaving, inst, ctx)) {
        put(e, `if ${test(!negate)} {`);
        nested(e, rest);
      } else {
        put(e, `if ${test(negate)} {`);
        nested(e, () => list(e, leaving.insts, 0, inst, ctx));
        put(e, '} else {');
        nested(e, rest);
      }
      put(e, '}');
      return true;
    }
  }
  const thenSilent = isSilent(e, inst.then, inst, inner);
  const elseSilent = isSilent(e, inst.otherwise, inst, inner);
  if (thenSilent && elseSilent) return false;
  put(e, `if ${test(thenSilent)} {`);
  nested(e, () => list(e, (thenSilent ? inst.otherwise : inst.then).insts, 0, inst, inner));
  if (!thenSilent && !elseSilent) {
    put(e, '} else {');
    nested(e, () => list(e, inst.otherwise.insts, 0, inst, inner));
  }
  put(e, '}');
  return !completes(inst.then) && !completes(inst.otherwise);
}

/** Would the region write nothing? */
function isSilent(e: Writer, r: Region, owner: Inst, ctx: Context): boolean {
  const label = onlyLeaves(e, r.insts, 0, owner);
  if (label === 'nowhere') return true;
  return label !== undefined && ctx.follow.has(label);
}

// ---- block

function blockStatement(e: Writer, inst: BlockInst, insts: readonly Inst[], at: number, owner: Inst | undefined, ctx: Context): boolean {
  declareAt(e, inst);
  const { body } = inst;
  const rest = onlyLeaves(e, insts, at + 1, owner);
  const isTail = endsHere(e, insts, at, owner, ctx);
  const atEnds = breaksAtEnds(e, body.insts, inst, inst);
  if (!isTail && (!atEnds || (hasSwitch(body) && leavesFurther(body, inst)) || (!completes(body) && countBreaks(body, inst) === 1)) && sinks(e, inst, insts, at)) {
    e.sunk.set(inst, { insts, from: at + 1, owner });
    list(e, body.insts, 0, inst, ctx);
    return true;
  }
  const follow = new Set<Label>(isTail ? [...ctx.follow, inst] : [inst]);
  // Leaving the block may be the same as going on with the loop, or leaving what is around.
  const same = isTail ? [...ctx.follow] : rest !== undefined && rest !== 'nowhere' ? [rest] : [];
  // Not as `continue` around barriers, which would no longer be in uniform control flow.
  const continues = same.some((l) => ctx.continues.has(l)) && !around(e, inst) ? new Set([...ctx.continues, inst]) : ctx.continues;
  const breaks = ctx.breaks !== undefined && same.some((l) => ctx.breaks!.has(l)) ? new Set([...ctx.breaks, inst]) : ctx.breaks;
  const inner: Context = { follow, breaks, continues, requested: ctx.requested };
  if (atEnds || (isDirect(inst, inner) && !isInLoop(body, inst))) {
    flagPlace(e, inst);
    list(e, body.insts, 0, inst, inner);
    return false;
  }
  flagPlace(e, inst);
  put(e, 'switch 0 {');
  const requested = new Set<Label>();
  nested(e, () => {
    put(e, 'default: {');
    nested(e, () => list(e, body.insts, 0, inst, { follow, breaks: follow, continues, requested }));
    put(e, '}');
  });
  put(e, '}');
  passOn(e, requested, ctx, isTail);
  return false;
}

// ---- switch

function switchStatement(e: Writer, inst: SwitchInst, isTail: boolean, ctx: Context): void {
  declareAt(e, inst);
  mark(e, inst);
  const follow = new Set<Label>(isTail ? [...ctx.follow, inst] : [inst]);
  const requested = new Set<Label>();
  const inner: Context = { follow, breaks: follow, continues: ctx.continues, requested };
  const selector = inst.operands[0]!;
  if (selector.type === 'i64') throw new Unsupported('64-bit integers', inst.loc);
  const type = selector.kind === 'const' ? 'i32' : e.w.value(selector).type;
  put(e, `switch ${e.w.as(selector, type)} {`);
  nested(e, () => {
    for (const c of inst.cases) {
      put(e, `case ${c.values.map((v) => e.w.as({ kind: 'const', type: 'i32', value: Number(v) }, type)).join(', ')}: {`);
      nested(e, () => list(e, c.region.insts, 0, inst, inner));
      put(e, '}');
    }
    put(e, 'default: {');
    nested(e, () => list(e, inst.otherwise.insts, 0, inst, inner));
    put(e, '}');
  });
  put(e, '}');
  passOn(e, requested, ctx, isTail);
}

// ---- loop

/** The test at a loop's head: `if (c) {} else { break }` before anything else happens. Gives its position and whether the loop goes on when the test fails. */
function headOf(e: Writer, loop: LoopInst): { readonly at: number; readonly condition: Value; readonly negate: boolean } | undefined {
  const { insts } = loop.body;
  const at = insts.findIndex((inst) => !isInlined(e.inlining, inst));
  const head = insts[at];
  if (head === undefined || head.kind !== 'if' || head.results.length > 0) return undefined;
  const goes = (r: Region): boolean => r.insts[0]!.kind === 'yield';
  const leaves = (r: Region): boolean => onlyLeaves(e, r.insts, 0, head) === loop;
  if (goes(head.then) && leaves(head.otherwise)) return { at, condition: head.operands[0]!, negate: false };
  if (goes(head.otherwise) && leaves(head.then)) return { at, condition: head.operands[0]!, negate: true };
  return undefined;
}

/** The parameter that the head of a `for` can declare and update: used inside only, with one way into the next round, and changed by an operation on itself. */
function counterOf(e: Writer, loop: LoopInst): number {
  const ways = e.continues.get(loop) ?? [];
  if (ways.length !== 1 || ways[0] !== loop.body.insts[loop.body.insts.length - 1]) return -1;
  const { madeAt } = e.variables;
  const from = e.variables.from[loop.number]!;
  const to = e.variables.to[loop.number]!;
  return loop.body.params.findIndex((param, i) => {
    const web = e.variables.webOf(param)!;
    const next = ways[0]!.operands[i]!;
    if (web.first !== loop || web.members.some((m) => m !== param && !(madeAt[m.number]! > from && madeAt[m.number]! < to))) return false;
    if (next.kind !== 'result' || next.inst.kind !== 'binary' || !isInlined(e.inlining, next.inst) || next.type === 'f32') return false;
    const [a, b] = next.inst.operands as [Value, Value];
    // The step may not change in the loop: it is evaluated after all other updates.
    return a === param && (b.kind === 'const' || (b.kind === 'param' && !loop.body.params.includes(b)) || (b.kind === 'result' && e.inlining.loopOf[b.inst.number] !== loop && isOutside(e, b.inst, loop)) || isFixed(b));
  });
}

function isOutside(e: Writer, inst: Inst, loop: LoopInst): boolean {
  return e.variables.to[inst.number]! < e.variables.from[loop.number]!;
}

function isFixed(v: Value): boolean {
  return v.kind === 'result' && (v.inst.kind === 'special' || (v.inst.kind === 'binary' && v.inst.operands.every((o) => o.kind === 'const' || isFixed(o))));
}

/** `counter < bound` with the bound in a constant of its own: what engines know to end, so that they add no limit of theirs. */
function countedTest(e: Writer, head: { readonly condition: Value; readonly negate: boolean }, counter: Value): string | undefined {
  const { condition } = head;
  if (head.negate || condition.kind !== 'result' || condition.inst.kind !== 'compare' || condition.inst.op !== 'ult' || condition.inst.operands[0] !== counter) return undefined;
  const bound = condition.inst.operands[1]!;
  if (e.types.get(e.variables.webOf(counter)!) !== 'u32') return undefined;
  let text = e.w.as(bound, 'u32');
  if (bound.kind !== 'const' && !(nameOf(e.s, bound) !== undefined && /^\w+$/.test(text))) {
    // In front of the loop, in whose scope the test is written.
    const name = e.s.names.uniqueAround('rounds');
    put(e, `let ${name} = ${text};`);
    text = name;
  }
  return `${nameOf(e.s, counter)!} < ${text}`;
}

function loopStatement(e: Writer, inst: LoopInst, isTail: boolean, ctx: Context): void {
  mark(e, inst);
  declareAt(e, inst);
  flagPlace(e, inst);
  const head = headOf(e, inst);
  const counter = head === undefined ? -1 : counterOf(e, inst);
  const { params } = inst.body;
  // Initial values first, all read before any variable is set.
  const starts = params.map((param, i) => {
    const v = inst.operands[i]!;
    const web = e.variables.webOf(param)!;
    return web.dead || v.kind === 'undef' || e.variables.webOf(v) === web ? undefined : textFor(e, param, v, inst.loc);
  });
  let declaration = '';
  const later: Assignment[] = [];
  const declare = (i: number): string => {
    const web = e.variables.webOf(params[i]!)!;
    const name = nameWeb(e, web);
    const start = starts[i];
    return start === undefined ? `var ${name}: ${e.types.get(web)!}` : `var ${name} = ${start}`;
  };
  params.forEach((param, i) => {
    const web = e.variables.webOf(param)!;
    if (web.dead || i === counter) return;
    if (web.first === inst) put(e, `${declare(i)};`);
    else if (starts[i] !== undefined) {
      const name = e.s.valueNames[param.number]!;
      later.push({ name, text: starts[i], statement: `${name} = ${starts[i]};` });
    }
  });
  if (counter >= 0 && starts[counter] !== undefined && later.some((l) => reads(starts[counter]!, l.name))) {
    const name = e.s.names.unique('start');
    put(e, `let ${name} = ${starts[counter]};`);
    starts[counter] = name;
  }
  schedule(e, later);
  e.s.names.open();
  if (counter >= 0) declaration = declare(counter);

  const requested = new Set<Label>();
  const follow = new Set<Label>([inst.body]);
  const inner: Context = { follow, breaks: new Set<Label>(isTail ? [...ctx.follow, inst] : [inst]), continues: follow, requested };
  const body = (from: number): void =>
    nested(e, () => {
      flagPlace(e, inst.body);
      list(e, inst.body.insts, from, undefined, inner);
    });
  if (head === undefined) {
    put(e, 'loop {');
    body(0);
  } else {
    const test = (counter >= 0 ? countedTest(e, head, params[counter]!) : undefined) ?? (head.negate ? e.w.negation(head.condition) : e.w.as(head.condition, 'bool'));
    if (counter >= 0) {
      e.updatedByHead.set(inst, counter);
      const next = e.continues.get(inst)![0]!.operands[counter]!;
      const name = e.s.valueNames[params[counter]!.number]!;
      const web = e.variables.webOf(params[counter]!)!;
      const update = next.kind === 'result' ? compound(e.w, name, e.types.get(web)!, next.inst) : undefined;
      put(e, `for (${declaration}; ${test}; ${(update ?? `${name} = ${e.w.as(next, e.types.get(web)!)};`).slice(0, -1)}) {`);
    } else put(e, `while ${test} {`);
    const skipped = inst.body.insts[head.at]!;
    if (skipped.kind !== 'if') throw new Error('a head that is no test');
    body(head.at + 1);
  }
  put(e, '}');
  e.s.names.close();
  passOn(e, requested, ctx, isTail);
}
