import { afterEach, expect, test, vi } from 'vitest';
import { CompilerFailure } from '../driver/compiler-failure.js';
import { guarded } from './guarded.js';

afterEach(() => {
  vi.restoreAllMocks();
});

async function told(body: () => number): Promise<{ code: number; text: string }> {
  let text = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  return { code: await guarded(body), text };
}

test('a failure of the compiler names its phase and file, and asks for a report', async () => {
  const { code, text } = await told(() => {
    throw new CompilerFailure('lower', 'program.cu', new Error("expression 'x' as a scalar"));
  });
  expect(code).toBe(1);
  expect(text).toBe(
    "internal compiler error in phase 'lower' while compiling program.cu: expression 'x' as a scalar\nThis is a bug of cuda-wasm, not of your program. Please report it with the source that shows it.\n",
  );
});

test('so does any other failure, without a stack trace', async () => {
  const { code, text } = await told(() => {
    throw new TypeError('x is undefined');
  });
  expect(code).toBe(1);
  expect(text).toMatch(/^internal compiler error: x is undefined\nThis is a bug/);
});

test('the exit code is the body’s', async () => {
  expect(await told(() => 7)).toEqual({ code: 7, text: '' });
});
