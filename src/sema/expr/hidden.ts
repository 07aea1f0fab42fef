/** Variables that have no declaration in the source. */
import type { Loc } from '../../source/loc.js';
import type { ParentSymbol, Type, VarSymbol } from '../../tree/index.js';

export function hiddenVariable(name: string, type: Type, parent: ParentSymbol, loc: Loc): VarSymbol {
  return {
    kind: 'variable', name, loc, parent, type, role: 'local', storage: 'automatic', linkage: 'internal', mangled: name, defined: true, init: undefined, constantInit: false,
    staticLocal: false, alignment: undefined, addressTaken: false, destructor: undefined, dynamicShared: false, builtin: undefined, restrict: false, threadLocal: false,
  };
}
