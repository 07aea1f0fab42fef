/**
 * Copying pieces of a kernel's body into a block function, with everything that depends on the thread replaced on the way: special registers, shared variables,
 * values of other pieces, and exits that lead out of the piece.
 */
import type { Builder } from '../../ir/build.js';
import { copyWith } from '../../ir/clone.js';
import type { AllocaInst, BlockInst, Inst, InstResult, LoopInst, Region, RegionParam, SpecialInst, Value, WarpInst } from '../../ir/ir.js';
import { makeParam } from '../../ir/shapes.js';

export interface Copier {
  readonly values: Map<Value, Value>;
  readonly targets: Map<Inst, BlockInst | LoopInst>;
  /** Constants that stand for something else here (addresses of shared variables). */
  constant(b: Builder, value: Value): Value;
  special(b: Builder, inst: SpecialInst): Value;
  /** Local memory that outlives the piece; undefined: it stays an alloca. */
  alloca?(b: Builder, inst: AllocaInst): Value;
  /** The result of a warp operation whose other lanes have stored their operands. */
  warp?(b: Builder, inst: WarpInst): Value;
  /** A return, or a break or continue to something that is not copied. Appends what takes its place. */
  leave(b: Builder, inst: Inst, operands: Value[]): void;
  /** After the copy of an instruction of the outermost list. */
  copied?(b: Builder, inst: Inst): void;
}

export function copyValue(b: Builder, value: Value, c: Copier): Value {
  if (value.kind === 'result' || value.kind === 'param') {
    const mapped = c.values.get(value);
    if (mapped === undefined) throw new Error(`a ${value.kind} of type ${value.type}${value.name ? ` (${value.name})` : ''} is not available in this part of the kernel`);
    return mapped;
  }
  return value.kind === 'global-address' ? c.constant(b, value) : value;
}

export function copyRegion(region: Region, c: Copier): Region {
  const params: RegionParam[] = region.params.map((p) => {
    const made = makeParam(p.type, p.name);
    c.values.set(p, made);
    return made;
  });
  const copy: Region = { params, insts: [] };
  const b: Builder = { region: copy, loc: 0 };
  for (const inst of region.insts) copyInst(b, inst, c);
  return copy;
}

export function copyInsts(b: Builder, insts: readonly Inst[], c: Copier): void {
  for (const inst of insts) {
    copyInst(b, inst, c);
    c.copied?.(b, inst);
  }
}

export function copyInst(b: Builder, inst: Inst, c: Copier): void {
  b.loc = inst.loc;
  if (inst.kind === 'special') {
    c.values.set(inst.results[0], c.special(b, inst));
    return;
  }
  if (inst.kind === 'alloca' && c.alloca !== undefined) {
    c.values.set(inst.results[0], c.alloca(b, inst));
    return;
  }
  if (inst.kind === 'warp' && c.warp !== undefined) {
    c.values.set(inst.results[0], c.warp(b, inst));
    return;
  }
  const operands: Value[] = new Array(inst.operands.length);
  for (let i = 0; i < operands.length; i++) operands[i] = copyValue(b, inst.operands[i], c);
  if (inst.kind === 'return' || ((inst.kind === 'break' || inst.kind === 'continue') && !c.targets.has(inst.target))) {
    c.leave(b, inst, operands);
    return;
  }
  const copy = copyWith(inst, operands);
  inst.results.forEach((result: InstResult, i: number) => {
    copy.results[i].name = result.name;
    c.values.set(result, copy.results[i]);
  });
  switch (copy.kind) {
    case 'if':
      copy.then = copyRegion(copy.then, c);
      copy.otherwise = copyRegion(copy.otherwise, c);
      break;
    case 'switch':
      copy.cases = copy.cases.map((k) => ({ values: k.values, region: copyRegion(k.region, c) }));
      copy.otherwise = copyRegion(copy.otherwise, c);
      break;
    case 'block':
    case 'loop':
      c.targets.set(inst, copy);
      copy.body = copyRegion(copy.body, c);
      break;
    case 'try':
      copy.body = copyRegion(copy.body, c);
      copy.handler = copyRegion(copy.handler, c);
      break;
    case 'break':
    case 'continue':
      copy.target = c.targets.get(copy.target) as LoopInst;
      break;
    default:
      break;
  }
  b.region.insts.push(copy);
}
