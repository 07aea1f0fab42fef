/**
 * The syntax tree as compact S-expressions, for tests and for looking at. In: a translation unit or any node. Out: text, one line a
 * declaration or statement; what is absent or false is left out.
 */
import type {
  Attribute,
  ClassDefinition,
  Condition,
  Declaration,
  Declarator,
  DeclSpecifiers,
  Designator,
  EnumDefinition,
  Expr,
  FunctionBody,
  FunctionSuffix,
  InitDeclarator,
  Initializer,
  Name,
  ParameterDeclaration,
  Qualifiers,
  Requirement,
  Stmt,
  TemplateArgument,
  TemplateParameter,
  TranslationUnit,
  TypeId,
  TypeSpecifier,
  UnqualifiedName,
} from './index.js';

export function dumpUnit(unit: TranslationUnit): string {
  return unit.declarations.map((d) => dumpDeclaration(d)).join('\n');
}

/** `(head part part)`, empty parts left out. */
function list(head: string, ...parts: (string | undefined | false)[]): string {
  const rest = parts.filter((part) => part !== undefined && part !== false && part !== '');
  return rest.length === 0 ? `(${head})` : `(${head} ${rest.join(' ')})`;
}

const all = <T>(items: readonly T[], f: (item: T) => string): string => items.map(f).join(' ');

export function dumpName(name: Name): string {
  let s = name.global ? '::' : '';
  for (const step of name.qualifiers) {
    s +=
      step.kind === 'decltype'
        ? `decltype(${dumpExpr(step.expr)})`
        : `${step.templateKeyword ? 'template ' : ''}${dumpUnqualified(step.name)}`;
    s += '::';
  }
  return `${s}${name.templateKeyword ? 'template ' : ''}${dumpUnqualified(name.last)}`;
}

function dumpUnqualified(name: UnqualifiedName): string {
  switch (name.kind) {
    case 'identifier':
      return name.name === '' ? '<error>' : name.name;
    case 'operator':
      return `operator${name.op}`;
    case 'conversion':
      return `(operator ${dumpTypeId(name.type)})`;
    case 'literal-operator':
      return `operator""${name.suffix}`;
    case 'destructor':
      return `~${dumpType(name.type)}`;
    case 'template-id':
      return `${dumpUnqualified(name.template)}<${name.args.map(dumpArgument).join(', ')}>`;
    default:
      return name satisfies never;
  }
}

function dumpArgument(arg: TemplateArgument): string {
  return (
    (arg.kind === 'type' ? `:${dumpTypeId(arg.type)}` : dumpExpr(arg.expr)) + (arg.packExpansion ? '...' : '')
  );
}

function dumpQualifiers(q: Qualifiers): string {
  return [q.const && 'const', q.volatile && 'volatile', q.restrict && 'restrict'].filter(Boolean).join(' ');
}

function dumpAttribute(a: Attribute): string {
  if (a.args.length === 0) return `@${a.name}`;
  return `@${a.name}(${a.args.map(dumpTypeOrExpr).join(', ')})`;
}

function dumpTypeOrExpr(node: Expr | TypeId): string {
  return node.kind === 'type-id' ? `:${dumpTypeId(node)}` : dumpExpr(node);
}

export function dumpType(type: TypeSpecifier): string {
  switch (type.kind) {
    case 'builtin': {
      const words = [
        type.signedness,
        type.short && 'short',
        ...Array<string>(type.long).fill('long'),
        type.base,
      ];
      return words.filter(Boolean).join(' ');
    }
    case 'named':
      return (type.typenameKeyword ? 'typename ' : '') + dumpName(type.name);
    case 'elaborated':
      return `${type.tag} ${dumpName(type.name)}`;
    case 'class':
      return dumpClass(type.definition);
    case 'enum':
      return dumpEnum(type.definition);
    case 'auto':
      return (
        (type.constraint ? `${dumpName(type.constraint)} ` : '') +
        (type.decltypeAuto ? 'decltype(auto)' : 'auto')
      );
    case 'decltype':
      return `decltype(${dumpExpr(type.expr)})`;
    case 'typeof':
      return `typeof(${dumpTypeOrExpr(type.operand)})`;
    case 'transform':
      return `${type.trait}(${dumpTypeId(type.type)})`;
    default:
      return type satisfies never;
  }
}

