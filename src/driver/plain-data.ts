/**
 * Plain data (objects, arrays, maps, sets, strings, numbers, bigints, byte and integer arrays) → bytes and back. Objects that are referred to more than once, or from inside themselves, come back as one.
 *
 * A file is a table of strings, a table of object shapes (their keys in order), and values, each read by its offset when somebody wants it: a value refers to nothing outside of itself but the tables and its late parts. A late part
 * is a value of its own, in whose place the reader puts something that reads it.
 */
const UNDEFINED = 0;
const NULL = 1;
const FALSE = 2;
const TRUE = 3;
const INTEGER = 4;
const FLOAT = 5;
const STRING = 6;
const BIGINT = 7;
const ARRAY = 8;
const MAP = 9;
const SET = 10;
const INT32S = 11;
const BYTES = 12;
const SAME = 13;
/** A large integer as its difference from the large integer before it in the same value: positions follow one another. */
const NEAR = 14;
/** Integers from here on are large. */
const LARGE = 256;
const LATE = 15;
/** And above: shape numbers. */
const OBJECT = 16;

interface Output {
  bytes: Uint8Array;
  length: number;
}

export interface PlainWriter {
  /** Appends a value; returns its offset. Throws for what is not plain data. */
  write(value: unknown): number;
  /** All that was written; `root` is what `read` gives when asked for the offset `reader.root`. */
  finish(root: number): Uint8Array;
}

/** `isLate` says which objects are late parts of those that they stand in. */
export function createPlainWriter(isLate: (value: object) => boolean = () => false): PlainWriter {
  const out: Output = { bytes: new Uint8Array(1 << 16), length: 0 };
  const strings = new Map<string, number>();
  let large = 0;
  const shapes = new Map<string, { readonly number: number; readonly keys: readonly string[] }>();
  const lateOffsets: number[] = [];
  const waiting: { readonly value: object; readonly number: number }[] = [];

  function room(n: number): void {
    if (out.length + n <= out.bytes.length) return;
    const larger = new Uint8Array(Math.max(out.bytes.length * 2, out.length + n));
    larger.set(out.bytes.subarray(0, out.length));
    out.bytes = larger;
  }
  function uint(n: number): void {
    room(10);
    while (n >= 0x80) {
      out.bytes[out.length++] = (n % 0x80) | 0x80;
      n = Math.floor(n / 0x80);
    }
    out.bytes[out.length++] = n;
  }
  function signed(n: number): void {
    uint(n < 0 ? -n * 2 - 1 : n * 2);
  }
  function string(text: string): number {
    let n = strings.get(text);
    if (n === undefined) {
      n = strings.size;
      strings.set(text, n);
    }
    return n;
  }
  function raw(bytes: Uint8Array): void {
    uint(bytes.length);
    room(bytes.length);
    out.bytes.set(bytes, out.length);
    out.length += bytes.length;
  }
  function put(value: unknown, seen: Map<object, number>): void {
    switch (typeof value) {
      case 'undefined':
        return uint(UNDEFINED);
      case 'boolean':
        return uint(value ? TRUE : FALSE);
      case 'number':
        if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
          const near = value >= LARGE && Math.abs(value - large) < value;
          uint(near ? NEAR : INTEGER);
          signed(near ? value - large : value);
          if (value >= LARGE) large = value;
          return;
        }
        uint(FLOAT);
        room(8);
        new DataView(out.bytes.buffer).setFloat64(out.length, value);
        out.length += 8;
        return;
      case 'string':
        uint(STRING);
        return uint(string(value));
      case 'bigint':
        uint(BIGINT);
        return uint(string(value.toString()));
      case 'object':
        break;
      default:
        throw new Error(`a ${typeof value} is not plain data`);
    }
    if (value === null) return uint(NULL);
    if (seen.size > 0 && isLate(value)) {
      uint(LATE);
      uint(lateOffsets.length);
      waiting.push({ value, number: lateOffsets.length });
      lateOffsets.push(0);
      return;
    }
    const known = seen.get(value);
    if (known !== undefined) {
      uint(SAME);
      return uint(known);
    }
    seen.set(value, seen.size);
    if (Array.isArray(value)) {
      uint(ARRAY);
      uint(value.length);
      for (const item of value) put(item, seen);
    } else if (value instanceof Map) {
      uint(MAP);
      uint(value.size);
      for (const [key, item] of value) {
        put(key, seen);
        put(item, seen);
      }
    } else if (value instanceof Set) {
      uint(SET);
      uint(value.size);
      for (const item of value) put(item, seen);
    } else if (value instanceof Int32Array) {
      uint(INT32S);
      // As they are: decoding many takes time.
      const words = new DataView(new ArrayBuffer(value.length * 4));
      value.forEach((item, i) => words.setInt32(i * 4, item, true));
      raw(new Uint8Array(words.buffer));
    } else if (value instanceof Uint8Array) {
      uint(BYTES);
      raw(value);
    } else {
      const keys = Object.keys(value);
      const text = keys.join(' ');
      let shape = shapes.get(text);
      if (shape === undefined) {
        shape = { number: shapes.size, keys };
        shapes.set(text, shape);
      }
      uint(OBJECT + shape.number);
      for (const key of keys) put((value as Record<string, unknown>)[key], seen);
    }
  }

  const append = (value: unknown): number => {
    const at = out.length;
    large = 0;
    put(value, new Map());
    return at;
  };

  return {
    write(value) {
      const at = append(value);
      for (let late = waiting.pop(); late !== undefined; late = waiting.pop()) lateOffsets[late.number] = append(late.value);
      return at;
    },
    finish(root) {
      const values = out.bytes.slice(0, out.length);
      const shapeKeys = [...shapes.values()].map(({ keys }) => keys.map(string));
      out.length = 0;
      uint(shapeKeys.length);
      for (const keys of shapeKeys) {
        uint(keys.length);
        for (const key of keys) uint(key);
      }
      uint(strings.size);
      for (const text of strings.keys()) uint(text.length);
      raw(new TextEncoder().encode([...strings.keys()].join('')));
      uint(root);
      uint(lateOffsets.length);
      for (const offset of lateOffsets) uint(offset);
      raw(values);
      return out.bytes.slice(0, out.length);
    },
  };
}

