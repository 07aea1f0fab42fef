/** The same kernels on WebGPU, which is SwiftShader where there is no GPU: programs that compare what their kernel computes with the same loops on the host. Needs `npm run build`. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { useSoftwareGpu } from '../../run/software-gpu.js';
import type { Campaign } from '../campaign.js';
import { kernelProgram } from '../kernel-program.js';

const LIMIT_MS = 120_000;

export function webgpuCampaign(c: Campaign): number {
  useSoftwareGpu();
  const cli = resolve('dist/cli/main.js');
  let failures = 0;
  let refused = 0;
  let count = 0;
  for (const seed of c.seeds()) {
    count++;
    const path = join(c.out, `webgpu-${seed}.cu`);
    writeFileSync(path, kernelProgram(seed));
    const ran = spawnSync(process.execPath, [cli, 'run', '--device', 'webgpu', path], { encoding: 'utf8', timeout: LIMIT_MS });
    if (ran.status === 0 && ran.stdout === 'same\n') continue;
    if (/\[?CW8(201|30\d)/.test(ran.stderr)) refused++;
    else failures++;
    console.log(`${seed}: ${(ran.stdout + ran.stderr).slice(0, 400)}${ran.signal === null ? '' : ran.signal}`);
  }
  console.log(`${count} programs, ${refused} refused, ${failures} failures`);
  return failures;
}
