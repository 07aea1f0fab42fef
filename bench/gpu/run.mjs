#!/usr/bin/env node
/**
 * GPU benchmark: `npm run bench:gpu -- [options] [FOLDER]`. In: the programs of a folder (bench/gpu, or its wide/, arena/ and codes/). Out: a table of native CUDA against this compiler on the same GPU, the geometric
 * mean of the ratios, and bench/results/gpu-<device>-<date>.json. Needs nvcc and node only; works without node_modules and network.
 *
 *   --only NAME[,NAME]   these programs only
 *   --unchecked          pass --unchecked to our command line
 *   --by-address         compare our two forms of memory instead: bindings (in the place of native) against memory by address in all kernels (ours); needs no nvcc
 *   --rounds N           how often each side runs, alternately (3); medians count
 *   --timeout S          seconds for one run of a program (120)
 *   --out FILE           where the JSON goes
 *   --cli FILE           our command line (dist/cli/main.js)
 *   --device NAME        where ours runs (webgpu)
 *   --arch ARCH          nvcc's -arch (sm_90)
 *   --size N             the programs' size argument, for both sides
 *   --check              no timing and no nvcc: run ours once at each program's small size and say which verify
 *
 * A program counts in the mean only if both sides verified their result in every round; all others are listed with their first error line, and make the exit code 1.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    unchecked: { type: 'boolean', default: false },
    'by-address': { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    timeout: { type: 'string', default: '120' },
    out: { type: 'string' },
    cli: { type: 'string', default: join(root, 'dist/cli/main.js') },
    device: { type: 'string', default: 'webgpu' },
    arch: { type: 'string', default: 'sm_90' },
    size: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
});
const folder = resolve(positionals[0] ?? join(root, 'bench/gpu'));
const only = options.only?.split(',');
const programs = readdirSync(folder)
  .filter((name) => name.endsWith('.cu') && (only === undefined || only.includes(basename(name, '.cu'))))
  .map((name) => ({ name: basename(name, '.cu'), source: join(folder, name) }));
const missing = only?.filter((name) => !programs.some((p) => p.name === name)) ?? [];
if (missing.length > 0 || programs.length === 0) {
  console.error(`no program ${missing.join(', ') || 'at all'} in ${folder}`);
  process.exit(2);
}

/** What a line that says why a program failed looks like, the best first: our messages, a program's own check, nvcc's or a runtime's error. Graphics drivers chatter on stderr too. */
const telling = [/\bCW\d{4}\b/, /^(element \d+: got|\d+ of \d+ )/, /^\S+\.cuh?[:(]\d+/, /^(?!error: XDG_RUNTIME_DIR).*(error|fault|wrong|fail|exception)/i];

/** Runs a command; never throws. `problem` is undefined when it exited with 0. */
function execute(command, args) {
  return new Promise((done) => {
    execFile(command, args, { cwd: root, timeout: Number(options.timeout) * 1000, killSignal: 'SIGKILL', maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error === null) return done({ stdout });
      const lines = `${stderr}\n${stdout}`.split('\n').filter((line) => line.trim() !== '');
      const first = telling.map((pattern) => lines.find((line) => pattern.test(line))).find((line) => line !== undefined) ?? lines[0];
      const how = error.killed ? `no end within ${options.timeout} s` : error.signal ? `ended by ${error.signal}` : `exit code ${error.code}`;
      done({ stdout, problem: first === undefined ? how : `${first.trim()} (${how})` });
    });
  });
}

/** One run of a program: its times in ms, or what went wrong. */
async function measure(command, args) {
  const run = await execute(command, args);
  const result = /^result: (ok|wrong) {2}ms: ([\d.]+) {2}work: (.+)$/m.exec(run.stdout);
  const wall = /^wall: ([\d.]+) ms$/m.exec(run.stdout);
  if (result?.[1] === 'wrong') return { kind: 'wrong', problem: `wrong result: ${run.problem ?? ''}` };
  if (run.problem !== undefined) return { kind: /\bCW\d{4}\b/.test(run.problem) && !/this is a bug/.test(run.problem) ? 'refused' : 'failed', problem: run.problem };
  if (result === null || wall === null) return { kind: 'failed', problem: `no result line: ${run.stdout.trim().split('\n')[0]}` };
  return { kind: 'ok', ms: Number(result[2]), wall: Number(wall[1]), work: result[3], header: run.stdout.split('\n')[0] };
}

