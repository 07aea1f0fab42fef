/** Messages of the lexer, codes 2001 to 2999. */
import type { MessageTable } from './diagnostic.js';

export const lexMessages = {
  strayCharacter: { code: 2001, severity: 'error', text: "stray '{0}' in program" },
  unterminatedLiteral: { code: 2002, severity: 'error', text: 'missing terminating {0} character' },
  integerInvalid: { code: 2003, severity: 'error', text: "'{0}' is not a valid number" },
  integerTooLarge: {
    code: 2004,
    severity: 'error',
    text: 'integer literal is too large for any integer type',
  },
  integerUnsigned: {
    code: 2005,
    severity: 'warning',
    text: 'integer constant is so large that it is unsigned',
  },
  floatOverflow: { code: 2006, severity: 'warning', text: "floating literal exceeds the range of '{0}'" },
  characterEmpty: { code: 2007, severity: 'error', text: 'empty character literal' },
  characterTooLong: { code: 2008, severity: 'error', text: 'character literal too long for its type' },
  characterMulti: { code: 2009, severity: 'warning', text: 'multi-character character literal' },
  escapeUnknown: { code: 2010, severity: 'warning', text: "unknown escape sequence '{0}'" },
  escapeOutOfRange: { code: 2011, severity: 'warning', text: 'escape sequence out of range' },
  hexWithoutDigits: { code: 2012, severity: 'error', text: '\\x used with no following hex digits' },
  universalNameInvalid: { code: 2013, severity: 'error', text: "'{0}' is not a valid universal character" },
  encodingsDiffer: {
    code: 2014,
    severity: 'error',
    text: 'adjacent string literals have different encoding prefixes',
  },
  suffixesDiffer: {
    code: 2015,
    severity: 'error',
    text: "adjacent string literals have different suffixes '{0}' and '{1}'",
  },
} as const satisfies MessageTable;
