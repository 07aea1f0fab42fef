/** Where instances of templates are made: in this unit (`template …`), or in another one (`extern template …`) ([temp.explicit]). */
import { flushAllMembers } from '../lazy-members.js';
import type { Loc } from '../../source/loc.js';
import type { ClassSymbol, FunctionSymbol, VarSymbol } from '../../tree/index.js';
import { isInline } from '../function-bodies.js';
import type { DeclSema } from '../state.js';

/** An instance that is needed here (`template …`), or that another unit has (`extern template …`): inline functions are made in any case. */
export function settleInstance(s: DeclSema, entity: FunctionSymbol | VarSymbol, isExtern: boolean, loc: Loc): void {
  if (entity.kind === 'variable') {
    const info = s.d.vars.get(entity)!;
    info.elsewhere = isExtern && !info.constexpr && !info.inline;
    if (!isExtern) s.markReferenced(entity, loc);
    return;
  }
  const info = s.d.functionInfos.get(entity)!;
  if (isExtern) {
    info.elsewhere = entity.bodyState !== 'done' && !isInline(s, entity);
    return;
  }
  const wasElsewhere = info.elsewhere;
  info.elsewhere = false;
  if (wasElsewhere && entity.referenced) s.d.queue.push(entity);
  else s.markReferenced(entity, loc);
}

/** Everything of the class that has a body. */
export function instantiateMembers(s: DeclSema, cls: ClassSymbol, isExtern: boolean, loc: Loc): void {
  if (!s.completeType(cls.type, loc)) return;
  flushAllMembers(s, cls);
  for (const fn of [...cls.methods]) if (!fn.specialization && !fn.deleted && !fn.trivial) settleInstance(s, fn, isExtern, loc);
  for (const entity of s.d.classes.get(cls)!.scope.names.values()) {
    if (entity.kind === 'variable') settleInstance(s, entity, isExtern, loc);
    else if (entity.kind === 'class' && entity.parent === cls && (entity.definition || s.d.postponed.has(entity))) instantiateMembers(s, entity, isExtern, loc);
  }
}

/** `extern template class …` does not complete the class: its members are settled when something else does. */
export function noteExtern(s: DeclSema, cls: ClassSymbol, loc: Loc): void {
  if (cls.state === 'complete') instantiateMembers(s, cls, true, loc);
  else s.d.externClasses.add(cls);
}

/** A class that `extern template` has named was completed. */
export function settleExternClass(s: DeclSema, cls: ClassSymbol, loc: Loc): void {
  if (s.d.externClasses.delete(cls)) instantiateMembers(s, cls, true, loc);
}
