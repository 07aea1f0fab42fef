/**
 * Random C++17 programs without undefined or unspecified behaviour (given -fwrapv), which print a checksum after each function and all through. In: a seed. Out: the source.
 * Side effects stand only where their order is defined; loops are bounded, calls go to earlier functions only and burn fuel.
 */
import type { Expression, Place, Scalar } from './arithmetic.js';
import { BOOL, DOUBLE, FLOAT, INT, LONG, ULL, convert, expression, implicit, integers, literal, scalars } from './arithmetic.js';
import type { Random } from './random.js';
import { createRandom } from './random.js';

interface Field {
  readonly name: string;
  readonly type: Scalar;
  readonly bits?: number;
  /** Power of two; 0: no array. */
  readonly count: number;
}

interface Struct {
  readonly name: string;
  readonly fields: readonly Field[];
}

interface Routine {
  readonly name: string;
  readonly result: Scalar;
  readonly params: readonly Scalar[];
  /** The last parameter is a reference or pointer to this struct. */
  readonly struct: Struct | undefined;
  readonly byPointer: boolean;
}

interface State {
  readonly random: Random;
  /** Programs have labels or scopes with destructors. */
  readonly labels: boolean;
  readonly structs: Struct[];
  readonly routines: Routine[];
  readonly globals: Place[];
  unique: number;
}

/** What a statement may read and write, and where it may jump. */
interface Scope {
  readonly readable: readonly Place[];
  readonly writable: readonly Place[];
  readonly objects: readonly { readonly text: string; readonly struct: Struct }[];
  readonly labels: readonly string[];
  readonly inLoop: boolean;
  readonly inSwitch: boolean;
  /** undefined: nothing may return from here. */
  readonly result: Scalar | undefined;
  readonly depth: number;
}

export const preamble = `#include <stdio.h>
#include <string.h>
#include <stdarg.h>
#include <stddef.h>
typedef unsigned long long u64;
static u64 cs = 1469598103934665603ull;
static int fuel = 4000;
static inline void H(u64 v) { cs = (cs ^ v) * 1099511628211ull; cs ^= cs >> 29; }
static inline void Hd(double d) { u64 b; if (d != d) { H(77); return; } memcpy(&b, &d, sizeof b); H(b); }
static inline int fi(double d) { return d > -100000.0 && d < 100000.0 ? (int)d : 7; }
${scalars.map((type, i) => `static inline int ov(${type.name}) { return ${i + 1}; }`).join('\n')}
template <class T, int N> static T mix(T x) { if (N > 4) return (T)(x * (T)N + (T)(x >> 1)); T y = (T)(x ^ (T)N); for (int i = 0; i < N; i++) y = (T)(y + x); return y; }
template <class T> struct Box { T v; static int made; Box(T t) : v(t) { made++; } Box(const Box &o) : v(o.v) { made += 2; } operator T() const { return v; } Box operator+(const Box &o) const { return Box((T)(v + o.v)); } Box &operator+=(T t) { v = (T)(v + t); return *this; } bool operator<(const Box &o) const { return v < o.v; } };
template <class T> int Box<T>::made = 0;
struct Log { int id; Log(int i) : id(i) { H(1000 + i); } Log(const Log &o) : id(o.id + 1) { H(2000 + id); } Log(Log &&o) : id(o.id) { o.id = -1; H(3000 + id); } Log &operator=(const Log &o) { H(4000 + id); id = o.id; return *this; } ~Log() { H(5000 + id); } };
struct Base { int b; Base(int x) : b(x) { H(b); } virtual int f(int x) { return x + b; } virtual ~Base() { H(6000 + b); } };
struct Derived : Base { long d; Log log; Derived(int x) : Base(x + 1), d(x * 3), log(x) {} int f(int x) override { return (int)(Base::f(x) ^ d); } ~Derived() override { H(7000 + (u64)d); } };
struct Other : Base { char pad[3]; Other(int x) : Base(x) { for (int i = 0; i < 3; i++) pad[i] = (char)(x + i); } int f(int x) override { return pad[x & 1] - x; } };
static long va(int n, ...) { va_list ap; va_start(ap, n); long s = n; for (int i = 0; i < n; i++) switch (i % 4) { case 0: s = s * 31 + va_arg(ap, int); break; case 1: s = s * 31 + fi(va_arg(ap, double)); break; case 2: s = s * 31 + va_arg(ap, long); break; default: s ^= (long)va_arg(ap, unsigned long long); } va_end(ap); return s; }
static Log passLog(Log a, bool which) { Log b(a.id * 3); if (which) return a; return b; }
static void raise(int k, bool c) { Log l(k); if (c) throw k; H(k); }
`;

