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
  /** For a scope that units share. */
  journal: Journal | undefined;
}

/** What the last unit did to scopes that were there before it, the latest change last. */
export interface Journal {
  readonly undo: (() => void)[];
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
    journal: undefined,
  };
}

/** All changes of a scope go through these functions, so that shared ones can be taken back. */
export function setName(scope: Scope, name: string, entry: NameEntry): void {
  scope.names ??= new Map();
  const { names } = scope;
  if (scope.journal !== undefined) {
    const old = names.get(name);
    scope.journal.undo.push(() => {
      if (old === undefined) names.delete(name);
      else names.set(name, old);
    });
  }
  names.set(name, entry);
}

function append(scope: Scope, list: Scope[], target: Scope): void {
  scope.journal?.undo.push(() => list.pop());
  list.push(target);
}

export function addSpecialization(primary: Scope, scope: Scope): void {
  primary.specializations ??= [];
  append(primary, primary.specializations, scope);
}

/** The surroundings of a class's definition, and whether it may have members that are not known. */
export function setDefinition(scope: Scope, parent: Scope | undefined, open: boolean): void {
  const { parent: oldParent, open: oldOpen } = scope;
  scope.journal?.undo.push(() => {
    scope.parent = oldParent;
    scope.open = oldOpen;
  });
  scope.parent = parent;
  scope.open = open;
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
  const old = scope.names?.get(name);
  if (old === entry) return;
  if (old === undefined) {
    setName(scope, name, entry);
    return;
  }
  if (entry.kind === 'value' || entry.kind === 'function-template' || entry.kind === 'variable-template') {
    if (old.kind === 'function-template' || old.kind === 'variable-template') return;
    if (old.kind === 'value') {
      if (entry.kind !== 'value')
        setName(scope, name, old.hidden === undefined ? entry : { ...entry, hidden: old.hidden });
      return;
    }
    setName(scope, name, { ...entry, hidden: old });
    return;
  }
  if (old.kind === 'value' || old.kind === 'function-template' || old.kind === 'variable-template') {
    setName(scope, name, { ...old, hidden: entry });
    return;
  }
  // A redeclared class keeps the scope that earlier references linked to.
  if (entry.scope === undefined && old.scope !== undefined && old.kind === entry.kind) return;
  setName(scope, name, entry);
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

/** Lookup of a name before `::` or behind `struct`: variables and functions take no part ([basic.lookup.qual], [basic.lookup.elab]). Where there is nothing else, they are found all the same. */
export function lookupQualifier(scope: Scope, name: string): NameEntry | undefined {
  for (let s: Scope | undefined = scope; s !== undefined; s = s.parent) {
    const found = typeBehind(s.names?.get(name) ?? (s.linked === undefined ? undefined : lookupLinked(s, name)));
    if (found !== undefined && found.kind !== 'value' && found.kind !== 'function-template' && found.kind !== 'variable-template') return found;
  }
  return lookup(scope, name);
}

export function link(scope: Scope, target: Scope): void {
  if (scope === target) return;
  scope.linked ??= [];
  const linked = scope.linked;
  if (!linked.includes(target)) append(scope, linked, target);
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

/** Lends a scope, and all that can be reached from it, to one unit after the other: from now on the journal says how to undo what a unit does to them. */
export function shareScopes(root: Scope): Journal {
  const journal: Journal = { undo: [] };
  const work: Scope[] = [root];
  const visit = (scope: Scope | undefined): void => {
    if (scope !== undefined && scope.journal === undefined) work.push(scope);
  };
  for (let scope = work.pop(); scope !== undefined; scope = work.pop()) {
    if (scope.journal !== undefined) continue;
    scope.journal = journal;
    visit(scope.parent);
    visit(scope.original);
    scope.linked?.forEach(visit);
    scope.specializations?.forEach(visit);
    for (const entry of scope.names?.values() ?? []) for (let e: NameEntry | undefined = entry; e !== undefined; e = e.hidden) visit(e.scope);
  }
  return journal;
}

export function takeBack(journal: Journal): void {
  for (let change = journal.undo.pop(); change !== undefined; change = journal.undo.pop()) change();
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
