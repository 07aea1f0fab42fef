/**
 * The test programs of tests/run and how each is to be run. In: `<area>/<feature>.cu` files whose first line is `// run: key=value …`; files without that line are
 * further units of such programs. Out: one Program each. Keys (a value with blanks is quoted):
 *   args="a b"       arguments, split at blanks       stdin=file        a file beside the program, read as standard input
 *   exit=N           expected exit code, default 0    tolerance=1e-5    relative, for floating numbers in the output; 0: byte for byte
 *   nvcc="-flag"     flags for nvcc and for us        units="a.cu b.cpp" further translation units, beside the program
 *   stderr=1         standard error is compared too (`<feature>.err`)
 *   threads="why"    why the output may differ where the program has one thread (--threads 1)
 *   webgpu="why"     what WebGPU cannot do as CUDA does, by its nature: the output may differ there
 * Other files named like the program (`<feature>.in`, `<feature>.txt`) are copied into its working directory.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface Program {
  /** `<area>/<feature>`. */
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly stdin: string | undefined;
  readonly exit: number;
  readonly tolerance: number;
  readonly flags: readonly string[];
  readonly units: readonly string[];
  readonly comparesStderr: boolean;
  /** Why the output may differ on WebGPU. */
  readonly webgpu: string | undefined;
  /** Why the output may differ where host code has one thread. */
  readonly threads: string | undefined;
  /** Files for the working directory. */
  readonly companions: readonly string[];
}

const KEYS = new Set(['args', 'stdin', 'exit', 'tolerance', 'nvcc', 'units', 'stderr', 'webgpu', 'threads']);
const PREFIX = '// run:';

/** The key=value pairs of a first line; undefined where it is no `// run:` line. Throws on a key that nobody reads. */
export function parseRunLine(line: string): Map<string, string> | undefined {
  if (!line.startsWith(PREFIX)) return undefined;
  const values = new Map<string, string>();
  const rest = line.slice(PREFIX.length);
  const left = rest.replace(
    /([a-z]+)=(?:"([^"]*)"|(\S+))/g,
    (_, key: string, quoted?: string, plain?: string) => {
      if (!KEYS.has(key)) throw new Error(`unknown key '${key}' in '${line}'`);
      values.set(key, quoted ?? plain ?? '');
      return '';
    },
  );
  if (left.trim() !== '') throw new Error(`cannot read '${left.trim()}' in '${line}'`);
  return values;
}

function words(text: string | undefined): string[] {
  return (text ?? '').split(' ').filter((word) => word !== '');
}

function listSources(root: string): string[] {
  const found: string[] = [];
  for (const area of readdirSync(root, { withFileTypes: true })) {
    if (!area.isDirectory()) continue;
    for (const name of readdirSync(join(root, area.name))) {
      if (name.endsWith('.cu')) found.push(`${area.name}/${name}`);
    }
  }
  return found.sort();
}

/** A number of its name, for choices that do not change where other programs come and go. */
export function hashOf({ name }: Program): number {
  return [...name].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 65521, 7);
}

/** A program's optimisation level in tests that compile each at one only. */
export function levelOf(program: Program): 0 | 1 | 2 | 3 {
  return (hashOf(program) % 4) as 0 | 1 | 2 | 3;
}

export function findPrograms(root: string): Program[] {
  const programs: Program[] = [];
  for (const relative of listSources(root)) {
    const file = join(root, relative);
    const text = readFileSync(file, 'utf8');
    const values = parseRunLine(text.slice(0, text.indexOf('\n')));
    if (!values) continue;
    const folder = dirname(file);
    const feature = basename(file, '.cu');
    const stdin = values.get('stdin');
    programs.push({
      name: relative.slice(0, -'.cu'.length),
      file,
      args: words(values.get('args')),
      stdin: stdin === undefined ? undefined : join(folder, stdin),
      exit: Number(values.get('exit') ?? 0),
      tolerance: Number(values.get('tolerance') ?? 1e-5),
      flags: words(values.get('nvcc')),
      units: words(values.get('units')).map((unit) => join(folder, unit)),
      comparesStderr: values.get('stderr') === '1',
      webgpu: values.get('webgpu'),
      threads: values.get('threads'),
      companions: readdirSync(folder)
        .filter((name) => name.startsWith(`${feature}.`) && !/\.(cu|cpp|out|err)$/.test(name))
        .map((name) => join(folder, name)),
    });
  }
  return programs;
}
