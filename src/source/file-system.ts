/** The compiler's view of files: synchronous reads of text by path. Paths use `/`. */
export interface FileSystem {
  /** The file's text, or undefined where there is none. */
  read(path: string): string | undefined;
}

export interface MemoryFileSystem extends FileSystem {
  write(path: string, text: string): void;
}

/** A file system in memory; paths are compared after `normalizePath`. */
export function createMemoryFileSystem(files: Readonly<Record<string, string>> = {}): MemoryFileSystem {
  const texts = new Map<string, string>();
  for (const path of Object.keys(files)) texts.set(normalizePath(path), files[path]);
  return {
    read: (path) => texts.get(normalizePath(path)),
    write(path, text) {
      texts.set(normalizePath(path), text);
    },
  };
}

/** Looks a path up in each file system in turn. */
export function layerFileSystems(...layers: readonly FileSystem[]): FileSystem {
  return {
    read(path) {
      for (const layer of layers) {
        const text = layer.read(path);
        if (text !== undefined) return text;
      }
      return undefined;
    },
  };
}

/** Removes `.` and empty segments and resolves `..` where a segment precedes it. */
export function normalizePath(path: string): string {
  if (!path.includes('//') && !path.includes('./') && !path.endsWith('/.') && !path.endsWith('..'))
    return path;
  const absolute = path.startsWith('/');
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
    else if (segment !== '..' || !absolute) kept.push(segment);
  }
  const joined = kept.join('/');
  if (absolute) return `/${joined}`;
  return joined === '' ? '.' : joined;
}

/** The directory of a path: everything before the last `/`; '' where there is none. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '';
  return slash === 0 ? '/' : path.slice(0, slash);
}

export function joinPath(directory: string, name: string): string {
  if (name.startsWith('/') || directory === '') return normalizePath(name);
  return normalizePath(directory.endsWith('/') ? directory + name : `${directory}/${name}`);
}
