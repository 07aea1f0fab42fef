#!/usr/bin/env node
/**
 * The parts of the runtime, measured: `npm run bench:runtime`. Each part's file exports `measure(print)`: what is wrong on any machine (`failures`), and ratios of one thing to another on the same machine, the larger the better. `--check` compares
 * those with bench/baseline.json and fails where one has lost more than a fifth (what is seen to have lost is measured twice more, and the best counts); `--record` writes the baseline; `--only PART`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const folder = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({ options: { only: { type: 'string' }, check: { type: 'boolean', default: false }, record: { type: 'boolean', default: false }, baseline: { type: 'string', default: join(folder, 'baseline.json') } } });
const parts = ['pool', 'kernel-cache', 'monitor', 'runtime'].filter((name) => (options.only ?? name) === name && existsSync(join(folder, `${name}.mjs`)));
const baseline = existsSync(options.baseline) ? JSON.parse(readFileSync(options.baseline, 'utf8')) : {};
const mostLost = 0.2;
const tries = 3;

const recorded = {};
let bad = 0;
for (const part of parts) {
  const { measure } = await import(pathToFileURL(join(folder, `${part}.mjs`)).href);
  const known = baseline[part] ?? {};
  const best = {};
  let failures = [];
  const losses = () => Object.entries(known).filter(([name, before]) => !(best[name] >= before * (1 - mostLost)));
  for (let i = 0; i < tries; i++) {
    const found = await measure(i === 0 ? (line) => console.log(`${part}: ${line}`) : () => {});
    failures = found.failures;
    for (const [name, ratio] of Object.entries(found.ratios)) best[name] = Math.max(best[name] ?? 0, ratio);
    if (failures.length === 0 && (!options.check || losses().length === 0)) break;
  }
  for (const [name, ratio] of Object.entries(best)) console.log(`${part}: ${name}: ${ratio.toPrecision(4)}${known[name] === undefined ? '' : ` (recorded: ${known[name].toPrecision(4)})`}`);
  for (const failure of failures) console.error(`${part}: ${failure}`);
  bad += failures.length;
  if (options.check) {
    for (const [name, before] of losses()) console.error(`${part}: ${name}: ${best[name]?.toPrecision(4) ?? 'not measured'}, recorded ${before.toPrecision(4)}: lost more than a fifth`);
    bad += losses().length;
  }
  recorded[part] = best;
}
if (options.record) writeFileSync(options.baseline, `${JSON.stringify(recorded, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value), 2)}\n`);
// Dawn's threads would keep the process.
process.exit(bad > 0 ? 1 : 0);
