/** Types as text, in clang's style: `const int *`, `int (*)(float)`, `std::vector<int>`. */
import type { ParentSymbol, TemplateArg, Type } from '../tree/index.js';

const cvText = (cv: number): string => (cv & 1 ? 'const ' : '') + (cv & 2 ? 'volatile ' : '');
const cvAfter = (cv: number): string => (cv & 1 ? 'const' : '') + (cv & 2 ? (cv & 1 ? ' volatile' : 'volatile') : '');

function scopeText(parent: ParentSymbol): string {
  switch (parent.kind) {
    case 'namespace':
      return parent.parent ? `${scopeText(parent.parent)}${parent.anonymous ? '(anonymous namespace)' : parent.name}::` : '';
    case 'class':
      return `${typeToString(parent.type)}::`;
    case 'function':
      return '';
    default:
      throw new Error(`scope ${(parent satisfies never as ParentSymbol).kind}`);
  }
}

export function argToString(arg: TemplateArg): string {
  switch (arg.kind) {
    case 'type':
      return typeToString(arg.type);
    case 'integer': {
      const { type, value } = arg;
      if (type.kind === 'builtin' && type.name === 'bool') return value === 0n ? 'false' : 'true';
      if (type.kind === 'enum') {
        const enumerator = type.symbol.enumerators.find((each) => each.value === value);
        return enumerator ? `${typeToString(type)}::${enumerator.name}` : `(${typeToString(type)})${value}`;
      }
      if (type.kind === 'builtin' && type.name === 'char' && value >= 32n && value < 127n) return `'${String.fromCharCode(Number(value))}'`;
      return `${value}`;
    }
    case 'entity':
      return arg.entity ? `&${arg.entity.name}` : 'nullptr';
    case 'floating':
      return `${arg.value}`;
    case 'object':
      return objectText(arg);
    case 'string':
      return textOf(arg.units) ?? 'string literal';
    case 'template':
      return arg.template.name;
    case 'pack':
      return arg.elements.map(argToString).join(', ');
    case 'dependent':
      return arg.param ? arg.param.name || `value-parameter-${arg.param.index}` : '…';
    default:
      throw new Error(`template argument ${(arg satisfies never as TemplateArg).kind}`);
  }
}

/** Characters as a literal; undefined where some cannot be written so. */
function textOf(units: readonly number[]): string | undefined {
  let end = units.length;
  while (end > 0 && units[end - 1] === 0) end--;
  const text = units.slice(0, end);
  return end > 0 && text.every((unit) => unit >= 32 && unit < 127 && unit !== 34 && unit !== 92) ? `"${String.fromCharCode(...text)}"` : undefined;
}

/** A value of class type, as written in braces. */
function objectText({ type, elements }: Extract<TemplateArg, { kind: 'object' }>): string {
  if (type.kind === 'array' && type.element.unqualified.kind === 'builtin' && type.element.unqualified.name === 'char') {
    const text = textOf(elements.map((each) => (each?.kind === 'integer' ? Number(each.value) : -1)));
    if (text !== undefined) return text;
  }
  const list = elements.flatMap((each) => (each ? [argToString(each)] : [])).join(', ');
  return `${type.kind === 'class' ? typeToString(type) : ''}{${list}}`;
}

/** A function's name as written: 'operatornew[]' is kept without its space. */
export function spacedName(name: string): string {
  return name.startsWith('operatornew') || name.startsWith('operatordelete') ? `operator ${name.slice(8)}` : name;
}

/** Longer argument lists are not written out: they double with each level where a type names its part twice. */
const MAX_ARGUMENTS_TEXT = 10_000;

const argumentTexts = new WeakMap<readonly TemplateArg[], string>();

function argsText(args: readonly TemplateArg[]): string {
  const known = argumentTexts.get(args);
  if (known !== undefined) return known;
  const text = args.filter((arg) => arg.kind !== 'pack' || arg.elements.length > 0).map(argToString).join(', ');
  const written = text.length > MAX_ARGUMENTS_TEXT ? '<...>' : `<${text}>`;
  argumentTexts.set(args, written);
  return written;
}

/** `inner` is the declarator written so far. */
function print(type: Type, inner: string): string {
  const space = inner && !inner.startsWith('[') ? ' ' : '';
  switch (type.kind) {
    case 'builtin':
      return `${cvText(type.cv)}${type.name === 'nullptr_t' ? 'std::nullptr_t' : type.name}${space}${inner}`;
    case 'class': {
      const { symbol } = type;
      const name = symbol.lambda ? '(lambda)' : symbol.name || `(unnamed ${symbol.tag})`;
      return `${cvText(type.cv)}${scopeText(symbol.parent)}${name}${symbol.specialization ? argsText(symbol.specialization.args) : ''}${space}${inner}`;
    }
    case 'enum':
      return `${cvText(type.cv)}${scopeText(type.symbol.parent)}${type.symbol.name || '(unnamed enum)'}${space}${inner}`;
    case 'pointer': {
      const quals = cvAfter(type.cv);
      const text = `*${quals}${quals && inner ? ' ' : ''}${inner}`;
      return print(type.pointee, needsParens(type.pointee) ? `(${text})` : text);
    }
    case 'reference': {
      const text = `${type.rvalue ? '&&' : '&'}${inner}`;
      return print(type.referee, needsParens(type.referee) ? `(${text})` : text);
    }
    case 'member-pointer': {
      const text = `${typeToString(type.class)}::*${cvAfter(type.cv)}${inner}`;
      return print(type.member, needsParens(type.member) ? `(${text})` : text);
    }
    case 'array':
      return print(type.element, `${inner}[${typeof type.size === 'number' ? type.size : (type.bound?.name ?? '')}]`);
    case 'function': {
      const params = type.params.map(typeToString);
      if (type.variadic) params.push('...');
      const rest = (type.thisCv & 1 ? ' const' : '') + (type.thisCv & 2 ? ' volatile' : '') + (type.ref ? ` ${type.ref}` : '') + (type.noexcept ? ' noexcept' : '');
      return print(type.result, `${inner}(${params.join(', ')})${rest}`);
    }
    case 'auto':
      return `${cvText(type.cv)}${type.template ? type.template.name : type.decltypeAuto ? 'decltype(auto)' : 'auto'}${space}${inner}`;
    case 'template-param':
      return `${cvText(type.cv)}${type.name || `type-parameter-${type.depth}-${type.index}`}${space}${inner}`;
    case 'dependent-specialization':
      return `${cvText(type.cv)}${type.template.name}${argsText(type.args)}${space}${inner}`;
    case 'pack-expansion':
      return `${typeToString(type.pattern)}...${space}${inner}`;
    case 'opaque-dependent':
      return `${cvText(type.cv)}${type.key === '<error>' ? '<error type>' : '<dependent type>'}${space}${inner}`;
    default:
      throw new Error(`type ${(type satisfies never as Type).kind}`);
  }
}

function needsParens(type: Type): boolean {
  return type.kind === 'array' || type.kind === 'function';
}

export function typeToString(type: Type): string {
  return print(type, '');
}