const fieldText = (f: Field): string => `${f.type.name} ${f.name}${f.bits === undefined ? (f.count > 0 ? `[${f.count}]` : '') : ` : ${f.bits}`};`;

function makeStruct(s: State): void {
  const { random } = s;
  const name = `S${s.structs.length}`;
  const fields: Field[] = [];
  for (let i = random.between(1, 7); i > 0; i--) {
    const bitField = random.oneIn(3);
    const type = random.pick(bitField ? integers : scalars);
    const bits = bitField ? (type === BOOL ? 1 : random.between(1, type.bits)) : undefined;
    fields.push({ name: `m${i}`, type, bits, count: !bitField && random.oneIn(4) ? random.pick([2, 4, 8]) : 0 });
  }
  s.structs.push({ name, fields });
}

const structText = (t: Struct): string => `struct ${t.name} { ${t.fields.map(fieldText).join(' ')} };`;

/** Places of an object's fields. */
function fieldPlaces(random: Random, object: string, struct: Struct, access = '.'): Place[] {
  return struct.fields.map((f) => ({ text: `${object}${access}${f.name}${f.count > 0 ? `[${random.below(f.count)}]` : ''}`, type: f.type, ...(f.bits === undefined ? {} : { bitField: f.bits }) }));
}

function hashOf(place: Place): string {
  return place.type.floating ? `Hd(${place.text});` : `H((u64)${place.text});`;
}

const fresh = (s: State, prefix: string): string => `${prefix}${s.unique++}`;

const pure = (s: State, scope: Scope, depth = 3): Expression => expression(s.random, scope.readable, depth);

/** An expression with side effects in sequenced places only. */
function effects(s: State, scope: Scope, depth: number): Expression {
  const { random } = s;
  if (depth <= 0 || scope.writable.length === 0) return pure(s, scope, 2);
  const target = random.pick(scope.writable);
  switch (random.below(7)) {
    case 0: {
      const rest = effects(s, scope, depth - 1);
      return { text: `(${assignment(s, target, pure(s, scope, 2))}, ${rest.text})`, type: rest.type };
    }
    case 1:
      return { text: `(${effects(s, scope, depth - 1).text} ${random.pick(['&&', '||'])} ${effects(s, scope, depth - 1).text})`, type: BOOL };
    case 2: {
      const a = convert(effects(s, scope, depth - 1), INT);
      const b = convert(effects(s, scope, depth - 1), INT);
      return { text: `(${pure(s, scope, 1).text} ? ${a} : ${b})`, type: INT };
    }
    case 3: {
      if (target.type === BOOL) return pure(s, scope, 1);
      const text = random.oneIn(2) ? `${target.text}${random.pick(['++', '--'])}` : `${random.pick(['++', '--'])}${target.text}`;
      return target.bitField === undefined ? { text: `(${text})`, type: target.type } : { text: `(${target.type.name})(${text})`, type: target.type };
    }
    case 4: {
      // The value of an assignment is the converted value.
      const text = assignment(s, target, pure(s, scope, 2));
      return { text: target.bitField === undefined ? `(${text})` : `(${target.type.name})(${text})`, type: target.type };
    }
    case 5:
      return { text: `(!${effects(s, scope, depth - 1).text})`, type: BOOL };
    default:
      return pure(s, scope, 2);
  }
}

function assignment(s: State, target: Place, value: Expression): string {
  const { random } = s;
  const { type } = target;
  const kind = random.below(8);
  if (kind < 3 || (type === BOOL && kind < 5)) return `${target.text} = ${random.oneIn(2) ? convert(value, type) : implicit(value, type)}`;
  if (type === BOOL) return `${target.text} ${random.pick(['|=', '&=', '^='])} ${value.type.floating ? convert(value, INT) : value.text}`;
  if (type.floating) return `${target.text} ${random.pick(['+=', '-=', '*='])} ${value.text}`;
  // A floating right side would compute in a floating type and convert back, perhaps out of range.
  const right = value.type.floating ? `fi(${value.text})` : value.text;
  if (kind < 5) return `${target.text} ${random.pick(['+=', '-=', '*=', '^=', '|=', '&='])} ${right}`;
  if (kind === 5) return `${target.text} ${random.pick(['<<=', '>>='])} (${right} & ${random.pick([3, 7, 15])})`;
  if (kind === 6) return `${target.text} ${random.pick(['/=', '%='])} ((${right} & 31) + 1)`;
  return `${target.text} = ${implicit(value, type)}`;
}

