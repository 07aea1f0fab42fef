/**
 * Whether a partial specialization can ever be chosen in place of its template ([temp.spec.partial.general]/9): it says something of the arguments that the template does not, and they tell what its parameters are.
 * Reports what is wrong.
 */
import type * as Ast from '../../ast/index.js';
import { semaMessages } from '../../diagnostics/sema-messages.js';
import type { Loc } from '../../source/loc.js';
import type { TemplateArg, TemplateParamType, Type } from '../../tree/index.js';
import type { DeclSema, TemplateInfo } from '../state.js';
import { placeholderArg } from './arguments.js';
import { compareConstraints, type Constrained } from './constraints.js';
import { hasOpaque } from './instantiate.js';

export function isUsablePartial(s: DeclSema, info: TemplateInfo, head: Constrained, args: readonly TemplateArg[], loc: Loc): boolean {
  if (repeatsTemplate(s, info, args, head.paramTypes) && compareConstraints(s, head, info) >= 0) {
    s.report(semaMessages.partialNotSpecial, loc, [info.symbol.name]);
    return false;
  }
  const lost = args.some(hasOpaque) ? undefined : undeduced(head.params, args);
  if (lost !== undefined) s.report(semaMessages.partialNotDeducible, lost.loc, [info.symbol.name, lost.name ?? '']);
  return lost === undefined;
}

/** Are the arguments the template's own parameters in order? */
function repeatsTemplate(s: DeclSema, info: TemplateInfo, args: readonly TemplateArg[], paramTypes: readonly TemplateParamType[]): boolean {
  if (paramTypes.length !== info.params.length || args.length !== info.params.length) return false;
  return args.every((arg, i) => {
    if (info.params[i]!.pack !== paramTypes[i]!.pack) return false;
    const given = arg.kind === 'pack' && arg.elements.length === 1 ? arg.elements[0]! : arg;
    const plain = given.kind === 'type' && given.type.kind === 'pack-expansion' ? { ...given, type: given.type.pattern } : given;
    return s.types.argsKey([plain]) === s.types.argsKey([placeholderArg(info.params[i]!, paramTypes[i]!)]);
  });
}

/** A parameter that the arguments do not mention. (The type of a value may tell a type, and function types what they throw: nothing is said where those occur.) */
function undeduced(params: readonly Ast.TemplateParameter[], args: readonly TemplateArg[]): Ast.TemplateParameter | undefined {
  const seen = new Set<number>();
  let isClear = params.every((param) => param.kind !== 'value');
  const visitArg = (arg: TemplateArg): void => {
    if (arg.kind === 'type') visit(arg.type);
    else if (arg.kind === 'pack') arg.elements.forEach(visitArg);
    else if (arg.kind === 'dependent' && arg.param) visit(arg.param);
  };
  const visit = (type: Type): void => {
    switch (type.kind) {
      case 'template-param':
        if (type.depth === 0) seen.add(type.index);
        return;
      case 'pointer':
        visit(type.pointee);
        return;
      case 'reference':
        visit(type.referee);
        return;
      case 'array':
        visit(type.element);
        return;
      case 'pack-expansion':
        visit(type.pattern);
        return;
      case 'member-pointer':
        visit(type.class);
        visit(type.member);
        return;
      case 'dependent-specialization':
        if (type.template.kind === 'template-param') visit(type.template);
        type.args.forEach(visitArg);
        return;
      case 'class':
        return;
      default:
        isClear &&= !type.dependent;
    }
  };
  args.forEach(visitArg);
  return isClear ? params.find((param, i) => !param.pack && !seen.has(i)) : undefined;
}
