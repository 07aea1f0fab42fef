/**
 * Shapes: how a value differs between threads (four, or a multiple of it: the width) that are neighbours along x and run in lockstep, and which constructs such threads leave apart.
 *
 * In: instructions of a kernel (or of a function that kernels call, all of whose parameters then vary), and what is known of values from outside. Out: `LaneAnalysis`.
 *   A shape is a number, by which the low 32 bits of the value grow from lane to lane (0: all lanes that get here have the same value), or `varying`.
 *   Lane 0 has a multiple of the width as its place in the row, and rows are multiples of it long: so `x % 32` grows like x, and `x / 32` is shared.
 *   Addresses have 32 bits, so the low bits of an index are all that an access depends on, and sums and constant multiples of shapes are exact even where 32-bit arithmetic wraps.
 *   `divergent`: blocks and loops that lanes leave or repeat at different times: their results vary. `lost`: for each construct the leaving lanes' targets outside of it. `masked`: constructs inside of which the
 *   set of running lanes changes: those with something lost, and the targets themselves.
 * Solved by walking the tree until nothing changes; shapes only go from unknown to a number to varying.
 */
import { isPure } from '../../ir/effects.js';
import { createConstantLanes } from './constant-lanes.js';
import type { ConstantLanes } from './constant-lanes.js';
import { laneCount } from './lanes.js';
import type { BinaryInst, BreakInst, CompareInst, ContinueInst, Inst, Region, ReturnInst, Value, WarpInst } from '../../ir/ir.js';

export const varying = Number.NaN;

export function isVarying(shape: number): boolean {
  return Number.isNaN(shape);
}

/** Where lanes wait that have left: the end of a block or loop, the next round of a loop, the end of the function. */
export interface Exit {
  readonly target: Inst | undefined;
  readonly kind: 'break' | 'continue' | 'return';
}

export interface LaneAnalysis {
  /** Some shape follows from the place of lane 0 in its row, a multiple of the width. Otherwise the shapes hold for any number of neighbours. */
  readonly usesPlace: boolean;
  shapeOf(value: Value): number;
  /** What the shape is most of the time, where it varies: clamped, wrapped and masked indices. For guesses that are tested at run time. */
  likelyShapeOf(value: Value): number;
  readonly divergent: ReadonlySet<Inst>;
  readonly masked: ReadonlySet<Inst>;
  /** Some lanes return before others: the exit they wait at. */
  readonly returns: Exit | undefined;
  /** Lanes that do not come out of the construct's end. */
  lostIn(inst: Inst): ReadonlySet<Exit>;
  /** undefined: all running lanes leave together. */
  exitOf(inst: BreakInst | ContinueInst | ReturnInst): Exit | undefined;
  /** The exits of a masked block or loop. */
  exitsOf(inst: Inst): { readonly broke: Exit; readonly repeated: Exit };
  /** Of a whole warp's lanes: the value in each, where it follows from the lane's number. */
  constantsOf(value: Value): ConstantLanes | undefined;
  /** Number of places from which a loop is repeated. */
  continuesOf(inst: Inst): number;
}

interface Row {
  readonly width: number;
  /** A shape depended on where lane 0 stands. */
  used: boolean;
}

interface Enclosing {
  readonly inst: Inst;
  readonly choice: boolean;
}

