/**
 * The source manager: hands out loc ranges for opened files and expansion entries for macro tokens, and resolves locs.
 * See loc.ts for the encoding.
 *
 * In: file texts as they are included, expansion entries as macros are expanded. Out: positions, lines, the include
 * stack and the macro stack of a loc. Invariants: a file's range holds one loc more than it has characters (its end);
 * expansion entry k owns two locs, -(2k+1) for the token's start and -(2k+2) for its end.
 */

import { computeLineStarts, findLast } from './line-map.js';
import type { Loc, Position } from './loc.js';
import { NO_LOC } from './loc.js';

export interface SourceResolver {
  /** Where the token is written (inside the macro's definition for a token of a macro body). */
  spelling(loc: Loc): Position;
  /** Where it takes effect: the outermost macro invocation for an expanded token, else the same as `spelling`. */
  expansion(loc: Loc): Position;
  /** Text of the line that holds the position, without its line end. */
  lineText(loc: Loc): string;
}

/** One level of the macro stack of a loc: a token written at `loc` inside the body of `macro`. */
export interface MacroFrame {
  readonly macro: string;
  /** A file loc inside the macro's definition. */
  readonly loc: Loc;
  readonly end: Loc;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly base: Loc;
  readonly includedFrom: Loc;
  /** A header of the system directories: warnings there are not shown. */
  readonly system: boolean;
}

export interface SourceManager extends SourceResolver {
  /** Opens a file (again, for each inclusion) and returns the loc of its first character. */
  openFile(path: string, text: string, includedFrom: Loc, system?: boolean): Loc;
  /** Reserves a loc for each of these positions, whose texts are not known (those of object files); returns the first one's. */
  addPositions(positions: readonly Position[]): Loc;
  /** undefined for positions whose text is not known. */
  fileOf(loc: Loc): SourceFile | undefined;
  readonly files: readonly SourceFile[];
  /** `#line`: from the line after `loc` on, lines count from `line` and the file is called `file`. */
  setLine(loc: Loc, line: number, file: string | undefined): void;
  /**
   * A token of an expansion: written at `spelling` (which may be an expanded token itself) with `length` characters,
   * in the expansion of the macro named at `invocation`. `parameter` is where the body mentions the parameter that the
   * token was substituted for, NO_LOC for a token of the body itself. Returns the start loc; `expandedEnd` gives the end.
   */
  addExpansion(spelling: Loc, invocation: Loc, parameter: Loc, length: number): Loc;
  /** The part of the token at `start` that begins `offset` characters in and is `length` long. */
  partOf(start: Loc, offset: number, length: number): Loc;
  /** The file loc where the token is written. */
  spellingLoc(loc: Loc): Loc;
  /** The file loc of the outermost macro invocation. */
  expansionLoc(loc: Loc): Loc;
  /** The file loc to show for a loc: macro arguments where they are written, tokens of a body at the invocation. */
  fileLoc(loc: Loc): Loc;
  /** The macro bodies between `loc` and `fileLoc(loc)`, innermost first. */
  macroStack(loc: Loc): MacroFrame[];
  /** Locs of the `#include` directives that lead to the file of `loc`, innermost first. */
  includeStack(loc: Loc): Loc[];
  /** No character stands between a token that ends at `end` and one that starts at `start`. */
  adjacent(end: Loc, start: Loc): boolean;
  isSystem(loc: Loc): boolean;
  /** The file loc of the first character of the line that is shown for a loc; 0 if it is in no file. */
  lineStart(loc: Loc): Loc;
  /** 1-based physical line and column in the file, `#line` left aside. */
  physical(loc: Loc): Position;
  expansionCount(): number;
  /** What has been opened and expanded so far, for other source managers to begin with. */
  save(): SavedSources;
  /** A header is named at `loc` that is open already. Where what this source manager began with has opened it before all files, it is from now on included from there. */
  noteInclusion(path: string, loc: Loc): void;
  /** Begins with what `save` gave; false (and nothing happens) unless this one is empty, or began with the very same. */
  restore(saved: SavedSources): boolean;
}

export interface SavedSources {
  readonly files: readonly OpenedFile[];
  readonly nextBase: Loc;
  /** Expansion entries. */
  readonly entries: Int32Array;
}

/** The end loc of the expanded token that starts at `start` (< 0). */
export function expandedEnd(start: Loc): Loc {
  return start - 1;
}

export interface OpenedFile extends SourceFile {
  /** Of the text, which may not have been read yet. */
  readonly length: number;
  lineStarts: Int32Array | undefined;
  /** `#line` directives in order: offset, the line number that the next physical line gets, the presented name. */
  /** Positions instead of a text. */
  positions?: readonly Position[];
  lineChanges: { readonly offset: number; readonly line: number; readonly file: string }[] | undefined;
}

