/**
 * Every program of tests/run compiled in this process: the IR is valid after each pass, at all levels; the linked module is one that the engine accepts. (run.test.ts runs the programs, through the CLI.)
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings, takeFlags } from '../../src/cli/nvcc-flags.js';
import { compileFiles, createSession } from '../../src/cli/session.js';
import { renderDiagnostics } from '../../src/diagnostics/render.js';
import { linkProgram } from '../../src/driver/link.js';
import type { Binary } from '../../src/ir/binary.js';
import { openBinary } from '../../src/ir/binary.js';
import { findPrograms } from './programs.js';

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, '../..');
let library: Binary | undefined;

beforeAll(() => {
  const path = join(root, 'dist/sysroot/lib.bin');
  if (!existsSync(path)) throw new Error(`${path} is missing: run npm run build`);
  library = openBinary(new Uint8Array(readFileSync(path)));
});

describe('programs compile to valid modules', () => {
  findPrograms(folder).forEach((program) => {
    // Each program at one level, which its name says, so that other programs coming and going change nothing.
    const level = ([...program.name].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 65521, 7) % 4) as 0 | 1 | 2 | 3;
    it(`${program.name} at -O${level}`, () => {
      const settings = defaultSettings();
      takeFlags([...program.flags, ...(program.units.length > 0 ? ['-rdc=true'] : [])], settings);
      const session = createSession({ ...settings, optimize: level, systemDirs: [...settings.systemDirs, join(root, 'sysroot/include')] }, { verifyIr: true, check: level === 0 });
      const modules = compileFiles(session, [program.file, ...program.units]);
      const emitted = modules && linkProgram(modules, [library!], session.options, session);
      expect(renderDiagnostics(session.diagnostics.list.filter((d) => d.severity === 'error'), session.sources)).toBe('');
      expect(WebAssembly.validate(new Uint8Array(emitted!.bytes))).toBe(true);
    });
  });
});
