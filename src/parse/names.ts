/**
 * The parser's name table: what kind of thing an identifier names, as far as the grammar depends on it.
 *
 * In: declarations in source order. Out: for a name the answer type, template, namespace, value …, and for classes, class
 * templates and namespaces the scope in which their members are found. It knows nothing of types or overloads; sema does its own lookup.
 * Invariant: a scope's `names` map is shared by everything that refers to the scope (re-entered scopes, aliases), never copied.
 */

export type NameKind =
  | 'type'
  | 'class-template'
  | 'alias-template'
  | 'function-template'
  | 'variable-template'
  | 'template-template-parameter'
  | 'concept'
  | 'namespace'
  | 'value';

export interface NameEntry {
  readonly kind: NameKind;
  /** `<` after the name begins template arguments (true also for the injected name of a class template, whose kind is 'type'). */
  readonly template: boolean;
  /** Members, where known. A 'type' or template without one is opaque: its members are taken as dependent. */
  readonly scope: Scope | undefined;
  /** A class or enum hidden by a function or variable of the same name. */
  readonly hidden: NameEntry | undefined;
}

export interface Scope {
  readonly kind: 'namespace' | 'class' | 'block' | 'template' | 'function';
  names: Map<string, NameEntry> | undefined;
  /** A class declared before its definition gets the definition's surroundings. */
  parent: Scope | undefined;
  /** Bases of a class; targets of using-directives, inline and unnamed namespaces of a namespace or block. */
  linked: Scope[] | undefined;
  /** Explicit and partial specializations of a class template. Their members count in qualified lookup only. */
  specializations: Scope[] | undefined;
  /** A name not found here may still exist: incomplete class, or a base that is not known. */
  open: boolean;
  /** Class name, for constructors. */
  readonly className: string | undefined;
  /** For a re-entered scope, the scope it stands for. */
  readonly original: Scope | undefined;
  visiting: boolean;
}

export function makeScope(kind: Scope['kind'], parent: Scope | undefined, className?: string): Scope {
  return {
    kind,
    names: undefined,
    parent,
    linked: undefined,
    specializations: undefined,
    open: false,
    className,
    original: undefined,
    visiting: false,
  };
}

const plain = (kind: NameKind, template: boolean): NameEntry => ({
  kind,
  template,
  scope: undefined,
  hidden: undefined,
});

export const valueEntry = plain('value', false);
export const opaqueType = plain('type', false);
export const functionTemplateEntry = plain('function-template', true);
export const variableTemplateEntry = plain('variable-template', true);
export const templateParameterEntry = plain('template-template-parameter', true);
export const conceptEntry = plain('concept', true);
export const aliasTemplateEntry = plain('alias-template', true);

export function typeEntry(scope: Scope | undefined): NameEntry {
  return scope === undefined ? opaqueType : { kind: 'type', template: false, scope, hidden: undefined };
}

export function isTypeKind(kind: NameKind): boolean {
  return (
    kind === 'type' ||
    kind === 'class-template' ||
    kind === 'alias-template' ||
    kind === 'template-template-parameter'
  );
}

/** The scope that declarations of the current position go to: template parameter scopes are transparent. */
export function declarationScope(scope: Scope): Scope {
  let s = scope;
  while (s.kind === 'template' && s.parent !== undefined) s = s.parent;
  return s;
}

export function enclosingNamespace(scope: Scope): Scope {
  let s = scope;
  while (s.kind !== 'namespace' && s.parent !== undefined) s = s.parent;
  return s;
}

/** Declares in exactly this scope, honouring that values hide types, and that a template stays one beside plain overloads. */
export function declareIn(scope: Scope, name: string, entry: NameEntry): void {
  scope.names ??= new Map();
  const names = scope.names;
  const old = names.get(name);
  if (old === undefined || old === entry) {
    names.set(name, entry);
    return;
  }
  if (entry.kind === 'value' || entry.kind === 'function-template' || entry.kind === 'variable-template') {
    if (old.kind === 'function-template' || old.kind === 'variable-template') return;
    if (old.kind === 'value') {
      if (entry.kind !== 'value')
        names.set(name, old.hidden === undefined ? entry : { ...entry, hidden: old.hidden });
      return;
    }
    names.set(name, { ...entry, hidden: old });
    return;
  }
  if (old.kind === 'value' || old.kind === 'function-template' || old.kind === 'variable-template') {
    names.set(name, { ...old, hidden: entry });
    return;
  }
  // A redeclared class keeps the scope that earlier references linked to.
  if (entry.scope === undefined && old.scope !== undefined && old.kind === entry.kind) return;
  names.set(name, entry);
}

/** Qualified lookup: the scope itself, then what is linked to it. */
export function lookupMember(scope: Scope, name: string): NameEntry | undefined {
  const own = scope.names?.get(name);
  if (own !== undefined) return own;
  if (scope.visiting) return undefined;
  const { linked, specializations } = scope;
  if (linked === undefined && specializations === undefined) return undefined;
  scope.visiting = true;
  let found: NameEntry | undefined;
  if (linked !== undefined) {
    for (let i = 0; i < linked.length && found === undefined; i++) found = lookupMember(linked[i]!, name);
  }
  if (found === undefined && specializations !== undefined) {
    for (let i = 0; i < specializations.length && found === undefined; i++) {
      found = lookupMember(specializations[i]!, name);
    }
  }
  scope.visiting = false;
  return found;
}

