// The mathematical library, built natively by g++ with its functions renamed to cwm_…, against libquadmath: errors in ulps
// within CUDA's documented maxima, exact functions exact. Skipped, with a printed reason, where g++ or libquadmath is missing.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const include = join(root, 'sysroot/include');
const library = join(root, 'sysroot/lib/math');
const quad = '#include <quadmath.h>\nint main() { return (int)sinq(0); }\n';
const hasQuad =
  process.platform === 'linux' &&
  process.arch === 'x64' &&
  spawnSync('g++', ['-x', 'c++', '-', '-lquadmath', '-o', '/dev/null'], { input: quad }).status === 0;
if (!hasQuad)
  console.log('skipped: the mathematical library is measured by g++ with libquadmath on Linux x86-64');

// long double has 80 bits natively; fma-names.cpp gives fma its public name.
const leftOut = new Set(['long-double.cpp', 'fma-names.cpp']);

describe.skipIf(!hasQuad)('mathematical library', () => {
  const build = hasQuad ? mkdtempSync(join(tmpdir(), 'cuda-wasm-math-')) : '';
  afterAll(() => rmSync(build, { recursive: true, force: true }));

  it('keeps within the documented errors', { timeout: 180_000 }, () => {
    const sources = readdirSync(library).filter((name) => name.endsWith('.cpp') && !leftOut.has(name));
    const names = new Set<string>();
    for (const name of sources)
      for (const match of readFileSync(join(library, name), 'utf8').matchAll(
        /^CW_FN [a-z ]+\b([a-z]\w*)\(/gm,
      ))
        names.add(match[1] as string);
    const renames = [...names].map((name) => `#define ${name} cwm_${name}`);
    renames.push('#define fma __cw_fma', '#define fmaf __cw_fmaf');
    writeFileSync(join(build, 'rename.h'), `${renames.join('\n')}\n`);
    const flags =
      `-O1 -msse4.1 -ffp-contract=off -fno-builtin -std=c++17 -w -nostdinc -isystem ${include} -include rename.h -c`.split(
        ' ',
      );
    const jobs = [sources.filter((_, i) => i % 2 === 0), sources.filter((_, i) => i % 2 === 1)].map((part) =>
      ['g++', ...flags, ...part.map((name) => join(library, name))].map((word) => `'${word}'`).join(' '),
    );
    jobs.push(`g++ -O1 -std=gnu++17 -w -c '${join(root, 'tests/sysroot/math.cpp')}' -o test.o`);
    const script = `${jobs.map((job) => `${job} & pids="$pids $!"`).join('\n')}\nfor pid in $pids; do wait $pid || exit 1; done`;
    execFileSync('sh', ['-c', script], { cwd: build, stdio: 'pipe' });
    const objects = sources.map((name) => name.replace('.cpp', '.o'));
    execFileSync('g++', ['test.o', ...objects, '-lquadmath', '-o', 'measure'], { cwd: build, stdio: 'pipe' });
    const { stdout, status } = spawnSync(join(build, 'measure'), { encoding: 'utf8' });
    expect(stdout).not.toMatch(/FAILED/);
    expect(stdout).toMatch(/\n0 failures\n$/);
    expect(status).toBe(0);
  });
});
