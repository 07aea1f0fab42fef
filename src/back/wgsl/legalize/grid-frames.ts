/**
 * Where a kernel that is cut at barriers across the grid (grid-barriers.ts) keeps what lives across them: one array of words in device memory, the frames. In: how much each block and thread keeps. Out: addresses in the frames,
 * copies of objects to and from there.
 *
 * Words, for B blocks of N threads, T = B N:
 *   B               the mark of the dispatch that the block waits for, by block
 *   T               what each thread goes on with: the number of its barrier; 0: it has ended
 *   2 U B           values that a block's threads share, twice: a dispatch reads one half and writes the other, so that no thread reads what another has written already
 *   P T             what threads keep for themselves, word by word: neighbours lie side by side
 *   S B             static shared memory, block by block
 *   D B             dynamic shared memory, block by block
 */
import { append, binary, breakTo, compare, constI32, continueTo, convert, createRegion, field, globalAddress, index, load, special, store, valueTypeOf, yieldValues } from '../../../ir/build.js';
import type { Builder } from '../../../ir/build.js';
import type { Func, Global, IfInst, KernelInfo, LoopInst, MemoryType, RegionParam, ScalarMemoryType, SpecialRegister, Value, ValueType } from '../../../ir/ir.js';
import type { GridRounds } from '../interface.js';
import type { Root } from '../analyses/provenance.js';

type KernelParam = KernelInfo['params'][number];

/** Numbers of a dispatch: which one of the launch it is, from 0; what stands in the frames for a block that waits for the next one; elements of dynamic shared memory. */
export type DispatchNumber = 'round' | 'mark' | 'dynamic-elements';

/** A parameter that holds a number of the dispatch. */
export interface DispatchParam extends KernelParam {
  readonly dispatch: DispatchNumber;
}

export function isDispatchParam(param: KernelParam): param is DispatchParam {
  return 'dispatch' in param;
}

/** Of a kernel that was cut. */
interface CutKernelInfo extends KernelInfo {
  readonly rounds: GridRounds;
}

export function roundsOf(fn: Func): GridRounds | undefined {
  return fn.kernel !== undefined && 'rounds' in fn.kernel ? (fn.kernel as CutKernelInfo).rounds : undefined;
}

export const FRAMES = 'grid__frames';

const WORD: MemoryType = { kind: 'scalar', scalar: 'i32', size: 4, align: 4, unsigned: true };
/** Stands for the runtime's array, of any length. */
const FRAMES_GLOBAL: Global = { kind: 'global', name: FRAMES, type: WORD, space: 'device', linkage: 'internal', init: undefined, align: 16, constant: false, loc: 0 };

export function isFrames(root: Root): boolean {
  return root.kind === 'global' && root.global === FRAMES_GLOBAL;
}

/** Leaves of an element beyond which its words are copied as such. */
const MOST_LEAVES = 32;

export interface Sizes {
  /** U, P and S above. */
  readonly shared: number;
  readonly thread: number;
  readonly block: number;
  /** Words that an element of dynamic shared memory takes; undefined: it is not kept. */
  readonly dynamic: number | undefined;
}

/** Values of the kernel's start that addresses are made of. */
export interface FrameBases {
  readonly block: Value;
  /** In the grid, in the block. */
  readonly thread: Value;
  readonly linear: Value;
  readonly blocks: Value;
  readonly threads: Value;
  readonly blockThreads: Value;
  readonly states: Value;
  /** Of this dispatch's half, and of the next one's. */
  readonly common: readonly [Value, Value];
  readonly own: Value;
  readonly statics: Value;
  readonly dynamics: Value | undefined;
}

export function frameBases(b: Builder, sizes: Sizes, round: Value, dynamicElements: Value | undefined): FrameBases {
  const named = (v: Value, name: string): Value => {
    if (v.kind === 'result') v.name = name;
    return v;
  };
  const of = (name: 'gridDim' | 'blockDim' | 'blockIdx', axis: 'x' | 'y' | 'z'): Value => special(b, `${name}.${axis}` satisfies SpecialRegister);
  const product = (x: Value, y: Value): Value => binary(b, 'mul', x, y);
  const sum = (x: Value, y: Value): Value => binary(b, 'add', x, y);
  const size = (name: 'gridDim' | 'blockDim'): Value => product(product(of(name, 'x'), of(name, 'y')), of(name, 'z'));
  const blocks = named(size('gridDim'), 'blocks');
  const blockThreads = named(size('blockDim'), 'block_threads');
  const threads = named(product(blocks, blockThreads), 'threads');
  const block = named(sum(product(sum(product(of('blockIdx', 'z'), of('gridDim', 'y')), of('blockIdx', 'y')), of('gridDim', 'x')), of('blockIdx', 'x')), 'block_rank');
  const linear = special(b, 'linearThread');
  const half = product(blocks, constI32(sizes.shared));
  const firstHalf = sum(blocks, threads);
  const odd = product(binary(b, 'and', round, constI32(1)), half);
  const own = sum(firstHalf, sum(half, half));
  const statics = sum(own, product(threads, constI32(sizes.thread)));
  const dynamics = sizes.dynamic === undefined || dynamicElements === undefined ? undefined
    : named(sum(sum(statics, product(blocks, constI32(sizes.block))), product(block, product(dynamicElements, constI32(sizes.dynamic)))), 'dynamic_words');
  return {
    block, linear, blocks, threads, blockThreads, states: blocks, dynamics,
    thread: named(sum(product(block, blockThreads), linear), 'thread_rank'),
    common: [named(sum(firstHalf, odd), 'common_words'), named(sum(firstHalf, binary(b, 'sub', half, odd)), 'next_common_words')],
    own: named(own, 'thread_words'),
    statics: named(sum(statics, product(block, constI32(sizes.block))), 'shared_words'),
  };
}

