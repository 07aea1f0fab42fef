/**
 * The files of a program that runs in a sandbox: a tree in memory, made of those that it was given, and read out when it has ended. A file grows by doubling, so that a program that writes piece by piece does not copy the whole
 * file each time.
 */
import { Errno } from './wasi-numbers.js';

/** Contents by path; folders are those that the paths name. */
export type Files = Readonly<Record<string, Uint8Array>>;

interface Times {
  readonly ino: number;
  /** Milliseconds since 1970. */
  accessed: number;
  modified: number;
}

export interface MemoryFile extends Times {
  readonly kind: 'file';
  /** Where the buffer is the file's own, it may be longer: what lies behind is zero. */
  data: Uint8Array;
  owned: boolean;
  /** The names that it has. */
  links: number;
}

export interface MemoryFolder extends Times {
  readonly kind: 'folder';
  parent: MemoryFolder | undefined;
  readonly entries: Map<string, MemoryEntry>;
}

export type MemoryEntry = MemoryFile | MemoryFolder;

let lastNumber = 0;

function times(): Times {
  const now = Date.now();
  return { ino: ++lastNumber, accessed: now, modified: now };
}

export function createFile(data: Uint8Array): MemoryFile {
  return { kind: 'file', data, owned: false, links: 1, ...times() };
}

export function createFolder(parent: MemoryFolder | undefined): MemoryFolder {
  return { kind: 'folder', parent, entries: new Map(), ...times() };
}

export function addEntry(folder: MemoryFolder, name: string, entry: MemoryEntry): void {
  folder.entries.set(name, entry);
  folder.modified = Date.now();
  if (entry.kind === 'folder') entry.parent = folder;
}

export function removeEntry(folder: MemoryFolder, name: string): void {
  const entry = folder.entries.get(name);
  if (entry?.kind === 'file') entry.links--;
  folder.entries.delete(name);
  folder.modified = Date.now();
}

/** Makes the tree. Throws on a path that leads out of it, or through a file. */
export function createTree(files: Files): MemoryFolder {
  const root = createFolder(undefined);
  for (const [path, bytes] of Object.entries(files)) {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    const name = parts.pop();
    if (name === undefined || name === '..' || parts.includes('..')) throw new RangeError(`'${path}' is no path of a file`);
    let folder = root;
    for (const part of parts) folder = folderIn(folder, part, path);
    if (folder.entries.get(name)?.kind === 'folder') throw new RangeError(`'${path}' is a folder and a file`);
    addEntry(folder, name, createFile(bytes));
  }
  return root;
}

function folderIn(folder: MemoryFolder, name: string, path: string): MemoryFolder {
  const found = folder.entries.get(name);
  if (found?.kind === 'folder') return found;
  if (found !== undefined) throw new RangeError(`'${path}' leads through a file`);
  const made = createFolder(folder);
  addEntry(folder, name, made);
  return made;
}

/** All files of the tree, in the order of their paths; with buffers of their own. */
export function readTree(root: MemoryFolder): Record<string, Uint8Array<ArrayBuffer>> {
  const found: [string, Uint8Array<ArrayBuffer>][] = [];
  const walk = (folder: MemoryFolder, prefix: string): void => {
    for (const [name, entry] of folder.entries) {
      if (entry.kind === 'folder') walk(entry, `${prefix}${name}/`);
      else found.push([prefix + name, entry.data.slice()]);
    }
  };
  walk(root, '');
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Gives a file this size and a buffer of its own to write to. An error number. */
export function resize(file: MemoryFile, size: number): number {
  const { data } = file;
  file.modified = Date.now();
  if (size < data.length) file.data = data.slice(0, size);
  else if (file.owned && size <= data.buffer.byteLength) file.data = new Uint8Array(data.buffer, 0, size);
  else {
    try {
      file.data = new Uint8Array(new ArrayBuffer(Math.max(size, data.length * 2, 4096)), 0, size);
    } catch {
      return Errno.nospc;
    }
    file.data.set(data);
  }
  file.owned = true;
  return Errno.success;
}

/** Where a path leads. */
export interface Place {
  /** The folder that has the name; undefined for the folder that the path starts at and those above. */
  readonly parent: MemoryFolder | undefined;
  readonly name: string;
  /** undefined where there is none of the name. */
  readonly entry: MemoryEntry | undefined;
  /** A slash at the end: only a folder will do. */
  readonly asFolder: boolean;
}

/** Follows a path from a folder, which it may not leave; an error number where it leads nowhere. */
export function locate(start: MemoryFolder, path: string): Place | number {
  if (path === '') return Errno.noent;
  if (path.startsWith('/')) return Errno.notcapable;
  if (path.includes('\0')) return Errno.inval;
  const above: MemoryFolder[] = [];
  let parent: MemoryFolder | undefined;
  let name = '';
  let entry: MemoryEntry | undefined = start;
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (entry === undefined) return Errno.noent;
    if (entry.kind === 'file') return Errno.notdir;
    if (part === '..') {
      entry = above.pop();
      if (entry === undefined) return Errno.notcapable;
      parent = undefined;
      continue;
    }
    above.push(entry);
    parent = entry;
    name = part;
    entry = entry.entries.get(part);
  }
  const asFolder = /\/\.?$/.test(path);
  return asFolder && entry?.kind === 'file' ? Errno.notdir : { parent, name, entry, asFolder };
}
