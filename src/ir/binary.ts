/** The binary form of modules: object files and the precompiled library. See binary-format.ts. */
export { createReader, materialize, openBinary, readFunctionHead, readGlobal, readImage, readModule } from './binary-read.js';
export type { Binary, BinaryReader, BinarySymbol, Resolvers } from './binary-read.js';
export { writeModule } from './binary-write.js';
export type { WriteOptions } from './binary-write.js';
