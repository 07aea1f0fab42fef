/**
 * The layout of instructions as objects. In: the fields of an instruction, in whatever order and by whoever made them. Out: an object of its own with the same fields, always in the same order and none added later,
 * so that engines know few layouts of instructions: what looks at a property finds it the faster, and no property lies apart from the others. Builders, readers and copies make instructions here.
 */
import type { Loc } from '../source/loc.js';
import type { InlineSite, Inst, InstResult, Value } from './ir.js';

/** `of` stays as it is. Regions and targets are those of `of`. */
export function shapeInst(of: Inst, operands: Value[], results: InstResult[], loc: Loc, inlinedAt: InlineSite | undefined): Inst {
  switch (of.kind) {
    case 'binary':
      return { kind: 'binary', operands, results, loc, inlinedAt, op: of.op, relaxed: of.relaxed };
    case 'unary':
      return { kind: 'unary', operands, results, loc, inlinedAt, op: of.op, relaxed: of.relaxed };
    case 'compare':
      return { kind: 'compare', operands, results, loc, inlinedAt, op: of.op };
    case 'convert':
      return { kind: 'convert', operands, results, loc, inlinedAt, op: of.op };
    case 'warp':
      return { kind: 'warp', operands, results, loc, inlinedAt, op: of.op };
    case 'select':
    case 'fma':
    case 'yield':
    case 'return':
    case 'throw':
    case 'unreachable':
      return { kind: of.kind, operands, results, loc, inlinedAt };
    case 'index':
      return { kind: 'index', operands, results, loc, inlinedAt, element: of.element };
    case 'field':
      return { kind: 'field', operands, results, loc, inlinedAt, struct: of.struct, field: of.field };
    case 'alloca':
      return { kind: 'alloca', operands, results, loc, inlinedAt, type: of.type, name: of.name, transient: of.transient };
    case 'load':
      return { kind: 'load', operands, results, loc, inlinedAt, memory: of.memory, volatile: of.volatile, align: of.align, group: of.group, signed: of.signed };
    case 'store':
      return { kind: 'store', operands, results, loc, inlinedAt, memory: of.memory, volatile: of.volatile, align: of.align, group: of.group };
    case 'copy':
      return { kind: 'copy', operands, results, loc, inlinedAt, type: of.type, align: of.align, overlap: of.overlap };
    case 'fill':
      return { kind: 'fill', operands, results, loc, inlinedAt, type: of.type, align: of.align };
    case 'atomic':
      return { kind: 'atomic', operands, results, loc, inlinedAt, op: of.op, memory: of.memory, scope: of.scope };
    case 'fence':
      return { kind: 'fence', operands, results, loc, inlinedAt, scope: of.scope };
    case 'barrier':
      return { kind: 'barrier', operands, results, loc, inlinedAt, barrier: of.barrier };
    case 'special':
      return { kind: 'special', operands, results, loc, inlinedAt, register: of.register };
    case 'call':
      return { kind: 'call', operands, results, loc, inlinedAt, callee: of.callee };
    case 'call-indirect':
      return { kind: 'call-indirect', operands, results, loc, inlinedAt, params: of.params, result: of.result, virtual: of.virtual };
    case 'intrinsic':
      return { kind: 'intrinsic', operands, results, loc, inlinedAt, name: of.name };
    case 'vector':
      return { kind: 'vector', operands, results, loc, inlinedAt, op: of.op, lanes: of.lanes };
    case 'if':
      return { kind: 'if', operands, results, loc, inlinedAt, then: of.then, otherwise: of.otherwise };
    case 'switch':
      return { kind: 'switch', operands, results, loc, inlinedAt, cases: of.cases, otherwise: of.otherwise };
    case 'block':
      return { kind: 'block', operands, results, loc, inlinedAt, body: of.body };
    case 'loop':
      return { kind: 'loop', operands, results, loc, inlinedAt, body: of.body, unroll: of.unroll };
    case 'try':
      return { kind: 'try', operands, results, loc, inlinedAt, body: of.body, handler: of.handler };
    case 'break':
      return { kind: 'break', operands, results, loc, inlinedAt, target: of.target };
    case 'continue':
      return { kind: 'continue', operands, results, loc, inlinedAt, target: of.target };
    default:
      return of satisfies never;
  }
}
