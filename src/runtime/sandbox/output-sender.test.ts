import { expect, test } from 'vitest';
import { createOutputSender } from './output-sender.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function sender() {
  const clock = { time: 0 };
  const messages: string[] = [];
  const output = createOutputSender((stream, data) => messages.push(`${stream}: ${new TextDecoder().decode(data)}`), () => clock.time);
  return { clock, messages, output };
}

test('pieces go out at once, and in a burst in few messages; all of it in order', () => {
  const { clock, messages, output } = sender();
  output.write('stdout', bytes('a'));
  expect(messages).toEqual(['stdout: a']);
  for (let i = 1; i < 500; i++) output.write('stdout', bytes('.'));
  expect(messages.length).toBe(500);
  output.write('stdout', bytes('b'));
  output.write('stdout', bytes('c'));
  output.write('stderr', bytes('d'));
  expect(messages.slice(500)).toEqual(['stdout: bc']);
  clock.time = 21;
  output.write('stdout', bytes('e'));
  expect(messages.slice(501)).toEqual(['stderr: d', 'stdout: e']);
});

test('what was collected goes out when there is much of it, and when it is asked for', () => {
  const { messages, output } = sender();
  for (let i = 0; i < 500; i++) output.write('stdout', bytes('.'));
  output.write('stdout', bytes('x'.repeat(40_000)));
  expect(messages.length).toBe(500);
  output.write('stdout', bytes('y'.repeat(40_000)));
  expect(messages[500]).toBe(`stdout: ${'x'.repeat(40_000)}${'y'.repeat(40_000)}`);
  output.write('stdout', bytes('z'));
  output.flush();
  output.flush();
  expect(messages.slice(501)).toEqual(['stdout: z']);
});
