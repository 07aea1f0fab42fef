/**
 * Kernel → kernel of which each thread runs several of the original's, for devices whose subgroups are no warps, or that cannot run blocks so large. In: a kernel with everything inlined, in which no pointer
 * is handed from one place to another. Out: a kernel whose `linearThread` numbers the invocations of a block; its other special registers are the original's, and it has no threadIdx and no warp operations.
 *
 *   warps: an invocation runs the 32 threads of a warp, so that warp operations are loops over what its threads keep. Barriers stay between invocations.
 *   strided: an invocation runs threads that are as far apart as there are invocations, so that neighbours in memory stay neighbours. The kernel has no warp operations.
 *
 * The parts are those of fission.ts. What threads keep across them are arrays in the invocation's own memory.
 */
import { append, barrier, binary, breakTo, compare, constI32, continueTo, createRegion, FALSE, returnValue, special, undef, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { Func, IfInst, Inst, LoopInst, SpecialRegister, Value } from '../../ir/ir.js';
import { labelled } from './block-function.js';
import type { BlockValues, KernelSetting, ThreadValues } from './block-function.js';
import { createFission, emitFission, outsideCopier } from './fission.js';
import type { ThreadHost } from './fission-state.js';
import { joinWays } from './join-ways.js';
import { containsBarrier, containsWarpOperation, fuseExchanges, splitAtBarriers } from './regions.js';
import { createThreadMemory, declareThreadMemory, storeSlot } from './thread-memory.js';
import { analyzeUniformity } from './uniformity.js';

export type SpreadOrder = 'warps' | 'strided';

export interface Spread {
  readonly order: SpreadOrder;
  /** Threads of the original that one runs: 32 of a warp. */
  readonly threads: number;
}

/** The kernel, or the instruction whose threads part in a way that loops over them cannot follow. */
export function spreadThreads(kernel: Func, { order, threads }: Spread): Func | { readonly divergent: Inst } {
  const body = kernel.body!;
  joinWays(body);
  const uniformity = analyzeUniformity(body, order === 'warps' ? 'warp' : 'block');
  const parts = splitAtBarriers(body, uniformity, true);
  if ('divergent' in parts) return parts;
  const waits = containsBarrier(body) || containsWarpOperation(body);
  const memory = createThreadMemory(true);
  const f = createFission(kernel, { ...parts, parts: fuseExchanges(parts.parts, uniformity.varying), exits: waits && parts.exits }, uniformity, setting, memory);

  const region = createRegion(body.params.map(({ type, name }) => (name === undefined ? { type } : { type, name })));
  const b: Builder = { region, loc: kernel.loc };
  declareThreadMemory(b, memory, threads);
  const registers = new Map<SpecialRegister, Value>();
  const register = (name: SpecialRegister): Value => {
    const known = registers.get(name);
    if (known !== undefined) return known;
    const made = special(b, name);
    registers.set(name, made);
    return made;
  };
  const three = (name: 'blockDim' | 'gridDim' | 'blockIdx'): Value[] => (['x', 'y', 'z'] as const).map((axis) => register(`${name}.${axis}`));
  const blockDim = three('blockDim');
  const threadCount = binary(b, 'mul', binary(b, 'mul', blockDim[0], blockDim[1]), blockDim[2]);
  const block: BlockValues = {
    launch: undef('ptr'), shared: undef('ptr'), params: new Map(body.params.map((param, i) => [param, region.params[i]])), gridDim: three('gridDim'), blockDim, blockIdx: three('blockIdx'), threadCount,
  };
  const host = createHost(b, order, threads, block, register('linearThread'));
  const nobody = constI32(0);
  labelled(b, (inner, end) => {
    const { exited } = f;
    if (exited !== undefined) host.each(inner, (t, thread) => storeSlot(t, exited, thread.place, FALSE));
    emitFission(f, { block, copier: outsideCopier(host, { x: nobody, y: nobody, z: nobody, linear: nobody, place: nobody }), end, host }, inner);
  });
  returnValue(b);
  return { ...kernel, body: region };
}

/** Nothing of the CPU's is there. */
const setting: KernelSetting = {
  sharedOffset: () => {
    throw new Error('shared variables keep their names');
  },
  staticShared: 0,
  calleeSpecials: new Set(),
  current: { block: undefined, thread: undefined },
  library: () => undefined,
};

function createHost(start: Builder, order: SpreadOrder, threads: number, block: BlockValues, invocation: Value): ThreadHost {
  const { threadCount, blockDim } = block;
  const isWarp = order === 'warps';
  // As many invocations as the shader's entry point says.
  const invocations = isWarp ? undefined : binary(start, 'udiv', binary(start, 'add', threadCount, constI32(threads - 1)), constI32(threads));
  const first = isWarp ? binary(start, 'mul', invocation, constI32(threads)) : invocation;
  const left = binary(start, 'sub', threadCount, first);
  const rounds = invocations === undefined ? binary(start, 'umin', left, constI32(threads)) : binary(start, 'udiv', binary(start, 'add', left, binary(start, 'sub', invocations, constI32(1))), invocations);
  return {
    each(b, body) {
      loopOver(b, rounds, (inner, place) => {
        const linear = binary(inner, 'add', first, invocations === undefined ? place : binary(inner, 'mul', place, invocations));
        const row = binary(inner, 'udiv', linear, blockDim[0]);
        body(inner, { x: binary(inner, 'urem', linear, blockDim[0]), y: binary(inner, 'urem', row, blockDim[1]), z: binary(inner, 'udiv', row, blockDim[1]), linear, place });
      });
    },
    copier: (thread, leave) => ({
      values: new Map<Value, Value>(block.params),
      targets: new Map(),
      constant: (_, value) => value,
      special: (b, inst) => specialOf(b, inst.register, block, thread),
      leave,
    }),
    place: (b, linear) => (invocations === undefined ? binary(b, 'and', linear, constI32(threads - 1)) : binary(b, 'udiv', linear, invocations)),
    firstThread: () => first,
    barrier(b, inst, votes) {
      if (inst.barrier !== 'block-count' || votes === undefined) return barrier(b, inst.barrier, votes);
      // Invocations have counted their own: bit by bit.
      let sum: Value = constI32(0);
      for (let bit = 0; 2 ** bit <= threads; bit++) {
        const counted = barrier(b, 'block-count', binary(b, 'and', binary(b, 'lshr', votes, constI32(bit)), constI32(1)))!;
        sum = binary(b, 'add', sum, binary(b, 'shl', counted, constI32(bit)));
      }
      return sum;
    },
  };
}

function specialOf(b: Builder, register: SpecialRegister, block: BlockValues, thread: ThreadValues): Value {
  switch (register) {
    case 'threadIdx.x':
      return thread.x;
    case 'threadIdx.y':
      return thread.y;
    case 'threadIdx.z':
      return thread.z;
    case 'linearThread':
      return thread.linear;
    case 'laneid':
      return binary(b, 'and', thread.linear, constI32(31));
    case 'blockIdx.x':
    case 'gridDim.x':
    case 'blockDim.x':
      return block[register.slice(0, -2) as 'blockIdx'][0];
    case 'blockIdx.y':
    case 'gridDim.y':
    case 'blockDim.y':
      return block[register.slice(0, -2) as 'blockIdx'][1];
    case 'blockIdx.z':
    case 'gridDim.z':
    case 'blockDim.z':
      return block[register.slice(0, -2) as 'blockIdx'][2];
    case 'dynamicShared':
      return special(b, register);
    default:
      return register satisfies never;
  }
}

/** A loop with its test at the head, as shaders like it; at least one round is run. */
function loopOver(b: Builder, rounds: Value, body: (b: Builder, i: Value) => void): void {
  const region = createRegion([{ type: 'i32', name: 'k' }]);
  const loop = append<LoopInst>(b, { kind: 'loop', body: region, unroll: 1, operands: [constI32(0)] }, []);
  const inner: Builder = { region, loc: b.loc };
  const [i] = region.params;
  const test = append<IfInst>(inner, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [compare(inner, 'ult', i, rounds)] }, []);
  yieldValues({ region: test.then, loc: b.loc });
  breakTo({ region: test.otherwise, loc: b.loc }, loop);
  body(inner, i);
  continueTo(inner, loop, [binary(inner, 'add', i, constI32(1))]);
}
