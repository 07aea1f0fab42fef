/**
 * Gives out device addresses: best fit among free ranges, which are merged again. No memory stands behind an address here: buffers are the device thread's.
 */
export interface AddressSpace {
  /** A range at a multiple of 512; 0: none is left. */
  take(bytes: number): number;
  give(address: number): void;
  /** More addresses, which touch no others. */
  add(start: number, bytes: number): void;
  /** Bytes of the range that begins at the address; 0 if none does. */
  sizeOf(address: number): number;
}

const unit = 512;

export function createAddressSpace(base: number, end: number): AddressSpace {
  /** Start → bytes, by ascending start. */
  const free: { start: number; bytes: number }[] = end > base ? [{ start: base, bytes: end - base }] : [];
  const taken = new Map<number, number>();

  /** Index of the first free range that starts after the address. */
  function after(address: number): number {
    let low = 0;
    let high = free.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (free[middle].start <= address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    take(bytes) {
      // A gap behind each allocation, so that a pointer to the end of one is none into the next.
      const size = Math.ceil(bytes / unit) * unit + unit;
      let best = -1;
      free.forEach((range, i) => {
        if (range.bytes >= size && (best < 0 || range.bytes < free[best].bytes)) best = i;
      });
      if (best < 0) return 0;
      const range = free[best];
      const start = range.start;
      if (range.bytes === size) free.splice(best, 1);
      else free[best] = { start: start + size, bytes: range.bytes - size };
      taken.set(start, size);
      return start;
    },
    give(address) {
      const bytes = taken.get(address);
      if (bytes === undefined) return;
      taken.delete(address);
      let i = after(address);
      const left = free[i - 1];
      if (left !== undefined && left.start + left.bytes === address) {
        left.bytes += bytes;
        i--;
      } else free.splice(i, 0, { start: address, bytes });
      const right = free[i + 1];
      if (right !== undefined && free[i].start + free[i].bytes === right.start) {
        free[i].bytes += right.bytes;
        free.splice(i + 1, 1);
      }
    },
    add(start, bytes) {
      free.splice(after(start), 0, { start, bytes });
    },
    sizeOf: (address) => taken.get(address) ?? 0,
  };
}