/** `outside`: the shape of a value that is defined elsewhere. `steady`: comparisons whose results are known to be the same in all lanes, and operations in which lanes do not part (steady.ts). */
export function analyzeLanes(insts: readonly Inst[], outside: (value: Value) => number, steady?: ReadonlySet<Inst>, width: number = laneCount): LaneAnalysis {
  const shapes = new Map<Value, number>();
  const divergent = new Set<Inst>();
  const masked = new Set<Inst>();
  const continues = new Map<Inst, ContinueInst[]>();
  let returnsApart = false;
  const row: Row = { width, used: false };
  const stack: Enclosing[] = [];
  let changed = true;

  function shapeOf(v: Value): number {
    if (v.kind !== 'result' && v.kind !== 'param') return 0;
    return shapes.get(v) ?? outside(v);
  }

  function set(v: Value, shape: number): void {
    const known = shapes.get(v);
    if (known === shape || (known !== undefined && Number.isNaN(known))) return;
    shapes.set(v, known === undefined ? shape : varying);
    changed = true;
  }

  function add<T>(to: Set<T>, x: T): void {
    if (to.has(x)) return;
    to.add(x);
    changed = true;
  }

  /** Do only some of the lanes that came into `target` come to the current place together? */
  function apart(target: Inst | undefined): boolean {
    for (let i = stack.length - 1; i >= 0; i--) {
      if (stack[i].inst === target) return false;
      if (stack[i].choice || divergent.has(stack[i].inst)) return true;
    }
    return false;
  }

  function leave(target: Inst | undefined): void {
    for (let i = stack.length - 1; i >= 0; i--) {
      add(masked, stack[i].inst);
      if (stack[i].inst === target) return;
    }
  }

  function pass(values: readonly Value[], to: readonly Value[], merge: boolean): void {
    for (let i = 0; i < to.length; i++) set(to[i], merge ? varying : shapeOf(values[i]));
  }

  function inside(inst: Inst, choice: boolean, regions: readonly Region[], owner: Inst): void {
    stack.push({ inst, choice });
    for (const region of regions) walk(region.insts, owner);
    stack.pop();
  }

  function walk(list: readonly Inst[], owner: Inst | undefined): void {
    for (const inst of list) {
      switch (inst.kind) {
        case 'if':
        case 'switch': {
          const choice = shapeOf(inst.operands[0]) !== 0;
          if (choice) for (const result of inst.results) set(result, varying);
          inside(inst, choice, inst.kind === 'if' ? [inst.then, inst.otherwise] : [...inst.cases.map((c) => c.region), inst.otherwise], inst);
          break;
        }
        case 'loop':
          pass(inst.operands, inst.body.params, false);
          continues.set(inst, []);
          inside(inst, false, [inst.body], inst);
          break;
        case 'block':
          inside(inst, false, [inst.body], inst);
          break;
        case 'try':
          for (const result of inst.results) set(result, varying);
          for (const param of inst.handler.params) set(param, varying);
          inside(inst, true, [inst.body, inst.handler], inst);
          break;
        case 'yield':
          if (owner !== undefined) pass(inst.operands, owner.results, divergent.has(owner));
          break;
        case 'break':
          if (apart(inst.target)) {
            add(divergent, inst.target);
            leave(inst.target);
          }
          pass(inst.operands, inst.target.results, divergent.has(inst.target));
          break;
        case 'continue': {
          const { params } = inst.target.body;
          if (apart(inst.target)) {
            add(divergent, inst.target);
            leave(inst.target);
          }
          const others = continues.get(inst.target);
          others?.push(inst);
          // Lanes that repeat a divergent loop from different places bring different values, unless these are one and the same.
          const first = others?.[0];
          for (let i = 0; i < params.length; i++) set(params[i], divergent.has(inst.target) && first !== undefined && first.operands[i] !== inst.operands[i] ? varying : shapeOf(inst.operands[i]));
          break;
        }
        case 'return':
          if (apart(undefined)) {
            if (!returnsApart) changed = true;
            returnsApart = true;
            leave(undefined);
          }
          break;
        case 'throw':
        case 'unreachable':
          break;
        default:
          if (steady?.has(inst)) for (const result of inst.results) set(result, inst.kind === 'binary' ? shapeOfSteady(inst, shapeOf) : 0);
          else for (const result of inst.results) set(result, exactShape(inst, result, shapeOfResult(inst, shapeOf, row), shapeOf));
      }
    }
  }

  while (changed) {
    changed = false;
    walk(insts, undefined);
  }

  // What is lost where.
  const exits = new Map<Inst, { broke: Exit; repeated: Exit }>();
  const exitsOf = (inst: Inst): { broke: Exit; repeated: Exit } => {
    let both = exits.get(inst);
    if (both === undefined) {
      both = { broke: { target: inst, kind: 'break' }, repeated: { target: inst, kind: 'continue' } };
      exits.set(inst, both);
    }
    return both;
  };
  const returns: Exit | undefined = returnsApart ? { target: undefined, kind: 'return' } : undefined;
  const exitOf = (inst: BreakInst | ContinueInst | ReturnInst): Exit | undefined => {
    if (inst.kind === 'return') return returns;
    if (!masked.has(inst.target)) return undefined;
    const both = exitsOf(inst.target);
    return inst.kind === 'break' ? both.broke : both.repeated;
  };
  const lost = new Map<Inst, Set<Exit>>();
  const around: Inst[] = [];
  const collect = (list: readonly Inst[]): void => {
    for (const inst of list) {
      if (inst.kind === 'break' || inst.kind === 'continue' || inst.kind === 'return') {
        const exit = exitOf(inst);
        if (exit === undefined) continue;
        for (let i = around.length - 1; i >= 0 && around[i] !== exit.target; i--) {
          let found = lost.get(around[i]);
          if (found === undefined) {
            found = new Set();
            lost.set(around[i], found);
          }
          found.add(exit);
          masked.add(around[i]);
        }
        continue;
      }
      around.push(inst);
      for (const region of regionsIn(inst)) collect(region.insts);
      around.pop();
    }
  };
  // What is left on the way to a masked target is masked itself, and then so are leaves for it.
  for (let size = -1; size !== masked.size; ) {
    size = masked.size;
    collect(insts);
  }
  const none: ReadonlySet<Exit> = new Set();
  const likely = new Map<Value, number>();
  function likelyShapeOf(v: Value): number {
    const shape = shapeOf(v);
    if (!Number.isNaN(shape) || v.kind !== 'result') return shape;
    let guess = likely.get(v);
    if (guess === undefined) {
      likely.set(v, varying);
      guess = likelyResult(v.inst, shapeOf, likelyShapeOf, row);
      likely.set(v, guess);
    }
    return guess;
  }
  return {
    usesPlace: row.used, shapeOf, likelyShapeOf, divergent, masked, returns, exitOf, exitsOf,
    lostIn: (inst) => lost.get(inst) ?? none,
    constantsOf: width === warpSize ? createConstantLanes(width, (inst) => isPlaceInRow(inst, shapeOf, width)) : () => undefined,
    continuesOf: (inst) => continues.get(inst)?.length ?? 0,
  };
}