function dumpClass(c: ClassDefinition): string {
  const bases = all(
    c.bases,
    (b) =>
      [b.virtual && 'virtual', b.access, dumpTypeId(b.type)].filter(Boolean).join(' ') +
      (b.packExpansion ? '...' : ''),
  );
  return list(
    c.tag,
    c.name && dumpName(c.name),
    all(c.attributes, dumpAttribute),
    c.final && 'final',
    bases && `(bases ${bases})`,
    c.pack !== undefined && `(pack ${c.pack})`,
    ...c.members.map((m) => `[${m.access}] ${dumpDeclaration(m.declaration)}`),
  );
}

function dumpEnum(e: EnumDefinition): string {
  return list(
    e.scoped ? 'enum-class' : 'enum',
    e.name && dumpName(e.name),
    e.underlying && `: ${dumpTypeId(e.underlying)}`,
    all(e.attributes, dumpAttribute),
    e.enumerators &&
      `{${e.enumerators.map((x) => x.name + (x.value ? `=${dumpExpr(x.value)}` : '')).join(', ')}}`,
  );
}

function dumpSpecifiers(s: DeclSpecifiers): string {
  const parts = [
    ...s.attributes.map(dumpAttribute),
    ...s.storage,
    s.inline && 'inline',
    s.virtual && 'virtual',
    s.explicit !== false && (s.explicit === true ? 'explicit' : `explicit(${dumpExpr(s.explicit)})`),
    s.friend && 'friend',
    s.constexpr,
    dumpQualifiers(s.qualifiers),
    s.type && dumpType(s.type),
  ];
  return parts.filter(Boolean).join(' ');
}

export function dumpDeclarator(d: Declarator): string {
  switch (d.kind) {
    case 'id':
      return (
        (d.pack ? '...' : '') +
        [d.name ? dumpName(d.name) : '', ...d.attributes.map(dumpAttribute)].filter(Boolean).join(' ')
      );
    case 'pointer':
      return list(
        '*',
        dumpQualifiers(d.qualifiers),
        all(d.attributes, dumpAttribute),
        dumpDeclarator(d.inner),
      );
    case 'reference':
      return list(d.rvalue ? '&&' : '&', d.restrict && 'restrict', dumpDeclarator(d.inner));
    case 'member-pointer':
      return list(`${dumpName(d.class)}::*`, dumpQualifiers(d.qualifiers), dumpDeclarator(d.inner));
    case 'array':
      return list('array', d.size ? dumpExpr(d.size) : '?', dumpDeclarator(d.inner));
    case 'function':
      return list('fn', dumpSuffix(d.suffix), dumpDeclarator(d.inner));
    default:
      return d satisfies never;
  }
}

function dumpSuffix(s: FunctionSuffix): string {
  const params = s.params.map(dumpParameter);
  if (s.variadic) params.push('...');
  const parts = [
    `(${params.join(', ')})`,
    dumpQualifiers(s.qualifiers),
    s.ref,
    s.noexcept !== false && (s.noexcept === true ? 'noexcept' : `noexcept(${dumpExpr(s.noexcept)})`),
    ...s.attributes.map(dumpAttribute),
    s.override && 'override',
    s.final && 'final',
    s.trailingReturn && `-> ${dumpTypeId(s.trailingReturn)}`,
    s.trailingRequires && `requires ${dumpExpr(s.trailingRequires)}`,
  ];
  return parts.filter(Boolean).join(' ');
}

function dumpParameter(x: ParameterDeclaration): string {
  return [dumpSpecifiers(x.specifiers), dumpDeclarator(x.declarator), x.default && `= ${dumpExpr(x.default)}`]
    .filter(Boolean)
    .join(' ');
}

export function dumpTypeId(t: TypeId): string {
  return [dumpSpecifiers(t.specifiers), dumpDeclarator(t.declarator)].filter(Boolean).join(' ');
}

function dumpInitializer(init: Initializer): string {
  switch (init.kind) {
    case 'copy':
      return `= ${dumpExpr(init.value)}`;
    case 'direct':
      return `(${init.args.map(dumpExpr).join(', ')})`;
    case 'list':
      return dumpExpr(init.list);
    default:
      return init satisfies never;
  }
}

function dumpInitDeclarator(d: InitDeclarator): string {
  const parts = [
    dumpDeclarator(d.declarator),
    d.asmName !== undefined && `asm("${d.asmName}")`,
    ...d.attributes.map(dumpAttribute),
    d.bitWidth && `: ${dumpExpr(d.bitWidth)}`,
    d.init && dumpInitializer(d.init),
  ];
  return parts.filter(Boolean).join(' ');
}

