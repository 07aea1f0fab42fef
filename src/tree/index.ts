/** The checked tree: what sema makes and lowering reads. Types, symbols, expressions and statements of a C++ program after all of C++'s rules were applied. */
export * from './types.js';
export type * from './symbols.js';
export type * from './expressions.js';
export type * from './statements.js';
