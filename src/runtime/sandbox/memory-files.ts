/**
 * The files of a program that runs in a sandbox: a tree in memory, made of those that it was given, and read out when it has ended. Open files and the root directory are made stricter than the WASI
 * library's own: rights are kept, O_APPEND appends, and a file grows by doubling, so that a program that writes piece by piece does not copy the whole file each time.
 */
import { Directory, File, OpenFile, PreopenDirectory, wasi } from '@bjorn3/browser_wasi_shim';

/** Contents by path; folders are those that the paths name. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** Makes the tree. Throws on a path that leads out of it, or through a file. */
export function createTree(files: Files): Directory {
  const root = new Directory(new Map());
  for (const [path, bytes] of Object.entries(files)) {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    const name = parts.pop();
    if (name === undefined || name === '..' || parts.includes('..')) throw new RangeError(`'${path}' is no path of a file`);
    let folder = root;
    for (const part of parts) folder = folderIn(folder, part, path);
    if (folder.contents.get(name) instanceof Directory) throw new RangeError(`'${path}' is a folder and a file`);
    folder.contents.set(name, new File(bytes));
  }
  return root;
}

function folderIn(folder: Directory, name: string, path: string): Directory {
  const found = folder.contents.get(name);
  if (found instanceof Directory) return found;
  if (found !== undefined) throw new RangeError(`'${path}' leads through a file`);
  const made = new Directory(new Map());
  folder.contents.set(name, made);
  return made;
}

/** All files of the tree, in the order of their paths; with buffers of their own. */
export function readTree(root: Directory): Record<string, Uint8Array<ArrayBuffer>> {
  const found: [string, Uint8Array<ArrayBuffer>][] = [];
  const walk = (folder: Directory, prefix: string): void => {
    for (const [name, entry] of folder.contents) {
      if (entry instanceof Directory) walk(entry, `${prefix}${name}/`);
      else if (entry instanceof File) found.push([prefix + name, entry.data.slice()]);
    }
  };
  walk(root, '');
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const everyRight = BigInt.asUintN(64, -1n);
const mayRead = BigInt(wasi.RIGHTS_FD_READ);
const mayWrite = BigInt(wasi.RIGHTS_FD_WRITE);

/** A directory under a name that the program sees, for reading and writing. */
export class OpenRoot extends PreopenDirectory {
  constructor(name: string, root: Directory) {
    super(name, new Map());
    this.dir = root;
  }
  override fd_fdstat_get(): { ret: number; fdstat: wasi.Fdstat } {
    const fdstat = new wasi.Fdstat(wasi.FILETYPE_DIRECTORY, 0);
    fdstat.fs_rights_base = everyRight;
    fdstat.fs_rights_inherited = everyRight;
    return { ret: wasi.ERRNO_SUCCESS, fdstat };
  }
}

/** A file opened with these rights and flags. The buffer under `file.data` may be longer than the file: what lies behind is zero. */
export class OpenMemoryFile extends OpenFile {
  constructor(
    file: File,
    private readonly rights: bigint,
    private flags: number,
  ) {
    super(file);
  }

  override fd_fdstat_get(): { ret: number; fdstat: wasi.Fdstat } {
    const fdstat = new wasi.Fdstat(wasi.FILETYPE_REGULAR_FILE, this.flags);
    fdstat.fs_rights_base = this.rights;
    return { ret: wasi.ERRNO_SUCCESS, fdstat };
  }
  override fd_fdstat_set_flags(flags: number): number {
    this.flags = flags;
    return wasi.ERRNO_SUCCESS;
  }
  override fd_read(size: number): { ret: number; data: Uint8Array } {
    return (this.rights & mayRead) === 0n ? { ret: wasi.ERRNO_BADF, data: new Uint8Array() } : super.fd_read(size);
  }
  override fd_pread(size: number, offset: bigint): { ret: number; data: Uint8Array } {
    return (this.rights & mayRead) === 0n ? { ret: wasi.ERRNO_BADF, data: new Uint8Array() } : super.fd_pread(size, offset);
  }
  override fd_write(data: Uint8Array): { ret: number; nwritten: number } {
    if ((this.flags & wasi.FDFLAGS_APPEND) !== 0) this.file_pos = this.file.size;
    const result = this.fd_pwrite(data, this.file_pos);
    this.file_pos += BigInt(result.nwritten);
    return result;
  }
  override fd_pwrite(data: Uint8Array, offset: bigint): { ret: number; nwritten: number } {
    if ((this.rights & mayWrite) === 0n) return { ret: wasi.ERRNO_BADF, nwritten: 0 };
    const error = this.grow(Number(offset) + data.byteLength);
    if (error !== wasi.ERRNO_SUCCESS) return { ret: error, nwritten: 0 };
    this.file.data.set(data, Number(offset));
    return { ret: wasi.ERRNO_SUCCESS, nwritten: data.byteLength };
  }
  override fd_allocate(offset: bigint, length: bigint): number {
    return this.grow(Number(offset + length));
  }
  override fd_filestat_set_size(size: bigint): number {
    if ((this.rights & mayWrite) === 0n) return wasi.ERRNO_INVAL;
    const bytes = Number(size);
    if (bytes >= this.file.data.length) return this.grow(bytes);
    this.file.data = this.file.data.slice(0, bytes);
    return wasi.ERRNO_SUCCESS;
  }

  private grow(size: number): number {
    const { data } = this.file;
    if (size <= data.length) return wasi.ERRNO_SUCCESS;
    if (size <= data.buffer.byteLength) {
      this.file.data = new Uint8Array(data.buffer, 0, size);
      return wasi.ERRNO_SUCCESS;
    }
    try {
      const buffer = new ArrayBuffer(Math.max(size, data.length * 2, 4096));
      this.file.data = new Uint8Array(buffer, 0, size);
    } catch {
      return wasi.ERRNO_NOSPC;
    }
    this.file.data.set(data);
    return wasi.ERRNO_SUCCESS;
  }
}
