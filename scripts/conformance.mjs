#!/usr/bin/env node
/**
 * node scripts/conformance.mjs DIR [LIST] [--jobs N] [--timeout SECONDS] [--cpu SECONDS] [--json FILE] [--only TEXT] [-- FLAGS for cuda-wasm…]
 *
 * Runs a tree of CUDA programs that lies outside this repository and prints a table: does each compile, run, and pass its own check or give a reference's output; seconds of the clock and of the processor; first diagnostic.
 * --timeout limits the former, --cpu the latter, which does not depend on what else the machine does.
 *
 * Without LIST every folder under DIR that holds a source with `main` is a program of all its .cu and .cpp files. LIST is a JSON array of
 *   { "name", "files": [paths relative to DIR], "flags": [compiler flags], "args": [program arguments], "cwd": folder relative to DIR,
 *     "expect": regular expression that the output must match, "reject": one that it must not, "reference": file with the expected output, "exit": code }
 * A program without expect, reject and reference passes when it ends with the expected exit code.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, cpSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'cli', 'main.js');
const runOptions = new Set(['--device', '--threads', '--dir']);
const options = { jobs: 2, timeout: 120, cpu: 'unlimited', json: undefined, only: undefined, flags: [] };
const positional = [];
for (let i = 2; i < process.argv.length; i++) {
  const word = process.argv[i];
  if (word === '--') {
    options.flags = process.argv.slice(i + 1);
    break;
  }
  if (word === '--jobs') options.jobs = Number(process.argv[++i]);
  else if (word === '--timeout') options.timeout = Number(process.argv[++i]);
  else if (word === '--cpu') options.cpu = Number(process.argv[++i]);
  else if (word === '--json') options.json = process.argv[++i];
  else if (word === '--only') options.only = process.argv[++i];
  else positional.push(word);
}
const [root, list] = positional;
if (root === undefined) {
  console.error('usage: node scripts/conformance.mjs DIR [LIST] [--jobs N] [--timeout SECONDS] [--cpu SECONDS] [--json FILE] [--only TEXT] [-- FLAGS…]');
  process.exit(2);
}

/** Every folder with a main, as one program. */
function discover(folder, found = []) {
  const entries = readdirSync(folder).sort();
  const sources = entries.filter((e) => /\.(cu|cpp|cc|c)$/.test(e) && statSync(join(folder, e)).isFile());
  const cuda = sources.some((e) => e.endsWith('.cu'));
  if (cuda && sources.some((e) => /\bmain\s*\(/.test(readFileSync(join(folder, e), 'utf8')))) {
    found.push({ name: relative(root, folder) || basename(folder), files: sources.map((e) => relative(root, join(folder, e))) });
  }
  for (const entry of entries) if (statSync(join(folder, entry)).isDirectory()) discover(join(folder, entry), found);
  return found;
}

let programs = list === undefined ? discover(resolve(root)) : JSON.parse(readFileSync(list, 'utf8'));
if (options.only !== undefined) programs = programs.filter((p) => p.name.includes(options.only));

function execute(args, cwd) {
  return new Promise((done) => {
    const start = performance.now();
    const script = `ulimit -t ${options.cpu}; "$@"; code=$?; times >&3; exit $code`;
    const child = spawn('bash', ['-c', script, 'bash', process.execPath, cli, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe', 'pipe'], detached: true });
    const out = [];
    const err = [];
    let size = 0;
    const keep = (chunks) => (chunk) => {
      size += chunk.length;
      if (size < 16_000_000) chunks.push(chunk);
    };
    child.stdout.on('data', keep(out));
    child.stderr.on('data', keep(err));
    let times = '';
    child.stdio[3].on('data', (chunk) => {
      times += chunk;
    });
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      process.kill(-child.pid, 'SIGKILL');
    }, options.timeout * 1000);
    child.on('close', (code) => {
      clearTimeout(timer);
      // The last line of `times` is about the children: user time, then system time.
      const spent = [...times.matchAll(/(\d+)m([\d.]+)s/g)].slice(2).reduce((sum, m) => sum + Number(m[1]) * 60 + Number(m[2]), 0);
      const outOfTime = timedOut || code === 128 + constants.signals.SIGXCPU || (code === 128 + constants.signals.SIGKILL && spent >= options.cpu);
      done({ code, timedOut: outOfTime, seconds: (performance.now() - start) / 1000, cpu: spent, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });
}

/** The flags that `check` takes too: without those that say how to run. */
function withoutRunOptions(flags) {
  return flags.filter((f, i) => !runOptions.has(f) && !runOptions.has(flags[i - 1]));
}

async function judge(program) {
  const files = program.files.map((f) => resolve(root, f));
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    // Programs may write beside their sources: they run in a copy of their folder.
    const home = resolve(root, program.cwd ?? dirname(program.files[0]));
    cpSync(home, folder, { recursive: true });
    const flags = [...options.flags, ...(program.flags ?? [])];
    const checked = await execute(['check', ...withoutRunOptions(flags), ...files], home);
    if (checked.code !== 0) {
      const first = /^.*(?:error|internal compiler error).*$/m.exec(checked.stderr)?.[0] ?? checked.stderr.split('\n')[0];
      return { compiles: false, runs: false, passes: false, seconds: checked.seconds, cpu: checked.cpu, note: checked.timedOut ? 'time limit while compiling' : first };
    }
    const ran = await execute(['run', ...flags, ...files, '--', ...(program.args ?? [])], folder);
    const output = ran.stdout + ran.stderr;
    const ended = !ran.timedOut && ran.code === (program.exit ?? 0);
    let passes = ended;
    let note = ran.timedOut ? 'time limit' : ended ? '' : `exit code ${ran.code}: ${ran.stderr.trim().split('\n')[0] ?? ''}`;
    if (passes && program.expect !== undefined && !new RegExp(program.expect, 'm').test(output)) {
      passes = false;
      note = `output lacks /${program.expect}/`;
    }
    if (passes && program.reject !== undefined && new RegExp(program.reject, 'm').test(output)) {
      passes = false;
      note = `output matches /${program.reject}/`;
    }
    if (passes && program.reference !== undefined && ran.stdout !== readFileSync(resolve(root, program.reference), 'utf8')) {
      passes = false;
      note = 'output differs from the reference';
    }
    return { compiles: !/internal compiler error|errors? generated/.test(ran.stderr), runs: ended, passes, seconds: ran.seconds, cpu: ran.cpu, note };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rows = new Array(programs.length);
let next = 0;
async function worker() {
  while (next < programs.length) {
    const at = next++;
    rows[at] = { name: programs[at].name, ...(await judge(programs[at])) };
    console.error(`${rows.filter(Boolean).length} of ${programs.length}: ${rows[at].name} ${rows[at].passes ? 'passes' : rows[at].note}`);
  }
}
await Promise.all(Array.from({ length: options.jobs }, worker));

const width = Math.max(7, ...rows.map((r) => r.name.length));
const mark = (value) => (value ? 'yes' : 'NO ');
console.log(`${'program'.padEnd(width)}  compiles  runs  passes   seconds       cpu  first diagnostic`);
for (const r of rows) console.log(`${r.name.padEnd(width)}  ${mark(r.compiles)}       ${mark(r.runs)}   ${mark(r.passes)}   ${r.seconds.toFixed(2).padStart(8)}  ${r.cpu.toFixed(2).padStart(8)}  ${r.note.slice(0, 160)}`);
const count = (key) => rows.filter((r) => r[key]).length;
console.log(`${rows.length} programs: ${count('compiles')} compile, ${count('runs')} run, ${count('passes')} pass`);
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(rows, undefined, 2)}\n`);
