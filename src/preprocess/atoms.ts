/**
 * Atoms: spellings as small integers, so that the preprocessor compares and looks up names without touching strings.
 *
 * Ids below `atoms.fixed` are the same in every table: punctuators first (all spellings, digraphs included), then the
 * names the preprocessor itself knows. Everything else gets the next free id.
 */

/** Punctuators with their ids; the position in the list is the id, so that the scanner can name them by constants. */
export const punctuators = [
  '',
  '#',
  '##',
  '(',
  ')',
  ',',
  '...',
  '.',
  '+',
  '++',
  '+=',
  '-',
  '--',
  '-=',
  '->',
  '->*',
  '*',
  '*=',
  '/',
  '/=',
  '%',
  '%=',
  '^',
  '^=',
  '&',
  '&&',
  '&=',
  '|',
  '||',
  '|=',
  '~',
  '!',
  '!=',
  '=',
  '==',
  '<',
  '<=',
  '<=>',
  '<<',
  '<<=',
  '<<<',
  '>',
  '>=',
  '>>',
  '>>=',
  '?',
  ':',
  '::',
  ';',
  '{',
  '}',
  '[',
  ']',
  '.*',
  '%:',
  '%:%:',
  '<:',
  ':>',
  '<%',
  '%>',
] as const;

export type Punctuator = (typeof punctuators)[number];

export const names = [
  'define',
  'undef',
  'include',
  'include_next',
  'import',
  'if',
  'ifdef',
  'ifndef',
  'elif',
  'elifdef',
  'elifndef',
  'else',
  'endif',
  'error',
  'warning',
  'line',
  'pragma',
  'ident',
  'sccs',
  'assert',
  'unassert',
  'defined',
  '__VA_ARGS__',
  '__VA_OPT__',
  '_Pragma',
  '__LINE__',
  '__FILE__',
  '__DATE__',
  '__TIME__',
  '__TIMESTAMP__',
  '__COUNTER__',
  '__INCLUDE_LEVEL__',
  '__BASE_FILE__',
  '__FILE_NAME__',
  '__has_include',
  '__has_include_next',
  '__has_attribute',
  '__has_cpp_attribute',
  '__has_builtin',
  '__has_feature',
  '__has_extension',
  '__has_c_attribute',
  '__has_warning',
  '__CUDA_ARCH__',
  'true',
  'false',
  'once',
  'GCC',
  'clang',
  'STDC',
  'message',
  'push_macro',
  'pop_macro',
  'unroll',
  'nounroll',
  'omp',
  'pack',
  'system_header',
  'poison',
  'region',
  'endregion',
  'and',
  'and_eq',
  'bitand',
  'bitor',
  'compl',
  'not',
  'not_eq',
  'or',
  'or_eq',
  'xor',
  'xor_eq',
] as const;

export type KnownName = (typeof names)[number];

function fixedIds(): Record<Punctuator | KnownName, number> {
  const ids: Record<string, number> = {};
  punctuators.forEach((text, id) => {
    ids[text] = id;
  });
  names.forEach((text, i) => {
    ids[text] = punctuators.length + i;
  });
  return ids as Record<Punctuator | KnownName, number>;
}

/** Id of each punctuator and known name, by spelling. */
export const atom: Readonly<Record<Punctuator | KnownName, number>> = fixedIds();

export interface AtomTable {
  /** Spelling by id. */
  readonly texts: string[];
  intern(text: string): number;
}

export function createAtomTable(): AtomTable {
  const texts: string[] = [...punctuators, ...names];
  const ids = new Map<string, number>();
  for (let id = 0; id < texts.length; id++) ids.set(texts[id], id);
  return {
    texts,
    intern(text) {
      const known = ids.get(text);
      if (known !== undefined) return known;
      const id = texts.length;
      texts.push(text);
      ids.set(text, id);
      return id;
    },
  };
}