function block(s: State, scope: Scope, count: number): string {
  let inner: Scope = { ...scope, depth: scope.depth - 1 };
  const lines: string[] = [];
  for (let i = 0; i < count; i++) {
    const [text, next] = statement(s, inner);
    lines.push(text);
    inner = next;
  }
  return `{\n${lines.join('\n')}\n}`;
}

const withPlaces = (scope: Scope, places: readonly Place[], writable = true): Scope => ({
  ...scope,
  readable: [...scope.readable, ...places],
  writable: writable ? [...scope.writable, ...places] : scope.writable,
});

const nested = (scope: Scope): Scope => ({ ...scope, inLoop: false, inSwitch: false, labels: [] });

/** A statement and the scope after it. */
function statement(s: State, scope: Scope): [string, Scope] {
  const { random } = s;
  const deep = scope.depth > 0;
  const kind = random.below(deep ? 34 : 12);
  switch (kind) {
    case 0:
    case 1:
    case 2:
      if (scope.writable.length === 0) return ['H(1);', scope];
      return [`${assignment(s, random.pick(scope.writable), random.oneIn(3) ? effects(s, scope, 3) : pure(s, scope))};`, scope];
    case 3:
      return [`${hashOf({ text: `(${effects(s, scope, 3).text})`, type: DOUBLE }).replace('Hd(', 'Hd((double)')}`, scope];
    case 4: {
      const type = random.pick(scalars);
      const name = fresh(s, 'v');
      const value = effects(s, scope, 2);
      const init = random.pick([` = ${implicit(value, type)}`, `(${implicit(value, type)})`, `{${convert(value, type)}}`]);
      return [`${random.oneIn(8) ? 'volatile ' : ''}${type.name} ${name}${init};`, withPlaces(scope, [{ text: name, type }])];
    }
    case 5: {
      const type = random.pick(scalars);
      const name = fresh(s, 'a');
      const count = random.pick([2, 4, 8]);
      const rows = random.oneIn(3) ? 2 : 0;
      const items = Array.from({ length: random.between(0, count) }, () => convert(pure(s, scope, 1), type)).join(', ');
      const index = convert(pure(s, scope, 1), INT);
      const at = `${name}${rows > 0 ? `[${random.below(rows)}]` : ''}[${index} & ${count - 1}]`;
      // An index that reads what changes later is evaluated anew each time: still the same place on both sides.
      return [`${type.name} ${name}${rows > 0 ? `[${rows}]` : ''}[${count}] = {${rows > 0 && items !== '' ? `{${items}}` : items}};`, withPlaces(scope, [{ text: at, type }, { text: `${name}${rows > 0 ? '[1]' : ''}[0]`, type }])];
    }
    case 6: {
      if (s.structs.length === 0) return ['H(2);', scope];
      const struct = random.pick(s.structs);
      const name = fresh(s, 's');
      const same = scope.objects.filter((o) => o.struct === struct);
      const init = same.length > 0 && random.oneIn(2) ? ` = ${random.pick(same).text}` : random.pick(['{}', ' = {}', ` = ${struct.name}()`]);
      const next = withPlaces(scope, fieldPlaces(random, name, struct));
      return [`${struct.name} ${name}${init};`, { ...next, objects: [...scope.objects, { text: name, struct }] }];
    }
    case 7: {
      if (s.routines.length === 0 || scope.writable.length === 0) return ['H(3);', scope];
      const routine = random.pick(s.routines);
      const objects = scope.objects.filter((o) => o.struct === routine.struct);
      if (routine.struct !== undefined && objects.length === 0) return ['H(4);', scope];
      const args = routine.params.map((type) => implicit(pure(s, scope, 2), type));
      if (routine.struct !== undefined) args.push(`${routine.byPointer ? '&' : ''}${random.pick(objects).text}`);
      const callee = random.oneIn(4) ? `(*(&${routine.name}))` : routine.name;
      const call: Expression = { text: `${callee}(${args.join(', ')})`, type: routine.result };
      const local = fresh(s, 'r');
      return [`${routine.result.name} ${local} = ${call.text};`, withPlaces(scope, [{ text: local, type: routine.result }])];
    }
    case 8: {
      const choice = random.below(4);
      if (choice === 0 && scope.inLoop) return [`if (${pure(s, scope, 2).text}) ${random.pick(['break', 'continue'])};`, scope];
      if (choice === 1 && scope.labels.length > 0) return [`if (${pure(s, scope, 2).text}) goto ${random.pick(scope.labels)};`, scope];
      if (choice === 2 && scope.result !== undefined) return [`if (${pure(s, scope, 2).text}) return ${implicit(pure(s, scope, 2), scope.result)};`, scope];
      return ['H(5);', scope];
    }
    case 9: {
      if (scope.writable.length === 0) return ['H(6);', scope];
      const target = random.pick([...scope.writable, ...s.globals].filter((p) => p.bitField === undefined && !p.text.startsWith('v')));
      const name = fresh(s, 'p');
      if (random.oneIn(2)) return [`${target.type.name} &${name} = ${target.text};`, withPlaces(scope, [{ text: name, type: target.type }])];
      return [`${target.type.name} *${name} = &${target.text};`, withPlaces(scope, [{ text: `(*${name})`, type: target.type }, { text: `${name}[0]`, type: target.type }])];
    }
    case 10:
      return [`H((u64)va(${random.between(3, 4)}, ${convert(pure(s, scope, 2), INT)}, ${convert(pure(s, scope, 2), random.oneIn(2) ? FLOAT : DOUBLE)}, ${convert(pure(s, scope, 2), LONG)}, ${convert(pure(s, scope, 2), ULL)}));`, scope];
    case 11: {
      if (!random.oneIn(2)) return [`Log ${fresh(s, 'l')}(${random.below(100)});`, scope];
      return [`H((u64)passLog(Log(${convert(pure(s, scope, 1), INT)} & 31), ${convert(pure(s, scope, 1), BOOL)}).id);`, scope];
    }
    case 12:
    case 13:
    case 14: {
      const name = fresh(s, 'i');
      const type = random.pick([INT, LONG, ...integers.filter((t) => t.bits >= 8)]);
      const n = random.between(1, 6);
      const head = random.pick([`${type.name} ${name} = 0; ${name} < ${n}; ${name}++`, `${type.name} ${name} = ${n}; ${name} > 0; --${name}`, `${type.name} ${name} = 1; ${name} != ${2 * n + 1}; ${name} += 2`]);
      const inner = withPlaces({ ...scope, inLoop: true, inSwitch: false }, [{ text: name, type }], false);
      return [`for (${head}) ${block(s, inner, random.between(1, 4))}`, scope];
    }
    case 15: {
      const name = fresh(s, 'w');
      const inner = withPlaces({ ...scope, inLoop: true, inSwitch: false }, [{ text: name, type: INT }], false);
      return [`{ int ${name} = 0;\nwhile (${name}++ < ${random.between(1, 6)} && ${effects(s, scope, 2).text}) ${block(s, inner, random.between(1, 3))}\n}`, scope];
    }
    case 16: {
      const name = fresh(s, 'w');
      const inner = withPlaces({ ...scope, inLoop: true, inSwitch: false }, [{ text: name, type: INT }], false);
      return [`{ int ${name} = 0;\ndo ${block(s, inner, random.between(1, 3))} while (++${name} < ${random.between(1, 5)} && ${effects(s, scope, 2).text});\n}`, scope];
    }
    case 17:
    case 18:
    case 19:
      return [`if (${effects(s, scope, 2).text}) ${block(s, scope, random.between(1, 3))}${random.oneIn(2) ? ` else ${block(s, scope, random.between(1, 3))}` : ''}`, scope];
    case 20:
    case 21: {
      const value = effects(s, scope, 2);
      const type = random.pick(integers.filter((t) => t !== BOOL));
      const mask = random.pick([3, 7, 15]);
      const cases = new Set<number>();
      for (let i = random.between(1, 5); i > 0; i--) cases.add(random.below(mask + 1));
      const texts = [...cases].map((k) => `case ${k}: ${block(s, { ...scope, inSwitch: true }, random.between(1, 2))}${random.oneIn(3) ? '' : ' break;'}`);
      if (random.oneIn(2)) texts.splice(random.below(texts.length + 1), 0, `default: ${block(s, { ...scope, inSwitch: true }, 1)}${random.oneIn(2) ? '' : ' break;'}`);
      return [`switch ((${type.name})(${convert(value, type)} & ${mask})) {\n${texts.join('\n')}\n}`, scope];
    }
    case 22: {
      if (!s.labels) return ['H(8);', scope];
      const label = fresh(s, 'L');
      return [`${block(s, { ...scope, labels: [...scope.labels, label] }, random.between(1, 4))}\n${label}: H(8);`, scope];
    }
    case 23: {
      if (!s.labels) return ['H(9);', scope];
      const label = fresh(s, 'B');
      const name = fresh(s, 'n');
      return [`{ int ${name} = 0;\n${label}: ${block(s, scope, random.between(1, 3))}\nif (${name}++ < ${random.between(1, 3)} && ${pure(s, scope, 2).text}) goto ${label}; }`, scope];
    }
    case 24: {
      if (!s.labels) return ['H(10);', scope];
      // Duff's device.
      const n = fresh(s, 'n');
      const part = (): string => block(s, { ...scope, inLoop: false }, 1);
      return [`{ int ${n} = ${random.between(1, 3)};\nswitch (${convert(pure(s, scope, 2), INT)} & 3) {\ncase 0: do { ${part()}\ncase 3: ${part()}\n${random.oneIn(2) ? 'case 2:' : 'default:'} ${part()}\ncase 1: ${part()}\n} while (--${n} > 0); }\n}`, scope];
    }
    case 25:
    case 26: {
      const name = fresh(s, 'f');
      const type = random.pick(scalars);
      const param = fresh(s, 'q');
      const byReference = random.oneIn(2);
      const inner = withPlaces({ ...nested(scope), result: type, ...(byReference ? {} : { writable: [], objects: [] }) }, [{ text: param, type: INT }]);
      const plain = scope.writable.every((p) => !/[[\].*-]/.test(p.text));
      const body = block(s, inner, random.between(1, 3));
      const result = fresh(s, 'r');
      return [
        `auto ${name} = [${byReference ? '&' : '='}](int ${param})${random.oneIn(2) || plain ? ' mutable' : ''} -> ${type.name} { if (--fuel < 0) return 0; ${body}\nreturn ${implicit(pure(s, { ...inner, readable: inner.readable }, 2), type)}; };\n${type.name} ${result} = ${name}(${convert(pure(s, scope, 2), INT)});`,
        withPlaces(scope, [{ text: result, type }]),
      ];
    }
    case 27: {
      const bad = random.between(1, 9);
      const catches = random.pick([`catch (int e) { H((u64)e); }`, `catch (long) { H(9); } catch (...) { H(10); }`, `catch (const int &e) { H((u64)e + 1); }`]);
      return [`try { raise(${bad}, ${convert(pure(s, scope, 2), BOOL)}); ${block(s, scope, random.between(1, 2))} raise(${bad + 1}, ${convert(pure(s, scope, 2), BOOL)}); } ${catches}`, scope];
    }
    case 28: {
      const type = random.pick(scalars);
      const name = fresh(s, 't');
      return [`static ${type.name} ${name} = ${random.oneIn(2) ? literal(random, type) : implicit(pure(s, scope, 2), type)};`, withPlaces(scope, [{ text: name, type }])];
    }
    case 29: {
      const name = fresh(s, 'o');
      const cls = random.pick(['Base', 'Derived', 'Other']);
      const heap = random.oneIn(2);
      const make = heap ? `Base *${name} = new ${cls}(${convert(pure(s, scope, 1), INT)} & 63);` : `${cls} ${name}_(${random.below(50)}); Base *${name} = &${name}_;`;
      return [`{ ${make} ${block(s, nested({ ...scope, result: heap ? undefined : scope.result }), 1)} H((u64)${name}->f(${convert(pure(s, scope, 2), INT)}));${heap ? ` delete ${name};` : ''} }`, scope];
    }
    case 30: {
      const type = random.pick(integers.filter((t) => t !== BOOL));
      const name = fresh(s, 'b');
      return [
        `Box<${type.name}> ${name}(${convert(pure(s, scope, 2), type)}); ${name} += ${convert(pure(s, scope, 2), type)}; H((u64)(${type.name})(${name} + ${name})); H((u64)Box<${type.name}>::made);`,
        withPlaces(scope, [{ text: `${name}.v`, type }]),
      ];
    }
    case 31: {
      const types = [random.pick(scalars), random.pick(scalars)];
      const name = fresh(s, 'un');
      const value = types.map((type) => implicit(pure(s, scope, 2), type));
      return [`{ union { ${types[0]!.name} a; ${types[1]!.name} b; } ${name}; ${name}.a = ${value[0]}; ${hashOf({ text: `${name}.a`, type: types[0]! })} ${name}.b = ${value[1]}; ${hashOf({ text: `${name}.b`, type: types[1]! })} H(sizeof ${name}); }`, scope];
    }
    case 32: {
      const name = fresh(s, 'E');
      const base = random.pick(['', ...integers.filter((t) => t !== BOOL).map((t) => ` : ${t.name}`)]);
      const scoped = random.oneIn(2);
      const variable = fresh(s, 'e');
      return [`{ enum ${scoped ? 'class ' : ''}${name}${base} { x${name} = ${random.below(50)}, y${name}, z${name} = x${name} * 2 }; ${name} ${variable} = (${name})(${convert(pure(s, scope, 2), INT)} & 31); H((u64)${variable}); H(sizeof(${name})); switch (${variable}) { case ${name}::x${name}: H(1); case ${name}::y${name}: H(2); break; default: H(3); } }`, scope];
    }
    default:
      return [block(s, scope, random.between(1, 4)), scope];
  }
}

