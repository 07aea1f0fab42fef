/** Long runs, for people (scripts/fuzz.mjs says how): KIND SEED COUNT. */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cutCampaign, garbageCampaign } from './campaigns/garbage.js';
import { cudaCampaign } from './campaigns/cuda.js';
import { cppCampaign, kernelCampaign, libraryCampaign } from './campaigns/differential.js';
import { deviceCampaign } from './campaigns/devices.js';
import { webgpuCampaign } from './campaigns/webgpu.js';
import { minimizeCpp, minimizeForDevices, minimizeKernel } from './campaigns/minimizing.js';

/** `out`: the folder for failing programs. Gives the number of failures. */
export interface Campaign {
  readonly from: number;
  readonly count: number;
  /** From `from` on, `count` of them, fewer where $FUZZ_SECONDS are over. */
  readonly seeds: () => Iterable<number>;
  readonly out: string;
  readonly rest: readonly string[];
}

const kinds: Readonly<Record<string, (c: Campaign) => number | Promise<number>>> = {
  cuda: cudaCampaign, cpp: cppCampaign, kernel: kernelCampaign, webgpu: webgpuCampaign, devices: deviceCampaign, library: libraryCampaign, garbage: garbageCampaign, cuts: cutCampaign,
};

function* seeds(from: number, count: number): Generator<number> {
  const end = performance.now() + 1000 * Number(process.env.FUZZ_SECONDS ?? Number.POSITIVE_INFINITY);
  for (let seed = from; seed < from + count && performance.now() < end; seed++) yield seed;
}

const [kind = 'cuda', first = '1', second = '10000', ...rest] = process.argv.slice(2);
const out = process.env.FUZZ_OUT ?? join(tmpdir(), 'fuzz-failures');
mkdirSync(out, { recursive: true });
if (kind === 'min') await minimizeCpp(first, Number(second));
else if (kind === 'minkernel') await minimizeKernel(first, Number(second));
else if (kind === 'mindevices') await minimizeForDevices(first, Number(second));
else if (kinds[kind] === undefined) console.error(`unknown kind '${kind}': one of ${Object.keys(kinds).join(', ')}, min, minkernel, mindevices`);
else {
  const [from, count] = [Number(first), Number(second)];
  process.exitCode = (await kinds[kind]({ from, count, seeds: () => seeds(from, count), out, rest })) > 0 ? 1 : 0;
}
// Workers and devices would keep the process.
process.exit();
