import { expect, test } from 'vitest';
import { createDeviceMemory } from './device-memory.js';

/** As much of a device as memory asks for. */
function fakeDevice(): GPUDevice {
  return { createBuffer: ({ size }: GPUBufferDescriptor) => ({ size, destroy: () => undefined }) } as unknown as GPUDevice;
}

test('a buffer that is used again stands behind its new address', () => {
  let id = 0;
  const memory = createDeviceMemory(fakeDevice(), () => undefined, undefined, () => ++id);
  const first = memory.allocate(0x8000_0000, 1000);
  memory.free(first.address);
  const second = memory.allocate(0x8000_4000, 900);
  expect(second).toMatchObject({ address: 0x8000_4000, bytes: 912, buffer: first.buffer, id: first.id });
  expect(memory.find(0x8000_4000 + 10)).toBe(second);
  expect(memory.find(0x8000_0000)).toBeUndefined();
});
