/**
 * Scopes and jumps. A cleanup (a destructor call, mostly) runs on every way out of its scope: at the scope's end, before jumps out of it, and when an exception passes.
 *
 * For the last, what follows the registration of a cleanup up to the scope's end goes into the body of an IR `try` whose handler runs the cleanup and throws on. A whole-program pass
 * (src/passes/prune-try.ts) takes away every `try` whose body cannot throw, so programs without exceptions pay nothing.
 */
import { append, breakTo, constI32, continueTo, createRegion, isTerminated, makeInst, store, unreachable, yieldValues } from '../ir/build.js';
import type { Inst, TryInst } from '../ir/ir.js';
import type { Cleanup, FunctionState, JumpTarget } from './context.js';

/** Emits the cleanups above `depth`, innermost first, without forgetting them (other paths leave the scope too). */
export function runCleanups(f: FunctionState, depth: number): void {
  for (let i = f.cleanups.length - 1; i >= depth; i--) if (!f.cleanups[i]!.unwindOnly) f.cleanups[i]!.emit(f);
}

/** Registers a cleanup for the current scope. `unwindOnly`: exceptions only, not the normal end. */
export function pushCleanup(f: FunctionState, emit: (f: FunctionState) => void, unwindOnly = false): Cleanup {
  const unwinds = f.fn.space !== 'kernel' && f.fn.space !== 'device';
  const cleanup: Cleanup = { emit, unwindOnly, outer: f.b.region, guard: undefined };
  if (unwinds) {
    const guard = makeInst<TryInst>({ kind: 'try', body: createRegion(), handler: createRegion([{ type: 'ptr', name: 'exception' }]), operands: [] }, [], f.b.loc);
    f.b.region.insts.push(guard);
    f.b.region = guard.body;
    cleanup.guard = guard;
  }
  f.cleanups.push(cleanup);
  return cleanup;
}

/** End of the scope that began at `depth`: runs and forgets its cleanups where control gets there. */
export function leaveScope(f: FunctionState, depth: number): void {
  const { b } = f;
  while (f.cleanups.length > depth) {
    const cleanup = f.cleanups.pop()!;
    const reachable = !isTerminated(b.region);
    if (cleanup.guard !== undefined) {
      if (reachable) yieldValues(b);
      b.region = cleanup.guard.handler;
      cleanup.emit(f);
      if (!isTerminated(b.region)) append(b, { kind: 'throw', operands: [cleanup.guard.handler.params[0]!] }, []);
      b.region = cleanup.outer;
      if (!reachable) unreachable(b);
    }
    if (reachable && !cleanup.unwindOnly) cleanup.emit(f);
  }
}

/** Forgets a cleanup that turned out empty: its guard's body moves into the region around it. The cleanup must be the innermost one. */
export function dropCleanup(f: FunctionState, cleanup: Cleanup): void {
  f.cleanups.pop();
  const { guard } = cleanup;
  if (guard === undefined) return;
  const { insts } = cleanup.outer;
  const at = insts.lastIndexOf(guard as Inst);
  insts.splice(at, 1, ...guard.body.insts);
  if (f.b.region === guard.body) f.b.region = cleanup.outer;
}

export function jumpTo(f: FunctionState, target: JumpTarget): void {
  runCleanups(f, target.depth);
  switch (target.kind) {
    case 'break':
      target.used = true;
      breakTo(f.b, target.inst);
      return;
    case 'continue':
      target.used = true;
      continueTo(f.b, target.inst);
      return;
    case 'state':
      store(f.b, 'i32', target.dispatch.stateAddress, constI32(target.state), 4);
      continueTo(f.b, target.dispatch.loop);
      return;
    default:
      target satisfies never;
  }
}
