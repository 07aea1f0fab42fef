/** The syntax tree: what the parser makes and sema reads. Pure data, immutable, one discriminated union a family. */
export type * from './names.js';
export type * from './types.js';
export type * from './expressions.js';
export type * from './statements.js';
export type * from './declarations.js';
