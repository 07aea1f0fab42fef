/** Statements that host and device may execute: declarations, control flow, objects, lambdas, pointers. A statement gives its text and the scope behind it. */
import { DOUBLE, FLOAT, INT, LONG, SHORT, UINT, convert, implicit, literal } from '../arithmetic.js';
import type { Place } from '../arithmetic.js';
import type { Scope, State } from './grammar.js';
import { any, anyInteger, anyScalar, assignment, fieldPlaces, fresh, value, withPlaces } from './grammar.js';

export type Written = readonly [string, Scope];
export type Production = (s: State, scope: Scope) => Written;

const same = (text: string, scope: Scope): Written => [text, scope];

/** Behind a condition that threads may answer differently. */
const parted = (scope: Scope): Scope => ({ ...scope, uniform: false, warp: false, depth: scope.depth - 1 });

const assign: Production = (s, scope) => (scope.writable.length === 0 ? local(s, scope) : same(assignment(s, scope, s.random.pick(scope.writable)), scope));

function local(s: State, scope: Scope): Written {
  const { random } = s;
  const type = anyScalar(s);
  const name = fresh(s, 'v');
  const e = any(s, scope, 2);
  const init = random.pick([` = ${implicit(e, type)}`, `(${implicit(e, type)})`, `{${convert(e, type)}}`]);
  const qualifier = random.pick(['', '', 'const ', 'volatile ']);
  if (random.oneIn(6)) return [`auto ${name} = ${convert(e, type)};`, withPlaces(scope, [{ text: name, type }])];
  return [`${qualifier}${type.name} ${name}${init};`, withPlaces(scope, [{ text: name, type }], qualifier !== 'const ')];
}

const array: Production = (s, scope) => {
  const { random } = s;
  const type = anyScalar(s);
  const name = fresh(s, 'a');
  const count = random.pick([2, 4, 8, 16]);
  const rows = random.oneIn(3);
  const items = Array.from({ length: random.below(count) }, () => value(s, scope, type, 1).replace(/^/, `(${type.name})`)).join(', ');
  const index = convert(any(s, scope, 1), INT);
  const row = rows ? `[${random.below(2)}]` : '';
  const fill = random.oneIn(2) ? ` for (int i = 0; i < ${count}; i++) ${name}${row}[i] = (${type.name})i;` : '';
  return [`${type.name} ${name}${rows ? '[2]' : ''}[${count}] = {${rows && items !== '' ? `{${items}}` : items}};${fill}`, withPlaces(scope, [{ text: `${name}${row}[${index} & ${count - 1}]`, type }, { text: `${name}${rows ? '[1]' : ''}[0]`, type }])];
};

const branch: Production = (s, scope) =>
  same(`if (${value(s, scope, INT)} & ${s.random.pick([1, 2, 6])}) { ${block(s, parted(scope), s.random.between(1, 3))} }${s.random.oneIn(2) ? ` else { ${block(s, parted(scope), s.random.between(1, 2))} }` : ''}`, scope);

const loop: Production = (s, scope) => {
  const { random } = s;
  const name = fresh(s, 'i');
  const inner = withPlaces({ ...parted(scope), inLoop: true }, [{ text: name, type: INT }], false);
  const stop = random.oneIn(3) ? `if (${value(s, inner, INT)} & 4) ${random.pick(['break', 'continue'])};` : '';
  const body = (): string => `${stop} ${block(s, inner, random.between(1, 3))}`;
  const bound = random.pick([() => String(random.between(1, 5)), () => `(${value(s, scope, INT, 1)} & 3)`, () => `(${value(s, scope, INT, 1)} & 7) + 1`])();
  switch (random.below(5)) {
    case 0:
      return same(`{ int ${name} = 0; while (${name} < ${bound}) { ${name}++; ${body()} } }`, scope);
    case 1:
      return same(`{ int ${name} = 0; do { ${body()} } while (++${name} < ${random.between(1, 4)} && ${value(s, scope, INT, 1)} != 3); }`, scope);
    case 2:
      return same(`${random.oneIn(2) ? '\n#pragma unroll\n' : ''}for (int ${name} = ${random.between(1, 4)}; ${name} > 0; ${name} >>= 1) { ${body()} }`, scope);
    default:
      return same(`for (int ${name} = 0; ${name} < ${bound}; ${name} += ${random.between(1, 2)}) { ${body()} }`, scope);
  }
};