function routine(s: State): string {
  const { random } = s;
  const name = `fn${s.routines.length}`;
  const result = random.pick(scalars);
  const params = Array.from({ length: random.below(5) }, () => random.pick(scalars));
  const struct = s.structs.length > 0 && random.oneIn(2) ? random.pick(s.structs) : undefined;
  const byPointer = random.oneIn(2);
  const byValue = !byPointer && random.oneIn(2);
  const names = params.map((_, i) => `x${i}`);
  const places: Place[] = params.map((type, i) => ({ text: names[i]!, type }));
  if (struct !== undefined) places.push(...fieldPlaces(random, byPointer ? 'o' : 'o', struct, byPointer ? '->' : '.'));
  const all = [...s.globals, ...places];
  const scope: Scope = { readable: all, writable: all, objects: struct === undefined ? [] : [{ text: byPointer ? '(*o)' : 'o', struct }], labels: [], inLoop: false, inSwitch: false, result, depth: 4 };
  const list = params.map((type, i) => `${type.name} ${names[i]}`);
  if (struct !== undefined) list.push(`${struct.name} ${byPointer ? '*' : byValue ? '' : '&'}o`);
  const body = block(s, scope, random.between(3, 8));
  s.routines.push({ name, result, params, struct, byPointer });
  return `static ${result.name} ${name}(${list.join(', ')}) {\nif (--fuel < 0) return 0;\n${body}\n${all.map(hashOf).join(' ')}\nreturn ${implicit(expression(random, all, 3), result)};\n}`;
}

