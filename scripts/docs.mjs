#!/usr/bin/env node
/** Pages of docs/ that are made of the product itself: the command line's own help, the diagnostics with the tests that provoke them, what the programs of tests/run are about, and the figures of bench/results. `--check` fails where a page is not what would be written. Needs `npm run build`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { floorOf } from './gpu-floors.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const made = 'This page is generated (`npm run docs`).';

function help(...words) {
  const { stdout, status } = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), ...words], { encoding: 'utf8', env: { ...process.env, COLUMNS: '110', NO_COLOR: '1' } });
  if (status !== 0) throw new Error(`no help for ${words.join(' ')}`);
  return stdout.trimEnd();
}

const indented = (text) => text.split('\n').map((line) => (line === '' ? '' : `    ${line}`)).join('\n');

function commandLine() {
  const commands = ['run', 'build', 'profile', 'check', 'emit', 'info'];
  return `# The command line\n\n${made}\n\n${indented(help('--help'))}\n${commands.map((name) => `\n## ${name}\n\n${indented(help(name, '--help'))}\n`).join('')}`;
}

/** By code: the first place in the tests that provokes it, as the source line with what is said of it. */
function provoked() {
  const found = new Map();
  const folder = join(root, 'tests/diagnostics');
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.cu')).sort()) {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    lines.forEach((line, i) => {
      const code = /^\/\/.*\^.*\bCW(\d{4}): /.exec(line)?.[1];
      if (code === undefined || found.has(code)) return;
      let source = i - 1;
      while (source >= 0 && lines[source].startsWith('//')) source--;
      if (source >= 0) found.set(code, `${lines[source]}\n${line}`);
    });
  }
  return found;
}

async function diagnostics() {
  const folder = join(root, 'src/diagnostics');
  const names = readdirSync(folder).filter((name) => name.endsWith('-messages.ts')).sort();
  const contents = names.map((name) => `export * from ${JSON.stringify(join(folder, name))};`).join('\n');
  const { outputFiles } = await build({ stdin: { contents, resolveDir: root }, bundle: true, write: false, format: 'esm', logLevel: 'error' });
  const tables = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  const rows = Object.values(tables).flatMap((table) => Object.values(table)).filter((row) => typeof row?.code === 'number').sort((a, b) => a.code - b.code);
  const examples = provoked();
  const section = ({ code, severity, text }) => {
    const number = String(code).padStart(4, '0');
    const example = examples.get(number);
    return `## CW${number}\n\n${severity}: ${text.replaceAll('<', '&lt;').replaceAll('*', '\\*').replaceAll('_', '\\_').replaceAll('`', '\\`')}\n${example === undefined ? '' : `\n${indented(example)}\n`}`;
  };
  return `# Diagnostics by code\n\n${made} \`{0}\` and its like stand for parts of the program. Examples show a line that provokes the message, and where the message points.\n\n${rows.map(section).join('\n')}`;
}