const byAddress = options['by-address'];
const ourArgs = (source, size, flags) => [options.cli, 'run', '--device', options.device, ...flags, ...(options.unchecked ? ['--unchecked'] : []), relative(root, source), ...(size === undefined ? [] : ['--', size])];
const measureOurs = (program, size, flags = byAddress ? ['-farena-always'] : []) => measure(process.execPath, ourArgs(program.source, size, flags));

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Many runs of one side: medians when all verified, else the first that did not. */
function combine(runs) {
  const bad = runs.find((run) => run.kind !== 'ok');
  if (bad !== undefined) return { kind: bad.kind, problem: bad.problem };
  return { kind: 'ok', ms: median(runs.map((r) => r.ms)), wall: median(runs.map((r) => r.wall)), all: runs.map((r) => r.ms), work: runs[0].work, header: runs[0].header };
}

async function check() {
  let bad = 0;
  for (const program of programs) {
    const small = options.size ?? /Small size: (\d+)/.exec(readFileSync(program.source, 'utf8'))?.[1];
    const run = await measureOurs(program, small);
    if (run.kind !== 'ok') bad++;
    console.log(`${program.name.padEnd(18)} ${run.kind === 'ok' ? `ok       ${run.ms.toFixed(4)} ms` : `${run.kind.padEnd(8)} ${run.problem}`}`);
  }
  console.log(`${programs.length} programs, ${programs.length - bad} verified, ${bad} not`);
  return bad === 0 ? 0 : 1;
}

