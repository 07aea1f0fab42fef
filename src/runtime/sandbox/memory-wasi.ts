/**
 * WASI over files in memory: descriptors and paths, as `sysroot/lib/c/wasi.h` declares the calls. In: a tree of files, where output goes, the program's memory (which may be shared with other threads). Out: functions of numbers that
 * give error numbers. What a program asks for that Linux would refuse is refused with the same error.
 */
import type { MemoryFile, MemoryFolder, Place } from './memory-files.js';
import { addEntry, createFile, createFolder, locate, removeEntry, resize } from './memory-files.js';
import { APPEND, Errno, FileType, Open, Rights } from './wasi-numbers.js';

interface OpenFile {
  readonly kind: 'file';
  readonly file: MemoryFile;
  readonly rights: bigint;
  flags: number;
  at: number;
}

interface OpenFolder {
  readonly kind: 'folder';
  readonly folder: MemoryFolder;
  /** The names as they were when reading began: entries may go meanwhile. */
  names: readonly string[];
}

interface Output {
  readonly kind: 'output';
  write(bytes: Uint8Array): void;
}

type Descriptor = OpenFile | OpenFolder | Output;

export interface FileOptions {
  readonly root: MemoryFolder;
  readonly stdin: Uint8Array;
  writeStdout(bytes: Uint8Array): void;
  writeStderr(bytes: Uint8Array): void;
}

type Calls = Record<string, (...args: never[]) => number>;

