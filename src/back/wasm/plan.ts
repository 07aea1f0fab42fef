/**
 * Planning a function before its bytes are written: which values are computed inside the expression that consumes them, which are dead, and which
 * WebAssembly local each remaining value lives in.
 *
 * In: a function body. Out: a `Plan`. One backward walk over the region tree counts uses (so dead pure code is never counted), nests single-use values and
 * measures live intervals; a linear scan over the intervals then shares locals by type.
 *
 * Nesting. A value with one use, in the same region as its consumer, is computed where the consumer evaluates its operands. Pure values always may; a value
 * with an effect moves later in time, from its place to that of the consumer's root, and may do so only if nothing that stands between conflicts with it.
 * Instructions that own regions are never nested: at their start and end the operand stack is empty.
 *
 * Constants, `alloca`, `field` and `index` by a constant have no place of their own ("transparent"): each use is a use of what lies beneath.
 */
import { isVectorType } from '../../ir/build.js';
import { intrinsicEffect } from '../../ir/intrinsics.js';
import type { BlockInst, Func, Inst, LoopInst, Region, RegionParam, Value } from '../../ir/ir.js';
import { isPure } from '../../ir/effects.js';
import { wasmType } from './types.js';
import type { WasmTypeCode } from './opcodes.js';

const READ = 1;
const WRITE = 2;
const deepest = 120;
const searched = 24;
/** Vectors are computed where they stand, not that much later: their operands would have to be kept in registers, of which there are few. */
const farthest = 8;

/** An instruction that is emitted, seen from the region it stands in. */
interface Place {
  readonly region: Region;
  /** In program order; a structured instruction stands where it begins. */
  readonly position: number;
  root: Place;
  readonly parent: Place | undefined;
  readonly operand: number;
  readonly depth: number;
  readonly effects: number;
  readonly loop: LoopScope | undefined;
  /** Hands values to parameters or results: those that nobody uses are not evaluated. */
  readonly selective: boolean;
}

interface LoopScope {
  readonly outer: LoopScope | undefined;
  readonly end: number;
}

/** What is known of a result or region parameter that is used. */
export interface ValueNode {
  readonly type: WasmTypeCode;
  uses: number;
  consumer: Place;
  operand: number;
  start: number;
  end: number;
  endLoop: LoopScope | undefined;
  /** Computed inside its consumer. */
  nested: boolean;
  local: number;
}

export interface Plan {
  readonly nodes: Map<Value, ValueNode>;
  /** Types of the locals after the parameters. */
  readonly locals: WasmTypeCode[];
  readonly parameterCount: number;
  /** Bytes of stack frame, a multiple of 16. */
  frameSize: number;
  /** Alignment of the frame: more than 16 for over-aligned locals. */
  frameAlign: number;
  /** Offset of each alloca in the frame. */
  readonly allocas: Map<Inst, number>;
  /** Blocks and loops that some `break` names. */
  readonly broken: Set<BlockInst | LoopInst>;
  hasTry: boolean;
}

/** The base of a chain of constant address steps. */
export function beneath(value: Value): Value {
  while (value.kind === 'result') {
    const inst = value.inst;
    if (inst.kind === 'field' || (inst.kind === 'index' && inst.operands[1].kind === 'const')) value = inst.operands[0];
    else return value;
  }
  return value;
}

/** The i32 whose low bits an index has: extensions of it to i64 do not matter in a 32-bit address space. */
export function narrowIndex(value: Value): Value {
  while (value.kind === 'result' && value.inst.kind === 'convert' && (value.inst.op === 'sext' || value.inst.op === 'zext') && value.inst.operands[0].type === 'i32') {
    value = value.inst.operands[0];
  }
  return value;
}

function isTransparent(inst: Inst): boolean {
  return inst.kind === 'alloca' || inst.kind === 'field' || (inst.kind === 'index' && inst.operands[1].kind === 'const');
}

function effectsOf(inst: Inst): number {
  switch (inst.kind) {
    case 'load':
      return inst.volatile ? READ | WRITE : READ;
    case 'store':
    case 'copy':
    case 'fill':
    case 'atomic':
    case 'fence':
    case 'barrier':
    case 'warp':
    case 'call-indirect':
    case 'throw':
    case 'unreachable':
      return READ | WRITE;
    case 'call':
      return inst.callee.pure ? 0 : READ | WRITE;
    case 'intrinsic': {
      const effect = intrinsicEffect(inst.name);
      if (effect === 'pure') return 0;
      return effect === 'read' ? READ : READ | WRITE;
    }
    case 'break':
    case 'continue':
    case 'return':
      return READ;
    default:
      return 0;
  }
}