function dumpBody(body: FunctionBody): string {
  switch (body.kind) {
    case 'default':
    case 'delete':
      return `= ${body.kind}`;
    case 'block': {
      const inits = body.initializers.map(
        (i) =>
          `${dumpName(i.name)}${i.init.braced ? '' : '('}${i.init.args.map(dumpExpr).join(', ')}${i.init.braced ? '' : ')'}${i.packExpansion ? '...' : ''}`,
      );
      return [
        inits.length > 0 && `: ${inits.join(', ')}`,
        dumpStmt(body.statement),
        body.handlers && all(body.handlers, dumpHandler),
      ]
        .filter(Boolean)
        .join(' ');
    }
    case 'deferred':
      return dumpBody(body.read());
    default:
      return body satisfies never;
  }
}

function dumpTemplateParameter(t: TemplateParameter): string {
  const pack = t.pack ? '...' : '';
  switch (t.kind) {
    case 'type':
      return `${t.constraint ? dumpName(t.constraint) : 'class'}${pack} ${t.name ?? ''}${t.default ? ` = ${dumpTypeId(t.default)}` : ''}`.trim();
    case 'value':
      return dumpParameter(t.parameter);
    case 'template':
      return `template<${t.params.map(dumpTemplateParameter).join(', ')}>${pack} ${t.name ?? ''}${t.default ? ` = ${dumpName(t.default)}` : ''}`.trim();
    default:
      return t satisfies never;
  }
}

export function dumpDeclaration(d: Declaration): string {
  switch (d.kind) {
    case 'simple':
      return list('decl', dumpSpecifiers(d.specifiers), ...d.declarators.map(dumpInitDeclarator));
    case 'function':
      return list('def', dumpSpecifiers(d.specifiers), dumpDeclarator(d.declarator), dumpBody(d.body));
    case 'structured-binding':
      return list(
        'bind',
        dumpSpecifiers(d.specifiers),
        d.ref,
        `[${d.names.join(', ')}]`,
        d.init && dumpInitializer(d.init),
      );
    case 'template':
      return list(
        'template',
        `<${d.params.map(dumpTemplateParameter).join(', ')}>`,
        d.requires && `requires ${dumpExpr(d.requires)}`,
        dumpDeclaration(d.declaration),
      );
    case 'explicit-specialization':
      return list('specialize', dumpDeclaration(d.declaration));
    case 'explicit-instantiation':
      return list('instantiate', d.extern && 'extern', dumpDeclaration(d.declaration));
    case 'namespace':
      return list(
        'namespace',
        d.inline && 'inline',
        d.path.join('::'),
        all(d.attributes, dumpAttribute),
        all(d.body, dumpDeclaration),
      );
    case 'namespace-alias':
      return list('namespace-alias', d.name, dumpName(d.target));
    case 'using-directive':
      return list('using-namespace', dumpName(d.target));
    case 'using-declaration':
      return list(
        'using',
        all(
          d.names,
          (n) => (n.typenameKeyword ? 'typename ' : '') + dumpName(n.name) + (n.packExpansion ? '...' : ''),
        ),
      );
    case 'using-enum':
      return list('using-enum', dumpName(d.name));
    case 'alias':
      return list('alias', d.name, dumpTypeId(d.type), all(d.attributes, dumpAttribute));
    case 'linkage':
      return list('linkage', d.language, all(d.body, dumpDeclaration));
    case 'static-assert':
      return list('static-assert', dumpExpr(d.condition), d.message?.text);
    case 'deduction-guide':
      return list(
        'guide',
        d.explicit && 'explicit',
        d.name,
        dumpSuffix(d.suffix),
        '->',
        dumpTypeId(d.result),
      );
    case 'concept':
      return list('concept', d.name, dumpExpr(d.constraint));
    case 'asm':
      return list('asm', JSON.stringify(d.text));
    case 'pragma':
      return list('pragma', d.text);
    case 'empty':
      return '(empty)';
    case 'deferred':
      return dumpDeclaration(d.read());
    default:
      return d satisfies never;
  }
}

function dumpDesignator(d: Designator): string {
  return d.kind === 'field' ? `.${d.name}` : `[${dumpExpr(d.from)}${d.to ? ` ... ${dumpExpr(d.to)}` : ''}]`;
}

function dumpRequirement(r: Requirement): string {
  switch (r.kind) {
    case 'simple':
      return dumpExpr(r.expr);
    case 'type':
      return `(typename ${dumpName(r.name)})`;
    case 'compound':
      return list(
        '{}',
        dumpExpr(r.expr),
        r.noexcept && 'noexcept',
        r.constraint && `-> ${dumpName(r.constraint)}`,
      );
    case 'nested':
      return list('nested', dumpExpr(r.expr));
    default:
      return r satisfies never;
  }
}

