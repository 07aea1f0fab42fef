/**
 * Warp operations under block-uniform control flow, as loops: every thread has stored its operand, now each computes its result from those of its warp.
 * Semantics as in sysroot/lib/cuda/fibers.cpp: lanes that have exited, lie beyond the block or are not in the mask take no part; a shuffle from such a lane gives the own value.
 */
import { append, binary, breakTo, compare, constI32, continueTo, createRegion, select, unreachable, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { BinaryOp, IfInst, LoopInst, Value, WarpInst } from '../../ir/ir.js';

export interface WarpThread {
  /** Linear index in the block. */
  readonly linear: Value;
  readonly threadCount: Value;
  /** The thread's own operands, in the instruction's order. */
  readonly operands: readonly Value[];
  /** The value operand of another thread. */
  valueOf(b: Builder, thread: Value): Value;
  /** Loops test at their head, as shaders like it. */
  readonly testsAtHead?: boolean;
  /** Has the thread not exited? undefined: no thread exits. */
  alive: ((b: Builder, thread: Value) => Value) | undefined;
}

/** The result of a warp operation in one thread; undefined for `sync`. */
export function warpResult(b: Builder, inst: WarpInst, t: WarpThread): Value | undefined {
  const lane = binary(b, 'and', t.linear, constI32(31));
  const first = binary(b, 'sub', t.linear, lane);
  switch (inst.op) {
    case 'sync':
      return undefined;
    case 'shfl':
    case 'shfl-up':
    case 'shfl-down':
    case 'shfl-xor':
      return shuffle(b, inst.op, t, lane, first);
    case 'ballot':
      return fold(b, t, first, constI32(0), (at, j, u, acc) => binary(at, 'or', acc, bitIf(at, isSet(at, t.valueOf(at, u)), j)));
    case 'any':
      return fold(b, t, first, constI32(0), (at, _j, u, acc) => binary(at, 'or', acc, select(at, isSet(at, t.valueOf(at, u)), constI32(1), constI32(0))));
    case 'all':
      return fold(b, t, first, constI32(1), (at, _j, u, acc) => binary(at, 'and', acc, select(at, isSet(at, t.valueOf(at, u)), constI32(1), constI32(0))));
    case 'activemask':
      return fold(b, t, first, constI32(0), (at, j, _u, acc) => binary(at, 'or', acc, binary(at, 'shl', constI32(1), j)));
    case 'match-any':
      return fold(b, t, first, constI32(0), (at, j, u, acc) => binary(at, 'or', acc, bitIf(at, compare(at, 'eq', t.valueOf(at, u), t.operands[1]), j)));
    case 'match-all': {
      const lanes = fold(b, t, first, constI32(0), (at, j, _u, acc) => binary(at, 'or', acc, binary(at, 'shl', constI32(1), j)));
      const equal = fold(b, t, first, constI32(1), (at, _j, u, acc) => binary(at, 'and', acc, select(at, compare(at, 'eq', t.valueOf(at, u), t.operands[1]), constI32(1), constI32(0))));
      return select(b, isSet(b, equal), lanes, constI32(0));
    }
    case 'reduce-add':
      return reduce(b, t, first, 'add', 0);
    case 'reduce-smin':
      return reduce(b, t, first, 'smin', 0x7fffffff);
    case 'reduce-smax':
      return reduce(b, t, first, 'smax', -0x80000000);
    case 'reduce-umin':
      return reduce(b, t, first, 'umin', -1);
    case 'reduce-umax':
      return reduce(b, t, first, 'umax', 0);
    case 'reduce-and':
      return reduce(b, t, first, 'and', -1);
    case 'reduce-or':
      return reduce(b, t, first, 'or', 0);
    case 'reduce-xor':
      return reduce(b, t, first, 'xor', 0);
    default:
      return inst.op satisfies never;
  }
}

function isSet(b: Builder, value: Value): Value {
  return compare(b, 'ne', value, constI32(0));
}

function bitIf(b: Builder, condition: Value, lane: Value): Value {
  return select(b, condition, binary(b, 'shl', constI32(1), lane), constI32(0));
}

function reduce(b: Builder, t: WarpThread, first: Value, op: BinaryOp, identity: number): Value {
  return fold(b, t, first, constI32(identity), (at, _j, u, acc) => binary(at, op, acc, t.valueOf(at, u)));
}

function and(b: Builder, x: Value, y: Value): Value {
  return binary(b, 'and', x, y);
}

/** Does the lane take part in the operation, as far as can be said without touching its memory? */
function named(b: Builder, t: WarpThread, lane: Value, thread: Value): Value {
  const exists = compare(b, 'ult', thread, t.threadCount);
  const mask = t.operands[0];
  if (mask === undefined || (mask.kind === 'const' && mask.value === -1)) return exists;
  return and(b, exists, isSet(b, binary(b, 'and', binary(b, 'lshr', mask, lane), constI32(1))));
}

/** `if (condition) value() else otherwise`, as a value. */
function choose(b: Builder, condition: Value, value: (b: Builder) => Value, otherwise: Value): Value {
  const inst = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [condition] }, ['i32']);
  const then: Builder = { region: inst.then, loc: b.loc };
  yieldValues(then, [value(then)]);
  yieldValues({ region: inst.otherwise, loc: b.loc }, [otherwise]);
  return inst.results[0];
}