export function planFunction(fn: Func): Plan {
  const body = fn.body;
  if (body === undefined) throw new Error(`function ${fn.name} has no body to emit`);
  const nodes = new Map<Value, ValueNode>();
  const plan: Plan = {
    nodes, locals: [], parameterCount: body.params.length, frameSize: 0, frameAlign: 16, allocas: new Map(), broken: new Set(), hasTry: false,
  };
  const placed: ValueNode[] = [];
  let counter = 0;

  function use(value: Value, consumer: Place, operand: number): void {
    const v = beneath(value);
    if (v.kind !== 'result' && v.kind !== 'param') return;
    if (v.kind === 'result' && v.inst.kind === 'alloca') {
      addAlloca(v.inst.type.size, v.inst.type.align, v.inst);
      return;
    }
    const position = consumer.root.position;
    const node = nodes.get(v);
    if (node === undefined) {
      nodes.set(v, {
        type: wasmType(v.type), uses: 1, consumer, operand, start: 0, end: position, endLoop: consumer.loop, nested: false, local: -1,
      });
      return;
    }
    node.uses++;
    if (position > node.end) {
      node.end = position;
      node.endLoop = consumer.loop;
    }
  }

  function addAlloca(size: number, align: number, inst: Inst): void {
    if (plan.allocas.has(inst)) return;
    const unit = Math.max(align, 1);
    plan.frameAlign = Math.max(plan.frameAlign, unit);
    const offset = Math.ceil(plan.frameSize / unit) * unit;
    plan.allocas.set(inst, offset);
    plan.frameSize = offset + size;
  }

  function useOperands(inst: Inst, place: Place): void {
    // A frame of its own, so that the epilogue gives back what was taken at run time.
    if (inst.kind === 'intrinsic' && inst.name === 'alloca' && plan.frameSize === 0) plan.frameSize = 16;
    const operands = inst.operands;
    if (inst.kind === 'index') {
      use(operands[0], place, 0);
      use(narrowIndex(operands[1]), place, 1);
      return;
    }
    for (let i = operands.length - 1; i >= 0; i--) use(operands[i], place, i);
  }

  /** Values of a local: the interval reaches over every loop that uses it but does not contain its definition. */
  function settle(node: ValueNode, start: number, scope: LoopScope | undefined, atLeast: number): void {
    node.start = start;
    let loop = node.endLoop;
    while (loop !== undefined && loop !== scope) {
      if (loop.end > node.end) node.end = loop.end;
      loop = loop.outer;
    }
    if (node.end < atLeast) node.end = atLeast;
    placed.push(node);
  }

  function settleParams(params: readonly RegionParam[], start: number, scope: LoopScope | undefined, atLeast: number): void {
    for (const param of params) {
      const node = nodes.get(param);
      if (node !== undefined) settle(node, start, scope, atLeast);
    }
  }

  function visitRegion(region: Region, scope: LoopScope | undefined): number {
    const insts = region.insts;
    /** Places with effects, latest first. */
    const effectful: Place[] = [];
    let all = 0;
    for (let i = insts.length - 1; i >= 0; i--) {
      const inst = insts[i];
      if (isTransparent(inst)) continue;
      switch (inst.kind) {
        case 'if':
        case 'switch':
        case 'block':
        case 'loop':
        case 'try': {
          const effects = visitStructured(inst, region, scope, effectful);
          all |= effects;
          continue;
        }
        case 'break':
          plan.broken.add(inst.target);
          break;
        default:
          break;
      }
      const effects = effectsOf(inst);
      const result = inst.results[0];
      const node = result === undefined ? undefined : nodes.get(result);
      if (node === undefined && result !== undefined && (isPure(inst) || (inst.kind === 'load' && !inst.volatile))) continue;
      const position = --counter;
      let place: Place;
      if (node !== undefined && node.uses === 1 && node.consumer.region === region && node.consumer.depth < deepest && !(isVectorType(result!.type) && node.consumer.root.position - position > farthest) && mayNest(effects, node, effectful)) {
        node.nested = true;
        const parent = node.consumer;
        place = { region, position, root: parent.root, parent, operand: node.operand, depth: parent.depth + 1, effects, loop: scope, selective: false };
      } else {
        const selective = inst.kind === 'continue' || ((inst.kind === 'yield' || inst.kind === 'break') && inst.operands.length > 1);
        place = { region, position, root: undefined as never, parent: undefined, operand: 0, depth: 0, effects, loop: scope, selective };
        place.root = place;
        if (node !== undefined) settle(node, position, scope, position);
      }
      if (effects !== 0) {
        effectful.push(place);
        all |= effects;
      }
      useOperands(inst, place);
    }
    return all;
  }

  function visitStructured(inst: Inst, region: Region, scope: LoopScope | undefined, effectful: Place[]): number {
    const end = --counter;
    let effects = 0;
    switch (inst.kind) {
      case 'if':
        effects = visitRegion(inst.otherwise, scope) | visitRegion(inst.then, scope);
        break;
      case 'switch':
        effects = visitRegion(inst.otherwise, scope);
        for (let i = inst.cases.length - 1; i >= 0; i--) effects |= visitRegion(inst.cases[i].region, scope);
        break;
      case 'block':
        effects = visitRegion(inst.body, scope);
        break;
      case 'loop': {
        const inner: LoopScope = { outer: scope, end };
        effects = visitRegion(inst.body, inner) | READ;
        settleParams(inst.body.params, --counter, inner, end);
        break;
      }
      case 'try': {
        plan.hasTry = true;
        effects = visitRegion(inst.handler, scope);
        settleParams(inst.handler.params, --counter, scope, counter);
        effects |= visitRegion(inst.body, scope) | READ | WRITE;
        break;
      }
      default:
        throw new Error(`${inst.kind} owns no regions`);
    }
    const position = --counter;
    const place: Place = { region, position, root: undefined as never, parent: undefined, operand: 0, depth: 0, effects, loop: scope, selective: inst.kind === 'loop' };
    place.root = place;
    for (const result of inst.results) {
      const node = nodes.get(result);
      if (node !== undefined) settle(node, position, scope, end);
    }
    if (effects !== 0) effectful.push(place);
    useOperands(inst, place);
    return effects;
  }

  visitRegion(body, undefined);
  plan.frameSize = Math.ceil(plan.frameSize / 16) * 16;
  assignLocals(plan, body.params, placed);
  return plan;
}

