/**
 * Folding. In: any valid function. Out: the same function with constant operations computed, algebraic identities applied (exact ones only, for floats too), conversions and comparisons in canonical form,
 * address arithmetic shortened and narrowed, and `if` and `switch` on constants replaced by the region taken.
 *
 * One walk in program order: definitions come before their uses, so that a replacement is known by the time it is needed. Canonical: constants on the right, `sub x, c` is `add x, -c`, no `not` under a
 * condition, addresses with i32 indices where 32 bits decide (addresses are 32-bit: the low word of + - * << does not depend on the upper ones).
 */
import { isVectorType, knownCallee, makeInst, TRUE } from '../ir/build.js';
import type { CallIndirectInst, CallInst, Func, Inst, Region, Value } from '../ir/ir.js';
import { forEachRegion, resolve } from '../ir/walk.js';
import { simplify } from './simplify.js';
import type { Folder } from './simplify.js';

/** False: nothing was found to fold. */
export function foldFunction(fn: Func): boolean {
  if (!fn.body) return false;
  const f: State = { replaced: new Map(), out: [], loc: fn.loc, inlinedAt: undefined, changed: false };
  foldRegion(f, fn.body);
  return f.changed;
}

interface State extends Folder {
  changed: boolean;
}

function foldRegion(f: State, region: Region): void {
  const saved = f.out;
  const out: Inst[] = [];
  f.out = out;
  foldList(f, region.insts);
  region.insts = out;
  f.out = saved;
}

/** Folds instructions onto the end of `f.out`. False if the list's terminator must not be followed by the caller's rest (a spliced region that leaves). */
function foldList(f: State, insts: readonly Inst[]): boolean {
  for (let n = 0; n < insts.length; n++) {
    const inst = insts[n]!;
    const { operands } = inst;
    if (f.replaced.size > 0) {
      for (let i = 0; i < operands.length; i++) {
        const v = operands[i]!;
        if (v.kind === 'result') operands[i] = resolve(f.replaced, v);
      }
    }
    f.loc = inst.loc;
    f.inlinedAt = inst.inlinedAt;
    switch (inst.kind) {
      case 'if': {
        const taken = knownRegion(inst);
        if (taken) {
          f.changed = true;
          if (!splice(f, inst, taken)) return false;
          continue;
        }
        const condition = operands[0]!;
        if (condition.kind === 'result' && condition.inst.kind === 'binary' && condition.inst.op === 'xor' && condition.inst.operands[1] === TRUE) {
          f.changed = true;
          operands[0] = condition.inst.operands[0]!;
          const { then } = inst;
          inst.then = inst.otherwise;
          inst.otherwise = then;
        }
        foldRegion(f, inst.then);
        foldRegion(f, inst.otherwise);
        break;
      }
      case 'switch': {
        const taken = knownRegion(inst);
        if (taken) {
          f.changed = true;
          if (!splice(f, inst, taken)) return false;
          continue;
        }
        forEachRegion(inst, (r) => foldRegion(f, r));
        break;
      }
      case 'block':
      case 'loop':
      case 'try':
        forEachRegion(inst, (r) => foldRegion(f, r));
        break;
      case 'call-indirect': {
        const callee = knownCallee(operands[0]!, inst.params, inst.result);
        if (callee !== undefined) {
          f.changed = true;
          f.out.push(directCall(f, inst, callee));
          continue;
        }
        break;
      }
      default: {
        if (inst.results.length !== 1 || hasVectors(inst)) break;
        const value = simplifyOne(f, inst);
        if (value) {
          keepName(value, inst.results[0]!.name);
          f.replaced.set(inst.results[0]!, value);
          continue;
        }
      }
    }
    f.out.push(inst);
  }
  return true;
}

/** Simplifies, and finds out whether anything was done: the instruction may have got another form, or others may stand before it. */
function simplifyOne(f: State, inst: Inst): Value | undefined {
  const { operands } = inst;
  const [a, b, c] = [operands[0], operands[1], operands[2]];
  const { op } = inst as { readonly op?: string };
  const count = f.out.length;
  const value = simplify(f, inst);
  if (value !== undefined || f.out.length !== count || operands[0] !== a || operands[1] !== b || operands[2] !== c || (inst as { readonly op?: string }).op !== op) f.changed = true;
  return value;
}

/** Algebra is for scalars: the constants of vectors are of another form. */
function hasVectors(inst: Inst): boolean {
  return isVectorType(inst.results[0]!.type) || (inst.operands.length > 0 && isVectorType(inst.operands[inst.operands.length - 1]!.type));
}

/** The same call by name. */
function directCall(f: State, inst: CallIndirectInst, callee: Func): CallInst {
  const call = makeInst<CallInst>({ kind: 'call', callee, operands: inst.operands.slice(1) }, inst.result === undefined ? [] : [inst.result], inst.loc);
  call.inlinedAt = inst.inlinedAt;
  inst.results.forEach((r, i) => {
    keepName(call.results[i]!, r.name);
    f.replaced.set(r, call.results[i]!);
  });
  return call;
}

function keepName(value: Value, name: string | undefined): void {
  if (value.kind === 'result' && value.name === undefined && name !== undefined) value.name = name;
}

/** The region that a constant condition selects. */
function knownRegion(inst: Inst & { kind: 'if' | 'switch' }): Region | undefined {
  const c = inst.operands[0]!;
  if (c.kind !== 'const') return undefined;
  if (inst.kind === 'if') return c.value === 1 ? inst.then : inst.otherwise;
  for (const k of inst.cases) if (k.values.includes(c.value)) return k.region;
  return inst.otherwise;
}

/** Puts a region's instructions in place of their owner. False if control does not come to the region's end. */
function splice(f: State, owner: Inst, region: Region): boolean {
  const last = region.insts[region.insts.length - 1]!;
  if (last.kind !== 'yield') {
    foldList(f, region.insts);
    return false;
  }
  region.insts.pop();
  if (!foldList(f, region.insts)) return false;
  owner.results.forEach((r, i) => {
    const v = last.operands[i]!;
    const to = v.kind === 'result' ? resolve(f.replaced, v) : v;
    keepName(to, r.name);
    f.replaced.set(r, to);
  });
  return true;
}