/** Integers of four bytes each, the lowest first. */
function words(bytes: Uint8Array<ArrayBuffer>): Int32Array {
  const list = new Int32Array(bytes.buffer);
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) {
    const view = new DataView(bytes.buffer);
    return list.map((_, i) => view.getInt32(i * 4, true));
  }
  return list;
}

export interface PlainReader {
  readonly root: number;
  read(offset: number): unknown;
}

/** `late` gives what stands for a late part, which `read` reads. */
export function createPlainReader(bytes: Uint8Array, late: (read: () => unknown) => unknown = (read) => read()): PlainReader {
  let at = 0;
  function uint(): number {
    let byte = bytes[at++]!;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let scale = 0x80; ; scale *= 0x80) {
      byte = bytes[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }
  function signed(): number {
    const n = uint();
    return n % 2 === 1 ? -(n + 1) / 2 : n / 2;
  }
  let large = 0;
  const shapes: number[][] = new Array(uint());
  for (let i = 0; i < shapes.length; i++) {
    const keys: number[] = new Array(uint());
    for (let k = 0; k < keys.length; k++) keys[k] = uint();
    shapes[i] = keys;
  }
  const count = uint();
  const starts = new Int32Array(count + 1);
  for (let i = 0; i < count; i++) starts[i + 1] = starts[i]! + uint();
  const length = uint();
  const all = new TextDecoder().decode(bytes.subarray(at, at + length));
  at += length;
  const root = uint();
  const lateOffsets = new Int32Array(uint());
  for (let i = 0; i < lateOffsets.length; i++) lateOffsets[i] = uint();
  uint();
  const base = at;
  const strings: (string | undefined)[] = new Array(count);
  const shapeKeys: (readonly string[] | undefined)[] = new Array(shapes.length);

  const string = (n: number): string => (strings[n] ??= all.slice(starts[n], starts[n + 1]));

  function get(seen: object[]): unknown {
    const tag = uint();
    switch (tag) {
      case UNDEFINED:
        return undefined;
      case NULL:
        return null;
      case FALSE:
        return false;
      case TRUE:
        return true;
      case INTEGER: {
        const n = signed();
        if (n >= LARGE) large = n;
        return n;
      }
      case NEAR:
        large += signed();
        return large;
      case FLOAT:
        at += 8;
        return new DataView(bytes.buffer, bytes.byteOffset + at - 8, 8).getFloat64(0);
      case STRING:
        return string(uint());
      case BIGINT:
        return BigInt(string(uint()));
      case SAME:
        return seen[uint()];
      case LATE: {
        const offset = lateOffsets[uint()]!;
        return late(() => read(offset));
      }
      case ARRAY: {
        const n = uint();
        const list: unknown[] = [];
        seen.push(list);
        for (let i = 0; i < n; i++) list.push(get(seen));
        return list;
      }
      case MAP: {
        const map = new Map<unknown, unknown>();
        seen.push(map);
        for (let n = uint(); n > 0; n--) {
          const key = get(seen);
          map.set(key, get(seen));
        }
        return map;
      }
      case SET: {
        const set = new Set<unknown>();
        seen.push(set);
        for (let n = uint(); n > 0; n--) set.add(get(seen));
        return set;
      }
      case INT32S: {
        const size = uint();
        const list = words(bytes.slice(at, at + size));
        seen.push(list);
        at += size;
        return list;
      }
      case BYTES: {
        const n = uint();
        const list = bytes.slice(at, at + n);
        seen.push(list);
        at += n;
        return list;
      }
      default: {
        const shape = tag - OBJECT;
        const keys = (shapeKeys[shape] ??= shapes[shape]!.map(string));
        const object: Record<string, unknown> = {};
        seen.push(object);
        for (let i = 0; i < keys.length; i++) object[keys[i]!] = get(seen);
        return object;
      }
    }
  }

  function read(offset: number): unknown {
    const before = at;
    const largeBefore = large;
    at = base + offset;
    large = 0;
    const value = get([]);
    at = before;
    large = largeBefore;
    return value;
  }

  return { root, read };
}
