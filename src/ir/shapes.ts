/**
 * The layout of instructions as objects. In: the fields of an instruction, in whatever order and by whoever made them. Out: an object of its own with the same fields.
 *
 * Engines find a property of objects of up to four layouts by comparing, and of more of them by searching, several times as slowly. So all kinds share four layouts, each with the fields of all its kinds (those that a
 * kind does not have are undefined), always in the same order and none added later. Builders, readers and copies make instructions here.
 */
import type { Loc } from '../source/loc.js';
import type { InlineSite, Inst, InstResult, RegionParam, Value, ValueType } from './ir.js';

/** `of` stays as it is. Regions and targets are those of `of`. */
export function shapeInst(of: Inst, operands: Value[], results: InstResult[], loc: Loc, inlinedAt: InlineSite | undefined): Inst {
  const { kind } = of;
  switch (of.kind) {
    case 'binary':
    case 'unary':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, op: of.op, relaxed: of.relaxed, element: undefined, target: undefined });
    case 'compare':
    case 'convert':
    case 'warp':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, op: of.op, relaxed: undefined, element: undefined, target: undefined });
    case 'select':
    case 'fma':
    case 'yield':
    case 'return':
    case 'throw':
    case 'unreachable':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, op: undefined, relaxed: undefined, element: undefined, target: undefined });
    case 'index':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, op: undefined, relaxed: undefined, element: of.element, target: undefined });
    case 'break':
    case 'continue':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, op: undefined, relaxed: undefined, element: undefined, target: of.target });

    case 'load':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, memory: of.memory, volatile: of.volatile, align: of.align, group: of.group, signed: of.signed, type: undefined, overlap: undefined, op: undefined, scope: undefined });
    case 'store':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, memory: of.memory, volatile: of.volatile, align: of.align, group: of.group, signed: undefined, type: undefined, overlap: undefined, op: undefined, scope: undefined });
    case 'copy':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, memory: undefined, volatile: undefined, align: of.align, group: undefined, signed: undefined, type: of.type, overlap: of.overlap, op: undefined, scope: undefined });
    case 'fill':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, memory: undefined, volatile: undefined, align: of.align, group: undefined, signed: undefined, type: of.type, overlap: undefined, op: undefined, scope: undefined });
    case 'atomic':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, memory: of.memory, volatile: undefined, align: undefined, group: undefined, signed: undefined, type: undefined, overlap: undefined, op: of.op, scope: of.scope });

    case 'if':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, then: of.then, otherwise: of.otherwise, cases: undefined, body: undefined, unroll: undefined, handler: undefined });
    case 'switch':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, then: undefined, otherwise: of.otherwise, cases: of.cases, body: undefined, unroll: undefined, handler: undefined });
    case 'block':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, then: undefined, otherwise: undefined, cases: undefined, body: of.body, unroll: undefined, handler: undefined });
    case 'loop':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, then: undefined, otherwise: undefined, cases: undefined, body: of.body, unroll: of.unroll, handler: undefined });
    case 'try':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, then: undefined, otherwise: undefined, cases: undefined, body: of.body, unroll: undefined, handler: of.handler });

    case 'field':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, struct: of.struct, field: of.field, callee: undefined, register: undefined, type: undefined, name: undefined, transient: undefined, barrier: undefined, scope: undefined, op: undefined, lanes: undefined, params: undefined, result: undefined, virtual: undefined });
    case 'call':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, struct: undefined, field: undefined, callee: of.callee, register: undefined, type: undefined, name: undefined, transient: undefined, barrier: undefined, scope: undefined, op: undefined, lanes: undefined, params: undefined, result: undefined, virtual: undefined });
    case 'special':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, struct: undefined, field: undefined, callee: undefined, register: of.register, type: undefined, name: undefined, transient: undefined, barrier: undefined, scope: undefined, op: undefined, lanes: undefined, params: undefined, result: undefined, virtual: undefined });
    case 'alloca':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, struct: undefined, field: undefined, callee: undefined, register: undefined, type: of.type, name: of.name, transient: of.transient, barrier: undefined, scope: undefined, op: undefined, lanes: undefined, params: undefined, result: undefined, virtual: undefined });
    case 'intrinsic':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, struct: undefined, field: undefined, callee: undefined, register: undefined, type: undefined, name: of.name, transient: undefined, barrier: undefined, scope: undefined, op: undefined, lanes: undefined, params: undefined, result: undefined, virtual: undefined });
    case 'barrier':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, struct: undefined, field: undefined, callee: undefined, register: undefined, type: undefined, name: undefined, transient: undefined, barrier: of.barrier, scope: undefined, op: undefined, lanes: undefined, params: undefined, result: undefined, virtual: undefined });
    case 'fence':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, struct: undefined, field: undefined, callee: undefined, register: undefined, type: undefined, name: undefined, transient: undefined, barrier: undefined, scope: of.scope, op: undefined, lanes: undefined, params: undefined, result: undefined, virtual: undefined });
    case 'vector':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, struct: undefined, field: undefined, callee: undefined, register: undefined, type: undefined, name: undefined, transient: undefined, barrier: undefined, scope: undefined, op: of.op, lanes: of.lanes, params: undefined, result: undefined, virtual: undefined });
    case 'call-indirect':
      return made({ kind, number: 0, operands, results, loc, inlinedAt, struct: undefined, field: undefined, callee: undefined, register: undefined, type: undefined, name: undefined, transient: undefined, barrier: undefined, scope: undefined, op: undefined, lanes: undefined, params: of.params, result: of.result, virtual: of.virtual });
    default:
      return of satisfies never;
  }
}

/** Result `index` of an instruction. */
export function makeResult(inst: Inst, index: number, type: ValueType, name?: string): InstResult {
  return { kind: 'result', number: 0, type, inst, index, name };
}

export function makeParam(type: ValueType, name?: string): RegionParam {
  return { kind: 'param', number: 0, type, name };
}

/** The fields that its kind does not have are nobody's business. */
function made(fields: object): Inst {
  return fields as Inst;
}

/** Which one of its kind's operations it is; undefined for kinds that have one only. */
export function operationOf(inst: Inst): string | undefined {
  switch (inst.kind) {
    case 'binary':
    case 'unary':
    case 'compare':
    case 'convert':
    case 'vector':
    case 'atomic':
    case 'warp':
      return inst.op;
    default:
      return undefined;
  }
}
