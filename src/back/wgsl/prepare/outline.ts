/**
 * Library functions that stay functions in shaders: pure ones between scalars that compute with doubles, unless they are small, and those that read textures. In: a function as the library has it. Out: whether
 * it is one, and the form of its body that the writer of statements takes.
 */
import { createRegion, functionKey, makeInst } from '../../../ir/build.js';
import { hasBody } from '../../../ir/image.js';
import type { BlockInst, BreakInst, Func, Inst, Module, Region, ReturnInst, Value } from '../../../ir/ir.js';
import { forEachInst, forEachRegion, someInst } from '../../../ir/walk.js';
import { FUNCTIONS, readsTextures, staysCall } from '../functions.js';

/** Instructions up to which a function is copied. */
const SMALL = 24;

export interface Outlining {
  isOutlined(fn: Func): boolean;
}

export function createOutlining(module: Module): Outlining {
  const bodies = new Map<Func, boolean>();
  const chosen = new Map<Func, boolean>();
  const definition = (fn: Func): Func => (hasBody(fn) ? fn : (module.functions.get(functionKey(fn.name, fn.side)) ?? fn));

  /** Touches nothing but memory of its own, of its callers' (through pointers that it is given), and constants. */
  function isLocal(declared: Func): boolean {
    const fn = definition(declared);
    const known = bodies.get(fn);
    if (known !== undefined) return known;
    bodies.set(fn, false); // recursive functions cannot be written anyway
    const found = staysCall(fn.name) ? Object.hasOwn(FUNCTIONS, fn.name) : hasBody(fn) && !someInst(fn.body!, (inst) => !isLocalInst(fn.body!, inst));
    bodies.set(fn, found);
    return found;
  }

  function isLocalInst(body: Region, inst: Inst): boolean {
    switch (inst.kind) {
      case 'load':
        return !inst.volatile && isOwn(body, inst.operands[0]!, true);
      case 'store':
      case 'fill':
        return isOwn(body, inst.operands[0]!, false);
      case 'copy':
        return isOwn(body, inst.operands[0]!, false) && isOwn(body, inst.operands[1]!, true);
      case 'call':
        return isLocal(inst.callee) && inst.operands.every((v) => v.type !== 'ptr' || isOwn(body, v, false));
      case 'atomic':
      case 'fence':
      case 'barrier':
      case 'warp':
      case 'special':
      case 'call-indirect':
      case 'intrinsic':
      case 'try':
      case 'throw':
        return false;
      default:
        return true;
    }
  }

  return {
    isOutlined(fn) {
      let found = chosen.get(fn);
      if (found !== undefined) return found;
      if (readsTextures(fn.name)) {
        chosen.set(fn, true);
        return true;
      }
      const isCandidate = fn.optimized === true && fn.result !== undefined && fn.result !== 'ptr' && fn.params.every((p) => p.type !== 'ptr') && fn.space !== 'kernel';
      found = isCandidate && isLocal(fn) && sizeOf(fn) > SMALL && hasDoubles(fn);
      chosen.set(fn, found);
      return found;
    },
  };
}

function isOwn(body: Region, pointer: Value, reads: boolean): boolean {
  let at = pointer;
  while (at.kind === 'result' && (at.inst.kind === 'index' || at.inst.kind === 'field')) at = at.inst.operands[0]!;
  if (at.kind === 'param') return body.params.includes(at);
  if (at.kind === 'global-address') return reads && at.global.constant && at.global.space === 'host';
  return at.kind === 'result' && at.inst.kind === 'alloca';
}

/** Each operation on doubles is a call already. */
function hasDoubles(fn: Func): boolean {
  return fn.result === 'f64' || someInst(fn.body!, (inst) => inst.results.some((r) => r.type === 'f64'));
}

function sizeOf(fn: Func): number {
  let size = 0;
  forEachInst(fn.body!, (inst) => {
    size += inst.kind === 'call' ? SMALL : 1;
  });
  return size;
}

/** Returns from inside become breaks of a block around the body, whose result the only return gives back. */
export function returnOnce(fn: Func): void {
  const { body } = fn;
  if (body === undefined || fn.result === undefined) return;
  const last = body.insts[body.insts.length - 1]!;
  let count = 0;
  forEachInst(body, (inst) => {
    if (inst.kind === 'return') count++;
  });
  if (count === 1 && last.kind === 'return') return;
  const inner = createRegion();
  inner.insts = body.insts;
  const block = makeInst<BlockInst>({ kind: 'block', operands: [], body: inner }, [fn.result], fn.loc);
  const replace = (r: Region): void => {
    r.insts.forEach((inst, i) => {
      if (inst.kind === 'return') r.insts[i] = makeInst<BreakInst>({ kind: 'break', operands: inst.operands, target: block }, [], inst.loc);
      else forEachRegion(inst, replace);
    });
  };
  replace(inner);
  body.insts = [block, makeInst<ReturnInst>({ kind: 'return', operands: [block.results[0]!] }, [], fn.loc)];
}
