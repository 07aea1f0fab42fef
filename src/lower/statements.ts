/** Statements → structured control flow. Statements after a terminator are dead and produce nothing (labels live in goto.ts). */
import * as build from '../ir/build.js';
import { createRegion, isTerminated } from '../ir/build.js';
import type { CheckedInit, CheckedStmt } from '../tree/index.js';
import type { FunctionState, JumpTarget, Label } from './context.js';
import { lowerAsm } from './ptx/index.js';
import { address, condition, effect, value } from './expressions.js';
import { lowerLocalDeclaration } from './variables.js';
import { initializeObject } from './initializers.js';
import type { BlockInst, IfInst, LoopInst, Region } from './ir-imports.js';
import { lowerDispatched, lowerList, needsDispatch } from './goto.js';
import { jumpTo, leaveScope, runCleanups } from './scopes.js';
import { reportUnsupported } from './report.js';
import { lowerSwitch } from './switch.js';
import { lowerTry } from './exceptions.js';
import { isAggregate, isVoid } from './types.js';

export function lowerStatement(f: FunctionState, s: CheckedStmt): void {
  const { b } = f;
  if (isTerminated(b.region)) return;
  b.loc = s.loc;
  switch (s.kind) {
    case 'block': {
      const depth = f.cleanups.length;
      f.blocks.push({ statement: s, depth });
      lowerList(f, s.body);
      f.blocks.pop();
      b.loc = s.end;
      leaveScope(f, depth);
      return;
    }
    case 'sequence':
      lowerList(f, s.body);
      return;
    case 'expression':
      effect(f, s.expr);
      return;
    case 'declare':
      lowerLocalDeclaration(f, s.variable, s.init);
      return;
    case 'if':
      if (needsDispatch(f, s)) lowerDispatched(f, s);
      else lowerIf(f, s);
      return;
    case 'while':
      lowerLoop(f, { before: undefined, condition: s.condition, step: undefined, body: s.body, unroll: s.unroll });
      return;
    case 'while-declare':
      lowerLoop(f, { before: s.declare, condition: s.condition, step: undefined, body: s.body, unroll: s.unroll });
      return;
    case 'for':
      lowerLoop(f, { before: undefined, condition: s.condition, step: s.step, body: s.body, unroll: s.unroll });
      return;
    case 'do':
      lowerDo(f, s);
      return;
    case 'switch':
      if (needsDispatch(f, s)) lowerDispatched(f, s);
      else lowerSwitch(f, s);
      return;
    case 'break':
      jumpTo(f, f.breakTarget!);
      return;
    case 'continue':
      jumpTo(f, f.continueTarget!);
      return;
    case 'return':
      lowerReturn(f, s.value);
      return;
    case 'goto': {
      const direct = f.jumps?.targets.get(s.label);
      if (direct !== undefined) {
        jumpTo(f, direct);
        return;
      }
      let dispatch = f.dispatch;
      while (dispatch !== undefined && !dispatch.labels.has(s.label)) dispatch = dispatch.outer;
      if (dispatch === undefined) {
        reportUnsupported(f, 'a goto to a label inside a statement expression', s.loc);
        build.unreachable(b);
        return;
      }
      const label = dispatch.labels.get(s.label)!;
      jumpTo(f, { kind: 'state', dispatch, state: label.state, depth: labelDepth(f, label) });
      return;
    }
    case 'try':
      lowerTry(f, s);
      return;
    case 'asm':
      lowerAsm(f, s);
      return;
    case 'label':
      // Gotos that lead here leave a block in front of it, or repeat a loop around what follows (goto.ts).
      return;
    case 'case':
    case 'default':
      throw new Error(`statement '${s.kind}' in a place where lowering does not expect it`);
    case 'empty':
      return;
    default:
      s satisfies never;
  }
}

function labelDepth(f: FunctionState, label: Label): number {
  if (label.depth !== undefined) return label.depth;
  let common = -1;
  f.blocks.forEach((block, i) => {
    if (label.blocks.has(block.statement)) common = i;
  });
  return common + 1 < f.blocks.length ? f.blocks[common + 1]!.depth : f.cleanups.length;
}

export function lowerReturn(f: FunctionState, init: CheckedInit | undefined): void {
  const { b } = f;
  let result: import('./ir-imports.js').Value | undefined;
  if (init !== undefined) {
    const type = f.symbol!.type.result;
    if (f.returnedLocal !== undefined) {
      // Already where it belongs.
    } else if (isAggregate(type)) initializeObject(f, init, type, f.resultPointer!);
    else if (init.kind !== 'expression') {
      const slot = scalarFromInit(f, init, type);
      result = slot;
    } else if (isVoid(type)) effect(f, init.expr);
    else result = type.kind === 'reference' ? address(f, init.expr) : value(f, init.expr);
  }
  if (isTerminated(b.region)) return;
  if (f.returnTarget !== undefined) {
    runCleanups(f, f.returnTarget.depth);
    build.breakTo(b, f.returnTarget.block);
    return;
  }
  runCleanups(f, 0);
  build.returnValue(b, result);
}

/** `return {};` of a scalar type and the like. */
function scalarFromInit(f: FunctionState, init: CheckedInit, type: import('../tree/index.js').Type): import('./ir-imports.js').Value {
  if (init.kind === 'zero') return build.zero(f.fn.result!);
  throw new Error(`a ${init.kind} initializer for a scalar result of kind ${type.kind}`);
}

