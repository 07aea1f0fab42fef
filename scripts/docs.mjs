#!/usr/bin/env node
/** Pages of docs/ that are made of the product itself: the command line's own help, and the diagnostics with the tests that provoke them. `--check` fails where a page is not what would be written. Needs `npm run build`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

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

const pages = { 'cli.md': commandLine(), 'diagnostics.md': await diagnostics() };
mkdirSync(join(root, 'docs'), { recursive: true });
for (const [name, text] of Object.entries(pages)) {
  const path = join(root, 'docs', name);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error(`docs/${name} is out of date: npm run docs`);
    process.exitCode = 1;
  }
}
