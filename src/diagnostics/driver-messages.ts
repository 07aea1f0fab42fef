/** Messages of the command line: 9001–9999. */
import type { MessageTable } from './diagnostic.js';

export const driverMessages = {
  badFlag: { code: 9001, severity: 'error', text: '{0}' },
  noSuchFile: { code: 9002, severity: 'error', text: "no such file: '{0}'" },
  badObject: { code: 9003, severity: 'error', text: "'{0}' is not an object file of cuda-wasm: {1}" },
  noLibrary: { code: 9004, severity: 'error', text: 'the precompiled C library is missing from the installation ({0})' },
  cannotWrite: { code: 9005, severity: 'error', text: "cannot write '{0}': {1}" },
  severalOutputs: { code: 9006, severity: 'error', text: "'-o' names one file, but there are {0} to be written" },
  stackExhausted: { code: 9007, severity: 'error', text: "{1} nests scopes, statements or calls too deeply: phase '{0}' ran out of stack (the system's limit for a process, 'ulimit -H -s', gives it more)" },
  noBinaryen: { code: 9008, severity: 'error', text: "'{0}' needs the package binaryen, which is not installed: npm install binaryen@{1}" },
  isDirectory: { code: 9009, severity: 'error', text: "'{0}' is a directory: name the source files in it" },
  isLinked: { code: 9010, severity: 'error', text: "'{0}' is a WebAssembly module, which is linked already; WASI engines run it (wasmtime {0})" },
  foreignObject: { code: 9011, severity: 'error', text: "'{0}' is an object of another compiler, for this machine: compile its source with cuda-wasm too (make CC=… CXX=…, both dist/cli/bin/c++ of the package)" },
} as const satisfies MessageTable;
