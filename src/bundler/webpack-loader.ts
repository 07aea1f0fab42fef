/** webpack's loader of CUDA sources. It pitches: the source is read where it is compiled, and no loader before it is asked. */
import type { CudaPluginOptions, FileProblem } from './compile-file.js';
import { compileFile, FileError } from './compile-file.js';

/** What we use of the context that loaders are called in. */
interface LoaderContext {
  readonly resourcePath: string;
  /** Modules are replaced while they run. */
  readonly hot?: boolean;
  getOptions(): CudaPluginOptions;
  addDependency(path: string): void;
  emitWarning(warning: Error): void;
}

export async function pitch(this: LoaderContext): Promise<string> {
  this.addDependency(this.resourcePath);
  try {
    const { code, headers, warnings } = await compileFile(this.resourcePath, this.getOptions(), this.hot === true ? 'webpack' : undefined);
    for (const header of headers) this.addDependency(header);
    for (const warning of warnings) this.emitWarning(errorOf(warning));
    return code;
  } catch (cause) {
    if (!(cause instanceof FileError)) throw cause;
    for (const header of cause.headers) this.addDependency(header);
    throw errorOf(cause.problem);
  }
}

function errorOf({ message, file, line, column, frame }: FileProblem): Error {
  const error = new Error(`${file}:${line}:${column}: ${message}\n\n${frame}`);
  // Where it was made is nobody's concern.
  error.stack = '';
  return error;
}
