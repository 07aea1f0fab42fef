/** The command ring, both ends on one thread. */
import { afterEach, expect, test, vi } from 'vitest';
import { createConsumer, createProducer, createRing, openRing } from './ring.js';

afterEach(() => vi.unstubAllGlobals());

function ends(capacity: number) {
  const ring = openRing(createRing(capacity));
  const producer = createProducer(ring);
  const consumer = createConsumer(ring);
  const send = (operation: number, ...operands: readonly number[]): void => {
    const at = producer.begin(operation, operands.length + 1);
    operands.forEach((operand, i) => {
      ring.words[at + i] = operand;
    });
    producer.end();
  };
  return { ring, send, consumer };
}

test('commands come out as they went in, however often the ring is passed', () => {
  const { ring, send, consumer } = ends(32);
  for (let i = 0; i < 100; i++) {
    const operands = Array.from({ length: i % 9 }, (_, k) => i * 10 + k);
    send(i + 1, ...operands);
    const at = consumer.next();
    expect([...ring.words.subarray(at, at + 1 + operands.length)]).toEqual([i + 1, ...operands]);
    consumer.done();
    expect(consumer.next()).toBe(-1);
  }
});

test('a consumer that sleeps is woken by a command, with and without Atomics.waitAsync', async () => {
  for (const engine of [Atomics, new Proxy(Atomics, { get: (target, name) => (name === 'waitAsync' ? undefined : Reflect.get(target, name)) })]) {
    vi.stubGlobal('Atomics', engine);
    const { send, consumer } = ends(32);
    const woken = consumer.sleep();
    send(7);
    await woken;
    expect(consumer.next()).toBeGreaterThan(0);
    await consumer.sleep();
  }
});
