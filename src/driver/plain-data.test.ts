/** What is written comes back, shared and cyclic references included. */
import { expect, it } from 'vitest';
import { createPlainReader, createPlainWriter } from './plain-data.js';

function roundTrip(value: unknown): unknown {
  const w = createPlainWriter();
  w.write('something before it');
  const reader = createPlainReader(w.finish(w.write(value)));
  return reader.read(reader.root);
}

it('keeps all kinds of plain data', () => {
  const value = {
    none: undefined, nothing: null, yes: true, no: false, numbers: [0, -1, 1, 127, 128, -300, 2 ** 40, -(2 ** 40), 0.5, -0, Number.NaN, Infinity], text: 'naïve 🙂', empty: '',
    big: [0n, -(1n << 80n), (1n << 64n) - 1n], map: new Map<unknown, unknown>([['a', 1], [2, { b: [] }]]), set: new Set(['x', 3]), words: new Int32Array([1, -2, 2 ** 31 - 1]), bytes: new Uint8Array([0, 255]),
  };
  expect(roundTrip(value)).toEqual(value);
});

it('keeps identity', () => {
  interface Node { readonly name: string; next: Node | undefined; readonly list: readonly Node[] }
  const a: Node = { name: 'a', next: undefined, list: [] };
  const b: Node = { name: 'b', next: a, list: [a, a] };
  a.next = b;
  const got = roundTrip(b) as Node;
  expect(got.list[0]).toBe(got.list[1]);
  expect(got.next?.next).toBe(got);
});

it('reads values apart from each other, in any order', () => {
  const w = createPlainWriter();
  const places = ['one', 'two', 'three'].map((name) => w.write({ name }));
  const reader = createPlainReader(w.finish(w.write(places)));
  expect(reader.read(places[2]!)).toEqual({ name: 'three' });
  expect(reader.read(places[0]!)).toEqual({ name: 'one' });
});

it('reads late parts when they are asked for, also inside of each other', () => {
  const isLate = (value: object): boolean => 'late' in value;
  const w = createPlainWriter(isLate);
  const inner = { late: true, n: 300 };
  const bytes = w.finish(w.write({ first: { late: true, inner }, other: [inner, 1000, 1001] }));
  const readers: (() => unknown)[] = [];
  const reader = createPlainReader(bytes, (read) => readers.push(read));
  expect(reader.read(reader.root)).toEqual({ first: 1, other: [2, 1000, 1001] });
  expect(readers[0]!()).toEqual({ late: true, inner: 3 });
  expect(readers[1]!()).toEqual({ late: true, n: 300 });
  expect(readers[2]!()).toEqual({ late: true, n: 300 });
  const eager = createPlainReader(bytes);
  expect(eager.read(eager.root)).toEqual({ first: { late: true, inner }, other: [inner, 1000, 1001] });
});

it('refuses functions', () => {
  expect(() => createPlainWriter().write({ f: () => 0 })).toThrow('not plain data');
});
