/**
 * A CUDA source on disk → the JavaScript module that stands for it in a bundle, and its declarations. The module holds the compiled kernels and nothing of the compiler; it loads them onto a device when one of them is launched there first.
 * Headers that are included by relative paths are read from disk, and named so that bundlers watch them.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { CompileOptions, Diagnostic } from '../api/index.js';
import { CompileError, compileArtifact, encodeArtifact } from '../api/index.js';
import { moduleDeclarations } from './declarations.js';
import type { HotBundler } from './module-code.js';
import { moduleCode } from './module-code.js';

export interface CudaPluginOptions extends Pick<CompileOptions, 'defines' | 'std' | 'optimize' | 'fastMath' | 'fmad' | 'kernels' | 'threads'> {
  /** The devices that kernels are compiled for; both unless given. */
  readonly targets?: readonly ('cpu' | 'webgpu')[];
  /** Write the types of `x.cu` to `x.cu.d.ts` beside it, where TypeScript finds them; true unless given. */
  readonly declarations?: boolean;
}

export interface CompiledFile {
  readonly code: string;
  /** Paths of the headers that it was made of. */
  readonly headers: readonly string[];
  readonly warnings: readonly FileProblem[];
}

export interface FileProblem {
  readonly message: string;
  readonly file: string;
  /** From 1, both. */
  readonly line: number;
  readonly column: number;
  /** Everything that there is to say, with source lines and carets, as the command line prints it. */
  readonly text: string;
  /** The lines around the place, numbered, as bundlers show them. */
  readonly frame: string;
}

/** The source has errors; the headers it includes are told nevertheless, since a change of them may mend it. */
export class FileError extends Error {
  constructor(readonly problem: FileProblem, readonly headers: readonly string[]) {
    super(problem.message);
  }
}

export const isCudaFile = (path: string): boolean => path.endsWith('.cu');

/** `hot`: the code takes its own place when the file changes, as this bundler has it. Throws FileError. */
export async function compileFile(path: string, { targets, declarations = true, ...options }: CudaPluginOptions, hot?: HotBundler): Promise<CompiledFile> {
  const source = readFileSync(path, 'utf8');
  const include = collectHeaders(path, source);
  const headers = Object.keys(include);
  const warnings: FileProblem[] = [];
  try {
    const artifact = await compileArtifact(source, {
      ...options, ...(targets && { targets }), include, name: path,
      onWarning: (text, diagnostics) => void warnings.push(problemOf(path, text, diagnostics)),
    });
    if (declarations) writeIfChanged(`${path}.d.ts`, moduleDeclarations(artifact.reflection));
    return { code: moduleCode(artifact.reflection.kernels.map(({ name }) => name), encodeArtifact(artifact), hot), headers, warnings };
  } catch (cause) {
    if (!(cause instanceof CompileError)) throw cause;
    throw new FileError(problemOf(path, cause.message, cause.diagnostics), headers);
  }
}

function problemOf(path: string, text: string, diagnostics: readonly Diagnostic[]): FileProblem {
  const first = diagnostics.find(({ severity }) => severity !== 'warning') ?? diagnostics[0];
  if (first === undefined) return { message: text, file: path, line: 1, column: 1, text, frame: '' };
  const { file, line, column, message, code } = first;
  const others = diagnostics.filter((one) => one !== first).map((one) => `\n${one.file}:${one.line}:${one.column}: ${one.message} [${one.code}]`);
  return { message: `${message} [${code}]${others.join('')}`, file: file || path, line: Math.max(1, line), column: Math.max(1, column), text, frame: codeFrame(file || path, line, column) };
}

/** Two lines before and behind; the form is the one that Vite's overlay knows. */
function codeFrame(file: string, line: number, column: number): string {
  if (!existsSync(file)) return '';
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const from = Math.max(1, line - 2);
  const width = String(line + 2).length;
  const shown = lines.slice(from - 1, line + 2).flatMap((text, i) => {
    const number = from + i;
    const row = `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${text}`;
    return number === line ? [row, `  ${' '.repeat(width)} | ${text.slice(0, column - 1).replace(/[^\t]/g, ' ')}^`] : [row];
  });
  return `${shown.join('\n')}\n`;
}

/** Text by path of all that the source includes relative to itself, directly or not. What lies nowhere is left to the compiler to find or to report. */
function collectHeaders(path: string, source: string): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (from: string, text: string): void => {
    for (const [, name] of text.matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm)) {
      const header = resolve(dirname(from), name!);
      if (header in found || header === path || !existsSync(header)) continue;
      found[header] = readFileSync(header, 'utf8');
      visit(header, found[header]);
    }
  };
  visit(path, source);
  return found;
}

/** Who watches the folder is not told of what stays as it is. */
function writeIfChanged(path: string, text: string): void {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}
