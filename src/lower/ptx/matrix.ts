/**
 * PTX instructions on matrices that a warp holds: mma, ldmatrix, stmatrix, movmatrix. Fragments lie in the lanes' registers as the ISA has it ("Matrix Fragments for mma.m16n8k16" and its kin): lane l holds of row l / 4 the elements from
 * (l % 4) * E on, E of them in a register. Products are functions of the library (sysroot/lib/cuda/ptx-matrix.cpp), which get the registers of A, B and C in an array and leave D in C's place.
 */
import * as build from '../../ir/build.js';
import { constI32 } from '../../ir/build.js';
import { allocaAtEntry, libraryFunction } from '../functions.js';
import type { Value } from '../ir-imports.js';
import { scalarMemory } from '../types.js';

import type { PtxOperand } from './parse.js';
import type { PtxType } from './registers.js';
import { U32, U64, view } from './registers.js';
import type { Rows, Step } from './step.js';
import { effect } from './step.js';

const DONE: readonly Value[] = [];

interface Element {
  /** Bits of an element; a register has 32, or is one double. */
  readonly bits: number;
  readonly shapes: string;
  readonly accumulators: string;
  /** Types that the other operand may have. */
  readonly partners: string;
}
const ELEMENTS: Readonly<Record<string, Element>> = {
  f16: { bits: 16, shapes: 'm16n8k8 m16n8k16', accumulators: 'f32 f16', partners: 'f16' },
  bf16: { bits: 16, shapes: 'm16n8k8 m16n8k16', accumulators: 'f32', partners: 'bf16' },
  tf32: { bits: 32, shapes: 'm16n8k4 m16n8k8', accumulators: 'f32', partners: 'tf32' },
  e4m3: { bits: 8, shapes: 'm16n8k16 m16n8k32', accumulators: 'f32 f16', partners: 'e4m3 e5m2' },
  e5m2: { bits: 8, shapes: 'm16n8k16 m16n8k32', accumulators: 'f32 f16', partners: 'e4m3 e5m2' },
  s8: { bits: 8, shapes: 'm8n8k16 m16n8k16 m16n8k32', accumulators: 's32', partners: 's8 u8' },
  u8: { bits: 8, shapes: 'm8n8k16 m16n8k16 m16n8k32', accumulators: 's32', partners: 's8 u8' },
  s4: { bits: 4, shapes: 'm8n8k32 m16n8k32 m16n8k64', accumulators: 's32', partners: 's4 u4' },
  u4: { bits: 4, shapes: 'm8n8k32 m16n8k32 m16n8k64', accumulators: 's32', partners: 's4 u4' },
  b1: { bits: 1, shapes: 'm8n8k128 m16n8k128 m16n8k256', accumulators: 's32', partners: 'b1' },
  f64: { bits: 64, shapes: 'm8n8k4 m16n8k4 m16n8k8 m16n8k16', accumulators: 'f64', partners: 'f64' },
};
const SHAPES = [...new Set(Object.values(ELEMENTS).flatMap((e) => e.shapes.split(' ')))].join(' ');
const allows = (list: string, name: string): boolean => list.split(' ').includes(name);
const itemsOf = (s: Step, o: PtxOperand | undefined, count: number): readonly PtxOperand[] => {
  const items = o === undefined ? [] : o.kind === 'list' ? o.items : [o];
  return items.length === count ? items : s.unknown();
};

function multiply(s: Step): readonly Value[] | undefined {
  const { b, f } = s;
  const [to, left, right, from] = s.types;
  const shape = s.modifiers.find((m) => allows(SHAPES, m));
  if (to === undefined || left === undefined || right === undefined || from === undefined || shape === undefined || !s.has('sync') || !s.has('aligned') || !s.has('row') || !s.has('col')) return undefined;
  const element = Object.hasOwn(ELEMENTS, left.name) ? ELEMENTS[left.name]! : undefined;
  if (element === undefined || !allows(element.shapes, shape) || !allows(element.partners, right.name) || to.name !== from.name || !allows(element.accumulators, to.name)) return undefined;
  const binary = left.name === 'b1';
  const operation = s.has('xor') ? 'xor' : 'and';
  if (binary !== s.has('popc') || (binary && s.has('xor') === s.has('and')) || (s.has('satfinite') && (to.name !== 's32' || binary))) return undefined;
  const [, m, k] = /^m(\d+)n8k(\d+)$/.exec(shape)!;
  const rows = Number(m) / 8;
  const chunks = (Number(k) * element.bits) / (4 * Math.max(element.bits, 32));
  const wide = element.bits === 64;
  const results = to.name === 'f16' ? rows : 2 * rows;
  const word: PtxType = wide ? { letter: 'f', bits: 64, name: 'f64' } : U32;
  const size = wide ? 8 : 4;
  const registers = [...itemsOf(s, s.operands[1], rows * chunks), ...itemsOf(s, s.operands[2], chunks), ...itemsOf(s, s.operands[3], results)];
  const destinations = itemsOf(s, s.operands[0], results);
  const memory = wide ? 'f64' : 'i32';
  const count = registers.length;
  const array = allocaAtEntry(f, { kind: 'array', element: scalarMemory(memory, size, !wide), count, size: count * size, align: size }, 'fragments');
  const at = (i: number): Value => (i === 0 ? array : build.index(b, array, scalarMemory(memory, size, !wide), constI32(i)));
  registers.forEach((o, i) => build.store(b, memory, at(i), s.read(o, i >= count - results && to.name === 'f32' ? U32 : word), size));
  const name = binary ? `b1_${operation}` : left.name === right.name ? left.name : `${left.name}_${right.name}`;
  const callee = libraryFunction(f.unit, `__cw_ptx_mma_${name}${to.name === 'f16' ? '_to_f16' : s.has('satfinite') ? '_satfinite' : ''}`, ['ptr', 'i32', 'i32'], undefined);
  build.call(b, callee, [array, constI32(rows), constI32(chunks)]);
  destinations.forEach((o, i) => s.write(o, build.load(b, memory, at(count - results + i), false, size), to.name === 'f32' ? U32 : word));
  return DONE;
}

