// The C++ library, built natively by g++ over the host's C library: each program of tests/sysroot/cxx must print what it prints with
// libstdc++ (its `.out`; UPDATE=1 makes these anew). Skipped, with a printed reason, where there is no g++.
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const programsFolder = join(root, 'tests/sysroot/cxx');
const libraryFolder = join(root, 'sysroot/lib/cxx');
const run = promisify(execFile);

const hasCompiler = process.platform === 'linux' && process.arch === 'x64' && spawnSync('g++', ['--version']).status === 0;
if (!hasCompiler) console.log('skipped: the C++ library is compared with libstdc++ by g++ on Linux x86-64');

const programs = readdirSync(programsFolder)
  .filter((name) => name.endsWith('.cpp') && name !== 'native-shim.cpp')
  .map((name) => basename(name, '.cpp'));

// Allocation and unwinding stay the host's.
const library = [
  'charconv', 'cerr', 'chrono', 'cin', 'clog', 'cout', 'exception', 'file-device', 'filesystem', 'fstream', 'hash', 'hashtable', 'ios', 'istream', 'locale', 'number-text', 'ostream', 'random',
  'sstream', 'stdexcept', 'streambuf', 'string', 'system-error', 'throw', 'time-text', 'tree', 'wide-streams',
].map((name) => join(libraryFolder, `${name}.cpp`));
const common = ['-std=c++17', '-O0', '-w'];
const ours = [...common, '-nostdinc', '-nostdinc++', '-isystem', join(programsFolder, 'errno-shim'), '-isystem', join(root, 'sysroot/include')];

/** Runs the jobs two at a time. */
async function inPairs(jobs: readonly (() => Promise<unknown>)[]): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < jobs.length) await jobs[next++]!();
  };
  await Promise.all([worker(), worker()]);
}

describe.skipIf(!hasCompiler)('the C++ library against libstdc++', () => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cxx-'));
    const source = (name: string) => join(programsFolder, `${name}.cpp`);
    const units = [...library, source('native-shim'), ...programs.map(source)];
    await inPairs(units.map((file) => () => run('g++', [...ours, '-c', file, '-o', join(folder, `${basename(file, '.cpp')}.o`)])));
    const objects = [...library, source('native-shim')].map((file) => join(folder, `${basename(file, '.cpp')}.o`));
    const host = ['-nodefaultlibs', '-Wl,-z,muldefs', '-lsupc++', '-lgcc_s', '-lgcc', '-lc', '-lm'];
    await inPairs(programs.map((name) => () => run('g++', [join(folder, `${name}.o`), ...objects, ...host, '-o', join(folder, name)])));
    if (process.env['UPDATE'] === undefined) return;
    for (const name of programs) {
      await run('g++', [...common, source(name), '-o', join(folder, `${name}.host`)]);
      writeFileSync(join(programsFolder, `${name}.out`), (await run(join(folder, `${name}.host`), [], { cwd: folder })).stdout);
    }
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(programs)('%s', async (name) => {
    const { stdout } = await run(join(folder, name), [], { cwd: folder });
    expect(stdout).toBe(readFileSync(join(programsFolder, `${name}.out`), 'utf8'));
  });
});