/** An opened file whose text is got when it is asked for. A class: an accessor of an object literal's own gives every object a shape of its own, which keeps all that its function sees alive. */
export class UnreadFile implements OpenedFile {
  readonly path: string;
  readonly length: number;
  readonly base: Loc;
  includedFrom: Loc;
  readonly system: boolean;
  lineStarts: Int32Array | undefined = undefined;
  lineChanges: OpenedFile['lineChanges'];
  readonly #read: () => string;

  constructor({ path, length, base, includedFrom, system, lineChanges }: Omit<OpenedFile, 'text' | 'lineStarts'>, read: () => string) {
    this.path = path;
    this.length = length;
    this.base = base;
    this.includedFrom = includedFrom;
    this.system = system;
    this.lineChanges = lineChanges && [...lineChanges];
    this.#read = read;
  }

  get text(): string {
    return this.#read();
  }
}

const nowhere: Position = { file: '', line: 0, column: 0 };
/** Words an expansion entry takes: spelling, invocation, parameter, length. */
const entryWords = 4;

export function createSourceManager(): SourceManager {
  const files: OpenedFile[] = [];
  const bases: number[] = [];
  let nextBase = 1;
  /** Words of the expansion entries: first those that this source manager began with, which others have too. */
  let shared: Int32Array = new Int32Array(0);
  let entries = new Int32Array(1024 * entryWords);
  let entryCount = 0;
  let lastFile = 0;
  let restored: SavedSources | undefined;
  /** By path: the headers that were included before all files. */
  const early = new Map<string, { includedFrom: Loc }>();
  /** Those that the unit has included by now. */
  const placed = new Set<string>();

  function fileAt(loc: Loc): OpenedFile | undefined {
    if (loc <= 0 || loc >= nextBase) return undefined;
    const hint = files[lastFile];
    if (hint !== undefined && loc >= hint.base && loc <= hint.base + hint.length) return hint;
    lastFile = findLast(bases, loc);
    return files[lastFile];
  }

  function lineStartsOf(file: OpenedFile): Int32Array {
    file.lineStarts ??= computeLineStarts(file.text);
    return file.lineStarts;
  }

  function word(at: number): number {
    return at < shared.length ? shared[at] : entries[at - shared.length];
  }

  function allWords(): Int32Array {
    const all = new Int32Array(entryCount * entryWords);
    all.set(shared);
    all.set(entries.subarray(0, all.length - shared.length), shared.length);
    return all;
  }

  /** Where the words of a negative loc's entry begin. */
  function entryOf(loc: Loc): number {
    return ((-loc - 1) >> 1) * entryWords;
  }

  function isEnd(loc: Loc): boolean {
    return (-loc & 1) === 0;
  }

  function spellingLoc(loc: Loc): Loc {
    let past = 0;
    while (loc < 0) {
      const e = entryOf(loc);
      if (isEnd(loc)) past = word(e + 3);
      loc = word(e);
      if (past !== 0 && loc < 0) {
        loc -= 1;
        past = 0;
      }
    }
    return loc + past;
  }

  function expansionLoc(loc: Loc): Loc {
    while (loc < 0) loc = word(entryOf(loc) + 1);
    return loc;
  }

  /** One step towards the file: through the argument's spelling or out of the body to the invocation. */
  function stepOut(loc: Loc): Loc {
    const e = entryOf(loc);
    if (word(e + 2) === NO_LOC) return word(e + 1);
    const spelled = word(e);
    if (!isEnd(loc)) return spelled;
    return spelled < 0 ? spelled - 1 : spelled + word(e + 3);
  }

  function fileLoc(loc: Loc): Loc {
    while (loc < 0) loc = stepOut(loc);
    return loc;
  }

  function nameAt(loc: Loc): string {
    const at = spellingLoc(loc);
    const file = fileAt(at);
    if (file === undefined) return '';
    const start = at - file.base;
    let end = start;
    while (end < file.text.length && isNameUnit(file.text.charCodeAt(end))) end++;
    return file.text.slice(start, end);
  }

  function physical(loc: Loc): Position {
    const at = fileLoc(loc);
    const file = fileAt(at);
    if (file === undefined) return nowhere;
    const starts = lineStartsOf(file);
    const line = findLast(starts, at - file.base);
    return { file: file.path, line: line + 1, column: at - file.base - starts[line] + 1 };
  }

  /** Resolves a file loc, `#line` directives applied. */
  function position(loc: Loc): Position {
    const file = fileAt(loc);
    if (file === undefined) return nowhere;
    const offset = loc - file.base;
    if (file.positions !== undefined) return file.positions[offset] ?? nowhere;
    const starts = lineStartsOf(file);
    const line = findLast(starts, offset);
    const column = offset - starts[line] + 1;
    if (file.lineChanges !== undefined) {
      for (let i = file.lineChanges.length - 1; i >= 0; i--) {
        const change = file.lineChanges[i];
        const changedAt = findLast(starts, change.offset);
        if (changedAt < line)
          return { file: change.file, line: change.line + (line - changedAt - 1), column };
      }
    }
    return { file: file.path, line: line + 1, column };
  }

  function addExpansion(spelling: Loc, invocation: Loc, parameter: Loc, length: number): Loc {
    const at = entryCount * entryWords - shared.length;
    if (at === entries.length) {
      const grown = new Int32Array(entries.length * 2);
      grown.set(entries);
      entries = grown;
    }
    entries[at] = spelling;
    entries[at + 1] = invocation;
    entries[at + 2] = parameter;
    entries[at + 3] = length;
    return -(2 * entryCount++ + 1);
  }

  function partOf(start: Loc, offset: number, length: number): Loc {
    if (start >= 0) return start + offset;
    const e = entryOf(start);
    return addExpansion(partOf(word(e), offset, length), word(e + 1), word(e + 2), length);
  }

  return {
    files,
    openFile(path, text, includedFrom, system = false) {
      const base = nextBase;
      files.push({ path, text, length: text.length, base, includedFrom, system, lineStarts: undefined, lineChanges: undefined });
      bases.push(base);
      nextBase += text.length + 1;
      return base;
    },
    addPositions(positions) {
      const base = nextBase;
      files.push({ path: '', text: '', length: positions.length, base, includedFrom: NO_LOC, system: false, lineStarts: undefined, lineChanges: undefined, positions });
      bases.push(base);
      nextBase += positions.length + 1;
      return base;
    },
    fileOf(loc) {
      const file = fileAt(fileLoc(loc));
      return file?.positions === undefined ? file : undefined;
    },
    setLine(loc, line, name) {
      const file = fileAt(loc);
      if (file === undefined) return;
      file.lineChanges ??= [];
      const previous = file.lineChanges.at(-1)?.file ?? file.path;
      file.lineChanges.push({ offset: loc - file.base, line, file: name ?? previous });
    },
    addExpansion,
    partOf,
    spellingLoc,
    expansionLoc,
    fileLoc,
    macroStack(loc) {
      const stack: MacroFrame[] = [];
      while (loc < 0) {
        const e = entryOf(loc);
        const macro = nameAt(word(e + 1));
        const body = word(e + 2) === NO_LOC ? word(e) : word(e + 2);
        const at = spellingLoc(body);
        const length = word(e + 2) === NO_LOC ? word(e + 3) : 1;
        stack.push({ macro, loc: at, end: at + length });
        loc = stepOut(loc);
      }
      return stack;
    },
    includeStack(loc) {
      const stack: Loc[] = [];
      for (let file = fileAt(fileLoc(loc)); file !== undefined && file.includedFrom !== NO_LOC; ) {
        stack.push(file.includedFrom);
        file = fileAt(fileLoc(file.includedFrom));
      }
      return stack;
    },
    adjacent(end, start) {
      if (end >= 0 || start >= 0) return end === start;
      const a = entryOf(end);
      const b = entryOf(start);
      if (word(a + 1) !== word(b + 1) || word(a + 2) !== word(b + 2)) return false;
      return spellingLoc(end) === spellingLoc(start);
    },
    isSystem: (loc) => fileAt(fileLoc(loc))?.system ?? false,
    lineStart(loc) {
      const at = fileLoc(loc);
      const file = fileAt(at);
      if (file === undefined || file.positions !== undefined) return NO_LOC;
      const starts = lineStartsOf(file);
      return file.base + starts[findLast(starts, at - file.base)];
    },
    physical,
    spelling: (loc) => position(spellingLoc(loc)),
    expansion: (loc) => position(expansionLoc(loc)),
    lineText(loc) {
      const at = fileLoc(loc);
      const file = fileAt(at);
      if (file === undefined || file.positions !== undefined) return '';
      const starts = lineStartsOf(file);
      const line = findLast(starts, at - file.base);
      let end = line + 1 < starts.length ? starts[line + 1] - 1 : file.text.length;
      if (end > starts[line] && file.text.charCodeAt(end - 1) === 13) end--;
      return file.text.slice(starts[line], end);
    },
    expansionCount: () => entryCount,
    save: () => ({ files: [...files], nextBase, entries: allWords() }),
    noteInclusion(path, loc) {
      const file = early.get(path);
      if (file === undefined || placed.has(path)) return;
      file.includedFrom = loc;
      placed.add(path);
    },
    restore(saved) {
      placed.clear();
      if (restored === saved) return true;
      if (files.length > 0 || entryCount > 0) return false;
      restored = saved;
      for (const file of saved.files) {
        files.push(new UnreadFile(file, () => file.text));
        bases.push(file.base);
      }
      nextBase = saved.nextBase;
      for (const file of files) if (file.includedFrom !== NO_LOC && fileAt(file.includedFrom)?.includedFrom === NO_LOC) early.set(file.path, file);
      entryCount = saved.entries.length / entryWords;
      shared = saved.entries;
      return true;
    },
  };
}

function isNameUnit(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 57) ||
    unit === 95 ||
    unit === 36 ||
    unit >= 128
  );
}