const ROOT = 3;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function fileCalls(options: FileOptions, memory: () => ArrayBufferLike): Calls {
  const descriptors: (Descriptor | undefined)[] = [
    { kind: 'file', file: createFile(options.stdin), rights: Rights.read, flags: 0, at: 0 },
    { kind: 'output', write: (bytes) => options.writeStdout(bytes) },
    { kind: 'output', write: (bytes) => options.writeStderr(bytes) },
    { kind: 'folder', folder: options.root, names: [] },
  ];
  const view = (): DataView => new DataView(memory());
  const text = (at: number, length: number): string => decoder.decode(new Uint8Array(memory(), at, length).slice());

  /** The parts of a read or write. */
  const parts = (list: number, count: number): Uint8Array[] => {
    const at = view();
    return Array.from({ length: count }, (_, i) => new Uint8Array(memory(), at.getUint32(list + 8 * i, true), at.getUint32(list + 8 * i + 4, true)));
  };
  const read = ({ file, rights }: OpenFile, list: number, count: number, from: number, done: number): number => {
    if ((rights & Rights.read) === 0n) return Errno.badf;
    let at = Math.min(from, file.data.length);
    const start = at;
    for (const part of parts(list, count)) {
      const piece = file.data.subarray(at, at + part.length);
      part.set(piece);
      at += piece.length;
    }
    view().setUint32(done, at - start, true);
    return Errno.success;
  };
  const write = ({ file, rights }: OpenFile, list: number, count: number, to: number, done: number): number => {
    if ((rights & Rights.write) === 0n) return Errno.badf;
    const pieces = parts(list, count);
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const error = resize(file, Math.max(to + size, file.data.length));
    if (error !== Errno.success) return error;
    let at = to;
    for (const piece of pieces) {
      file.data.set(piece, at);
      at += piece.length;
    }
    view().setUint32(done, size, true);
    return Errno.success;
  };

  /** What a path leads to from an open folder. */
  const find = (fd: number, path: number, length: number): Place | number => {
    const open = descriptors[fd];
    return open === undefined ? Errno.badf : open.kind !== 'folder' ? Errno.notdir : locate(open.folder, text(path, length));
  };
  const openFile = (fd: number, use: (open: OpenFile) => number): number => {
    const open = descriptors[fd];
    return open === undefined ? Errno.badf : open.kind === 'file' ? use(open) : open.kind === 'folder' ? Errno.badf : Errno.spipe;
  };
  const writeStatus = (at: number, entry: MemoryFile | MemoryFolder | undefined): number => {
    const to = view();
    new Uint8Array(memory(), at, 64).fill(0);
    to.setUint8(at + 16, entry === undefined ? FileType.character : FileType[entry.kind]);
    to.setBigUint64(at + 24, BigInt(entry?.kind === 'file' ? entry.links : 1), true);
    if (entry === undefined) return Errno.success;
    to.setBigUint64(at + 8, BigInt(entry.ino), true);
    if (entry.kind === 'file') to.setBigUint64(at + 32, BigInt(entry.data.length), true);
    to.setBigUint64(at + 40, nanoseconds(entry.accessed), true);
    to.setBigUint64(at + 48, nanoseconds(entry.modified), true);
    to.setBigUint64(at + 56, nanoseconds(entry.modified), true);
    return Errno.success;
  };

  return {
    fd_close(fd: number) {
      if (descriptors[fd] === undefined) return Errno.badf;
      descriptors[fd] = undefined;
      return Errno.success;
    },
    fd_fdstat_get(fd: number, result: number) {
      const open = descriptors[fd];
      if (open === undefined) return Errno.badf;
      const to = view();
      to.setUint16(result, open.kind === 'output' ? FileType.character : FileType[open.kind], true);
      to.setUint16(result + 2, open.kind === 'file' ? open.flags : 0, true);
      to.setBigUint64(result + 8, open.kind === 'file' ? open.rights : open.kind === 'folder' ? Rights.all : Rights.write, true);
      to.setBigUint64(result + 16, open.kind === 'folder' ? Rights.all : 0n, true);
      return Errno.success;
    },
    fd_fdstat_set_flags(fd: number, flags: number) {
      const open = descriptors[fd];
      if (open === undefined) return Errno.badf;
      if (open.kind === 'file') open.flags = flags;
      return Errno.success;
    },
    fd_filestat_get(fd: number, result: number) {
      const open = descriptors[fd];
      if (open === undefined) return Errno.badf;
      return writeStatus(result, open.kind === 'file' ? open.file : open.kind === 'folder' ? open.folder : undefined);
    },
    fd_filestat_set_size: (fd: number, size: bigint) => openFile(fd, ({ file, rights }) => ((rights & Rights.write) === 0n ? Errno.inval : resize(file, Number(size)))),
    fd_prestat_get(fd: number, result: number) {
      if (fd !== ROOT || descriptors[fd] === undefined) return Errno.badf;
      view().setUint32(result, 0, true);
      view().setUint32(result + 4, 1, true);
      return Errno.success;
    },
    fd_prestat_dir_name(fd: number, name: number) {
      if (fd !== ROOT) return Errno.badf;
      view().setUint8(name, 47);
      return Errno.success;
    },
    fd_read: (fd: number, list: number, count: number, done: number) =>
      openFile(fd, (open) => {
        const error = read(open, list, count, open.at, done);
        if (error === Errno.success) open.at += view().getUint32(done, true);
        return error;
      }),
    fd_pread: (fd: number, list: number, count: number, offset: bigint, done: number) => openFile(fd, (open) => read(open, list, count, Number(offset), done)),
    fd_write(fd: number, list: number, count: number, done: number) {
      const open = descriptors[fd];
      if (open?.kind === 'output') {
        let size = 0;
        for (const part of parts(list, count)) {
          size += part.length;
          if (part.length > 0) open.write(part.slice());
        }
        view().setUint32(done, size, true);
        return Errno.success;
      }
      return openFile(fd, (file) => {
        if ((file.flags & APPEND) !== 0) file.at = file.file.data.length;
        const error = write(file, list, count, file.at, done);
        if (error === Errno.success) file.at += view().getUint32(done, true);
        return error;
      });
    },
    fd_pwrite: (fd: number, list: number, count: number, offset: bigint, done: number) => openFile(fd, (open) => write(open, list, count, Number(offset), done)),
    fd_readdir(fd: number, to: number, length: number, cookie: bigint, used: number) {
      const open = descriptors[fd];
      if (open === undefined) return Errno.badf;
      if (open.kind !== 'folder') return Errno.notdir;
      const { folder } = open;
      if (cookie === 0n) open.names = ['.', '..', ...folder.entries.keys()];
      let filled = 0;
      for (let i = Number(cookie); i < open.names.length && filled < length; i++) {
        const name = open.names[i]!;
        const entry = i === 0 ? folder : i === 1 ? (folder.parent ?? folder) : folder.entries.get(name);
        if (entry === undefined) continue;
        const bytes = encoder.encode(name);
        const head = new DataView(new ArrayBuffer(24));
        head.setBigUint64(0, BigInt(i + 1), true);
        head.setBigUint64(8, BigInt(entry.ino), true);
        head.setUint32(16, bytes.length, true);
        head.setUint8(20, FileType[entry.kind]);
        // What does not fit is cut off, and read again.
        for (const part of [new Uint8Array(head.buffer), bytes]) {
          const piece = part.subarray(0, length - filled);
          new Uint8Array(memory(), to + filled, piece.length).set(piece);
          filled += piece.length;
        }
      }
      view().setUint32(used, filled, true);
      return Errno.success;
    },
    fd_seek: (fd: number, offset: bigint, whence: number, result: number) =>
      openFile(fd, (open) => {
        const from = [0, open.at, open.file.data.length][whence];
        const at = from === undefined ? -1 : from + Number(offset);
        if (at < 0) return Errno.inval;
        open.at = at;
        view().setBigUint64(result, BigInt(at), true);
        return Errno.success;
      }),
    fd_sync: (fd: number) => (descriptors[fd] === undefined ? Errno.badf : Errno.success),
    path_create_directory(fd: number, path: number, length: number) {
      const place = find(fd, path, length);
      if (typeof place === 'number') return place;
      if (place.entry !== undefined) return Errno.exist;
      addEntry(place.parent!, place.name, createFolder(place.parent));
      return Errno.success;
    },
    path_filestat_get(fd: number, _flags: number, path: number, length: number, result: number) {
      const place = find(fd, path, length);
      return typeof place === 'number' ? place : place.entry === undefined ? Errno.noent : writeStatus(result, place.entry);
    },
    path_filestat_set_times(fd: number, _flags: number, path: number, length: number, accessed: bigint, modified: bigint, which: number) {
      const place = find(fd, path, length);
      if (typeof place === 'number') return place;
      const { entry } = place;
      if (entry === undefined) return Errno.noent;
      // Bits: the time of access as given, as it is now; then those of modification.
      if ((which & 3) !== 0) entry.accessed = (which & 1) !== 0 ? Number(accessed) / 1e6 : Date.now();
      if ((which & 12) !== 0) entry.modified = (which & 4) !== 0 ? Number(modified) / 1e6 : Date.now();
      return Errno.success;
    },
    path_link(fromFd: number, _flags: number, from: number, fromLength: number, toFd: number, to: number, toLength: number) {
      const source = find(fromFd, from, fromLength);
      const target = find(toFd, to, toLength);
      if (typeof source === 'number') return source;
      if (typeof target === 'number') return target;
      if (source.entry === undefined || target.asFolder) return Errno.noent;
      if (source.entry.kind === 'folder') return Errno.perm;
      if (target.entry !== undefined) return Errno.exist;
      source.entry.links++;
      addEntry(target.parent!, target.name, source.entry);
      return Errno.success;
    },
    path_open(fd: number, _lookup: number, path: number, length: number, how: number, rights: bigint, _inheriting: bigint, flags: number, result: number) {
      const place = find(fd, path, length);
      if (typeof place === 'number') return place;
      let { entry } = place;
      if (entry === undefined) {
        if ((how & Open.create) === 0) return Errno.noent;
        if (place.asFolder) return Errno.isdir;
        entry = createFile(new Uint8Array());
        addEntry(place.parent!, place.name, entry);
      } else if ((how & Open.exclusive) !== 0) return Errno.exist;
      else if (entry.kind === 'file') {
        if ((how & Open.folder) !== 0) return Errno.notdir;
        if ((how & Open.truncate) !== 0) resize(entry, 0);
      } else if ((rights & Rights.write) !== 0n) return Errno.isdir;
      const closed = descriptors.indexOf(undefined);
      const opened = closed < 0 ? descriptors.length : closed;
      descriptors[opened] = entry.kind === 'file' ? { kind: 'file', file: entry, rights, flags, at: 0 } : { kind: 'folder', folder: entry, names: [] };
      view().setUint32(result, opened, true);
      return Errno.success;
    },
    path_readlink(fd: number, path: number, length: number) {
      const place = find(fd, path, length);
      // There are no symbolic links.
      return typeof place === 'number' ? place : place.entry === undefined ? Errno.noent : Errno.inval;
    },
    path_remove_directory(fd: number, path: number, length: number) {
      const place = find(fd, path, length);
      if (typeof place === 'number') return place;
      const { parent, name, entry } = place;
      if (entry === undefined) return Errno.noent;
      if (entry.kind === 'file') return Errno.notdir;
      if (parent === undefined) return Errno.busy;
      if (entry.entries.size > 0) return Errno.notempty;
      removeEntry(parent, name);
      return Errno.success;
    },
    path_rename(fromFd: number, from: number, fromLength: number, toFd: number, to: number, toLength: number) {
      const source = find(fromFd, from, fromLength);
      const target = find(toFd, to, toLength);
      if (typeof source === 'number') return source;
      if (typeof target === 'number') return target;
      const moved = source.entry;
      const { entry: replaced } = target;
      if (moved === undefined) return Errno.noent;
      if (source.parent === undefined || target.parent === undefined) return Errno.busy;
      if (moved === replaced) return Errno.success;
      if (moved.kind === 'file' && target.asFolder) return Errno.notdir;
      if (replaced !== undefined && replaced.kind !== moved.kind) return replaced.kind === 'folder' ? Errno.isdir : Errno.notdir;
      if (replaced?.kind === 'folder' && replaced.entries.size > 0) return Errno.notempty;
      for (let at: MemoryFolder | undefined = target.parent; at !== undefined; at = at.parent) if (at === moved) return Errno.inval;
      if (replaced !== undefined) removeEntry(target.parent, target.name);
      source.parent.entries.delete(source.name);
      source.parent.modified = Date.now();
      addEntry(target.parent, target.name, moved);
      return Errno.success;
    },
    path_symlink: () => Errno.notsup,
    path_unlink_file(fd: number, path: number, length: number) {
      const place = find(fd, path, length);
      if (typeof place === 'number') return place;
      const { parent, name, entry } = place;
      if (entry === undefined) return Errno.noent;
      if (entry.kind === 'folder') return Errno.isdir;
      removeEntry(parent!, name);
      return Errno.success;
    },
  };
}

function nanoseconds(milliseconds: number): bigint {
  return BigInt(Math.round(milliseconds * 1000)) * 1000n;
}
