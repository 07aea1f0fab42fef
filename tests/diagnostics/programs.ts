/**
 * Programs with mistakes and what the compiler must say about them.
 *
 * In: the .cu, .cpp and .c files of this folder. The first line may give flags, `// flags: -std=c++20`. Below each line that is wrong stand its messages, the caret under the column:
 *
 *     int x = y;
 *     //      ^ error CW4001: use of undeclared identifier 'y'
 *
 * or, where a caret cannot stand there, `// @-1:3 error …` (lines upwards without message lines, column), or `// @file.h:2:1 error …` at the end for messages in other files, `// @ error …` for
 * those without a place. A file with a neighbour `x.expected` is also compared as whole rendered text. `UPDATE=1 npx vitest run tests/diagnostics` writes what the compiler says now; the diff is the review.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeFlags, defaultSettings } from '../../src/cli/nvcc-flags.js';
import { createDiagnostics } from '../../src/diagnostics/sink.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { renderDiagnostics } from '../../src/diagnostics/render.js';
import { compileUnit } from '../../src/driver/compile.js';
import { defaultOptions } from '../../src/driver/options.js';
import { linkLibrary } from '../../src/driver/link.js';
import { checkSynchronization } from '../../src/passes/threads/check-synchronization.js';
import type { FileSystem } from '../../src/source/file-system.js';
import { createSourceManager } from '../../src/source/source-manager.js';

export const folder = dirname(fileURLToPath(import.meta.url));
const root = normalize(join(folder, '..', '..'));

export interface Message {
  /** File as the compiler names it, '' without a place. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** `error CW4001: text`. */
  readonly text: string;
}

export interface Result {
  readonly messages: readonly Message[];
  readonly codes: readonly number[];
  readonly rendered: string;
}

export function programNames(): string[] {
  return readdirSync(folder).filter((name) => /\.(cu|cpp|c)$/.test(name)).sort();
}

const texts = new Map<string, string | undefined>();

function readText(path: string): string | undefined {
  if (!texts.has(path)) texts.set(path, statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : undefined);
  return texts.get(path);
}

/** Compiles a text under a program's name. Paths are relative to this folder, so that what is rendered does not depend on where the repository lies. */
export function compileText(name: string, text: string): Result {
  const files: FileSystem = { read: (path) => (path === name ? text : readText(path.startsWith('/') ? path : join(folder, path))) };
  const settings = defaultSettings();
  const flags = /^\/\/ flags: (.*)/.exec(text)?.[1] ?? '';
  takeFlags(flags.split(' ').filter((flag) => flag !== ''), settings);
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources, { noWarnings: settings.noWarnings, warningsAreErrors: settings.warningsAreErrors });
  const options = {
    ...defaultOptions,
    std: settings.std,
    defines: settings.defines,
    extendedLambda: settings.extendedLambda,
    includeDirs: ['include'],
    systemDirs: [join(root, 'sysroot/include')],
  };
  const env = { files, sources, diagnostics };
  const module = compileUnit(name, basename(name).replace(/\W/g, '_'), options, env);
  if (module !== undefined) checkSynchronization(linkLibrary([module], options, env), diagnostics);
  const messages = diagnostics.list.map((diagnostic: Diagnostic): Message => {
    const { file, line, column } = diagnostic.loc === 0 ? { file: '', line: 0, column: 0 } : sources.expansion(sources.fileLoc(diagnostic.loc));
    return { file, line, column, text: `${diagnostic.severity} CW${String(diagnostic.code).padStart(4, '0')}: ${diagnostic.text}` };
  });
  return { messages, codes: diagnostics.list.map((diagnostic) => diagnostic.code), rendered: renderDiagnostics(diagnostics.list, sources).replaceAll(root, '/') };
}

const messageLine = /^\/\/ *(?:\^|@\S*) (?:error|warning|note) CW\d{4}: /;

export function withoutMessages(text: string): string {
  return text.split('\n').filter((line) => !messageLine.test(line)).join('\n');
}

/** The program with the messages written below its lines. `text` has none. Line numbers are those of `text`. */
export function withMessages(name: string, text: string, messages: readonly Message[]): string {
  const lines = text.split('\n');
  const below = new Map<number, string[]>();
  const end: string[] = [];
  for (const message of messages) {
    if (message.file !== name) {
      end.push(`// @${message.file === '' ? '' : `${message.file}:${message.line}:${message.column}`} ${message.text}`);
      continue;
    }
    let last = message.line;
    while (lines[last - 1]?.endsWith('\\')) last++;
    const up = last - message.line;
    const marker = up === 0 && message.column > 2 ? `//${'^'.padStart(message.column - 2)}` : `// @-${up + 1}:${message.column}`;
    const list = below.get(last) ?? [];
    if (list.length === 0) below.set(last, list);
    list.push(`${marker} ${message.text}`);
  }
  const out: string[] = [];
  lines.forEach((line, i) => {
    out.push(line, ...(below.get(i + 1) ?? []));
  });
  if (end.length > 0) {
    const empty = out[out.length - 1] === '';
    out.splice(empty ? out.length - 1 : out.length, 0, ...end);
  }
  return out.join('\n');
}
