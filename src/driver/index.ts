/** The compiler as a library: what the benchmarks and embedders drive. No Node, no DOM. */
export { createDiagnostics } from '../diagnostics/sink.js';
export { renderDiagnostics } from '../diagnostics/render.js';
export { openBinary, writeModule } from '../ir/binary.js';
export { createMemoryFileSystem, layerFileSystems } from '../source/file-system.js';
export type { FileSystem } from '../source/file-system.js';
export { createSourceManager } from '../source/source-manager.js';
export { compileUnit } from './compile.js';
export { CompilerFailure } from './compiler-failure.js';
export { compileProgram } from './compile-program.js';
export type { CompiledProgram, ProgramOptions, SourceOptions } from './compile-program.js';
export { linkProgram } from './link.js';
export { defaultOptions } from './options.js';
export type { CompileOptions } from './options.js';
export { fetchSysroot } from './sysroot.js';
export { createSysrootParts, openSysroot } from './sysroot-parts.js';
export type { SysrootParts } from './sysroot-parts.js';
export type { ProgramTarget, Sysroot } from './sysroot.js';