/** True if a name that `lookupMember` did not find may exist all the same. */
export function mayHaveMore(scope: Scope): boolean {
  if (scope.open) return true;
  if (scope.linked === undefined || scope.visiting) return false;
  scope.visiting = true;
  const open = scope.linked.some(mayHaveMore);
  scope.visiting = false;
  return open;
}

/** Unqualified lookup. */
export function lookup(scope: Scope, name: string): NameEntry | undefined {
  for (let s: Scope | undefined = scope; s !== undefined; s = s.parent) {
    const own = s.names?.get(name);
    if (own !== undefined) return own;
    if (s.linked !== undefined) {
      const found = lookupLinked(s, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function lookupLinked(scope: Scope, name: string): NameEntry | undefined {
  const linked = scope.linked!;
  for (let i = 0; i < linked.length; i++) {
    const found = lookupMember(linked[i]!, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The type, template or namespace of that name, past a value that hides it (`struct stat` and `stat()`; names before `::`). */
export function typeBehind(entry: NameEntry | undefined): NameEntry | undefined {
  if (entry === undefined) return undefined;
  return entry.hidden !== undefined && !isTypeKind(entry.kind) ? entry.hidden : entry;
}

export function link(scope: Scope, target: Scope): void {
  if (scope === target) return;
  scope.linked ??= [];
  const linked = scope.linked;
  if (!linked.includes(target)) linked.push(target);
}

/**
 * The scope in which an out-of-class member definition goes on: the class's members first, then those of the classes and
 * namespaces around it, then `from` (template parameters of the definition, and the place where it is written).
 */
export function reenter(from: Scope, target: Scope): Scope {
  const around: Scope[] = [];
  const original = target.original ?? target;
  for (let s: Scope | undefined = original; s !== undefined; s = s.parent) {
    if (contains(from, s)) break;
    if (s.kind === 'class' || s.kind === 'namespace') around.push(s);
  }
  let scope = from;
  for (let i = around.length - 1; i >= 0; i--) scope = reentered(around[i]!, scope);
  return scope;
}

/** Members of specializations count: `void vector<bool, A>::reserve(…)` goes on in one, and which cannot be told here. */
function reentered(of: Scope, parent: Scope): Scope {
  of.names ??= new Map();
  of.linked ??= [];
  const linked = of.specializations === undefined ? of.linked : [...of.linked, ...of.specializations];
  return { ...of, linked, parent, original: of, visiting: false };
}

function contains(from: Scope, scope: Scope): boolean {
  for (let s: Scope | undefined = from; s !== undefined; s = s.parent) {
    if (s === scope || s.original === scope) return true;
  }
  return false;
}

/** A copy of a scope and all scopes that can be reached from it, so that declarations in the copy leave the original as it is. */
export function copyScopes(root: Scope): Scope {
  const scopes = new Map<Scope, Scope>();
  const entries = new Map<NameEntry, NameEntry>();
  const names = new Map<Map<string, NameEntry>, Map<string, NameEntry>>();
  const copyEntry = (entry: NameEntry): NameEntry => {
    if (entry.scope === undefined && entry.hidden === undefined) return entry;
    const known = entries.get(entry);
    if (known !== undefined) return known;
    const made = { kind: entry.kind, template: entry.template, scope: entry.scope && copy(entry.scope), hidden: entry.hidden && copyEntry(entry.hidden) };
    entries.set(entry, made);
    return made;
  };
  // Scopes refer to each other through their names: copied when the scope is known, with a list of work rather than recursion.
  const work: Scope[] = [];
  const copy = (scope: Scope): Scope => {
    const known = scopes.get(scope);
    if (known !== undefined) return known;
    const made = { ...scope };
    scopes.set(scope, made);
    work.push(scope);
    return made;
  };
  const result = copy(root);
  for (let scope = work.pop(); scope !== undefined; scope = work.pop()) {
    const made = scopes.get(scope) as { -readonly [K in keyof Scope]: Scope[K] };
    made.parent = scope.parent && copy(scope.parent);
    made.original = scope.original && copy(scope.original);
    made.linked = scope.linked?.map(copy);
    made.specializations = scope.specializations?.map(copy);
    if (scope.names === undefined) continue;
    let copied = names.get(scope.names);
    if (copied === undefined) {
      copied = new Map();
      names.set(scope.names, copied);
      for (const [name, entry] of scope.names) copied.set(name, copyEntry(entry));
    }
    made.names = copied;
  }
  return result;
}

/** The global scope with the names that every translation unit knows. */
export function makeGlobalScope(): Scope {
  const global = makeScope('namespace', undefined);
  global.names = new Map<string, NameEntry>([
    ['__builtin_va_list', opaqueType],
    ['__int128_t', opaqueType],
    ['__uint128_t', opaqueType],
    ['__make_integer_seq', aliasTemplateEntry],
    ['__type_pack_element', aliasTemplateEntry],
  ]);
  return global;
}