export function cppProgram(seed: number): string {
  const random = createRandom(seed);
  const s: State = { random, labels: process.env.FUZZ_LABELS !== undefined, structs: [], routines: [], globals: [], unique: 0 };
  const parts: string[] = [preamble];
  for (let i = random.between(1, 4); i > 0; i--) makeStruct(s);
  parts.push(...s.structs.map(structText));
  for (let i = random.between(2, 6); i > 0; i--) {
    const type = random.pick(scalars);
    const name = `g${i}`;
    parts.push(`static ${type.name} ${name} = ${literal(random, type)};`);
    s.globals.push({ text: name, type });
  }
  const struct = random.pick(s.structs);
  parts.push(`static ${struct.name} gs[2];`);
  s.globals.push(...fieldPlaces(random, 'gs[1]', struct));
  for (let i = random.between(3, 7); i > 0; i--) parts.push(routine(s));
  const main: string[] = [];
  for (const t of s.structs) main.push(`printf("%d %d\\n", (int)sizeof(${t.name}), (int)alignof(${t.name}));`);
  for (const r of s.routines) {
    for (let i = 0; i < 2; i++) {
      const args = r.params.map((type) => literal(random, type));
      const object = `z${s.unique++}`;
      const declare = r.struct === undefined ? '' : `${r.struct.name} ${object}{};`;
      if (r.struct !== undefined) args.push(`${r.byPointer ? '&' : ''}${object}`);
      const value = `${r.name}(${args.join(', ')})`;
      const hashes = r.struct === undefined ? '' : fieldPlaces(random, object, r.struct).map(hashOf).join(' ');
      const print = r.result.floating ? `{ double d = ${value}; if (d != d) printf("nan"); else printf("%a", d); }` : `printf("%lld", (long long)${value});`;
      main.push(`fuel = 400; ${declare} ${print} ${hashes} printf(" ${r.name} %016llx\\n", cs);`);
    }
  }
  for (const g of s.globals) main.push(hashOf(g));
  main.push('printf("%016llx\\n", cs);');
  parts.push(`int main() {\n${main.join('\n')}\nreturn 0;\n}`);
  return `${parts.join('\n')}\n`;
}
