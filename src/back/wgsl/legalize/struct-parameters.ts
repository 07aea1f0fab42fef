/**
 * Struct parameters become the scalars that the kernel reads of them. In: an optimised kernel. Out: the same kernel with a parameter of its own for each scalar that is loaded from a constant place in a struct
 * parameter; pointers among them are then bound like any other. What is indexed by variables or copied whole stays a struct beside them, and structs of plain scalars stay as they are.
 */
import type { Func, KernelInfo, LoadInst, MemoryType, RegionParam, Value } from '../../../ir/ir.js';
import { forEachInst, replaceValues } from '../../../ir/walk.js';
import { eliminateDeadCode } from '../../../passes/dce.js';
import { isObject } from '../../../passes/own-structs.js';
import { SCALAR_SIZES } from '../types.js';
import { makeParam } from '../../../ir/shapes.js';

type KernelParam = KernelInfo['params'][number];

interface Place {
  readonly param: number;
  readonly offset: number;
  readonly name: string;
}

/** Where a pointer points to, if it is a constant place in a struct parameter. */
function placeOf(fn: Func, pointer: Value): Place | undefined {
  if (pointer.kind === 'param') {
    const param = fn.body!.params.indexOf(pointer);
    return param < 0 || !isObject(pointer, fn.kernel!.params[param]!) ? undefined : { param, offset: 0, name: fn.kernel!.params[param]!.name };
  }
  if (pointer.kind !== 'result') return undefined;
  const { inst } = pointer;
  if (inst.kind !== 'field' && inst.kind !== 'index') return undefined;
  const base = placeOf(fn, inst.operands[0]!);
  if (base === undefined) return undefined;
  if (inst.kind === 'field') {
    const field = inst.struct.fields[inst.field]!;
    return { ...base, offset: base.offset + field.offset, name: field.name === '' ? base.name : `${base.name}_${field.name}` };
  }
  const by = inst.operands[1]!;
  if (by.kind !== 'const') return undefined;
  return { ...base, offset: base.offset + Number(by.value) * inst.element.size, name: Number(by.value) === 0 ? base.name : `${base.name}_${by.value}` };
}

function isPlain(type: MemoryType): boolean {
  return type.kind === 'struct' && type.fields.every((f) => f.type.kind === 'scalar' && f.type.size >= 4 && f.type.scalar !== 'ptr');
}

export function flattenStructs(fn: Func): Func {
  const body = fn.body!;
  const info = fn.kernel!;
  const found = new Map<string, { readonly region: RegionParam; readonly info: KernelParam }>();
  const replaced = new Map<Value, Value>();
  forEachInst(body, (inst) => {
    if (inst.kind !== 'load') return;
    const place = placeOf(fn, inst.operands[0]!);
    if (place === undefined || isPlain(info.params[place.param]!.type)) return;
    const key = `${place.param} ${place.offset} ${inst.memory} ${inst.signed}`;
    let made = found.get(key);
    if (made === undefined) {
      made = { region: makeParam(inst.results[0]!.type, place.name), info: parameterOf(inst, info.params[place.param]!, place) };
      found.set(key, made);
    }
    replaced.set(inst.results[0]!, made.region);
  });
  if (found.size === 0) return fn;
  const params = [...found.values()].sort((a, b) => a.info.offset - b.info.offset);
  replaceValues(body, replaced);
  const flat: Func = {
    ...fn,
    kernel: { ...info, params: [...info.params, ...params.map((p) => p.info)] },
    params: [...fn.params, ...params.map((p) => ({ type: p.region.type, name: p.info.name }))],
    body: { params: [...body.params, ...params.map((p) => p.region)], insts: body.insts },
  };
  eliminateDeadCode(flat);
  return flat;
}

function parameterOf(load: LoadInst, struct: KernelParam, place: Place): KernelParam {
  const size = SCALAR_SIZES[load.memory];
  const type: MemoryType = { kind: 'scalar', scalar: load.memory, size, align: size, unsigned: !load.signed };
  return { name: place.name, offset: struct.offset + place.offset, type, restrict: false, pointee: undefined, constPointee: false };
}
