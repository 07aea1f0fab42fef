/**
 * Variables in constant memory as uniforms: GPUs read those as operands, without a load. Uniform arrays go in steps of 16 bytes, so that such a variable is an array of vectors, its words are their components.
 * In: a kernel, where its pointers come from, and a variable. Out: the vector to declare it with, or undefined where more is done with it than reading scalars. What each thread reads elsewhere is no operand,
 * and memory serves the threads of a warp at once where a uniform serves one after the other: such variables stay in memory.
 */
import type { Global, Region, StructType, Value } from '../../../ir/ir.js';
import { forEachInst } from '../../../ir/walk.js';
import type { Analyses } from './index.js';
import type { Provenance } from './provenance.js';
import { rootKey } from './provenance.js';

/** What every device binds as one uniform, bytes, and how many such variables a kernel may have beside its parameters (WebGPU's least limits). */
const LARGEST = 65536;
const MOST_BANKS = 8;

function vectorOf(scalar: 'f32' | 'i32'): StructType {
  const type = { kind: 'scalar', scalar, size: 4, align: 4, unsigned: scalar === 'i32' } as const;
  return { kind: 'struct', name: scalar === 'f32' ? 'float4' : 'uint4', size: 16, align: 16, fields: ['x', 'y', 'z', 'w'].map((name, i) => ({ name, type, offset: 4 * i })) };
}

/** Is it known that the value may be each thread's own? Looked for are its position and what it loads by it, in expressions and what loops hand on. */
function ownValues({ loopOfParam, continues }: Pick<Analyses, 'loopOfParam' | 'continues'>): (v: Value) => boolean {
  const known = new Map<Value, boolean>();
  const find = (v: Value): boolean => {
    if (v.kind === 'param') {
      const loop = loopOfParam.get(v);
      const at = loop?.body.params.indexOf(v) ?? 0;
      return loop !== undefined && [loop, ...(continues.get(loop) ?? [])].some(({ operands }) => isOwn(operands[at]!));
    }
    if (v.kind !== 'result') return false;
    const { inst } = v;
    switch (inst.kind) {
      case 'special':
        return inst.register.startsWith('threadIdx') || inst.register === 'linearThread' || inst.register === 'laneid';
      case 'atomic':
      case 'warp':
        return true;
      case 'load':
      case 'binary':
      case 'unary':
      case 'convert':
      case 'select':
      case 'index':
      case 'field':
        return inst.operands.some(isOwn);
      default:
        return false;
    }
  };
  const isOwn = (v: Value): boolean => {
    const found = known.get(v);
    if (found !== undefined) return found;
    // What comes round again says nothing new.
    known.set(v, false);
    const own = find(v);
    known.set(v, own);
    return own;
  };
  return isOwn;
}

function constantBank(body: Region, provenance: Provenance, global: Global, isOwn: (v: Value) => boolean): StructType | undefined {
  if (global.space !== 'constant' || global.type.size > LARGEST) return undefined;
  let fits = true;
  let others = 0;
  let shared = 0;
  const isIn = (v: Value): boolean => {
    if (v.type !== 'ptr' || v.kind === 'const' || v.kind === 'undef' || v.kind === 'function-address') return false;
    const root = provenance.rootOf(v);
    return root.kind === 'global' && root.global === global;
  };
  forEachInst(body, (inst) => {
    switch (inst.kind) {
      case 'load':
        if (!isIn(inst.operands[0]!)) return;
        if (inst.volatile || inst.memory === 'ptr') fits = false;
        else if (inst.memory !== 'f32') others++;
        if (!isOwn(inst.operands[0]!)) shared++;
        return;
      case 'store':
      case 'atomic':
      case 'fill':
        if (isIn(inst.operands[0]!)) fits = false;
        return;
      case 'copy':
      case 'call':
      case 'call-indirect':
        if (inst.operands.some(isIn)) fits = false;
        return;
      default:
        return;
    }
  });
  return fits && shared > 0 ? vectorOf(others === 0 ? 'f32' : 'i32') : undefined;
}

/** The variables that a kernel reads so, the first of them. */
export function constantBanks({ fn, provenance, loopOfParam, continues }: Analyses): ReadonlyMap<unknown, StructType> {
  const body = fn.body!;
  const isOwn = ownValues({ loopOfParam, continues });
  const banks = new Map<unknown, StructType>();
  const seen = new Set<Global>();
  forEachInst(body, (inst) => {
    if (inst.kind !== 'load' || banks.size === MOST_BANKS) return;
    const root = provenance.rootOf(inst.operands[0]!);
    if (root.kind !== 'global' || seen.has(root.global)) return;
    seen.add(root.global);
    const vector = constantBank(body, provenance, root.global, isOwn);
    if (vector !== undefined) banks.set(rootKey(root), vector);
  });
  return banks;
}