function lowerIf(f: FunctionState, s: Extract<CheckedStmt, { kind: 'if' }>): void {
  const { b } = f;
  if (s.condition.kind === 'integer') {
    const taken = s.condition.value !== 0n ? s.then : s.otherwise;
    if (taken !== undefined) lowerStatement(f, taken);
    return;
  }
  const test = condition(f, s.condition);
  if (isTerminated(b.region)) return;
  const inst = build.append<IfInst>(b, { kind: 'if', operands: [test], then: createRegion(), otherwise: createRegion() }, []);
  const outer = b.region;
  inRegion(f, inst.then, () => lowerStatement(f, s.then));
  inRegion(f, inst.otherwise, () => {
    if (s.otherwise !== undefined) lowerStatement(f, s.otherwise);
  });
  b.region = outer;
  const last = (r: Region) => r.insts[r.insts.length - 1]!.kind;
  if (last(inst.then) !== 'yield' && last(inst.otherwise) !== 'yield') build.unreachable(b);
}

/** Fills a region with `body` and a closing yield. */
export function inRegion(f: FunctionState, region: Region, body: () => void): void {
  const outer = f.b.region;
  f.b.region = region;
  body();
  if (!isTerminated(f.b.region)) build.yieldValues(f.b);
  f.b.region = outer;
}

interface LoopParts {
  readonly before: CheckedStmt | undefined;
  readonly condition: import('../tree/index.js').CheckedExpr | undefined;
  readonly step: import('../tree/index.js').CheckedExpr | undefined;
  readonly body: CheckedStmt;
  readonly unroll: true | number | undefined;
}

/** loop { [declare] if (condition) { block { body } step; continue } else break } */
function lowerLoop(f: FunctionState, parts: LoopParts): void {
  const { b } = f;
  const outer = b.region;
  const loop = build.append<LoopInst>(b, { kind: 'loop', operands: [], body: createRegion(), unroll: parts.unroll }, []);
  const savedBreak = f.breakTarget;
  const savedContinue = f.continueTarget;
  const depth = f.cleanups.length;
  const breakTarget: JumpTarget = { kind: 'break', inst: loop, used: false, depth };
  f.breakTarget = breakTarget;
  b.region = loop.body;
  if (parts.before !== undefined) lowerStatement(f, parts.before);
  const always = parts.condition === undefined || (parts.condition.kind === 'integer' && parts.condition.value !== 0n);
  const test = always ? undefined : condition(f, parts.condition!);
  const round = (): void => {
    lowerLoopBody(f, parts.body, depth);
    if (isTerminated(b.region)) return;
    if (parts.step !== undefined) {
      b.loc = parts.step.loc;
      effect(f, parts.step);
    }
    runCleanups(f, depth);
    build.continueTo(b, loop);
  };
  if (test === undefined) round();
  else if (!isTerminated(b.region)) {
    const inst = build.append<IfInst>(b, { kind: 'if', operands: [test], then: createRegion(), otherwise: createRegion() }, []);
    inRegion(f, inst.then, round);
    inRegion(f, inst.otherwise, () => {
      runCleanups(f, depth);
      build.breakTo(b, loop);
    });
    breakTarget.used = true;
    build.unreachable(b);
  }
  leaveScope(f, depth);
  f.breakTarget = savedBreak;
  f.continueTarget = savedContinue;
  b.region = outer;
  if (!breakTarget.used) build.unreachable(b);
}

/** The body in a block that `continue` leaves; the block is dropped when nothing leaves it that way. */
function lowerLoopBody(f: FunctionState, body: CheckedStmt, _depth: number): void {
  const { b } = f;
  const outer = b.region;
  const block = build.makeInst<BlockInst>({ kind: 'block', body: createRegion(), operands: [] }, [], b.loc);
  const target: JumpTarget = { kind: 'break', inst: block, used: false, depth: f.cleanups.length };
  f.continueTarget = target;
  b.region = block.body;
  lowerStatement(f, body);
  const open = !isTerminated(b.region);
  if (target.used) {
    if (open) build.yieldValues(b);
    outer.insts.push(block);
  } else {
    for (const inst of block.body.insts) outer.insts.push(inst);
  }
  b.region = outer;
}

function lowerDo(f: FunctionState, s: Extract<CheckedStmt, { kind: 'do' }>): void {
  const { b } = f;
  const outer = b.region;
  const loop = build.append<LoopInst>(b, { kind: 'loop', operands: [], body: createRegion(), unroll: s.unroll }, []);
  const savedBreak = f.breakTarget;
  const savedContinue = f.continueTarget;
  const breakTarget: JumpTarget = { kind: 'break', inst: loop, used: false, depth: f.cleanups.length };
  f.breakTarget = breakTarget;
  b.region = loop.body;
  lowerLoopBody(f, s.body, f.cleanups.length);
  f.continueTarget = savedContinue;
  f.breakTarget = savedBreak;
  if (!isTerminated(b.region)) {
    const test = condition(f, s.condition);
    if (test.kind === 'const') {
      if (test.value) build.continueTo(b, loop);
      else {
        build.breakTo(b, loop);
        breakTarget.used = true;
      }
    } else if (!isTerminated(b.region)) {
      const inst = build.append<IfInst>(b, { kind: 'if', operands: [test], then: createRegion(), otherwise: createRegion() }, []);
      inRegion(f, inst.then, () => build.continueTo(b, loop));
      inRegion(f, inst.otherwise, () => build.breakTo(b, loop));
      build.unreachable(b);
      breakTarget.used = true;
    }
  }
  b.region = outer;
  if (!breakTarget.used) build.unreachable(b);
}
