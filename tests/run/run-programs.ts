/**
 * Runs programs of tests/run through the built command line and compares what they print with what nvcc's program printed on a GPU (`<feature>.out`, made by scripts/make-references.sh). Most run in a process that stays (tests/warm),
 * one in sixteen in a process of its own, as users run them. Programs that compile.test.ts leaves to these runs have their IR validated after each pass. In: which part of the programs, of how many; each part is a test file, so that
 * all workers have some. Needs `npm run build`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/cli/nvcc-flags.js';
import { complaint, execute, executeWarm } from './execute.js';
import { findPrograms, hashOf, levelOf } from './programs.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLI = join(HERE, '../../dist/cli/main.js');
/** For what hangs: others have the cores too. */
const TIME_LIMIT_MS = 280_000;

export function runPrograms(part: number, parts: number): void {
  describe('programs print what they print after nvcc', () => {
    const programs = findPrograms(HERE).filter((_, i) => i % parts === part);

    it('are found, and the command line is built', () => {
      expect(programs.length).toBeGreaterThan(0);
      if (!existsSync(CLI)) throw new Error(`${CLI} is missing: run 'npm run build' first`);
    });

    for (const program of programs) {
      it(program.name, { timeout: 2 * TIME_LIMIT_MS }, async () => {
        const flags = ['--device', 'cpu', ...(levelOf(program) === defaultSettings().optimize ? ['--verify-ir'] : [])];
        const how = { cli: CLI, flags, limitMs: TIME_LIMIT_MS };
        const result = hashOf(program) % 16 === 0 ? await execute(program, how) : executeWarm(program, how);
        const wrong = complaint(program, result, TIME_LIMIT_MS);
        if (wrong !== undefined) throw new Error(wrong);
      });
    }
  });
}
