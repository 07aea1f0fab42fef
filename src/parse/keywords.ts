/**
 * How the parser sees a token's text: one canonical, interned spelling (GNU and C spellings folded onto one), flags, and binary precedence.
 * Identifiers are '#id', literals '#int', '#float', '#char', '#str', the others '#pragma' and '#eof'.
 */

/** May begin a declaration's specifiers. */
export const flagSpecifier = 1;
/** May stand in a type-specifier-seq (a type-id). */
export const flagType = 2;
/** A builtin type word, or another keyword after which `(` or `{` is a functional cast. */
export const flagSimpleType = 4;
export const flagIdentifier = 8;
/** An assignment operator. */
export const flagAssign = 16;
/** cv-qualifier or restrict. */
export const flagQualifier = 32;
/** Begins an attribute (`[[` is found by its two tokens). */
export const flagAttribute = 64;

export interface Spelling {
  readonly op: string;
  readonly flags: number;
  readonly precedence: number;
}

export const spellings = new Map<string, Spelling>();

/** Engines intern property names, and compare interned strings by address. */
function interned(text: string): string {
  return Object.keys({ [text]: 0 })[0]!;
}

function add(words: string, flags: number, precedence = 0, op?: string): void {
  for (const word of words.split(' ')) spellings.set(word, { op: interned(op ?? word), flags, precedence });
}

const builtin = flagSpecifier | flagType | flagSimpleType;
add('void bool char char8_t char16_t char32_t wchar_t int float double short', builtin);
add('long', builtin);
add('signed __signed __signed__', builtin, 0, 'signed');
add('unsigned', builtin);
add('_Bool', builtin, 0, 'bool');
add('__int128', builtin);
add('auto __auto_type', builtin, 0, 'auto');
add('decltype __decltype', builtin, 0, 'decltype');
add('typeof __typeof __typeof__', builtin, 0, 'typeof');
add('typename', builtin);
add('struct class union enum', flagSpecifier | flagType);
add('const __const __const__', flagSpecifier | flagType | flagQualifier, 0, 'const');
add('volatile __volatile __volatile__', flagSpecifier | flagType | flagQualifier, 0, 'volatile');
add('restrict __restrict __restrict__', flagSpecifier | flagType | flagQualifier, 0, 'restrict');
add('__attribute__ __attribute', flagSpecifier | flagType | flagAttribute, 0, '__attribute__');
add('alignas _Alignas', flagSpecifier | flagAttribute, 0, 'alignas');
add('__declspec', flagSpecifier | flagAttribute);
add(
  'typedef static extern register mutable virtual explicit friend constexpr consteval constinit',
  flagSpecifier,
);
add('inline __inline __inline__', flagSpecifier, 0, 'inline');
add('thread_local _Thread_local __thread', flagSpecifier, 0, 'thread_local');
add('_Noreturn', flagSpecifier);
add('_Complex __complex __complex__', flagSpecifier | flagType, 0, '_Complex');
add('_Atomic _Imaginary', flagSpecifier | flagType);
add('__extension__', 0);
add('asm __asm __asm__', 0, 0, 'asm');
add('alignof _Alignof __alignof __alignof__', 0, 0, 'alignof');
add('static_assert _Static_assert', 0, 0, 'static_assert');
add('__real__ __real', 0, 0, '__real__');
add('__imag__ __imag', 0, 0, '__imag__');
add(
  '__func__ __FUNCTION__ __PRETTY_FUNCTION__ __builtin_va_arg __builtin_offsetof __builtin_bit_cast __builtin_choose_expr _Generic',
  0,
);
add('nullptr __null', 0, 0, 'nullptr');

add('||', 0, 1);
add('&&', 0, 2);
add('|', 0, 3);
add('^', 0, 4);
add('&', 0, 5);
add('== !=', 0, 6);
add('< > <= >=', 0, 7);
add('<=>', 0, 8);
add('<< >>', 0, 9);
add('+ -', 0, 10);
add('* / %', 0, 11);
add('.* ->*', 0, 12);
add('= *= /= %= += -= <<= >>= &= ^= |=', flagAssign);
add('( ) [ ] { } ; : , . -> :: ... ? ! ~ ++ -- <<< # ##', 0);
// Keywords without flags: their text is interned here all the same.
add(
  'break case catch const_cast continue co_await co_return co_yield concept default delete do dynamic_cast else export false for goto if namespace new noexcept operator private protected public reinterpret_cast requires return sizeof static_cast switch template this throw true try typeid using while',
  0,
);

/** Reserved spellings that an identifier token may carry. */
export const reservedIdentifiers = new Map<string, Spelling>(
  [...spellings].filter(([word]) => word.startsWith('_')),
);
