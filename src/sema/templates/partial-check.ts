/**
 * Whether a partial specialization can ever be chosen in place of its template ([temp.spec.partial.general]/9): it says something of the arguments that the template does not, and they tell what its parameters are.
 * Reports what is wrong.
 */
import type * as Ast from '../../ast/index.js';
import { semaMessages } from '../../diagnostics/sema-messages.js';
import type { Loc } from '../../source/loc.js';
import type { TemplateArg, TemplateParamType } from '../../tree/index.js';
import type { DeclSema, TemplateInfo } from '../state.js';
import { placeholderArg } from './arguments.js';
import { constraintOf } from './constraints.js';
import { deduceArgs, newDeduction } from './deduce.js';
import { hasOpaque } from './instantiate.js';

type Head = Pick<Extract<Ast.Declaration, { kind: 'template' }>, 'params' | 'requires'>;

export function isUsablePartial(s: DeclSema, info: TemplateInfo, head: Head, args: readonly TemplateArg[], paramTypes: readonly TemplateParamType[], loc: Loc): boolean {
  const isConstrained = head.requires !== undefined || head.params.some((param) => constraintOf(param) !== undefined);
  if (!isConstrained && repeatsTemplate(s, info, args, paramTypes)) {
    s.report(semaMessages.partialNotSpecial, loc, [info.symbol.name]);
    return false;
  }
  const lost = args.some(hasOpaque) ? undefined : undeduced(s, head.params, args);
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

/** A parameter that no arguments can give a value. */
function undeduced(s: DeclSema, params: readonly Ast.TemplateParameter[], args: readonly TemplateArg[]): Ast.TemplateParameter | undefined {
  const d = newDeduction(s, params);
  return deduceArgs(d, args, args) ? params.find((param, i) => !param.pack && d.bindings[i] === undefined) : undefined;
}
