/** `cuda-wasm info`: the devices of this machine that run kernels, as text or, with --json, as data. What stands there is what a bug report needs. */
import { cpus } from 'node:os';
import process from 'node:process';
import { findNodeAdapter, mayHaveGpu, whyNoAdapter } from '../runtime/webgpu/node-device.js';
import { isSoftware, openDevice } from '../runtime/webgpu/open-device.js';

interface WebGpuInfo {
  readonly name: string;
  readonly vendor: string;
  readonly architecture: string;
  /** It is a program on the processor: taken only when asked for. */
  readonly software: boolean;
  /** Its subgroups are warps of 32: kernels with warp operations can run. */
  readonly warps: boolean;
  readonly subgroupSizes: readonly [number, number];
  readonly maxThreadsPerBlock: number;
  readonly maxBlockDim: readonly number[];
  readonly sharedBytesPerBlock: number;
  readonly largestAllocation: number;
  readonly features: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
}

interface Info {
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  readonly cpu: { readonly name: string; readonly cores: number };
  /** A text where there is none: why. */
  readonly webgpu: WebGpuInfo | string;
  /** What --device auto takes. */
  readonly auto: 'cpu' | 'webgpu';
}

async function webGpuInfo(): Promise<WebGpuInfo | string> {
  if (!mayHaveGpu()) return 'this machine shows no GPU';
  const adapter = await findNodeAdapter();
  if (adapter === undefined) return whyNoAdapter();
  const { vendor, architecture, subgroupMinSize, subgroupMaxSize } = adapter.info;
  const { device, facts } = await openDevice(adapter);
  device.destroy();
  const limits: Record<string, number> = {};
  // They are getters of the prototype.
  for (const name in adapter.limits) {
    const value = adapter.limits[name as keyof GPUSupportedLimits];
    if (typeof value === 'number') limits[name] = value;
  }
  return {
    name: facts.name, vendor, architecture, software: isSoftware(adapter), warps: facts.warps, subgroupSizes: [subgroupMinSize, subgroupMaxSize], maxThreadsPerBlock: facts.maxBlockThreads,
    maxBlockDim: facts.maxBlockDim, sharedBytesPerBlock: facts.maxSharedBytes, largestAllocation: facts.largestAllocation, features: [...adapter.features].sort(), limits,
  };
}

export async function infoCommand(version: string, options: { readonly json?: boolean }): Promise<number> {
  const webgpu = await webGpuInfo();
  const processors = cpus();
  const info: Info = {
    version, node: process.version, platform: `${process.platform} ${process.arch}`, cpu: { name: processors[0]?.model.trim() ?? 'unknown', cores: processors.length }, webgpu,
    auto: typeof webgpu === 'string' || webgpu.software ? 'cpu' : 'webgpu',
  };
  process.stdout.write(options.json ? `${JSON.stringify(info, undefined, 2)}\n` : infoText(info));
  return 0;
}

/** Features and limits that kernels have no part in: --json has all. */
const forGraphics = /texture|sampler|vertex|fragment|color|interstage|depth|clip|float32-|renderable|bgra8|draw|indirect-first|primitive|core-features/i;

function infoText({ version, node, platform, cpu, webgpu, auto }: Info): string {
  const row = (name: string, value: string): string => `${name.padEnd(10)} ${value}\n`;
  let text = `${row('cuda-wasm', `${version} on Node.js ${node}, ${platform}`)}${row('CPU', `${cpu.name}, ${cpu.cores} core${cpu.cores === 1 ? '' : 's'}`)}`;
  if (typeof webgpu === 'string') {
    text += row('WebGPU', `none: ${webgpu}`);
  } else {
    const detail = (name: string, value: string): string => `             ${name.padEnd(24)} ${value}\n`;
    text += row('WebGPU', `${webgpu.name}${webgpu.software ? ' (runs on the processor)' : ''}`);
    text += detail('warps of 32 threads', webgpu.warps ? 'yes' : `no: subgroups of ${[...new Set(webgpu.subgroupSizes)].join(' to ')}`);
    text += detail('threads per block', `${webgpu.maxThreadsPerBlock} (${webgpu.maxBlockDim.join(' × ')})`);
    text += detail('shared memory per block', `${webgpu.sharedBytesPerBlock} bytes`);
    text += detail('largest allocation', `${webgpu.largestAllocation} bytes`);
    text += detail('features', webgpu.features.filter((name) => !forGraphics.test(name)).join(', '));
    for (const [name, value] of Object.entries(webgpu.limits)) if (!forGraphics.test(name)) text += detail(name, String(value));
  }
  return text + row('auto', auto === 'cpu' ? 'kernels run on the CPU' : 'kernels run on WebGPU');
}