function shuffle(b: Builder, op: 'shfl' | 'shfl-up' | 'shfl-down' | 'shfl-xor', t: WarpThread, lane: Value, warp: Value): Value {
  const [, own, argument, given] = t.operands;
  // Widths outside of 1 … 32 count as 32.
  const width = given.kind === 'const' ? constI32(Number(given.value) > 0 && Number(given.value) <= 32 ? Number(given.value) : 32) : select(b, compare(b, 'ult', binary(b, 'sub', given, constI32(1)), constI32(32)), given, constI32(32));
  const start = binary(b, 'and', lane, binary(b, 'sub', constI32(0), width));
  const last = binary(b, 'sub', binary(b, 'add', start, width), constI32(1));
  const small = (): Value => compare(b, 'ule', argument, constI32(31));
  let source: Value;
  let inside: Value;
  switch (op) {
    case 'shfl':
      source = binary(b, 'add', start, binary(b, 'and', argument, binary(b, 'sub', width, constI32(1))));
      inside = compare(b, 'ule', source, last);
      break;
    case 'shfl-up':
      source = binary(b, 'sub', lane, argument);
      inside = and(b, compare(b, 'sge', source, start), small());
      break;
    case 'shfl-down':
      source = binary(b, 'add', lane, argument);
      inside = and(b, compare(b, 'sle', source, last), small());
      break;
    case 'shfl-xor':
      source = binary(b, 'xor', lane, binary(b, 'and', argument, constI32(31)));
      inside = compare(b, 'sle', source, last);
      break;
    default:
      return op satisfies never;
  }
  const thread = binary(b, 'add', warp, source);
  return choose(
    b,
    and(b, inside, named(b, t, source, thread)),
    (at) => (t.alive === undefined ? t.valueOf(at, thread) : choose(at, t.alive(at, thread), (x) => t.valueOf(x, thread), own)),
    own,
  );
}

/** Goes over the lanes that take part, from 0 to 31. */
function fold(b: Builder, t: WarpThread, first: Value, initial: Value, step: (b: Builder, lane: Value, thread: Value, acc: Value) => Value): Value {
  const region = createRegion([{ type: 'i32', name: 'lane' }, { type: 'i32', name: 'acc' }]);
  const loop = append<LoopInst>(b, { kind: 'loop', body: region, unroll: t.testsAtHead === true ? 1 : undefined, operands: [constI32(0), initial] }, ['i32']);
  const inner: Builder = { region, loc: b.loc };
  const [lane, acc] = region.params;
  const follow = (at: Builder, condition: Value, go: (b: Builder) => void, end: (b: Builder) => void): void => {
    const more = append<IfInst>(at, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [condition] }, []);
    go({ region: more.then, loc: b.loc });
    end({ region: more.otherwise, loc: b.loc });
  };
  if (t.testsAtHead === true) follow(inner, compare(inner, 'ult', lane, constI32(32)), yieldValues, (end) => breakTo(end, loop, [acc]));
  const thread = binary(inner, 'add', first, lane);
  const alive = t.alive;
  const next = choose(
    inner,
    named(inner, t, lane, thread),
    (at) => (alive === undefined ? step(at, lane, thread, acc) : choose(at, alive(at, thread), (x) => step(x, lane, thread, acc), acc)),
    acc,
  );
  const following = binary(inner, 'add', lane, constI32(1));
  if (t.testsAtHead === true) {
    continueTo(inner, loop, [following, next]);
    return loop.results[0];
  }
  follow(inner, compare(inner, 'ult', following, constI32(32)), (go) => continueTo(go, loop, [following, next]), (end) => breakTo(end, loop, [next]));
  unreachable(inner);
  return loop.results[0];
}
