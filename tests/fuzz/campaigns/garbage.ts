/** Sources that are no programs: mutations, and real programs cut off or with one token less at every few tokens. Told: internal errors, and what takes too long. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPrograms } from '../../run/programs.js';
import type { Campaign } from '../campaign.js';
import { extremes, mutate } from '../garbage.js';
import { compile } from '../toolchain.js';

/** Milliseconds of processor time. */
const SLOW = 3000;

export function realPrograms(): string[] {
  const files = [...findPrograms('tests/run').map((program) => program.file), ...readdirSync('examples').map((name) => join('examples', name))];
  return files.map((file) => readFileSync(file, 'utf8'));
}

/** 1 for a failure. */
function attempt(c: Campaign, name: string, source: string): number {
  const start = process.cpuUsage();
  let failed = 0;
  try {
    compile(source, { optimize: 0 }, { path: '/fuzz/main.cu' });
  } catch (error) {
    failed = 1;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const place = cause instanceof Error ? (cause.stack ?? '').split('\n').slice(1, 4).map((line) => line.trim().split(' ')[1]).join(' < ') : '';
    console.log(`${name}: ${cause instanceof Error ? cause.message.slice(0, 200) : String(cause)} ${place}`);
  }
  const took = process.cpuUsage(start).user / 1000;
  if (took > SLOW) {
    failed = 1;
    console.log(`${name}: ${took.toFixed(0)} ms`);
  }
  if (failed > 0) writeFileSync(join(c.out, `garbage-${name}.cu`), source);
  return failed;
}

export function garbageCampaign(c: Campaign): number {
  const programs = realPrograms();
  let failures = 0;
  if (c.from === 0) for (const [name, source] of Object.entries(extremes)) failures += attempt(c, name, source);
  let count = 0;
  for (const seed of c.seeds()) {
    count++;
    failures += attempt(c, `${seed}`, mutate(seed, programs));
  }
  console.log(`${count} mutations, ${failures} failures`);
  return failures;
}

export function cutCampaign(c: Campaign): number {
  let failures = 0;
  let attempts = 0;
  for (const [i, source] of realPrograms().entries()) {
    const pieces = source.match(/\w+|\s+|[^\w\s]/g)!;
    for (let at = (i + c.from) % c.count; at < pieces.length; at += c.count) {
      attempts += 2;
      failures += attempt(c, `${i}-${at}-cut`, pieces.slice(0, at).join(''));
      failures += attempt(c, `${i}-${at}-drop`, [...pieces.slice(0, at), ...pieces.slice(at + 1)].join(''));
    }
  }
  console.log(`${attempts} sources, ${failures} failures`);
  return failures;
}
