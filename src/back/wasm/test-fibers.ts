/**
 * For tests: a scheduler of fibers in TypeScript in the place of sysroot/lib/cuda/fibers.cpp, so that step functions can be run without the library. Barriers and the commonest warp operations;
 * throws at others and at deadlocks.
 */
export const fibersText = `
func @__cw_run_fibers(%launch: ptr, %step: ptr, %bytes: i32, %bx: i32, %by: i32, %bz: i32) any external import "test" "run_fibers"
`;

type Step = (fiber: number, launch: number, bx: number, by: number, bz: number) => number;

export interface FiberHost {
  readonly imports: WebAssembly.Imports;
  instance: WebAssembly.Instance | undefined;
  /** Where fibers may lie. */
  base: number;
}

export function createFiberHost(): FiberHost {
  const host: FiberHost = { imports: { test: { run_fibers: runFibers } }, instance: undefined, base: 0 };

  function runFibers(launch: number, stepIndex: number, bytes: number, bx: number, by: number, bz: number): void {
    const exports = host.instance!.exports;
    const memory = new DataView((exports.memory as WebAssembly.Memory).buffer);
    const step = (exports.__indirect_function_table as WebAssembly.Table).get(stepIndex) as Step;
    const [nx, ny, nz] = [12, 16, 20].map((o) => memory.getUint32(launch + o, true));
    const threads = nx * ny * nz;
    const at = (t: number): number => host.base + t * bytes;
    const word = (t: number, offset: number): number => memory.getUint32(at(t) + offset, true);
    new Uint8Array(memory.buffer, host.base, threads * bytes).fill(0);
    const status: number[] = [];
    for (let t = 0; t < threads; t++) {
      memory.setUint32(at(t) + 8, t % nx, true);
      memory.setUint32(at(t) + 12, Math.floor(t / nx) % ny, true);
      memory.setUint32(at(t) + 16, Math.floor(t / (nx * ny)), true);
      memory.setUint32(at(t) + 20, t, true);
      status.push(4);
    }
    const give = (t: number, result: number): void => {
      memory.setUint32(at(t) + 48, result, true);
      status[t] = 4;
    };
    for (let turn = 0; status.some((s) => s !== 0); turn++) {
      if (turn > 10_000) throw new Error('the fibers make no progress');
      let ran = false;
      for (let t = 0; t < threads; t++) {
        if (status[t] !== 4 && status[t] !== 3) continue;
        status[t] = step(at(t), launch, bx, by, bz);
        ran = true;
      }
      for (let t = 0; t < threads; t++) {
        if (status[t] !== 2) continue;
        const warp = t & ~31;
        const lanes = Array.from({ length: 32 }, (_, i) => warp + i).filter((u) => u < threads && status[u] !== 0 && (word(t, 28) >>> (u & 31)) & 1);
        if (!lanes.every((u) => status[u] === 2 && word(u, 24) === word(t, 24))) continue;
        const values = new Map(lanes.map((u) => [u, word(u, 32)]));
        const results = lanes.map((u) => warpResult(word(t, 24), u, warp, lanes, values, word(u, 40)));
        lanes.forEach((u, i) => void give(u, results[i]));
        ran = true;
      }
      const alive = status.map((s, t) => ({ s, t })).filter(({ s }) => s !== 0);
      if (alive.length > 0 && alive.every(({ s }) => s === 1)) {
        const count = alive.filter(({ t }) => word(t, 24) !== 0 && word(t, 32) !== 0).length;
        for (const { t } of alive) {
          const kind = word(t, 24);
          give(t, kind === 1 ? count : kind === 2 ? Number(count === alive.length) : Number(count !== 0));
        }
        ran = true;
      }
      if (!ran) throw new Error('the fibers wait for each other');
    }
  }
  return host;
}

function warpResult(operation: number, t: number, warp: number, lanes: readonly number[], values: ReadonlyMap<number, number>, argument: number): number {
  const own = values.get(t)!;
  switch (operation) {
    case 0:
      return 0;
    case 1:
      return values.get(warp + (argument & 31)) ?? own;
    case 3:
      return values.get(t + argument) ?? own;
    case 4:
      return values.get(warp + ((t ^ argument) & 31)) ?? own;
    case 5:
      return lanes.reduce((mask, u) => mask | (values.get(u) ? 1 << (u & 31) : 0), 0);
    case 11:
      return lanes.reduce((sum, u) => (sum + values.get(u)!) | 0, 0);
    default:
      throw new Error(`warp operation ${operation} is not in the test scheduler`);
  }
}