export function wordAt(b: Builder, at: Value): Value {
  return index(b, globalAddress(FRAMES_GLOBAL), WORD, at);
}

/** Word `at` of those that the thread keeps, where a scalar of so many words begins. */
export function ownWord(b: Builder, f: FrameBases, at: Value, words: number): Value {
  return wordAt(b, binary(b, 'add', binary(b, 'add', f.own, binary(b, 'mul', at, f.threads)), binary(b, 'mul', f.thread, constI32(words))));
}

/** The same of what a block's threads share: as it was kept before (0), or is for the next dispatch (1). */
export function commonWord(b: Builder, f: FrameBases, half: 0 | 1, at: number, words: number): Value {
  return wordAt(b, binary(b, 'add', binary(b, 'add', f.common[half], binary(b, 'mul', constI32(at), f.blocks)), binary(b, 'mul', f.block, constI32(words))));
}

export function wordsOf(type: ValueType): number {
  return type === 'i64' || type === 'f64' ? 2 : 1;
}

export function loadValue(b: Builder, type: ValueType, word: Value): Value {
  if (type === 'i1') return compare(b, 'ne', load(b, 'i32', word, false, 4), constI32(0));
  return load(b, type, word, false, 4);
}

export function storeValue(b: Builder, word: Value, value: Value): void {
  const { type } = value;
  if (type === 'i1') store(b, 'i32', word, convert(b, 'zext', value, 'i32'), 4);
  else store(b, type, word, value, 4);
}

// ---- objects

/** A scalar of an element: how to get to it, and what it is in memory. */
interface Leaf {
  readonly memory: ScalarMemoryType;
  readonly align: number;
  /** First word of it among the element's in the frames. */
  readonly word: number;
  readonly step: (b: Builder, element: Value) => Value;
}

/** An object as a number of equal elements. */
export interface Elements {
  readonly count: number;
  /** Words of one in the frames. */
  readonly words: number;
  readonly leaves: readonly Leaf[];
  readonly at: (b: Builder, object: Value, i: Value) => Value;
}

export function elementsOf(type: MemoryType): Elements {
  const shape: { readonly element: MemoryType; readonly count: number }[] = [];
  let element = type;
  while (element.kind === 'array') {
    shape.push({ element: element.element, count: element.count });
    element = element.element;
  }
  const leaves = leavesOf(element);
  if (leaves === undefined) return { count: Math.ceil(type.size / 4), words: 1, leaves: leavesOf(WORD)!, at: (b, object, i) => index(b, object, WORD, i) };
  return {
    count: shape.reduce((product, { count }) => product * count, 1), words: leaves.reduce((sum, leaf) => sum + memoryWords(leaf.memory), 0), leaves,
    at(b, object, i) {
      let left = i;
      const steps: Value[] = [];
      for (let k = shape.length - 1; k >= 0; k--) {
        steps.unshift(k === 0 ? left : binary(b, 'urem', left, constI32(shape[k]!.count)));
        if (k > 0) left = binary(b, 'udiv', left, constI32(shape[k]!.count));
      }
      return steps.reduce((pointer, step, k) => index(b, pointer, shape[k]!.element, step), object);
    },
  };
}

function memoryWords(memory: ScalarMemoryType): number {
  return memory === 'i64' || memory === 'f64' ? 2 : 1;
}

/** undefined: its words are copied as such. */
function leavesOf(type: MemoryType): readonly Leaf[] | undefined {
  const found: Leaf[] = [];
  let words = 0;
  const walk = (t: MemoryType, step: Leaf['step']): boolean => {
    switch (t.kind) {
      case 'scalar':
        if (t.scalar === 'ptr') return false;
        found.push({ memory: t.scalar, align: Math.min(t.align, 8), word: words, step });
        words += memoryWords(t.scalar);
        return found.length <= MOST_LEAVES;
      case 'struct':
        return t.fields.every((f, i) => walk(f.type, (b, element) => field(b, step(b, element), t, i)));
      case 'array':
        return t.count <= MOST_LEAVES && Array.from({ length: t.count }, (_, i) => i).every((i) => walk(t.element, (b, element) => index(b, step(b, element), t.element, constI32(i))));
      case 'bytes':
        return false;
      default:
        return t satisfies never;
    }
  };
  return walk(type, (_, element) => element) ? found : undefined;
}

/** Copies an element's scalars from or to the frames; `wordFor`: where one of them begins there. */
export function copyElement(b: Builder, elements: Elements, element: Value, toFrames: boolean, wordFor: (b: Builder, word: number, words: number) => Value): void {
  for (const { memory, align, word, step } of elements.leaves) {
    const place = step(b, element);
    const kept = wordFor(b, word, memoryWords(memory));
    if (toFrames) storeValue(b, kept, load(b, memory, place, false, align));
    else store(b, memory, place, loadValue(b, valueTypeOf(memory), kept), align);
  }
}

/** for (i = first; i < count; i += step), with its test at the head, as shaders like it. */
export function stridedLoop(b: Builder, first: Value, count: Value, step: Value, body: (b: Builder, i: Value) => void): void {
  const region = createRegion([{ type: 'i32', name: 'i' }]);
  const loop = append<LoopInst>(b, { kind: 'loop', body: region, unroll: 1, operands: [first] }, []);
  const inner: Builder = { region, loc: b.loc };
  const i = region.params[0] as RegionParam;
  const test = append<IfInst>(inner, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [compare(inner, 'ult', i, count)] }, []);
  yieldValues({ region: test.then, loc: b.loc });
  breakTo({ region: test.otherwise, loc: b.loc }, loop);
  body(inner, i);
  continueTo(inner, loop, [binary(inner, 'add', i, step)]);
}
