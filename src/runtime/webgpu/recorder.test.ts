import { expect, test } from 'vitest';
import { createRecorder } from './recorder.js';

/** A device that writes down what it is asked for. */
function fakeDevice(): { readonly device: GPUDevice; readonly calls: string[] } {
  const calls: string[] = [];
  const pass = { setPipeline: (name: string) => calls.push(`pipeline ${name}`), setBindGroup: (_: number, name: string, offsets?: readonly number[]) => calls.push(`group ${name} ${offsets?.join() ?? ''}`.trim()), setImmediates: (_: number, words: Uint32Array, from: number, count: number) => calls.push(`immediates ${words.subarray(from, from + count).join()}`), end: () => calls.push('end') };
  const device = {
    createBuffer: () => ({}),
    createCommandEncoder() {
      calls.push('encoder');
      return {
        beginComputePass() {
          calls.push('pass');
          return pass;
        },
        finish: () => ({}),
      };
    },
    queue: { writeBuffer: (_buffer: unknown, _at: number, _data: unknown, _from: number, bytes: number) => calls.push(`write ${bytes}`), submit: () => calls.push('submit'), onSubmittedWorkDone: () => Promise.resolve() },
  };
  return { device: device as unknown as GPUDevice, calls };
}

const pipeline = (name: string): GPUComputePipeline => name as unknown as GPUComputePipeline;
const group = (name: string): GPUBindGroup => name as unknown as GPUBindGroup;

test('what a pass has set already is not set again', () => {
  const { device, calls } = fakeDevice();
  const recorder = createRecorder(device);
  const launch = (name: string, offset: number | undefined): void => {
    recorder.pass(pipeline('p'));
    recorder.setGroup(group(name), offset);
  };
  launch('a', 0);
  launch('a', 0);
  launch('a', 256);
  launch('b', 256);
  launch('b', undefined);
  launch('b', undefined);
  expect(calls).toEqual(['encoder', 'pass', 'pipeline p', 'group a 0', 'group a 256', 'group b 256', 'group b']);
  // A new pass knows nothing of it.
  recorder.encoder();
  calls.length = 0;
  launch('b', undefined);
  expect(calls).toEqual(['pass', 'pipeline p', 'group b']);
});

test('immediates that the pass has are not set again', () => {
  const { device, calls } = fakeDevice();
  const recorder = createRecorder(device);
  const launch = (name: string, ...words: readonly number[]): void => {
    words.forEach((word, i) => recorder.immediates.setUint32(4 * i, word, true));
    recorder.pass(pipeline(name));
    recorder.setImmediates(4 * words.length);
  };
  launch('p', 1, 2);
  launch('p', 1, 2);
  launch('p', 1);
  launch('p', 1, 2, 3);
  launch('p', 1, 5);
  launch('q', 1, 5);
  expect(calls.slice(2)).toEqual(['pipeline p', 'immediates 1,2', 'immediates 1,2,3', 'immediates 1,5', 'pipeline q', 'immediates 1,5']);
  recorder.encoder();
  calls.length = 0;
  launch('q', 1, 5);
  expect(calls).toEqual(['pass', 'pipeline q', 'immediates 1,5']);
});

test('what is opened ahead is what the next batch begins with', () => {
  const { device, calls } = fakeDevice();
  const recorder = createRecorder(device);
  recorder.pass(pipeline('p'));
  recorder.submit();
  recorder.prepare();
  recorder.prepare();
  expect(calls).toEqual(['encoder', 'pass', 'pipeline p', 'end', 'submit', 'encoder', 'pass']);
  // Nothing was recorded by that.
  expect(recorder.isEmpty).toBe(true);
  recorder.submit();
  calls.length = 0;
  recorder.pass(pipeline('p'));
  expect(calls).toEqual(['pipeline p']);
  recorder.submit();
  recorder.prepare();
  calls.length = 0;
  // The guess was wrong: the pass ends, and the next time none is opened.
  recorder.encoder();
  recorder.submit();
  recorder.prepare();
  expect(calls).toEqual(['end', 'submit', 'encoder']);
});

test('parameters that stand in the batch already are given back', () => {
  const { device, calls } = fakeDevice();
  const recorder = createRecorder(device);
  const stage = (value: number): number => {
    const at = recorder.stage(8, 256);
    recorder.stagedView.setUint32(at, value, true);
    recorder.stagedView.setUint32(at + 4, 7, true);
    return at;
  };
  const first = stage(1);
  expect(recorder.sameStaged(stage(1), first, 8)).toBe(first);
  const second = stage(2);
  expect(second).toBe(256);
  expect(recorder.sameStaged(second, first, 8)).toBe(second);
  expect(recorder.sameStaged(stage(2), second, 8)).toBe(second);
  recorder.submit();
  expect(calls).toEqual(['encoder', 'write 512', 'submit']);
});

test('what the device has of the staging area is not written again', () => {
  const { device, calls } = fakeDevice();
  const recorder = createRecorder(device);
  const batch = (...words: readonly number[]): string[] => {
    calls.length = 0;
    for (const word of words) recorder.stagedView.setUint32(recorder.stage(4, 4), word, true);
    recorder.encoder();
    recorder.submit();
    return calls.filter((call) => call !== 'encoder');
  };
  expect(batch(1, 2, 3)).toEqual(['write 12', 'submit']);
  expect(batch(1, 2, 3)).toEqual(['submit']);
  expect(batch(1, 2)).toEqual(['submit']);
  expect(batch()).toEqual(['submit']);
  expect(batch(1, 4)).toEqual(['write 8', 'submit']);
  // The third word still stands behind them.
  expect(batch(1, 4, 3)).toEqual(['submit']);
  expect(batch(1, 4, 3, 5)).toEqual(['write 16', 'submit']);
  // Too much to be looked at.
  const many = Array.from({ length: 2000 }, (_, i) => i);
  expect(batch(...many)).toEqual(['write 8000', 'submit']);
  expect(batch(...many)).toEqual(['write 8000', 'submit']);
  expect(batch(0, 1, 2)).toEqual(['submit']);
});