const choose: Production = (s, scope) => {
  const { random } = s;
  const inner = { ...parted(scope), inLoop: false };
  const cases = Array.from({ length: random.between(1, 4) }, (_, i) => `case ${i}: { ${block(s, inner, 1)} }${random.oneIn(3) ? '' : ' break;'}`);
  if (random.oneIn(2)) cases.push(`default: { ${block(s, inner, 1)} }`);
  const type = random.oneIn(4) && s.types.includes(LONG) ? LONG : INT;
  return same(`switch (${convert({ text: `(${value(s, scope, INT)} & 3)`, type: INT }, type)}) { ${cases.join(' ')} }`, scope);
};

const jump: Production = (s, scope) => (scope.inLoop ? same(`if (${value(s, scope, INT)} & 8) ${s.random.pick(['break', 'continue'])};`, scope) : assign(s, scope));

const object: Production = (s, scope) => {
  if (s.structs.length === 0) return array(s, scope);
  const { random } = s;
  const struct = random.pick(s.structs);
  const name = fresh(s, 'o');
  const others = scope.objects.filter((o) => o.struct === struct);
  const init = others.length > 0 && random.oneIn(2) ? ` = ${random.pick(others).text}` : random.pick(['{}', ` = ${struct.name}()`, ' = {}']);
  return [`${struct.name} ${name}${init};`, { ...withPlaces(scope, fieldPlaces(random, name, struct)), objects: [...scope.objects, { text: name, struct }] }];
};

const copyObject: Production = (s, scope) => {
  const pairs = scope.objects.flatMap((a) => scope.objects.filter((b) => a !== b && a.struct === b.struct).map((b) => `${a.text} = ${b.text};`));
  return pairs.length === 0 ? object(s, scope) : same(s.random.pick(pairs), scope);
};

const call: Production = (s, scope) => {
  if (s.routines.length === 0) return local(s, scope);
  const { random } = s;
  const routine = random.pick(s.routines);
  const args = routine.params.map((type) => value(s, scope, type, 1));
  const name = fresh(s, 'r');
  let before = '';
  if (routine.struct !== undefined) {
    const { type, by } = routine.struct;
    const others = scope.objects.filter((o) => o.struct === type);
    const o = others.length > 0 ? random.pick(others).text : fresh(s, 't');
    if (others.length === 0) before = `${type.name} ${o}{}; `;
    args.unshift(by === 'pointer' ? `&${o}` : o);
  }
  return [`${before}${routine.result.name} ${name} = ${routine.name}(${args.join(', ')});`, withPlaces(scope, [{ text: name, type: routine.result }])];
};

const pointer: Production = (s, scope) => {
  const { random } = s;
  const targets = scope.writable.filter((p) => p.bitField === undefined && !p.text.startsWith('v'));
  if (targets.length === 0) return array(s, scope);
  const target = random.pick(targets);
  const name = fresh(s, 'p');
  if (random.oneIn(2)) return [`${target.type.name} &${name} = ${target.text};`, withPlaces(scope, [{ text: name, type: target.type }])];
  const others = targets.filter((p) => p !== target && p.type === target.type);
  const init = others.length > 0 && random.oneIn(2) ? `(${value(s, scope, INT, 1)} & 1) ? &${target.text} : &${random.pick(others).text}` : `&${target.text}`;
  return [`${target.type.name} *${name} = ${init};`, withPlaces(scope, [{ text: `(*${name})`, type: target.type }, { text: `${name}[0]`, type: target.type }])];
};

const lambda: Production = (s, scope) => {
  const { random } = s;
  const name = fresh(s, 'f');
  const type = anyScalar(s);
  const byReference = random.oneIn(2);
  const inner: Scope = { ...withPlaces(scope, [{ text: 'q', type: INT }]), inLoop: false, uniform: false, warp: false, depth: scope.depth - 1, ...(byReference ? {} : { writable: [{ text: 'q', type: INT }], objects: [] }) };
  const body = block(s, inner, random.between(1, 2));
  const result = fresh(s, 'r');
  const param = random.oneIn(3) ? 'auto' : 'int';
  return [`auto ${name} = [${byReference ? '&' : '='}](${param} q) -> ${type.name} { ${body} return ${convert(any(s, inner, 1), type)}; }; ${type.name} ${result} = ${name}(${convert(any(s, scope, 1), INT)});`, withPlaces(scope, [{ text: result, type }])];
};

