/** Streams and events. All streams of a device are one queue: work is done in the order in which it was asked for, which every order of CUDA's allows. */
import type { Mark } from './backend.js';
import type { DeviceCore } from './core.js';
import { CudaError, errorCodes } from './errors.js';

export class Stream {
  /** Use `Device.stream`. */
  constructor(private readonly core: DeviceCore) {}

  get device(): object {
    return this.core.device;
  }

  /** Resolves when all work before it is done; rejects with what went wrong in it. */
  synchronize(): Promise<void> {
    return this.core.ask(() => this.core.backend.finish());
  }

  /** An event behind all work so far. */
  record(): DeviceEvent {
    const event = new DeviceEvent(this.core);
    event.record();
    return event;
  }
}

export class DeviceEvent {
  private mark: Mark | undefined;

  /** Use `Stream.record` or `Device.record`. */
  constructor(private readonly core: DeviceCore) {}

  /** Marks the place behind all work so far, in place of the one before. */
  record(): void {
    this.core.run(() => {
      this.mark = this.core.backend.record();
    });
  }

  /** Resolves when the work before the event is done; rejects with what went wrong in it. */
  synchronize(): Promise<void> {
    return this.core.ask(() => this.core.backend.finish());
  }

  /** Milliseconds of the device's clock from another event to this one. */
  since(start: DeviceEvent): Promise<number> {
    return this.core.ask(async () => {
      if (this.mark === undefined || start.mark === undefined) throw new CudaError(errorCodes.invalidResourceHandle, 'the event was not recorded');
      const [begin, end] = [await start.mark.time(), await this.mark.time()];
      return end - begin;
    });
  }
}