function regionsIn(inst: Inst): readonly Region[] {
  switch (inst.kind) {
    case 'if':
      return [inst.then, inst.otherwise];
    case 'switch':
      return [...inst.cases.map((c) => c.region), inst.otherwise];
    case 'block':
    case 'loop':
      return [inst.body];
    case 'try':
      return [inst.body, inst.handler];
    default:
      return [];
  }
}

/** Local variables lie one after the other, a lane apart. */
export function laneSizeOfLocal(size: number): number {
  return Math.ceil(Math.max(size, 1) / 16) * 16;
}

/** The upper halves of 64-bit values that agree in their low halves may still differ. */
function exactShape(inst: Inst, result: Value, shape: number, shapeOf: (v: Value) => number): number {
  return shape === 0 && result.type === 'i64' && inst.operands.some((v) => shapeOf(v) !== 0) ? varying : shape;
}

function shapeOfResult(inst: Inst, shapeOf: (v: Value) => number, row: Row): number {
  const ops = inst.operands;
  switch (inst.kind) {
    case 'special':
      switch (inst.register) {
        case 'laneid':
          row.used = true;
          return 1;
        case 'threadIdx.x':
        case 'linearThread':
          return 1;
        default:
          return 0;
      }
    case 'alloca':
      return laneSizeOfLocal(inst.type.size);
    case 'warp':
      return row.width === warpSize && isSharedByWarp(inst) && (ops.length === 0 || shapeOf(ops[0]) === 0) ? 0 : varying;
    case 'atomic':
    case 'call-indirect':
      return varying;
    case 'barrier':
      return 0;
    case 'load':
      return shapeOf(ops[0]) === 0 ? 0 : varying;
    case 'call':
    case 'intrinsic':
      return isPure(inst) && ops.every((v) => shapeOf(v) === 0) ? 0 : varying;
    case 'binary':
      return shapeOfBinary(inst, shapeOf, row);
    case 'convert':
      switch (inst.op) {
        case 'sext':
        case 'zext':
          if (ops[0].type === 'i1') break;
          return shapeOf(ops[0]);
        case 'trunc':
        case 'sext32':
        case 'ptrtoint':
        case 'inttoptr':
          return shapeOf(ops[0]);
        default:
          break;
      }
      return shapeOf(ops[0]) === 0 ? 0 : varying;
    case 'index':
      return low(shapeOf(ops[0]) + Math.imul(shapeOf(ops[1]), inst.element.size) + (Number.isNaN(shapeOf(ops[1])) ? varying : 0));
    case 'field':
      return shapeOf(ops[0]);
    case 'select':
      if (shapeOf(ops[0]) === 0 && inst.results[0].type !== 'i1' && isInteger(inst.results[0].type) && shapeOf(ops[1]) === shapeOf(ops[2])) return shapeOf(ops[1]);
      break;
    default:
      break;
  }
  return ops.every((v) => shapeOf(v) === 0) ? 0 : varying;
}