export function dumpExpr(e: Expr): string {
  switch (e.kind) {
    case 'integer':
    case 'floating':
    case 'character':
    case 'string':
      return e.token.text;
    case 'bool':
      return String(e.value);
    case 'nullptr':
    case 'this':
      return e.kind;
    case 'function-name':
      return e.which;
    case 'id':
      return dumpName(e.name);
    case 'paren':
      return list('paren', dumpExpr(e.expr));
    case 'init-list':
      return `{${e.items.map((i) => (i.designators.length > 0 ? `${i.designators.map(dumpDesignator).join('')}=` : '') + dumpExpr(i.value)).join(', ')}}`;
    case 'unary':
      return list(e.op, dumpExpr(e.operand));
    case 'postfix':
      return list(`post${e.op}`, dumpExpr(e.operand));
    case 'binary':
    case 'assign':
      return list(e.op, dumpExpr(e.left), dumpExpr(e.right));
    case 'conditional':
      return list('?:', dumpExpr(e.condition), e.then ? dumpExpr(e.then) : '_', dumpExpr(e.otherwise));
    case 'subscript':
      return list('[]', dumpExpr(e.base), dumpExpr(e.index));
    case 'call':
      return list('call', dumpExpr(e.callee), all(e.args, dumpExpr));
    case 'launch':
      return list(
        'launch',
        dumpExpr(e.kernel),
        `<<<${e.config.map(dumpExpr).join(', ')}>>>`,
        all(e.args, dumpExpr),
      );
    case 'member':
      return list(e.arrow ? '->' : '.', dumpExpr(e.base), dumpName(e.name));
    case 'c-cast':
      return list('cast', `:${dumpTypeId(e.type)}`, dumpExpr(e.operand));
    case 'named-cast':
      return list(e.cast, `:${dumpTypeId(e.type)}`, dumpExpr(e.operand));
    case 'functional-cast':
      return list(e.braced ? 'make' : 'construct', `:${dumpTypeId(e.type)}`, all(e.args, dumpExpr));
    case 'compound-literal':
      return list('compound', `:${dumpTypeId(e.type)}`, dumpExpr(e.init));
    case 'sizeof':
    case 'alignof':
    case 'typeid':
      return list(e.kind, dumpTypeOrExpr(e.operand));
    case 'sizeof-pack':
      return list('sizeof...', e.name);
    case 'noexcept':
      return list('noexcept', dumpExpr(e.operand));
    case 'new':
      return list(
        e.global ? '::new' : 'new',
        e.placement && `(placement ${all(e.placement, dumpExpr)})`,
        `:${dumpTypeId(e.type)}`,
        e.init && (e.init.braced ? all(e.init.args, dumpExpr) : `(${e.init.args.map(dumpExpr).join(', ')})`),
      );
    case 'delete':
      return list((e.global ? '::delete' : 'delete') + (e.array ? '[]' : ''), dumpExpr(e.operand));
    case 'throw':
      return list('throw', e.operand && dumpExpr(e.operand));
    case 'lambda': {
      const captures = e.captures.map((c) => {
        const by = c.mode === '&' || c.mode === 'init-ref' ? '&' : '';
        const name = c.mode === '*this' ? '*this' : c.name;
        return `${by}${name}${c.pack ? '...' : ''}${c.init ? ` = ${dumpExpr(c.init)}` : ''}`;
      });
      if (e.captureDefault) captures.unshift(e.captureDefault);
      return list(
        'lambda',
        `[${captures.join(', ')}]`,
        e.templateParams.length > 0 && `<${e.templateParams.map(dumpTemplateParameter).join(', ')}>`,
        all(e.attributes, dumpAttribute),
        e.suffix && dumpSuffix(e.suffix),
        e.mutable && 'mutable',
        e.constexpr && 'constexpr',
        dumpStmt(e.body),
      );
    }
    case 'fold':
      return list(
        'fold',
        e.op,
        e.left ? dumpExpr(e.left) : '...',
        e.right ? dumpExpr(e.right) : '...',
        e.left && e.right && 'both',
      );
    case 'pack-expansion':
      return list('pack', dumpExpr(e.pattern));
    case 'statement-expression':
      return list('stmt-expr', dumpStmt(e.body));
    case 'type-trait':
      return list(
        e.trait,
        all(e.args, (t) => `:${dumpTypeId(t)}`),
      );
    case 'offsetof':
      return list('offsetof', `:${dumpTypeId(e.type)}`, e.path.map(dumpDesignator).join(''));
    case 'va-arg':
      return list('va-arg', dumpExpr(e.list), `:${dumpTypeId(e.type)}`);
    case 'bit-cast':
      return list('bit-cast', `:${dumpTypeId(e.type)}`, dumpExpr(e.operand));
    case 'choose-expression':
      return list('choose', dumpExpr(e.condition), dumpExpr(e.then), dumpExpr(e.otherwise));
    case 'generic':
      return list('generic', dumpExpr(e.control), all(e.associations, (a) => `${a.type === undefined ? 'default' : dumpTypeId(a.type)}: ${dumpExpr(a.value)}`));
    case 'requires':
      return list(
        'requires',
        `(${e.params.map(dumpParameter).join(', ')})`,
        all(e.requirements, dumpRequirement),
      );
    case 'error':
      return '(error)';
    default:
      return e satisfies never;
  }
}

