/** The linker's messages, codes 8101 to 8199. Wording follows GNU ld's where it has the message. */
import type { MessageTable } from './diagnostic.js';

export const linkMessages = {
  duplicateSymbol: { code: 8101, severity: 'error', text: "multiple definition of '{0}'" },
  undefinedReference: { code: 8102, severity: 'error', text: "undefined reference to '{0}', referenced by '{1}'" },
  signatureMismatch: { code: 8103, severity: 'error', text: "'{0}' is declared as {1} but defined as {2}" },
  structMismatch: { code: 8104, severity: 'warning', text: "class '{0}' has different layouts in different translation units" },
  undefinedRoot: { code: 8105, severity: 'error', text: "undefined reference to '{0}', which the program must define" },
  variablesTooLarge: { code: 8106, severity: 'error', text: "the program's variables take {0} MiB, this one alone {1}; its memory has at most {2}" },
} as const satisfies MessageTable;
