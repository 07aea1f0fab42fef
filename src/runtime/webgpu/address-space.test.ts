import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAddressSpace } from './address-space.js';

test('ranges are aligned, apart and inside; all of the space comes back', () => {
  const [base, end] = [0x8000_0000, 0x8010_0000];
  fc.assert(
    fc.property(fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 40_000 }), gives: fc.integer({ min: -1, max: 30 }) }), { maxLength: 200 }), (steps) => {
      const space = createAddressSpace(base, end);
      const taken: { start: number; bytes: number }[] = [];
      for (const { bytes, gives } of steps) {
        if (gives >= 0 && gives < taken.length) {
          const [gone] = taken.splice(gives, 1);
          space.give(gone!.start);
          continue;
        }
        const start = space.take(bytes);
        if (start === 0) continue;
        expect(start % 512).toBe(0);
        expect(start).toBeGreaterThanOrEqual(base);
        expect(start + bytes).toBeLessThanOrEqual(end);
        expect(space.sizeOf(start)).toBeGreaterThanOrEqual(bytes);
        // Not even the end of one is the start of another.
        expect(taken.some((other) => start <= other.start + other.bytes && other.start <= start + bytes)).toBe(false);
        taken.push({ start, bytes });
      }
      for (const { start } of taken) space.give(start);
      expect(space.take(end - base - 512)).toBe(base);
    }),
    { numRuns: 200 },
  );
});
