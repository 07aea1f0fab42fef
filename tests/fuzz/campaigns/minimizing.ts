/** Failing programs → smaller ones that fail in the same way, beside them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { openFuzzDevice } from '../device.js';
import { minimize } from '../minimize.js';
import { gxx, ours } from '../toolchain.js';
import { compareDevices } from './devices.js';

export async function minimizeKernel(file: string, seconds: number): Promise<void> {
  const source = readFileSync(file, 'utf8');
  const path = '/fuzz/program.cu';
  const first = await ours(source, 2, { path });
  const small = await minimize(
    source.replaceAll(/([;{}]) (?=\S)/g, '$1\n'),
    async (text) => {
      const actual = await ours(text, 2, { path });
      if (first.startsWith('internal')) return actual === first;
      return /^n \d/.test(actual) && (await ours(text, 2, { path, model: 'fibers' })) === 'same\nexit 0';
    },
    performance.now() + 1000 * seconds,
  );
  writeFileSync(`${file}.min.cu`, small);
}

/** A program that gives different results on the CPU and on WebGPU. */
export async function minimizeForDevices(file: string, seconds: number): Promise<void> {
  const device = await openFuzzDevice();
  const lines = readFileSync(file, 'utf8').split('\n').map((line) => (line.startsWith('#') || line.includes('for (') ? line : line.replaceAll(/([;{}]) (?=\S)/g, '$1\n')));
  const sortOf = (text: string): string => text.replaceAll(/[\da-f]{4,}|\d+/g, '#').slice(0, 60);
  const first = sortOf((await compareDevices(lines.join('\n'), 2, device)).text);
  const small = await minimize(
    lines.join('\n'),
    async (text) => {
      const { kind, text: told } = await compareDevices(text, 2, device);
      return kind === 'failed' && sortOf(told) === first;
    },
    performance.now() + 1000 * seconds,
  );
  writeFileSync(`${file}.min.cu`, small);
}

/** The failure stays the same kind of failure: an internal error's text, or a difference. */
export async function minimizeCpp(file: string, seconds: number): Promise<void> {
  const source = readFileSync(file, 'utf8');
  const first = await ours(source, 0);
  const wanted = /^(internal error|diagnostics)/.test(first) ? first.slice(0, 60) : undefined;
  const small = await minimize(
    source,
    async (text) => {
      const actual = await ours(text, 0);
      if (wanted !== undefined) return actual.startsWith(wanted) && gxx(text, ['-O0']) !== undefined;
      if (/^(internal error|diagnostics)/.test(actual)) return false;
      const expected = gxx(text, ['-O1']);
      return expected?.endsWith('exit 0') === true && expected !== actual;
    },
    performance.now() + 1000 * seconds,
  );
  writeFileSync(`${file}.min.cpp`, small);
  console.log(small);
}
