/**
 * Launches over data that a device's memory does not hold (`cuda-wasm/streaming`): a part of it at a time. In: where each array comes from and goes to, how a part is launched. Out: everything written where it goes.
 *
 * Two sets of buffers take turns: while the device computes one part, the next one is fetched and written, and the one before is read and delivered.
 */
import type { Device } from './device.js';
import type { DeviceBuffer } from './buffer.js';
import type { ElementArray, ElementType } from './element-types.js';

/** Where an array's elements come from, and where those that were computed go. Functions are given places in elements, in ascending order; they may take their time. */
export interface StreamedArray<T extends ElementArray = ElementArray> {
  /** What it consists of. */
  readonly type: ElementType<T>;
  /** Elements of the array for one of the launch; 1 unless given. */
  readonly each?: number;
  /** An array, or what gives a part of it: exactly `length` elements. Without it, buffers begin as they are. */
  readonly from?: T | ((at: number, length: number) => T | Promise<T>);
  /** An array, or what takes a part. */
  readonly to?: T | ((part: T, at: number) => void | Promise<void>);
}

/** By the arrays' names. */
type Elements = Readonly<Record<string, ElementArray>>;

export type StreamedBuffers<E extends Elements> = { readonly [Name in keyof E]: DeviceBuffer<E[Name]> };

export interface StreamedPart {
  /** The first element of the part, and how many there are. */
  readonly at: number;
  readonly length: number;
}

export interface StreamedOptions<E extends Elements> {
  readonly device: Device;
  /** Elements in all. */
  readonly elements: number;
  /** Elements of a part; as many as make 16 MB of the widest array unless given. */
  readonly part?: number;
  readonly arrays: { readonly [Name in keyof E]: StreamedArray<E[Name]> };
}

const sets = 2;
const partBytes = 16 * 2 ** 20;

/** `launch` launches what there is to do with a part; its buffers hold that part alone. Rejects with what went wrong, of `from` and `to` too; then nothing is in flight any more. */
export async function launchStreamed<E extends Elements>({ device, elements, arrays, ...options }: StreamedOptions<E>, launch: (buffers: StreamedBuffers<E>, part: StreamedPart) => void): Promise<void> {
  const list = Object.entries(arrays as unknown as Readonly<Record<string, StreamedArray>>);
  const each = (array: StreamedArray): number => array.each ?? 1;
  const widest = list.reduce((most, [, array]) => Math.max(most, each(array) * array.type.BYTES_PER_ELEMENT), 1);
  const step = Math.min(elements, options.part ?? Math.max(1, Math.floor(partBytes / widest)));
  if (!Number.isInteger(elements) || elements < 0 || (elements > 0 && !(Number.isInteger(step) && step > 0))) throw new RangeError(`${elements} elements in parts of ${step} cannot be launched`);
  const parts = elements === 0 ? 0 : Math.ceil(elements / step);
  const buffers = Array.from({ length: Math.min(sets, parts) }, () => list.map(([, array]) => device.alloc(array.type, step * each(array))));
  /** What is still to be delivered of each set, one part after the other. */
  let delivered: Promise<void> = Promise.resolve();
  const pending: Promise<void>[] = [];
  try {
    for (let i = 0; i < parts; i++) {
      const at = i * step;
      const length = Math.min(step, elements - at);
      const inputs = await Promise.all(list.map(([, array]) => fetchPart(array, at * each(array), length * each(array))));
      // The set is free when what it held was read.
      if (i >= sets) await pending[i - sets];
      const own = buffers[i % sets]!.map((buffer, j) => buffer.subarray(0, length * each(list[j]![1])));
      inputs.forEach((input, j) => {
        if (input !== undefined) own[j]!.write(input);
      });
      launch(Object.fromEntries(list.map(([name], j) => [name, own[j]])) as unknown as StreamedBuffers<E>, { at, length });
      const outputs = list.map(([, array], j) => (array.to === undefined ? undefined : own[j]!.readBeside()));
      const before = delivered;
      delivered = Promise.all(outputs).then(async (read) => {
        await before;
        for (const [j, part] of read.entries()) if (part !== undefined) await deliverPart(list[j]![1], part, at * each(list[j]![1]));
      });
      // Told below, or where the set is used again.
      delivered.catch(() => {});
      pending.push(delivered);
    }
    await delivered;
    await device.synchronize();
  } finally {
    await Promise.allSettled(pending);
    for (const buffer of buffers.flat()) buffer.dispose();
  }
}

async function fetchPart({ from, type }: StreamedArray, at: number, length: number): Promise<ElementArray | undefined> {
  if (from === undefined) return undefined;
  const part = typeof from === 'function' ? await from(at, length) : from.subarray(at, at + length);
  if (part.length !== length) throw new RangeError(`elements ${at} to ${at + length} of a streamed array of ${type.name} were asked for, and ${part.length} given`);
  return part as ElementArray;
}

async function deliverPart({ to }: StreamedArray, part: ElementArray, at: number): Promise<void> {
  if (typeof to === 'function') await (to as (part: ElementArray, at: number) => void | Promise<void>)(part, at);
  else (to as Float32Array).set(part as Float32Array, at);
}