export const warpSize = 32;

/** Do all lanes of a warp that name the same members get the same? */
function isSharedByWarp(inst: WarpInst): boolean {
  return !inst.op.startsWith('shfl') && !inst.op.startsWith('match');
}

/** Of two values one of which is a bound, the other's shape. */
function eitherShape(a: number, c: number): number {
  if (a === c || c === 0) return a;
  return a === 0 ? c : varying;
}

function likelyResult(inst: Inst, shapeOf: (v: Value) => number, likelyOf: (v: Value) => number, row: Row): number {
  const ops = inst.operands;
  switch (inst.kind) {
    case 'select':
      return isInteger(inst.results[0].type) ? eitherShape(likelyOf(ops[1]), likelyOf(ops[2])) : varying;
    case 'binary':
      switch (inst.op) {
        case 'smin':
        case 'smax':
        case 'umin':
        case 'umax':
          return eitherShape(likelyOf(ops[0]), likelyOf(ops[1]));
        case 'and':
        case 'urem':
        case 'srem':
          return shapeOf(ops[1]) === 0 && isInteger(ops[0].type) ? likelyOf(ops[0]) : varying;
        default:
          return shapeOfBinary(inst, likelyOf, row);
      }
    case 'convert':
    case 'index':
    case 'field':
      return shapeOfResult(inst, likelyOf, row);
    default:
      return varying;
  }
}

/** Which operand differs between lanes, where the other does not. */
export function movingOperand(inst: BinaryInst | CompareInst, shapeOf: (v: Value) => number): 0 | 1 {
  return shapeOf(inst.operands[0]) !== 0 ? 0 : 1;
}

/** `n - 1`, where n may be a power of two. */
export function keepsLowBits(mask: Value): boolean {
  if (mask.kind === 'const') return (BigInt(mask.value) & 1n) === 1n;
  if (mask.kind !== 'result' || mask.inst.kind !== 'binary') return false;
  const { op, operands } = mask.inst;
  return operands[1].kind === 'const' && ((op === 'add' && BigInt.asIntN(32, BigInt(operands[1].value)) === -1n) || (op === 'sub' && BigInt(operands[1].value) === 1n));
}

/** Of quotients and remainders by what all lanes share, where lanes are of one period. */
function shapeOfSteady(inst: BinaryInst, shapeOf: (v: Value) => number): number {
  const moving = movingOperand(inst, shapeOf);
  switch (inst.op) {
    case 'urem':
    case 'srem':
    case 'and':
      return shapeOf(inst.operands[moving]);
    default:
      return isVarying(shapeOf(inst.operands[moving])) ? varying : 0;
  }
}