/** May an instruction with these effects be evaluated at the place of its consumer? `effectful` holds what stands after it in its region, the nearest last. */
function mayNest(effects: number, node: ValueNode, effectful: readonly Place[]): boolean {
  if (effects === 0) return true;
  const root = node.consumer.root;
  if (root.selective && (effects & WRITE) !== 0) return false;
  let steps = 0;
  for (let i = effectful.length - 1; i >= 0; i--) {
    const other = effectful[i];
    if (other.position > root.position) return true;
    if (effects === READ && other.effects === READ) continue;
    if (other.root !== root || !evaluatedBefore(node, other)) return false;
    if (++steps > searched) return false;
  }
  return true;
}

/** Would the node, as that operand of its consumer, be evaluated before `other`, which belongs to the same tree? Operands go before their instruction, left before right. */
function evaluatedBefore(node: ValueNode, other: Place): boolean {
  let mine: Place = node.consumer;
  let mineOperand = node.operand;
  let theirs: Place = other;
  let theirsOperand = -1;
  while (mine.depth > theirs.depth) {
    mineOperand = mine.operand;
    mine = mine.parent!;
  }
  while (theirs.depth > mine.depth) {
    theirsOperand = theirs.operand;
    theirs = theirs.parent!;
  }
  while (mine !== theirs) {
    mineOperand = mine.operand;
    theirsOperand = theirs.operand;
    mine = mine.parent!;
    theirs = theirs.parent!;
  }
  return theirsOperand === -1 || mineOperand < theirsOperand;
}

/** Linear scan: a local is free for a value that begins after the last one in it has ended. */
function assignLocals(plan: Plan, params: readonly RegionParam[], placed: ValueNode[]): void {
  const freeAfter: number[] = [];
  const types: WasmTypeCode[] = [];
  for (let i = 0; i < params.length; i++) {
    const node = plan.nodes.get(params[i]);
    types.push(wasmType(params[i].type));
    if (node === undefined) {
      freeAfter.push(-Infinity);
      continue;
    }
    node.local = i;
    let end = node.end;
    for (let loop = node.endLoop; loop !== undefined; loop = loop.outer) end = loop.end;
    freeAfter.push(end);
  }
  placed.sort((a, b) => a.start - b.start);
  for (const node of placed) {
    let local = -1;
    for (let i = 0; i < types.length; i++) {
      if (types[i] === node.type && freeAfter[i] < node.start) {
        local = i;
        break;
      }
    }
    if (local === -1) {
      local = types.length;
      types.push(node.type);
      freeAfter.push(node.end);
      plan.locals.push(node.type);
    } else freeAfter[local] = node.end;
    node.local = local;
  }
}