/** The newest results of a suite; undefined where there are none. */
function results(prefix) {
  const folder = join(root, 'bench/results');
  const name = readdirSync(folder).filter((entry) => entry.startsWith(prefix) && /^\D*[a-z0-9-]*?\d{4}-\d{2}-\d{2}\.json$/.test(entry)).sort().at(-1);
  return name === undefined ? undefined : JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

const mean = (ratios) => Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
const row = (...cells) => `| ${cells.join(' | ')} |`;

function gpuTable({ programs, device, geomean, geomeanOfKernels = geomean }) {
  const fine = programs.filter(({ native, ours }) => native.kind === 'ok' && ours.kind === 'ok');
  const lines = fine.map(({ name, native, ours }) => row(name, floorOf({ name, ours }, device)?.toFixed(4) ?? '', native.ms.toFixed(4), ours.ms.toFixed(4), (native.ms / ours.ms).toFixed(2), ours.work ?? ''));
  return `${row('kernel', 'floor, ms', 'nvcc, ms', 'WebGPU, ms', 'nvcc / WebGPU', 'WebGPU')}\n${row('---', '---:', '---:', '---:', '---:', '---:')}\n${lines.join('\n')}\n\nGeometric mean: ${mean(fine.map(({ native, ours }) => native.ms / ours.ms)).toFixed(3)}${geomeanOfKernels === geomean ? '' : `; without the programs that time launches and round trips: ${geomeanOfKernels.toFixed(3)}`}.\n`;
}

function formsTable({ programs }) {
  const fine = programs.filter(({ native, ours }) => native.kind === 'ok' && ours.kind === 'ok');
  const lines = fine.map(({ name, native, ours }) => row(name, native.ms.toFixed(4), ours.ms.toFixed(4), (native.ms / ours.ms).toFixed(2)));
  return `${row('kernel', 'bindings, ms', 'by address, ms', 'bindings / by address')}\n${row('---', '---:', '---:', '---:')}\n${lines.join('\n')}\n\nGeometric mean: ${mean(fine.map(({ native, ours }) => native.ms / ours.ms)).toFixed(3)}.\n`;
}

function cpuTable({ rows }) {
  const ratio = (a, b) => (a === undefined || b === undefined ? '' : (a / b).toFixed(2));
  const lines = rows.map(({ name, ours, pocl, openmp, scalar }) => row(name, ours.toFixed(3), ratio(pocl, ours), ratio(openmp, ours), ratio(scalar, ours)));
  return `${row('kernel', 'ms', 'PoCL', 'C++ with OpenMP', 'without vectors')}\n${row('---', '---:', '---:', '---:', '---:')}\n${lines.join('\n')}\n`;
}

function performance() {
  const gpu = results('gpu-nvidia');
  const arena = results('gpu-arena');
  const byAddress = results('gpu-by-address');
  const codes = results('gpu-codes');
  const cpu = results('cpu-');
  const machine = ({ device, driver, nvcc, date, unchecked }) => `${device}, driver ${driver}, nvcc ${nvcc.replace(/^release /, '')}, ${date.slice(0, 10)}; bounds checks ${unchecked ? 'off' : 'on'}`;
  return `# Performance

${made} The figures are those of \`bench/results\`; each program verifies its output on both sides.

## Kernels on WebGPU

The programs of \`bench/gpu\`, built by \`nvcc -O3\` and run by \`cuda-wasm run --device webgpu\` on the same GPU (\`npm run bench:gpu\`): ${machine(gpu)}. Above 1 the kernel is faster on WebGPU. The floor is what the launch's bytes take at the memory's bandwidth, or its floating-point operations at the units' rate, if one of them bounds it.
Which rules of the compiler stand behind the figures: [webgpu-codegen.md](webgpu-codegen.md).

${gpuTable(gpu)}
${codes === undefined ? '' : `Programs as people write them (\`bench/gpu/codes\`: simulations, images, graphs, texts): ${machine(codes)}.

${gpuTable(codes)}
`}Memory by address (\`bench/gpu/arena\`: pointers in memory, pointer tables, unions): ${machine(arena)}.

${gpuTable(arena)}
${byAddress === undefined ? '' : `The programs of \`bench/gpu\` with memory by address in all kernels (\`node bench/gpu/run.mjs --by-address\`), against the same with bindings: ${machine(byAddress)}.

${formsTable(byAddress)}
`}## Kernels on the CPU

\`npm run bench:cpu\`: ${cpu.cpu}, Node.js ${cpu.node.slice(1)}, threads: ${cpu.threads}, ${cpu.date.slice(0, 10)}. The last columns say how many times as long others take: the same kernel in OpenCL on PoCL, C++ with OpenMP by hand (\`g++ -O3 -march=native\`), and ours one thread at a time.

${cpuTable(cpu)}`;
}

/** By area: what the programs of tests/run are about, in their own words, and where they run otherwise than on NVIDIA's GPUs. */
function features() {
  const folder = join(root, 'tests/run');
  const areas = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  const sections = areas.flatMap((area) => {
    const programs = readdirSync(join(folder, area)).filter((name) => name.endsWith('.cu')).sort().flatMap((name) => {
      const [first, about = ''] = readFileSync(join(folder, area, name), 'utf8').split('\n');
      if (!first.startsWith('// run:')) return [];
      const differs = /webgpu="([^"]*)"/.exec(first)?.[1];
      const text = about.replace(/^\/\/ ?|^\/\*+ ?| ?\*\/$/g, '').trim();
      return [row(name.slice(0, -3), text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*').replaceAll('_', '\\_'), differs === undefined ? '' : `on WebGPU: ${differs}`)];
    });
    return programs.length === 0 ? [] : [`## ${area}\n\n${row('test', 'about', '')}\n${row('---', '---', '---')}\n${programs.join('\n')}\n`];
  });
  return `# What works

${made} Each row is a program of \`tests/run\` that gives on the CPU what nvcc's build of it gives on a GPU. On WebGPU they do too, or are refused with a diagnostic that names what is missing; where the output differs, the row says why.

${sections.join('\n')}`;
}

const pages = { 'performance.md': performance(), 'features.md': features(),  'cli.md': commandLine(), 'diagnostics.md': await diagnostics() };
mkdirSync(join(root, 'docs'), { recursive: true });
for (const [name, text] of Object.entries(pages)) {
  const path = join(root, 'docs', name);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error(`docs/${name} is out of date: npm run docs`);
    process.exitCode = 1;
  }
}
