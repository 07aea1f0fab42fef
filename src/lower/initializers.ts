/** Initializers as code: an object at a known address gets its first value. Images of static objects: constant-image.ts. */
import { isEmptyClass } from '../layout/record.js';
import * as build from '../ir/build.js';
import { constI32, isTerminated } from '../ir/build.js';
import type { CheckedInit, Type } from '../tree/index.js';
import { fieldAddress } from './classes.js';
import { vptrsOf } from './vtables.js';
import { constantImage } from './constant-image.js';
import type { FunctionState, UnitState } from './context.js';
import { storeBitField } from './bit-fields.js';
import { copyObject } from './copies.js';
import { address, into, storeScalar, value } from './expressions.js';
import { functionFor } from './functions.js';
import type { Global, Value } from './ir-imports.js';
import { alignOf, BYTE, isAggregate, memoryType, scalarInfo, sizeOf } from './types.js';
import { pushCleanup, leaveScope } from './scopes.js';
import { constructElements, destroyObject, needsDestruction } from './variables.js';

/** Constant aggregates larger than this are copied from a static image instead of stored piece by piece. */
const IMAGE_THRESHOLD = 64;

export function initializeObject(f: FunctionState, init: CheckedInit, type: Type, to: Value): void {
  const { b } = f;
  if (isTerminated(b.region)) return;
  switch (init.kind) {
    case 'expression':
      if (type.kind === 'reference') build.store(b, 'ptr', to, address(f, init.expr), 8);
      else if (isAggregate(type)) into(f, init.expr, to);
      else storeScalar(f, to, value(f, init.expr), type);
      return;
    case 'zero':
      zeroObject(f, to, type);
      return;
    case 'string': {
      const size = sizeOf(init.type);
      const source = stringGlobal(f.unit, padded(init), init.type);
      build.copy(b, to, build.globalAddress(source), constI32(size), alignOf(init.type), memoryType(f.unit, init.type));
      return;
    }
    case 'aggregate':
      initializeAggregate(f, init, to);
      return;
    case 'repeat': {
      if (init.type.kind !== 'array') throw new Error('a repeated initializer of something other than an array');
      const { element } = init.type;
      const count = typeof init.count === 'number' ? constI32(init.count) : toI32(f, value(f, init.count));
      constructElements(f, element, to, count, (at) => initializeObject(f, init.element, element, at));
      return;
    }
    case 'copy-array': {
      const from = address(f, init.source);
      if (init.constructor === undefined) {
        copyObject(f, to, from, init.type);
        return;
      }
      copyElements(f, init.constructor, init.type, to, from);
      return;
    }
    default:
      init satisfies never;
  }
}

function copyElements(f: FunctionState, constructor: Parameters<typeof functionFor>[1], type: Type, to: Value, from: Value): void {
  if (type.kind !== 'array' || typeof type.size !== 'number') {
    build.call(f.b, functionFor(f.unit, constructor), [to, from]);
    return;
  }
  const { element } = type;
  const memory = memoryType(f.unit, element);
  constructElements(f, element, to, constI32(type.size), (at, i) => copyElements(f, constructor, element, at, build.index(f.b, from, memory, i)));
}

export function toI32(f: FunctionState, v: Value): Value {
  return v.type === 'i64' ? build.convert(f.b, 'trunc', v, 'i32') : v;
}

export function zeroObject(f: FunctionState, to: Value, type: Type): void {
  const { b } = f;
  const info = scalarInfo(type);
  if (info !== undefined) {
    build.store(b, info.memory, to, type.kind === 'member-pointer' ? build.constI64(-1n) : build.zero(info.value), info.size);
    return;
  }
  // An empty class may share its byte with other members.
  if (type.kind === 'class' && isEmptyClass(type.symbol)) return;
  build.fill(b, to, constI32(0), constI32(sizeOf(type)), alignOf(type), memoryType(f.unit, type));
}

function padded(init: Extract<CheckedInit, { kind: 'string' }>): readonly number[] {
  const count = init.type.kind === 'array' && typeof init.type.size === 'number' ? init.type.size : init.units.length;
  const units = init.units.slice(0, count);
  while (units.length < count) units.push(0);
  return units;
}