/** Bits and quotients of values whose lanes are k × width, k × width + 1, … */
function shapeInRow(inst: BinaryInst, a: number, c: number, width: number): number {
  const [left, right] = inst.operands;
  if (a !== 1 || c !== 0 || left.type !== 'i32' || right.kind !== 'const' || !isAligned(left, width)) return varying;
  const n = Number(right.value);
  switch (inst.op) {
    case 'and':
      return n >= width - 1 && (n & (n + 1)) === 0 ? 1 : n % width === 0 ? 0 : varying;
    case 'lshr':
    case 'ashr':
      return 1 << (n & 31) >= width || (n & 31) === 31 ? 0 : varying;
    case 'udiv':
      return n > 0 && n % width === 0 ? 0 : varying;
    case 'urem':
      return n > 0 && n % width === 0 ? 1 : varying;
    case 'sdiv':
      return n > 0 && n % width === 0 && isNonNegative(left) ? 0 : varying;
    case 'srem':
      return n > 0 && n % width === 0 && isNonNegative(left) ? 1 : varying;
    default:
      return varying;
  }
}

/** Does lane 0 get a zero, and each lane one more than the one before? */
function isPlaceInRow(inst: Inst, shapeOf: (v: Value) => number, width: number): boolean {
  if (inst.kind === 'special') return inst.register === 'laneid';
  if (inst.kind !== 'binary' || inst.results[0].type !== 'i32') return false;
  const [left, right] = inst.operands;
  if (right.kind !== 'const' || shapeOf(left) !== 1 || !isAligned(left, width)) return false;
  return inst.op === 'and' ? right.value === width - 1 : right.value === width && (inst.op === 'urem' || (inst.op === 'srem' && isNonNegative(left)));
}

function isNonNegative(v: Value): boolean {
  if (v.kind !== 'result') return false;
  const { inst } = v;
  if (inst.kind === 'special') return inst.register === 'threadIdx.x' || inst.register === 'linearThread' || inst.register === 'laneid';
  return inst.kind === 'binary' && inst.op === 'and' && inst.operands[1].kind === 'const' && Number(inst.operands[1].value) >= 0;
}

const deepest = 8;

/** Is lane 0's value (all lanes' value, where they share one) a multiple of the width, a power of two? */
function isAligned(v: Value, width: number, depth = 0): boolean {
  if (v.kind === 'const') return (Number(BigInt.asUintN(32, BigInt(v.value))) & (width - 1)) === 0;
  if (v.kind !== 'result' || depth > deepest) return false;
  const { inst } = v;
  const of = (i: number): boolean => isAligned(inst.operands[i], width, depth + 1);
  switch (inst.kind) {
    case 'special':
      return inst.register === 'threadIdx.x' || inst.register === 'linearThread' || inst.register === 'laneid' || inst.register === 'blockDim.x';
    case 'binary':
      switch (inst.op) {
        case 'add':
        case 'sub':
          return of(0) && of(1);
        case 'mul':
          return of(0) || of(1);
        case 'and':
          return of(0) || of(1);
        case 'shl':
          return of(0) || (inst.operands[1].kind === 'const' && 1 << (Number(inst.operands[1].value) & 31) >= width);
        case 'urem':
          return of(0) && of(1);
        default:
          return false;
      }
    default:
      return false;
  }
}

function isInteger(type: Value['type']): boolean {
  return type === 'i32' || type === 'i64' || type === 'ptr';
}

function low(shape: number): number {
  return Number.isNaN(shape) ? varying : shape | 0;
}

function shapeOfBinary(inst: BinaryInst, shapeOf: (v: Value) => number, row: Row): number {
  const [left, right] = inst.operands;
  const a = shapeOf(left);
  const b = shapeOf(right);
  if (a === 0 && b === 0) return 0;
  if (left.type !== 'i32' && left.type !== 'i64') return varying;
  switch (inst.op) {
    case 'add':
      return low(a + b);
    case 'sub':
      return low(a - b);
    case 'mul':
      if (right.kind === 'const' && !Number.isNaN(a)) return Math.imul(a, Number(BigInt.asIntN(32, BigInt(right.value))));
      if (left.kind === 'const' && !Number.isNaN(b)) return Math.imul(b, Number(BigInt.asIntN(32, BigInt(left.value))));
      return varying;
    case 'shl': {
      if (right.kind !== 'const' || Number.isNaN(a)) return varying;
      const count = Number(right.value) & (left.type === 'i64' ? 63 : 31);
      return count > 31 ? varying : a << count;
    }
    default: {
      const shape = shapeInRow(inst, a, b, row.width);
      if (!Number.isNaN(shape)) row.used = true;
      return shape;
    }
  }
}
