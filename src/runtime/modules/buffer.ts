/**
 * Buffers: typed memory of a device. A view (`subarray`, `as`) shares the memory of the buffer that it was made of, which owns it. Writes, copies and fills are work in the device's order; reads wait for all work before them.
 */
import type { GpuPlace, Storage } from './backend.js';
import type { DeviceCore, Enqueued } from './core.js';
import type { ElementArray, ElementType } from './element-types.js';
import { bytesOf } from './element-types.js';
import { CudaError, errorCodes } from './errors.js';

type ElementOf<T extends ElementArray> = T[number];

export class DeviceBuffer<T extends ElementArray = ElementArray> implements Disposable {
  /** Use `Device.alloc`. `offset`: in bytes, where it begins in the storage. */
  constructor(readonly core: DeviceCore, readonly storage: Storage, readonly type: ElementType<T>, readonly offset: number, readonly length: number, private readonly isOwner: boolean) {}

  get device(): object {
    return this.core.device;
  }

  get byteLength(): number {
    return this.length * this.type.BYTES_PER_ELEMENT;
  }

  get isDisposed(): boolean {
    return this.core.isFreed(this.storage);
  }

  /** Writes elements from element `at` on. `data` may change after the call. Awaiting it tells what went wrong until then. */
  write(data: T | ArrayLike<ElementOf<T>>, at = 0): Enqueued {
    const { core, storage } = this;
    const array = ArrayBuffer.isView(data) ? (data as T) : this.toArray(data as ArrayLike<ElementOf<T>>);
    if (array.BYTES_PER_ELEMENT !== this.type.BYTES_PER_ELEMENT || isFloating(array) !== isFloating(this.type)) throw new TypeError(`a buffer of ${this.type.name} is written with ${this.type.name}s, not with ${array.constructor.name}s`);
    const place = this.place(at, array.length);
    const bytes = core.isIdle ? bytesOf(array) : bytesOf(array).slice();
    return core.enqueue(() => core.backend.write(storage, place, bytes));
  }

  /** A copy of `length` elements from element `at` on, all unless given; after all work before it. */
  read(at = 0, length = this.length - at): Promise<T> {
    const { core, storage } = this;
    const place = this.place(at, length);
    const result = new this.type(length);
    return core.ask(() => {
      const reading = core.backend.read(storage, place, bytesOf(result));
      return reading === undefined ? result : reading.then(() => result);
    });
  }

  /** All elements as they are after all work so far; work behind it does not wait for them. */
  readBeside(): Promise<T> {
    const { core, storage } = this;
    const place = this.place(0, this.length);
    const result = new this.type(this.length);
    return core.beside(async () => {
      await core.backend.read(storage, place, bytesOf(result));
      return result;
    });
  }

  /** Copies as many elements as the source has, from element `at` on. */
  copyFrom(source: DeviceBuffer, at = 0): Enqueued {
    const { core } = this;
    if (source.core !== core) throw new CudaError(errorCodes.invalidValue, 'buffers of different devices cannot be copied into each other');
    if (source.byteLength % this.type.BYTES_PER_ELEMENT !== 0) throw new CudaError(errorCodes.invalidValue, `${source.byteLength} bytes are no whole elements of ${this.type.name}`);
    const place = this.place(at, source.byteLength / this.type.BYTES_PER_ELEMENT);
    source.place(0, source.length);
    return core.enqueue(() => core.backend.copy(this.storage, place, source.storage, source.offset, source.byteLength));
  }

  /** Sets all elements to a value. */
  fill(value: ElementOf<T>): Enqueued {
    const { core } = this;
    const place = this.place(0, this.length);
    const one = new this.type(1);
    one[0] = value;
    const bytes = bytesOf(one);
    const { byteLength } = this;
    if (bytes.every((byte) => byte === bytes[0])) return core.enqueue(() => core.backend.fill(this.storage, place, byteLength, bytes[0]!));
    const all = new this.type(this.length);
    (all as { fill(value: ElementOf<T>): void }).fill(value);
    return core.enqueue(() => core.backend.write(this.storage, place, bytesOf(all)));
  }

  /** A part of it, which shares its memory. */
  subarray(begin: number, end = this.length): DeviceBuffer<T> {
    return new DeviceBuffer(this.core, this.storage, this.type, this.place(begin, end - begin), end - begin, false);
  }

  /** The same memory with elements of another type. */
  as<U extends ElementArray>(type: ElementType<U>): DeviceBuffer<U> {
    if (this.byteLength % type.BYTES_PER_ELEMENT !== 0) throw new RangeError(`${this.byteLength} bytes are no whole elements of ${type.name}`);
    return new DeviceBuffer(this.core, this.storage, type, this.offset, this.byteLength / type.BYTES_PER_ELEMENT, false);
  }

  /** WebGPU: where its elements are. All work so far has been submitted then, so that what the caller submits next finds its results. The place may change when kernels of another module are launched with it. */
  async gpuPlace(): Promise<GpuPlace> {
    const { core, storage } = this;
    const { expose } = core.backend;
    if (expose === undefined) throw new CudaError(errorCodes.notSupported, 'only WebGPU devices have GPUBuffers');
    const from = this.place(0, this.length);
    const { buffer, offset } = await core.ask(() => expose(storage));
    return { buffer, offset: offset + from, size: this.byteLength };
  }

  /** Frees the memory, after all work before; does nothing for views. */
  dispose(): void {
    if (this.isOwner) this.core.free(this.storage);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Byte offset of an element in the storage. */
  private place(at: number, length: number): number {
    if (this.isDisposed) throw new CudaError(errorCodes.invalidValue, 'the buffer was disposed of');
    if (!Number.isInteger(at) || !Number.isInteger(length) || at < 0 || length < 0 || at + length > this.length) throw new RangeError(`elements ${at} to ${at + length} are not in a buffer of ${this.length}`);
    return this.offset + at * this.type.BYTES_PER_ELEMENT;
  }

  private toArray(data: ArrayLike<ElementOf<T>>): T {
    const array = new this.type(data.length);
    for (let i = 0; i < data.length; i++) array[i] = data[i]!;
    return array;
  }
}

function isFloating(array: ElementArray | ElementType): boolean {
  return /^Float/.test(typeof array === 'function' ? array.name : array.constructor.name);
}
