/**
 * Runs every program of tests/run through the built command line and compares what it prints with what nvcc's program printed on a GPU
 * (`<feature>.out`, made by scripts/make-references.sh). Programs that compile.test.ts leaves to these
 * runs have their IR validated after each pass. Needs `npm run build`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/cli/nvcc-flags.js';
import { complaint, createQueue, execute } from './execute.js';
import { findPrograms, levelOf } from './programs.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLI = join(HERE, '../../dist/cli/main.js');
const TIME_LIMIT_MS = 60_000;
const inTurn = createQueue(2);

describe('programs print what they print after nvcc', () => {
  const programs = findPrograms(HERE);

  it('are found, and the command line is built', () => {
    expect(programs.length).toBeGreaterThan(0);
    if (!existsSync(CLI)) throw new Error(`${CLI} is missing: run 'npm run build' first`);
  });

  for (const program of programs) {
    // The limit covers the wait for a turn; the program's own limit is TIME_LIMIT_MS.
    it.concurrent(program.name, { timeout: 10 * TIME_LIMIT_MS }, async () => {
      const flags = ['--device', 'cpu', ...(levelOf(program) === defaultSettings().optimize ? ['--verify-ir'] : [])];
      const result = await inTurn(() => execute(program, { cli: CLI, flags, limitMs: TIME_LIMIT_MS }));
      const wrong = complaint(program, result, TIME_LIMIT_MS);
      if (wrong !== undefined) throw new Error(wrong);
    });
  }
});