/** Builds every program with nvcc, as many at a time as there are cores; returns name → problem. */
async function buildNative(out) {
  const problems = new Map();
  if (byAddress) return problems;
  const queue = [...programs];
  const worker = async () => {
    for (let program = queue.shift(); program !== undefined; program = queue.shift()) {
      const build = await execute('nvcc', ['-O3', `-arch=${options.arch}`, program.source, '-o', join(out, program.name)]);
      if (build.problem !== undefined) problems.set(program.name, build.problem);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return problems;
}

function describeMachine() {
  const query = (command, args) => {
    try {
      return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      return 'unknown';
    }
  };
  const [device = 'unknown', driver = 'unknown'] = query('nvidia-smi', ['--query-gpu=name,driver_version', '--format=csv,noheader']).split('\n')[0].split(', ');
  return { device, driver, nvcc: /release [\d.]+, V[\d.]+/.exec(query('nvcc', ['--version']))?.[0] ?? 'unknown', node: process.version, cpu: cpus()[0]?.model ?? 'unknown' };
}

/** What a comparison says: the mean over programs that both sides verified, and how many are not in it, by reason. */
/** What programs count that time launches and round trips, not kernels. */
const latencies = ['Glaunch/s', 'Gtrip/s'];

const meanOf = (ratios) => (ratios.length === 0 ? undefined : Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length));

function summarize(rows) {
  const compared = rows.filter((row) => row.native.kind === 'ok' && row.ours.kind === 'ok');
  const ratios = compared.map((row) => row.native.ms / row.ours.ms);
  const geomean = meanOf(ratios);
  const geomeanOfKernels = meanOf(ratios.filter((_, i) => !latencies.some((unit) => compared[i].ours.work?.endsWith(unit))));
  const counts = {};
  for (const row of rows) {
    for (const side of ['native', 'ours']) {
      const what = `${side} ${row[side].kind}`;
      if (row[side].kind !== 'ok') counts[what] = (counts[what] ?? 0) + 1;
    }
  }
  return { geomean, geomeanOfKernels, ratios, counts };
}

async function compare() {
  const machine = describeMachine();
  const date = new Date().toISOString().slice(0, 10);
  const suite = relative(join(root, 'bench/gpu'), folder) || 'gpu';
  const slug = machine.device.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const file = resolve(options.out ?? join(root, `bench/results/gpu-${suite === 'gpu' ? '' : `${suite}-`}${byAddress ? 'by-address-' : ''}${slug}-${date}.json`));
  mkdirSync(dirname(file), { recursive: true });
  console.log(`${machine.device}, driver ${machine.driver}, ${machine.nvcc}, node ${machine.node}, ${date}${options.unchecked ? ', unchecked' : ''}${byAddress ? ', native: our bindings form; ours: memory by address' : ''}`);

  const rows = [];
  const out = mkdtempSync(join(tmpdir(), 'bench-gpu-'));
  try {
    const problems = await buildNative(out);
    console.log(`${'kernel'.padEnd(18)} ${'native ms'.padStart(12)} ${'ours ms'.padStart(12)} ${'native/ours'.padStart(12)}   ours`);
    for (const program of programs) {
      const row = await compareProgram(program, out, problems.get(program.name));
      rows.push(row);
      console.log(renderRow(row));
      // Written after each program, so that a run that is cut short leaves what it measured.
      const { geomean, geomeanOfKernels, counts } = summarize(rows);
      const settings = { suite, target: options.device, unchecked: options.unchecked, byAddress, rounds: Number(options.rounds), size: options.size ?? 'default' };
      writeFileSync(file, `${JSON.stringify({ date, ...machine, ...settings, planned: programs.length, geomean, geomeanOfKernels, counts, programs: rows }, null, 2)}\n`);
    }
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  const { geomean, geomeanOfKernels, ratios, counts } = summarize(rows);
  console.log(`${rows.length} programs, ${ratios.length} compared${Object.entries(counts).map(([what, n]) => `, ${n} ${what}`).join('')}`);
  console.log(`geometric mean of native/ours: ${geomean?.toFixed(3) ?? 'none'}${ratios.length > 0 ? ` (lowest ${Math.min(...ratios).toFixed(3)}, highest ${Math.max(...ratios).toFixed(3)})` : ''}`);
  if (geomeanOfKernels !== geomean) console.log(`without the programs that time launches and round trips: ${geomeanOfKernels.toFixed(3)}`);
  console.log(`written to ${relative(process.cwd(), file)}`);
  return ratios.length === rows.length ? 0 : 1;
}

/** Both sides of a program, alternately. `buildProblem`: why there is no native program. */
async function compareProgram(program, out, buildProblem) {
  const natives = [];
  const ours = [];
  for (let round = 0; round < Number(options.rounds); round++) {
    // What is refused or wrong once is not asked again.
    if (buildProblem === undefined && natives.every((run) => run.kind === 'ok')) natives.push(await (byAddress ? measureOurs(program, options.size, []) : measure(join(out, program.name), options.size === undefined ? [] : [options.size])));
    if (ours.every((run) => run.kind === 'ok')) ours.push(await measureOurs(program, options.size));
  }
  return { name: program.name, native: buildProblem === undefined ? combine(natives) : { kind: 'build failed', problem: buildProblem }, ours: combine(ours) };
}

/** A line of the table. A star: our events miss more than a third of our wall-clock time although native's do not, so look at the JSON before believing the ratio. */
function renderRow({ name, native, ours }) {
  const ms = (side) => (side.kind === 'ok' ? side.ms.toFixed(4) : side.kind).padStart(12);
  const both = native.kind === 'ok' && ours.kind === 'ok';
  const suspicious = both && ours.wall > 1.5 * ours.ms && native.wall < 1.5 * native.ms;
  const ratio = both ? `${(native.ms / ours.ms).toFixed(3)}${suspicious ? '*' : ' '}` : '';
  const remarks = [native.problem && `native: ${native.problem}`, ours.problem ?? ours.work].filter((text) => text !== undefined);
  return `${name.padEnd(18)} ${ms(native)} ${ms(ours)} ${ratio.padStart(12)}   ${remarks.join('; ')}`;
}

process.exitCode = await (options.check ? check() : compare());