const arrayObject: Production = (s, scope) => {
  if (s.arrays.length === 0) return array(s, scope);
  const { random } = s;
  const type = anyInteger(s);
  const name = fresh(s, 'w');
  const n = random.pick([1, 2, 4, 8]);
  const places: Place[] = [{ text: `${name}[${convert(any(s, scope, 1), INT)}]`, type }];
  const each = random.oneIn(2) ? ` ${name}.each([&](${type.name} &x) { x = (${type.name})(${value(s, scope, INT, 1)}); });` : '';
  const inner = withPlaces(scope, places);
  return [`${random.pick(s.arrays)}<${type.name}, ${n}> ${name} = {};${each}`, { ...inner, readable: [...inner.readable, { text: `${name}.sum()`, type }] }];
};

const functor: Production = (s, scope) => {
  if (s.functors.length === 0) return call(s, scope);
  const name = fresh(s, 'g');
  return [`${s.random.pick(s.functors)} ${name}(${convert(any(s, scope, 1), INT)} & 255);`, { ...scope, readable: [...scope.readable, { text: `${name}(${convert(any(s, scope, 1), INT)} & 255)`, type: INT }] }];
};

const reinterpret: Production = (s, scope) => {
  const { random } = s;
  const name = fresh(s, 'u');
  const kind = random.below(4);
  if ((kind === 1 && !s.types.includes(DOUBLE)) || (kind === 2 && !s.types.includes(LONG))) return array(s, scope);
  switch (kind) {
    case 0:
      return [`union { float f; unsigned u; unsigned char c[4]; } ${name}; ${name}.f = ${value(s, scope, FLOAT)};`, { ...scope, readable: [...scope.readable, { text: `${name}.c[${random.below(4)}]`, type: UINT }] }];
    case 1:
      return [`unsigned long long ${name}; { double d = ${value(s, scope, DOUBLE)}; if (d != d) d = 0; memcpy(&${name}, &d, 8); }`, withPlaces(scope, [{ text: `(unsigned)(${name} >> 40)`, type: UINT }], false)];
    case 2:
      return [`long ${name} = ${value(s, scope, LONG)};`, withPlaces(scope, [{ text: `reinterpret_cast<unsigned *>(&${name})[${random.below(2)}]`, type: UINT }])];
    default:
      return [`struct { int a; union { short b[2]; unsigned c; }; } ${name} = {(int)(${value(s, scope, INT)}), {{1, 2}}}; ${name}.c = (unsigned)${convert(any(s, scope, 1), INT)};`, withPlaces(scope, [{ text: `${name}.b[1]`, type: SHORT }, { text: `${name}.a`, type: INT }])];
  }
};

const scopeBlock: Production = (s, scope) => same(`{ ${block(s, { ...scope, depth: scope.depth - 1 }, s.random.between(1, 3))} }`, scope);

const constantLocal: Production = (s, scope) => {
  const type = anyScalar(s);
  const name = fresh(s, 'K');
  return [`constexpr ${type.name} ${name} = ${literal(s.random, type)};`, withPlaces(scope, [{ text: name, type }], false)];
};

const flat: readonly Production[] = [assign, assign, local, array, object, copyObject, call, jump, pointer, arrayObject, functor, reinterpret, constantLocal];
const nested: readonly Production[] = [branch, branch, loop, loop, choose, lambda, scopeBlock];

export function statement(s: State, scope: Scope, more: readonly Production[] = []): Written {
  if (--s.budget < 0) return scope.writable.length === 0 ? same(';', scope) : same(assignment(s, scope, s.random.pick(scope.writable), 1), scope);
  const all = scope.depth > 0 ? [...flat, ...nested, ...more] : flat;
  return s.random.pick(all)(s, scope);
}

export function block(s: State, scope: Scope, count: number, more: readonly Production[] = []): string {
  const lines: string[] = [];
  let inner = scope;
  for (let i = 0; i < count; i++) {
    const [text, next] = statement(s, inner, more);
    lines.push(text);
    inner = next;
  }
  return lines.join('\n');
}
