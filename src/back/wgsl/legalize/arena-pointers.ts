/**
 * Pointers that no root is known of become 32-bit addresses, the arena form of a kernel. In: an optimised kernel. Out: the same kernel, in which
 * - pointers that are kept (by loops, in memory, as results of branches) are integers, and an access through one begins with `inttoptr`;
 * - pointer parameters are integers too, and so are variables of the program, as parameters of their own that are not in the packed buffer;
 * - pointers in memory are integers of 64 bits, of which loads take the low half; in local arrays of pointers, which nobody else sees, they take 32 (own-pointers.ts);
 * - objects of the kernel's own whose address goes anywhere lie together in windows, an object each for local and for shared memory, that have addresses (memory/addresses.ts).
 */
import { constI32, makeInst, undef } from '../../../ir/build.js';
import type { AllocaInst, ConvertInst, ConvertOp, Func, Global, IndexInst, Inst, InstResult, LoadInst, MemoryType, Region, RegionParam, SelectInst, StoreInst, Value } from '../../../ir/ir.js';
import { forEachInst, forEachRegion, isStructured } from '../../../ir/walk.js';
import type { ArenaKernelInfo, KernelParam, PointerParam, VariableParam } from '../kernel-params.js';
import { LOCAL_WINDOW, SHARED_WINDOW } from './windows.js';
import type { ArenaObjects } from './arena-objects.js';
import { findArenaObjects } from './arena-objects.js';
import { shrinkPointerArrays } from './own-pointers.js';
import { chainOf } from './pointer-flow.js';
import { makeParam, makeResult } from '../../../ir/shapes.js';

const BYTE: MemoryType = { kind: 'scalar', scalar: 'i8', size: 1, align: 1, unsigned: true };
const ADDRESS_TYPE: MemoryType = { kind: 'scalar', scalar: 'i32', size: 4, align: 4, unsigned: true };

interface Arena {
  readonly objects: ArenaObjects;
  /** Address values of roots. */
  readonly addresses: Map<Value, Value>;
  /** The joins that are addresses now. */
  readonly joins: Set<Value>;
  /** Objects in windows → their place there. */
  readonly places: Map<unknown, Value>;
  /** Local arrays in which pointers take 32 bits. */
  readonly arrays: ReadonlySet<Value>;
  readonly variableOf: (global: Global) => Value;
}

export function arenaPointers(fn: Func): Func {
  const body = fn.body!;
  const objects = findArenaObjects(fn);
  const params: RegionParam[] = [];
  const infos: KernelParam[] = [];
  const addresses = new Map<Value, Value>();
  body.params.forEach((param, i) => {
    const info = fn.kernel!.params[i]!;
    if (param.type !== 'ptr' || info.type.kind !== 'scalar') {
      params.push(param);
      infos.push(info);
      return;
    }
    const made = makeParam('i32', info.name);
    addresses.set(param, made);
    params.push(made);
    const pointer: PointerParam = { ...info, type: ADDRESS_TYPE, pointer: true };
    infos.push(pointer);
  });
  const variables = new Map<Global, RegionParam>();
  const arena: Arena = {
    objects, addresses, joins: new Set(), places: new Map(), arrays: shrinkPointerArrays(body, ADDRESS_TYPE, objects.locals),
    variableOf(global) {
      let made = variables.get(global);
      if (made === undefined) {
        const name = `${global.name.replace(/^_ZL?\d*/, '')}_address`;
        made = makeParam('i32', name);
        variables.set(global, made);
        params.push(made);
        const info: VariableParam = { name, offset: 0, type: ADDRESS_TYPE, restrict: false, pointee: undefined, constPointee: false, variable: global.name };
        infos.push(info);
      }
      return made;
    },
  };
  const head = makeWindows(arena, fn);
  makeJoins(arena, body);
  rewrite(arena, body, undefined);
  body.insts.unshift(...head);
  const kernel: ArenaKernelInfo = { ...fn.kernel!, params: infos, arena: true };
  return {
    ...fn,
    kernel,
    params: params.map((p, i) => ({ type: p.type, name: infos[i]!.name })),
    body: { params, insts: body.insts },
  };
}