function dumpCondition(c: Condition): string {
  return c.kind === 'declaration-condition' ? dumpDeclaration(c.declaration) : dumpExpr(c);
}

function dumpHandler(h: {
  readonly parameter: ParameterDeclaration | undefined;
  readonly body: Stmt;
}): string {
  return list('catch', h.parameter ? dumpParameter(h.parameter) : '...', dumpStmt(h.body));
}

function dumpUnroll(unroll: boolean | Expr | undefined): string | false {
  if (unroll === undefined) return false;
  return unroll === true ? 'unroll' : unroll === false ? 'nounroll' : `unroll(${dumpExpr(unroll)})`;
}

export function dumpStmt(s: Stmt): string {
  switch (s.kind) {
    case 'compound':
      return `{${all(s.body, dumpStmt)}}`;
    case 'expression':
      return dumpExpr(s.expr);
    case 'empty':
      return '(;)';
    case 'declaration':
      return dumpDeclaration(s.declaration);
    case 'if':
      return list(
        s.constexpr ? 'if-constexpr' : 'if',
        s.init && dumpStmt(s.init),
        dumpCondition(s.condition),
        dumpStmt(s.then),
        s.otherwise && `else ${dumpStmt(s.otherwise)}`,
      );
    case 'switch':
      return list('switch', s.init && dumpStmt(s.init), dumpCondition(s.condition), dumpStmt(s.body));
    case 'case':
      return list('case', dumpExpr(s.value), s.to && `... ${dumpExpr(s.to)}`, dumpStmt(s.body));
    case 'default':
      return list('default', dumpStmt(s.body));
    case 'while':
      return list('while', dumpUnroll(s.unroll), dumpCondition(s.condition), dumpStmt(s.body));
    case 'do':
      return list('do', dumpUnroll(s.unroll), dumpStmt(s.body), dumpExpr(s.condition));
    case 'for':
      return list(
        'for',
        dumpUnroll(s.unroll),
        s.init ? dumpStmt(s.init) : '_',
        s.condition ? dumpCondition(s.condition) : '_',
        s.step ? dumpExpr(s.step) : '_',
        dumpStmt(s.body),
      );
    case 'range-for':
      return list(
        'for-in',
        dumpUnroll(s.unroll),
        s.init && dumpStmt(s.init),
        dumpDeclaration(s.variable),
        dumpExpr(s.range),
        dumpStmt(s.body),
      );
    case 'break':
    case 'continue':
      return `(${s.kind})`;
    case 'return':
      return list('return', s.value && dumpExpr(s.value));
    case 'goto':
      return list('goto', s.label);
    case 'computed-goto':
      return list('goto*', dumpExpr(s.target));
    case 'label':
      return list('label', s.name, dumpStmt(s.body));
    case 'try':
      return list('try', dumpStmt(s.body), all(s.handlers, dumpHandler));
    case 'asm': {
      const operands = (ops: typeof s.outputs) =>
        ops
          .map((o) => `${o.symbolicName ? `[${o.symbolicName}]` : ''}"${o.constraint}"(${dumpExpr(o.expr)})`)
          .join(', ');
      return list(
        'asm',
        s.volatile && 'volatile',
        JSON.stringify(s.template),
        s.outputs.length > 0 && `(out ${operands(s.outputs)})`,
        s.inputs.length > 0 && `(in ${operands(s.inputs)})`,
        s.clobbers.length > 0 && `(clobber ${s.clobbers.join(', ')})`,
      );
    }
    case 'attributed':
      return list('attributed', all(s.attributes, dumpAttribute), dumpStmt(s.body));
    case 'pragma':
      return list('pragma', s.text, s.body && dumpStmt(s.body));
    default:
      return s satisfies never;
  }
}
