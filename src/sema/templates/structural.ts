/**
 * Values of class and floating-point type as template arguments ([temp.param], C++20): which types may have them, the argument that a value stands for, and the template
 * parameter object, the one constant object that all uses of a parameter with equal arguments name. An argument holds values only: the object is made where somebody names it.
 */
import { semaMessages } from '../../diagnostics/sema-messages.js';
import type { Loc } from '../../source/loc.js';
import type { AggregateElement, CheckedExpr, CheckedInit, TemplateArg, Type, VarSymbol } from '../../tree/index.js';
import { CONST } from '../../tree/index.js';
import type { ConstantValue } from '../context.js';
import { mangleParameterObject } from '../mangle.js';
import type { DeclSema } from '../state.js';
import { newVariable } from '../symbols.js';
import { argToString } from '../type-print.js';

export type ObjectArg = Extract<TemplateArg, { kind: 'object' }>;

/** Why the type is none of a template parameter; undefined if it is one. Dependent types are. */
export function notStructural(s: DeclSema, type: Type): string | undefined {
  if (type.kind === 'array') return notStructural(s, type.element);
  if (type.kind === 'reference') return type.rvalue ? 'it is an rvalue reference' : undefined;
  if (type.kind === 'builtin') return type.name === 'void' ? 'it is no object type' : undefined;
  if (type.kind !== 'class') return undefined;
  if (!s.completeType(type)) return type.symbol.state === 'invalid' ? undefined : `'${s.typeToString(type)}' is incomplete`;
  const { symbol } = type;
  for (const base of symbol.bases) {
    if (base.access !== 'public') return `its base '${s.typeToString(base.type)}' is ${base.access}`;
    if (base.virtual) return `its base '${s.typeToString(base.type)}' is virtual`;
    const inner = notStructural(s, base.type);
    if (inner) return inner;
  }
  for (const field of symbol.fields) {
    if (field.access !== 'public') return `its member '${field.name}' is ${field.access}`;
    if (field.mutable) return `its member '${field.name}' is mutable`;
    const inner = notStructural(s, field.type);
    if (inner) return inner;
  }
  return symbol.trivialDestructor ? undefined : 'it has a destructor that is not trivial';
}

/** Reports a type that no template parameter may have. */
export function checkParameterType(s: DeclSema, type: Type, loc: Loc): boolean {
  if (type.dependent || type === s.types.error) return true;
  const floating = type.kind === 'builtin' && /^(float|double|long double)$/.test(type.name);
  if ((floating || type.kind === 'class') && s.options.std < 20) {
    s.report(semaMessages.parameterTypeNeedsCpp20, loc, [s.typeToString(type)]);
    return false;
  }
  const why = notStructural(s, type);
  if (why) s.report(semaMessages.parameterNotStructural, loc, [s.typeToString(type), why]);
  return !why;
}

/** `element`: the argument that a scalar stands for. undefined if some part of the value cannot be in an argument. */
export function objectArg(value: Extract<ConstantValue, { kind: 'aggregate' }>, element: (value: ConstantValue) => TemplateArg | undefined): ObjectArg | undefined {
  const elements: (TemplateArg | undefined)[] = [];
  for (const [i, part] of [...value.bases, ...value.elements].entries()) {
    const { active } = value;
    const arg = active !== undefined && active !== i ? undefined : element(part);
    if (!arg && (active === undefined || active === i)) return undefined;
    elements.push(arg);
  }
  return { kind: 'object', type: value.type.unqualified, elements };
}

function elementInit(s: DeclSema, arg: TemplateArg, constant: (arg: TemplateArg) => CheckedExpr): CheckedInit {
  return arg.kind === 'object' ? objectInit(s, arg, constant) : { kind: 'expression', expr: constant(arg) };
}

/** The object's value as an initializer. `constant`: a scalar argument as an expression. */
function objectInit(s: DeclSema, arg: ObjectArg, constant: (arg: TemplateArg) => CheckedExpr): CheckedInit {
  const { type } = arg;
  const elements: AggregateElement[] = [];
  arg.elements.forEach((element, i) => {
    if (!element) return;
    const init = elementInit(s, element, constant);
    if (type.kind === 'array') elements.push({ place: { kind: 'index', from: i, to: i }, init });
    else if (type.kind === 'class') {
      const { bases, fields } = type.symbol;
      elements.push({ place: i < bases.length ? { kind: 'base', base: bases[i]! } : { kind: 'field', field: fields[i - bases.length]! }, init });
    }
  });
  return { kind: 'aggregate', type, elements, zeroRest: true };
}

const parameterObjects = new WeakMap<DeclSema, Map<string, VarSymbol>>();

/** The template parameter object of an argument. */
export function parameterObject(s: DeclSema, arg: ObjectArg, constant: (arg: TemplateArg) => CheckedExpr): VarSymbol {
  let known = parameterObjects.get(s);
  if (!known) parameterObjects.set(s, (known = new Map()));
  const key = s.types.argsKey([arg]);
  let variable = known.get(key);
  if (!variable) {
    variable = newVariable(`<${argToString(arg)}>`, 0, s.d.globalNamespace, s.types.qualified(arg.type, CONST), 'global');
    variable.linkage = 'once';
    variable.mangled = mangleParameterObject(s, arg);
    variable.init = objectInit(s, arg, constant);
    variable.constantInit = true;
    s.d.vars.set(variable, { pending: undefined, constexpr: true, emitted: false, wanted: false, inline: true, scope: s.globalScope, busy: false });
    known.set(key, variable);
  }
  return variable;
}