/** The objects whose addresses are needed, in one object a memory. */
function makeWindows(arena: Arena, fn: Func): Inst[] {
  const head: Inst[] = [];
  const place = (window: Value, offset: number): Value => {
    const step = makeInst<IndexInst>({ kind: 'index', element: BYTE, operands: [window, constI32(offset)] }, ['ptr'], fn.loc);
    head.push(step);
    return step.results[0]!;
  };
  const layOut = (sizes: readonly MemoryType[]): { readonly type: MemoryType; readonly offsets: readonly number[] } => {
    let size = 0;
    const offsets = sizes.map((type) => {
      const at = Math.ceil(size / 16) * 16;
      size = at + type.size;
      return at;
    });
    return { type: { kind: 'bytes', size: Math.ceil(size / 16) * 16, align: 16 }, offsets };
  };
  const { locals, shared } = arena.objects;
  if (locals.length > 0) {
    const { type, offsets } = layOut(locals.map((inst) => inst.type));
    const window = makeInst<AllocaInst>({ kind: 'alloca', type, name: LOCAL_WINDOW, operands: [] }, ['ptr'], fn.loc);
    head.push(window);
    locals.forEach((inst, i) => arena.places.set(inst.results[0]!, place(window.results[0]!, offsets[i]!)));
  }
  if (shared.length > 0) {
    const { type, offsets } = layOut(shared.map((global) => global.type));
    const window: Global = { kind: 'global', name: SHARED_WINDOW, type, space: 'shared', linkage: 'internal', init: undefined, align: 16, constant: false, loc: fn.loc };
    shared.forEach((global, i) => arena.places.set(global, place({ kind: 'global-address', type: 'ptr', global: window }, offsets[i]!)));
  }
  return head;
}

/** Loop parameters and results of structured instructions that are addresses become integers. */
function makeJoins(arena: Arena, body: Region): void {
  forEachInst(body, (inst) => {
    if (inst.kind === 'loop') {
      inst.body.params.forEach((p, i) => {
        if (p.type !== 'ptr' || !arena.objects.isAddress(p)) return;
        const made = makeParam('i32', p.name);
        inst.body.params[i] = made;
        arena.addresses.set(p, made);
        arena.joins.add(made);
      });
    }
    if (!isStructured(inst)) return;
    inst.results.forEach((r, i) => {
      if (r.type !== 'ptr' || !arena.objects.isAddress(r)) return;
      const made = makeResult(inst, i, 'i32', r.name);
      inst.results[i] = made;
      arena.addresses.set(r, made);
      arena.joins.add(made);
    });
  });
}

/** The integer that a root is; undefined: it is no address. */
function addressOf(arena: Arena, root: Value): Value | undefined {
  const known = arena.addresses.get(root);
  if (known !== undefined) return known;
  if (root.type !== 'ptr') return undefined;
  if (root.kind === 'const') return constI32(Number(root.value) | 0);
  return root.kind === 'global-address' && arena.objects.isAddress(root) ? arena.variableOf(root.global) : undefined;
}

function convert(out: Inst[], op: ConvertOp, v: Value, to: 'i32' | 'i64' | 'ptr', loc: number): Value {
  const inst = makeInst<ConvertInst>({ kind: 'convert', op, operands: [v] }, [to], loc);
  out.push(inst);
  return inst.results[0]!;
}

/** A pointer as an integer. */
function asInteger(arena: Arena, out: Inst[], v: Value, loc: number): Value {
  if (v.kind === 'undef') return undef('i32');
  const known = addressOf(arena, v);
  if (known !== undefined) return known;
  return convert(out, 'ptrtoint', asPointer(arena, out, v, loc), 'i32', loc);
}

/** A pointer for an access, or to step on from. */
function asPointer(arena: Arena, out: Inst[], v: Value, loc: number): Value {
  if (v.kind === 'undef') return convert(out, 'inttoptr', constI32(0), 'ptr', loc);
  const known = addressOf(arena, v);
  if (known !== undefined) return convert(out, 'inttoptr', known, 'ptr', loc);
  return arena.places.get(v.kind === 'global-address' ? v.global : v) ?? v;
}

function receiversOf(inst: Inst, owner: Inst | undefined): readonly Value[] {
  switch (inst.kind) {
    case 'loop':
      return inst.body.params;
    case 'continue':
      return inst.target.body.params;
    case 'break':
      return inst.target.results;
    case 'yield':
      return owner?.results ?? [];
    default:
      return [];
  }
}

