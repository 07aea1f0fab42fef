/**
 * Programs of tests/run compiled in this process at other levels than usual: the IR is valid after each pass, and the linked module is one that the engine accepts. (run-programs.ts runs all at the usual level, through the
 * CLI, and has the IR of the other programs validated.)
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
import { findPrograms, levelOf } from './programs.js';

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
    const level = levelOf(program);
    if (level === defaultSettings().optimize) return;
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
