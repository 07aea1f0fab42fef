/**
 * Finding, entering and leaving files ([cpp.include]): `"…"` looks beside the including file, then in the search path;
 * `<…>` in the search path only. A file guarded by a macro that is defined, or by `#pragma once`, is not entered again.
 */

import { preprocessMessages as messages } from '../diagnostics/preprocess-messages.js';
import { directoryOf, joinPath } from '../source/file-system.js';
import type { Loc } from '../source/loc.js';
import { NO_LOC } from '../source/loc.js';
import type { ScannedFile } from './pp-token.js';
import type { State } from './state.js';
import { coverAtoms, nameMacro, report, stop } from './state.js';

export interface FoundFile {
  readonly path: string;
  readonly file: ScannedFile;
  /** Index into the search path, -1 beside the including file. */
  readonly foundAt: number;
  readonly system: boolean;
}

/** Libraries that CUDA programs include in many headers, by the folder of those. */
const ABSENT_LIBRARIES: readonly (readonly [string, string])[] = [
  ['thrust/', 'Thrust'], ['cub/', 'CUB'], ['cutlass/', 'CUTLASS'], ['cute/', 'CUTLASS'], ['cuda/experimental/', 'CUDA Experimental'],
];

/** The library that a header which was not found belongs to. */
export function absentLibrary(header: string): string | undefined {
  return ABSENT_LIBRARIES.find(([folder]) => header.startsWith(folder))?.[1];
}

/** A file's tokens, read at most once a run. */
function load(state: State, path: string): ScannedFile | undefined {
  if (state.pathCache.has(path)) return state.pathCache.get(path);
  const text = state.fileSystem.read(path);
  const file = text === undefined ? undefined : state.cache.scan(path, text);
  state.pathCache.set(path, file);
  return file;
}

/** Looks up a header; `next` for `#include_next`: only behind the place where the current file was found. */
export function findHeader(
  state: State,
  name: string,
  angled: boolean,
  next: boolean,
): FoundFile | undefined {
  const { frame, searchPath } = state;
  if (name.startsWith('/')) {
    const file = load(state, name);
    return file && { path: name, file, foundAt: -1, system: frame.system };
  }
  if (!angled && !next) {
    const path = joinPath(directoryOf(frame.path), name);
    const file = load(state, path);
    if (file !== undefined) return { path, file, foundAt: frame.foundAt, system: frame.system };
  }
  let first = next ? frame.foundAt + 1 : 0;
  if (angled && first < state.firstAngled) first = state.firstAngled;
  for (let i = first; i < searchPath.length; i++) {
    const path = joinPath(searchPath[i].directory, name);
    const file = load(state, path);
    if (file !== undefined) return { path, file, foundAt: i, system: searchPath[i].system };
  }
  return undefined;
}

/** Enters a header that a directive at `loc` names. */
export function enterHeader(state: State, found: FoundFile, loc: Loc, end: Loc): void {
  if ((found.file.guard >= 0 && state.nameClass[found.file.guard] === nameMacro) || state.onceFiles.has(found.path)) {
    state.sources.noteInclusion(found.path, loc);
    return;
  }
  if (state.frames.length > state.limits.includeDepth) {
    stop(state, messages.includeTooDeep, loc, end, String(state.limits.includeDepth));
    return;
  }
  state.includes.add(found.path);
  enterFile(state, found.file.count < 0 ? { ...found, file: state.cache.scan(found.path, state.fileSystem.read(found.path) ?? '') } : found, loc);
}

export function enterFile(state: State, found: FoundFile, includedFrom: Loc): void {
  const { file, path, system, foundAt } = found;
  const base = state.sources.openFile(path, file.text, includedFrom, system);
  coverAtoms(state);
  state.frame = {
    file,
    path,
    base,
    foundAt,
    system,
    conditionals: state.conditionals.length,
    position: 0,
    nextDirective: 0,
  };
  state.frames.push(state.frame);
  for (const { problem, start } of file.problems) {
    report(state, messages[problem], base + start, base + start + 1);
  }
}

/** Ends the current file; the one that included it goes on. */
export function leaveFile(state: State): void {
  const { frame, conditionals } = state;
  while (conditionals.length > frame.conditionals) {
    const open = conditionals.pop();
    if (open !== undefined) {
      report(state, messages.unterminatedConditional, open.loc, open.loc + open.name.length, open.name);
    }
  }
  state.frames.pop();
  const outer = state.frames.at(-1);
  if (outer !== undefined) state.frame = outer;
}

/** Enters a text that is no file of the program: built-in macros, the command line. */
export function enterText(state: State, path: string, text: string): void {
  const file = state.cache.scan(path, text);
  enterFile(state, { path, file, foundAt: -1, system: true }, NO_LOC);
}