function initializeAggregate(f: FunctionState, init: Extract<CheckedInit, { kind: 'aggregate' }>, to: Value): void {
  const { b } = f;
  const size = sizeOf(init.type);
  if (size > IMAGE_THRESHOLD && init.elements.length > 4) {
    const image = constantImage(f.unit, init, init.type);
    if (image !== undefined) {
      const source: Global = {
        kind: 'global', name: `.const.${f.unit.unitName}.${f.unit.helperCount++}`, type: memoryType(f.unit, init.type), space: 'host', linkage: 'internal', init: image, align: alignOf(init.type),
        constant: true, loc: b.loc,
      };
      f.unit.module.globals.set(source.name, source);
      build.copy(b, to, build.globalAddress(source), constI32(size), alignOf(init.type), memoryType(f.unit, init.type));
      return;
    }
  }
  if (init.zeroRest || init.elements.some((e) => e.place.kind === 'field' && e.place.field.bitWidth !== undefined)) zeroObject(f, to, init.type);
  const depth = f.cleanups.length;
  const built = (type: Type, at: Value): void => {
    if (needsDestruction(type)) pushCleanup(f, (g) => destroyObject(g, type, at), true);
  };
  for (const element of init.elements) {
    const { place } = element;
    switch (place.kind) {
      case 'field':
        if (place.field.bitWidth !== undefined) {
          if (element.init.kind === 'expression') {
            const { thisPointer } = f;
            if (element.own === true) f.thisPointer = to;
            const bits = value(f, element.init.expr);
            f.thisPointer = thisPointer;
            storeBitField(f, to, place.field, bits);
          }
          break;
        }
        if (element.init.kind === 'zero' && init.zeroRest) break;
        if (element.own === true) {
          const { thisPointer } = f;
          f.thisPointer = to;
          const own = fieldAddress(f, to, place.field);
          initializeObject(f, element.init, place.field.type, own);
          f.thisPointer = thisPointer;
          built(place.field.type, own);
          break;
        }
        {
          const at = fieldAddress(f, to, place.field);
          initializeObject(f, element.init, place.field.type, at);
          built(place.field.type, at);
        }
        break;
      case 'base': {
        const at = build.index(b, to, BYTE, constI32(place.base.offset));
        initializeObject(f, element.init, place.base.type, at);
        built(place.base.type, at);
        break;
      }
      case 'index': {
        if (init.type.kind !== 'array') throw new Error('an indexed initializer of something other than an array');
        if (element.init.kind === 'zero' && init.zeroRest) break;
        const { element: type } = init.type;
        const memory = memoryType(f.unit, type);
        if (place.to - place.from < 8) {
          for (let i = place.from; i <= place.to; i++) {
            const at = build.index(b, to, memory, constI32(i));
            initializeObject(f, element.init, type, at);
            built(type, at);
          }
        } else {
          const first = build.index(b, to, memory, constI32(place.from));
          constructElements(f, type, first, constI32(place.to - place.from + 1), (at) => initializeObject(f, element.init, type, at));
        }
        break;
      }
      default:
        place satisfies never;
    }
  }
  leaveScope(f, depth);
  // Constants of classes with virtual functions.
  if (init.type.kind === 'class') {
    for (const { offset, target, addend } of vptrsOf(f.unit, init.type.symbol)) {
      build.store(b, 'ptr', build.index(b, to, BYTE, constI32(offset)), build.index(b, build.globalAddress(target), BYTE, constI32(addend)), 8);
    }
  }
}

/** The array of a string literal; equal literals share one. */
export function stringGlobal(u: UnitState, units: readonly number[], type: Type): Global {
  const element = type.kind === 'array' ? sizeOf(type.element) : 1;
  const key = `${element}:${units.join(',')}`;
  let made = u.strings.get(key);
  if (made === undefined) {
    const bytes = new Uint8Array(units.length * element);
    const view = new DataView(bytes.buffer);
    units.forEach((unit, i) => {
      if (element === 1) view.setUint8(i, unit & 255);
      else if (element === 2) view.setUint16(2 * i, unit & 65535, true);
      else view.setUint32(4 * i, unit >>> 0, true);
    });
    const scalar = element === 1 ? 'i8' : element === 2 ? 'i16' : 'i32';
    made = {
      kind: 'global', name: `.str.${u.unitName}.${u.stringCount++}`,
      type: { kind: 'array', element: { kind: 'scalar', scalar, size: element, align: element, unsigned: false }, count: units.length, size: bytes.length, align: element },
      space: 'host', linkage: 'internal', init: { bytes, relocations: [] }, align: element, constant: true, loc: 0,
    };
    u.strings.set(key, made);
    u.module.globals.set(made.name, made);
  }
  return made;
}