function rewrite(arena: Arena, region: Region, owner: Inst | undefined): void {
  const out: Inst[] = [];
  for (const inst of region.insts) {
    const { loc } = inst;
    const pointerAt = (i: number): void => {
      inst.operands[i] = asPointer(arena, out, inst.operands[i]!, loc);
    };
    switch (inst.kind) {
      case 'alloca':
        if (!arena.places.has(inst.results[0]!)) out.push(inst);
        break;
      case 'loop':
      case 'continue':
      case 'break':
      case 'yield': {
        const receivers = receiversOf(inst, owner);
        inst.operands.forEach((v, i) => {
          const receiver = receivers[i];
          if (receiver !== undefined && arena.joins.has(receiver)) inst.operands[i] = asInteger(arena, out, v, loc);
          else if (v.type === 'ptr') inst.operands[i] = arena.places.get(v.kind === 'global-address' ? v.global : v) ?? v;
        });
        out.push(inst);
        forEachRegion(inst, (inner) => rewrite(arena, inner, inst));
        break;
      }
      case 'select': {
        const result = inst.results[0]!;
        if (!arena.objects.isAddress(result)) {
          inst.operands.forEach((v, i) => {
            if (v.type === 'ptr' && !(v.kind === 'global-address' && v.global.constant)) pointerAt(i);
          });
          out.push(inst);
          break;
        }
        const [a, b] = [asInteger(arena, out, inst.operands[1]!, loc), asInteger(arena, out, inst.operands[2]!, loc)];
        const made = makeInst<SelectInst>({ kind: 'select', operands: [inst.operands[0]!, a, b] }, ['i32'], loc);
        out.push(made);
        replace(arena, result, made);
        break;
      }
      case 'load': {
        pointerAt(0);
        if (inst.memory !== 'ptr') {
          out.push(inst);
          break;
        }
        const made = makeInst<LoadInst>({ kind: 'load', memory: 'i32', signed: false, volatile: inst.volatile, align: inst.align, operands: inst.operands }, ['i32'], loc);
        out.push(made);
        replace(arena, inst.results[0]!, made);
        break;
      }
      case 'store': {
        pointerAt(0);
        if (inst.memory !== 'ptr') {
          out.push(inst);
          break;
        }
        const address = asInteger(arena, out, inst.operands[1]!, loc);
        if (arena.arrays.has(chainOf(inst.operands[0]!).root)) {
          out.push(makeInst<StoreInst>({ kind: 'store', memory: 'i32', volatile: inst.volatile, align: inst.align, operands: [inst.operands[0]!, address] }, [], loc));
          break;
        }
        const whole = convert(out, 'zext', address, 'i64', loc);
        out.push(makeInst<StoreInst>({ kind: 'store', memory: 'i64', volatile: inst.volatile, align: inst.align, operands: [inst.operands[0]!, whole] }, [], loc));
        break;
      }
      case 'convert': {
        if (inst.op === 'inttoptr') {
          const from = inst.operands[0]!;
          arena.addresses.set(inst.results[0]!, from.type === 'i32' ? from : convert(out, 'trunc', from, 'i32', loc));
          break;
        }
        if (inst.op === 'ptrtoint') pointerAt(0);
        out.push(inst);
        break;
      }
      case 'compare':
        if (inst.operands[0]!.type === 'ptr' && inst.operands.some((v) => v.kind !== 'const' && arena.objects.isAddress(chainOf(v).root))) inst.operands = inst.operands.map((v) => asInteger(arena, out, v, loc));
        else inst.operands.forEach((v, i) => v.type === 'ptr' && v.kind !== 'const' && pointerAt(i));
        out.push(inst);
        break;
      default:
        inst.operands.forEach((v, i) => {
          if (v.type === 'ptr' && !(inst.kind === 'call' && v.kind === 'global-address' && v.global.constant)) pointerAt(i);
        });
        out.push(inst);
        forEachRegion(inst, (inner) => rewrite(arena, inner, inst));
    }
  }
  region.insts = out;
}

function replace(arena: Arena, result: InstResult, made: Inst): void {
  const { name } = result;
  if (name !== undefined) made.results[0]!.name = name;
  arena.addresses.set(result, made.results[0]!);
}
