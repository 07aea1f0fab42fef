/** Questions about the values that template arguments hold. */
import type { TemplateArg } from '../../tree/index.js';

/** Zero of its type, which mangled names leave out at the end of a list. */
export function isZeroArg(arg: TemplateArg | undefined): boolean {
  switch (arg?.kind) {
    case undefined:
      return true;
    case 'integer':
      return arg.value === 0n;
    case 'floating':
      return Object.is(arg.value, 0);
    case 'entity':
      return arg.entity === undefined;
    case 'object':
      return arg.elements.every(isZeroArg) && !(arg.type.kind === 'class' && arg.type.symbol.tag === 'union' && arg.elements.findIndex((each) => each !== undefined) > 0);
    default:
      return false;
  }
}