/** For each matrix: of its rows' addresses, which its eight lanes give, the one that a lane asks for. */
function rowAddress(s: Step, addresses: Value, matrix: number, row: Value): Value {
  const { b } = s;
  const lane = matrix === 0 ? row : build.binary(b, 'add', row, constI32(8 * matrix));
  return build.convert(b, 'inttoptr', build.warp(b, 'shfl', [constI32(-1), addresses, lane, constI32(32)])!, 'ptr');
}
function matrices(s: Step): number {
  const found = [['x1', 1], ['x2', 2], ['x4', 4]].find(([name]) => s.has(name as string));
  if (found === undefined || !s.has('sync') || !s.has('aligned') || !s.has('m8n8') || s.type.name !== 'b16') return s.unknown();
  return found[1] as number;
}
function addresses(s: Step, o: PtxOperand | undefined): Value {
  if (o?.kind !== 'address') return s.unknown();
  const base = view(s.b, s.read(o.base, U64), U32);
  return o.offset === 0 ? base : build.binary(s.b, 'add', base, constI32(o.offset));
}
interface Place {
  readonly row: Value;
  readonly column: Value;
}
/** The lane's place: row l / 4, and the pair of elements l % 4 in it. */
function placeOf(s: Step): Place {
  const lane = build.special(s.b, 'laneid');
  return { row: build.binary(s.b, 'lshr', lane, constI32(2)), column: build.binary(s.b, 'and', lane, constI32(3)) };
}
const bytesIn = (s: Step, base: Value, index: Value, size: 2 | 4): Value => build.index(s.b, base, scalarMemory(size === 2 ? 'i16' : 'i32', size, true), index);

function loadMatrices(s: Step): readonly Value[] {
  const { b } = s;
  const count = matrices(s);
  const rows = addresses(s, s.operands[1]);
  const { row, column } = placeOf(s);
  const loaded: Value[] = [];
  for (let matrix = 0; matrix < count; matrix++) {
    if (!s.has('trans')) {
      loaded.push(build.load(b, 'i32', bytesIn(s, rowAddress(s, rows, matrix, row), column, 4), false, 4));
      continue;
    }
    const first = build.binary(b, 'shl', column, constI32(1));
    const [low, high] = [first, build.binary(b, 'add', first, constI32(1))].map((r) => build.load(b, 'i16', bytesIn(s, rowAddress(s, rows, matrix, r), row, 2), false, 2)) as [Value, Value];
    loaded.push(build.binary(b, 'or', low, build.binary(b, 'shl', high, constI32(16))));
  }
  itemsOf(s, s.operands[0], count).forEach((o, i) => s.write(o, loaded[i]!, U32));
  return DONE;
}

function storeMatrices(s: Step): readonly Value[] {
  const { b } = s;
  const count = matrices(s);
  const rows = addresses(s, s.operands[0]);
  const { row, column } = placeOf(s);
  itemsOf(s, s.operands[1], count).forEach((o, matrix) => {
    const word = s.read(o, U32);
    if (!s.has('trans')) {
      build.store(b, 'i32', bytesIn(s, rowAddress(s, rows, matrix, row), column, 4), word, 4);
      return;
    }
    const first = build.binary(b, 'shl', column, constI32(1));
    build.store(b, 'i16', bytesIn(s, rowAddress(s, rows, matrix, first), row, 2), word, 2);
    build.store(b, 'i16', bytesIn(s, rowAddress(s, rows, matrix, build.binary(b, 'add', first, constI32(1))), row, 2), build.binary(b, 'lshr', word, constI32(16)), 2);
  });
  build.warp(b, 'sync', [constI32(-1)]);
  return DONE;
}

/** movmatrix: the transpose; element (r, c) comes from the lane that holds (c, r). */
function transpose(s: Step): Value | undefined {
  const { b } = s;
  if (!s.has('sync') || !s.has('aligned') || !s.has('m8n8') || !s.has('trans') || s.type.name !== 'b16') return undefined;
  const { row, column } = placeOf(s);
  const word = s.arg(0, U32);
  const odd = build.binary(b, 'shl', build.binary(b, 'and', row, constI32(1)), constI32(4));
  const pick = (c: Value): Value => {
    const lane = build.binary(b, 'add', build.binary(b, 'shl', c, constI32(2)), build.binary(b, 'lshr', row, constI32(1)));
    return build.convert(b, 'zext16', build.binary(b, 'lshr', build.warp(b, 'shfl', [constI32(-1), word, lane, constI32(32)])!, odd), 'i32');
  };
  const first = build.binary(b, 'shl', column, constI32(1));
  return build.binary(b, 'or', pick(first), build.binary(b, 'shl', pick(build.binary(b, 'add', first, constI32(1))), constI32(16)));
}

const MEMORY = 'sync aligned m8n8 x1 x2 x4 trans shared shared::cta';
export const matrixRows: Rows = {
  mma: effect(`sync aligned row col satfinite xor and popc ${SHAPES}`, `f16 bf16 tf32 f32 f64 e4m3 e5m2 s8 u8 s4 u4 b1 s32`, multiply),
  ldmatrix: effect(MEMORY, 'b16', loadMatrices),
  stmatrix: effect(MEMORY, 'b16', storeMatrices),
  movmatrix: effect('sync aligned m8n8 trans', 'b16', transpose),
};
