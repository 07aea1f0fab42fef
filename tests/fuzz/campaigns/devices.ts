/** CUDA programs from the grammar on the CPU and on WebGPU: what they print must be the same, byte for byte. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Campaign } from '../campaign.js';
import { choiceLists } from '../cuda/choices.js';
import { cudaProgram } from '../cuda/program.js';
import { openFuzzDevice } from '../device.js';
import type { FuzzDevice } from '../device.js';
import { compile, execute, firstDifference } from '../toolchain.js';

const path = '/fuzz/program.cu';

interface Outcome {
  readonly kind: 'same' | 'hung' | 'refused' | 'failed';
  readonly text: string;
}

/** A product and a sum are two roundings, on both devices. */
const flags = { extendedLambda: true, relaxedConstexpr: true, floats: { contract: false, fastQuotients: false, fastRoots: false, fastFunctions: false } } as const;

export async function compareDevices(source: string, optimize: 0 | 1 | 2 | 3, device: FuzzDevice): Promise<Outcome> {
  try {
    const here = compile(source, { ...flags, optimize }, { path });
    if (here.bytes === undefined) return { kind: 'failed', text: `diagnostics: ${here.messages.slice(0, 1000)}` };
    const there = compile(source, { ...flags, optimize }, { path, looped: device.looped });
    if (there.bytes === undefined) return { kind: /CW8(201|30\d)/.test(there.messages) ? 'refused' : 'failed', text: there.messages.slice(0, 1000) };
    const expected = await execute(here.bytes);
    const actual = await device.run(there.bytes);
    if (actual === undefined) return { kind: 'hung', text: 'a kernel does not end' };
    if (!expected.endsWith('exit 0')) return { kind: 'failed', text: `on the CPU: ${expected.slice(-300)}` };
    return actual === expected ? { kind: 'same', text: '' } : { kind: 'failed', text: firstDifference(expected, actual) };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { kind: 'failed', text: `internal error: ${cause instanceof Error ? cause.stack?.slice(0, 600) : String(cause)}` };
  }
}

export async function deviceCampaign(c: Campaign): Promise<number> {
  const device = await openFuzzDevice();
  let [failures, refused, count, kernels] = [0, 0, 0, 0];
  for (const seed of c.seeds()) {
    count++;
    const source = cudaProgram(fc.sample(choiceLists, { seed, numRuns: 1 })[0]!);
    const start = performance.now();
    const outcome = await compareDevices(source, ([2, 3, 2, 0] as const)[seed % 4]!, device);
    if (process.env.FUZZ_VERBOSE !== undefined) console.log(`${seed} ${outcome.kind} ${(performance.now() - start).toFixed(0)} ms`);
    if (outcome.kind === 'same') {
      kernels += source.match(/<<</g)?.length ?? 0;
      continue;
    }
    if (outcome.kind === 'refused') refused++;
    else failures++;
    writeFileSync(join(c.out, `device-${seed}.cu`), source);
    console.log(`${seed} ${outcome.kind}: ${outcome.text}`);
    if (outcome.kind === 'hung') break;
  }
  console.log(`${count} programs with ${kernels} kernels alike, ${refused} refused, ${failures} failures`);
  return failures;
}
