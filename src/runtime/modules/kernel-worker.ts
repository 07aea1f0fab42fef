/** A thread that runs blocks of a CPU device's kernels (kernel-threads.ts), in Node and in browsers: an entry point of its own, a classic script. */
import type { ThreadExports } from '../cpu/threads.js';
import { enterThread } from '../cpu/threads.js';
import type { KernelThreadMessage } from './kernel-threads.js';
import { Bell } from './kernel-threads.js';
import { findNode } from './node-modules.js';

const modules = new Map<number, ThreadExports>();
let bell = new Int32Array(new SharedArrayBuffer(4 * Bell.words));
let number = 0;
let origin = 0;
let read = 0;
let heard = 0;

const clock = (): bigint => BigInt(Math.round((performance.timeOrigin - origin + performance.now()) * 1e6));

function receive(message: KernelThreadMessage): void {
  read++;
  switch (message.kind) {
    case 'begin':
      bell = new Int32Array(message.bell);
      number = message.number;
      origin = message.timeOrigin;
      break;
    case 'module': {
      const { id, start } = message;
      // Memory was short: there are places for fewer threads.
      if (number >= start.places.length) break;
      const exports = enterThread(start, number, { clock });
      modules.set(id, exports);
      exports.help(number);
      break;
    }
    case 'forget':
      modules.delete(message.id);
      break;
    default:
      message satisfies never;
  }
  // What comes by messages needs the event loop: it sleeps only with all of them read.
  while (Atomics.load(bell, Bell.sent) === read) {
    const rung = Atomics.load(bell, Bell.rung);
    if (rung === heard) {
      Atomics.wait(bell, Bell.rung, rung);
      continue;
    }
    heard = rung;
    modules.get(Atomics.load(bell, Bell.module))?.help(number);
  }
}

const node = findNode();
if (node !== undefined) node.module('node:worker_threads').parentPort!.on('message', receive);
else globalThis.onmessage = (event: MessageEvent<KernelThreadMessage>) => receive(event.data);
