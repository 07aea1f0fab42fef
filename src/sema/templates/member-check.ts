/**
 * Out-of-class definitions of members of class templates ([temp.mem], [class.mfct]): does the class declare such a member? In: the syntax of both, since the template is not analysed as such. What depends on
 * parameter types is checked when a definition is used for an instantiation (function-bodies.ts).
 */
import type * as Ast from '../../ast/index.js';
import { nameKey } from '../names.js';
import { declaratorId, functionSuffix } from '../types.js';

interface Declared {
  readonly suffix: Ast.FunctionSuffix | undefined;
}

function classOf(declaration: Ast.Declaration): Ast.ClassDefinition | undefined {
  if (declaration.kind === 'template' || declaration.kind === 'explicit-specialization') return classOf(declaration.declaration);
  return declaration.kind === 'simple' && declaration.specifiers.type?.kind === 'class' ? declaration.specifiers.type.definition : undefined;
}

/** Everything that the class declares by this name; undefined if that cannot be told from the syntax. */
function declaredAs(definition: Ast.ClassDefinition, key: string): Declared[] | undefined {
  const found: Declared[] = [];
  let unclear = false;
  const declarator = (each: Ast.Declarator): void => {
    const { name } = declaratorId(each);
    if (name && name.qualifiers.length === 0 && nameKey(name.last) === key) found.push({ suffix: functionSuffix(each) });
  };
  const visit = (declaration: Ast.Declaration): void => {
    switch (declaration.kind) {
      case 'template':
      case 'explicit-specialization':
        visit(declaration.declaration);
        return;
      case 'function':
        if (!declaration.specifiers.friend) declarator(declaration.declarator);
        return;
      case 'simple': {
        const { specifiers } = declaration;
        if (specifiers.friend) return;
        for (const each of declaration.declarators) declarator(each.declarator);
        const { type } = specifiers;
        if (type?.kind === 'class' && !type.definition.name) for (const member of type.definition.members) visit(member.declaration);
        const tag = type?.kind === 'class' ? type.definition.name : type?.kind === 'enum' ? type.definition.name : type?.kind === 'elaborated' ? type.name : undefined;
        if (tag && nameKey(tag.last) === key) found.push({ suffix: undefined });
        return;
      }
      case 'deferred':
        unclear = true;
        return;
      default:
        return;
    }
  };
  for (const member of definition.members) visit(member.declaration);
  return unclear ? undefined : found;
}

/** The member class that a step of a path names. */
function innerClass(definition: Ast.ClassDefinition, key: string): Ast.ClassDefinition | undefined {
  for (const { declaration } of definition.members) {
    const inner = classOf(declaration);
    if (inner?.name && nameKey(inner.name.last) === key) return inner;
  }
  return undefined;
}

function parameterCount({ params }: Ast.FunctionSuffix): number | undefined {
  const only = params[0];
  if (params.length === 1 && only!.specifiers.type?.kind === 'builtin' && only!.specifiers.type.base === 'void' && only!.declarator.kind === 'id') return 0;
  return params.length;
}

/** May `member` (`f`, `Inner::f`) be defined outside of the class? `suffix`: the definition's, of functions. */
export function mayBeDefined(definition: Ast.ClassDefinition, path: string, suffix: Ast.FunctionSuffix | undefined): boolean {
  const steps = path.split(/(?<!operator.*)::/);
  let at: Ast.ClassDefinition | undefined = definition;
  for (const step of steps.slice(0, -1)) {
    at = innerClass(at, step);
    // A member class that is itself defined outside.
    if (!at) return true;
  }
  const declared = declaredAs(at, steps.at(-1)!);
  if (declared === undefined) return true;
  if (!suffix) return declared.length > 0;
  return declared.some((each) => each.suffix === undefined || (parameterCount(each.suffix) === parameterCount(suffix) && each.suffix.qualifiers.const === suffix.qualifiers.const));
}
