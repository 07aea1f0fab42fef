/**
 * The lexer: preprocessed pp-tokens → the parser's tokens (translation phases 5 to 7). It is the sink of the
 * preprocessor, so tokens are made in one go; see token.ts for how they differ from the standard's.
 *
 * Invariant: a token's `joined` is settled when its successor arrives. So a plain token is held back as `held…` and made
 * then; other tokens are made at once and completed then.
 */
import type { DiagnosticSink } from '../diagnostics/diagnostic.js';
import { lexMessages as messages } from '../diagnostics/lex-messages.js';
import { characterValue } from '../preprocess/character-literal.js';
import { decodeInteger } from '../preprocess/integer-literal.js';
import type { PpKind, PpToken } from '../preprocess/pp-token.js';
import { ppCharacter, ppName, ppNumber, ppPunctuator, ppString } from '../preprocess/pp-token.js';
import type { TokenSink } from '../preprocess/state.js';
import type { TokenCache } from '../preprocess/token-cache.js';
import type { Loc } from '../source/loc.js';
import type { SourceManager } from '../source/source-manager.js';
import { reportEscapes } from './escapes.js';
import { decodeFloat } from './float-literal.js';
import { alternativesOf, keywordsOf } from './keywords.js';
import type { StringPart } from './string-literal.js';
import { joinStrings } from './string-literal.js';
import type { CharacterToken, FloatingToken, IntegerToken, PlainToken, Token } from './token.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface Lexer extends TokenSink {
  /** Ends the input: all tokens, the last one `eof` at `end`. */
  finish(end: Loc): Token[];
}

// What an atom is to the parser; 0 where it was not looked at yet.
const classIdentifier = 1;
const classKeyword = 2;
const classPunctuator = 3;
/** `>=`, `>>`, `>>=`: perhaps several tokens. */
const classSplit = 4;

/** What is known of atoms in a language standard. */
interface WordTable {
  /** One of the classes above, by atom. */
  classes: Uint8Array;
  /** The text of the atom's tokens (alternative spellings replaced), by atom. */
  readonly texts: string[];
}

const wordTables = new WeakMap<TokenCache, Map<string, WordTable>>();

function wordTableOf(cache: TokenCache, std: string): WordTable {
  let tables = wordTables.get(cache);
  if (tables === undefined) {
    tables = new Map();
    wordTables.set(cache, tables);
  }
  let table = tables.get(std);
  if (table === undefined) {
    table = { classes: new Uint8Array(4096), texts: [] };
    tables.set(std, table);
  }
  return table;
}

export function createLexer(
  std: string,
  cache: TokenCache,
  sources: SourceManager,
  diagnostics: DiagnosticSink,
): Lexer {
  const spellings = cache.atoms.texts;
  const words = wordTableOf(cache, std);
  const keywords = keywordsOf(std);
  const alternatives = alternativesOf(std);
  let { classes } = words;
  const { texts } = words;
  const strings: StringPart[] = [];
  let tokens: Mutable<Token>[] = [];
  // The last token: a plain one that is not made yet, or another one that lacks `joined`.
  let heldPlain: PlainToken['kind'] | undefined;
  let heldText = '';
  let heldLoc: Loc = 0;
  let heldEnd: Loc = 0;
  let heldOther: Mutable<Token> | undefined;
  let heldCharacter: Mutable<CharacterToken> | undefined;

  /** Settles the last token, now that the next one begins at `loc`. */
  function settle(loc: Loc): void {
    if (heldPlain !== undefined) {
      const joined = loc > 0 ? heldEnd === loc : sources.adjacent(heldEnd, loc);
      tokens.push({ kind: heldPlain, text: heldText, loc: heldLoc, end: heldEnd, joined });
      heldPlain = undefined;
    } else if (heldOther !== undefined) {
      heldOther.joined = sources.adjacent(heldOther.end, loc);
      tokens.push(heldOther);
      heldOther = undefined;
      heldCharacter = undefined;
    }
  }

  function plain(kind: PlainToken['kind'], text: string, loc: Loc, end: Loc): void {
    settle(loc);
    heldPlain = kind;
    heldText = text;
    heldLoc = loc;
    heldEnd = end;
  }

  function push(token: Mutable<Token>): void {
    settle(token.loc);
    heldOther = token;
  }

  /** Classifies an atom on first sight. */
  function classify(id: number, kind: PpKind): number {
    if (id >= classes.length) {
      const larger = new Uint8Array(Math.max(id + 1, classes.length * 2));
      larger.set(classes);
      classes = larger;
      words.classes = larger;
    }
    while (texts.length < spellings.length) texts.push(spellings[texts.length]);
    const spelling = spellings[id];
    const other = alternatives.get(spelling);
    if (other !== undefined) texts[id] = other;
    let found = keywords.has(spelling) ? classKeyword : classIdentifier;
    if (kind === ppPunctuator || other !== undefined) {
      found = spelling.length > 1 && spelling.startsWith('>') ? classSplit : classPunctuator;
    }
    classes[id] = found;
    return found;
  }

  /** `>` stands alone, so that the parser needs no splitting: `>>` arrives as two, `>>=` as three tokens. */
  function split(text: string, loc: Loc): void {
    for (let i = 0; i < text.length; i++) {
      const start = sources.partOf(loc, i, 1);
      plain('punctuator', text[i], start, start > 0 ? start + 1 : start - 1);
    }
  }

  function number(id: number, loc: Loc, end: Loc): void {
    const text = spellings[id];
    if (text.length === 1) {
      const value = BigInt(text.charCodeAt(0) - 48);
      push({
        kind: 'integer',
        text,
        loc,
        end,
        joined: false,
        value,
        decimal: true,
        unsigned: false,
        long: 0,
      });
      return;
    }
    const real = decodeFloat(text);
    if (real !== undefined) {
      const { value, suffix, udSuffix, overflow } = real;
      if (overflow)
        diagnostics.report(messages.floatOverflow, loc, [suffix === 'f' ? 'float' : 'double'], { end });
      const token: Mutable<FloatingToken> = {
        kind: 'floating',
        text,
        loc,
        end,
        joined: false,
        value,
        suffix,
      };
      if (udSuffix !== '') token.udSuffix = udSuffix;
      push(token);
      return;
    }
    const integer = decodeInteger(text);
    if (integer === undefined) diagnostics.report(messages.integerInvalid, loc, [text], { end });
    let value = integer?.value ?? 0n;
    const { decimal, unsigned, long, suffix } = integer ?? {
      decimal: true,
      unsigned: false,
      long: 0,
      suffix: '',
    };
    if (value >= 1n << 64n) {
      if (suffix === '') diagnostics.report(messages.integerTooLarge, loc, [], { end });
      value = BigInt.asUintN(64, value);
    } else if (decimal && !unsigned && suffix === '' && value >= 1n << 63n) {
      diagnostics.report(messages.integerUnsigned, loc, [], { end });
    }
    const token: Mutable<IntegerToken> = {
      kind: 'integer',
      text,
      loc,
      end,
      joined: false,
      value,
      decimal,
      unsigned,
      long,
    };
    if (suffix !== '') token.udSuffix = suffix;
    push(token);
  }

  function character(id: number, loc: Loc, end: Loc): void {
    const text = spellings[id];
    const { value, encoding, multi, count, problems } = characterValue(text);
    reportEscapes(diagnostics, sources, text, loc, end, problems);
    if (count === 0) diagnostics.report(messages.characterEmpty, loc, [], { end });
    else if (count > (encoding === '' ? 4 : 1))
      diagnostics.report(messages.characterTooLong, loc, [], { end });
    else if (multi) diagnostics.report(messages.characterMulti, loc, [], { end });
    heldCharacter = undefined;
    const token: CharacterToken = {
      kind: 'character',
      text,
      loc,
      end,
      joined: false,
      value,
      encoding,
      multi,
    };
    push(token);
    heldCharacter = token;
  }

  function flushStrings(): void {
    const token = joinStrings(strings, diagnostics, sources);
    strings.length = 0;
    push(token);
  }

  /** A name directly behind a literal is its user-defined suffix; whether it was taken as such. */
  function takeSuffix(id: number, loc: Loc, end: Loc): boolean {
    if (strings.length > 0) {
      const part = strings[strings.length - 1];
      if (part.suffix !== '' || !sources.adjacent(part.end, loc)) return false;
      part.suffix = spellings[id];
      part.end = end;
      return true;
    }
    if (heldCharacter === undefined || heldCharacter.udSuffix !== undefined) return false;
    if (!sources.adjacent(heldCharacter.end, loc)) return false;
    heldCharacter.udSuffix = spellings[id];
    heldCharacter.end = end;
    return true;
  }

  function token(kind: PpKind, id: number, loc: Loc, end: Loc): void {
    if (kind === ppName) {
      if ((strings.length > 0 || heldCharacter !== undefined) && takeSuffix(id, loc, end)) return;
    } else if (kind === ppString) {
      strings.push({ text: spellings[id], loc, end, suffix: '' });
      return;
    }
    if (strings.length > 0) flushStrings();
    if (kind === ppName || kind === ppPunctuator) {
      const found = (id < classes.length ? classes[id] : 0) || classify(id, kind);
      const text = texts[id];
      if (found === classIdentifier) plain('identifier', text, loc, end);
      else if (found === classPunctuator) {
        if (heldPlain === 'punctuator' && opensLaunch(heldText, text)) {
          heldText = '<<<';
          heldEnd = end;
        } else plain('punctuator', text, loc, end);
      }
      else if (found === classKeyword) plain('keyword', text, loc, end);
      else if (text !== '>=') split(text, loc);
      else if (heldPlain === 'punctuator' && heldText === '>' && sources.adjacent(heldEnd, loc))
        split(text, loc);
      else plain('punctuator', text, loc, end);
    } else if (kind === ppNumber) number(id, loc, end);
    else if (kind === ppCharacter) character(id, loc, end);
    else other(spellings[id], loc, end);
  }

  /** A character or literal that cannot be a token: reported and left out. */
  function other(text: string, loc: Loc, end: Loc): void {
    const quote = /^(?:L|u8?|U)?R?(["'])/.exec(text)?.[1];
    // A raw string without its end is reported by the scanner.
    if (quote === undefined) diagnostics.report(messages.strayCharacter, loc, [printable(text)], { end });
    else if (!/^(?:L|u8?|U)?R"/.test(text))
      diagnostics.report(messages.unterminatedLiteral, loc, [quote], { end });
  }

  return {
    token,
    pragma(pragmaWords: readonly PpToken[], loc, end) {
      if (strings.length > 0) flushStrings();
      settle(loc);
      const outer = tokens;
      tokens = [];
      for (const word of pragmaWords) token(word.kind, word.atom, word.loc, word.end);
      if (strings.length > 0) flushStrings();
      settle(end);
      const inner = tokens as Token[];
      tokens = outer;
      push({ kind: 'pragma', text: inner[0]?.text ?? '', loc, end, joined: false, words: inner });
    },
    finish(end) {
      if (strings.length > 0) flushStrings();
      plain('eof', '', end, end);
      settle(end);
      return tokens as Token[];
    },
  };
}

/** `<< <`, as some formatters write what opens a launch configuration; no expression has these tokens beside each other. */
function opensLaunch(left: string, right: string): boolean {
  return left === '<<' && right === '<';
}

/** A character as a message shows it: control characters by their code. */
function printable(text: string): string {
  const point = text.codePointAt(0) ?? 0;
  const visible = point > 32 && point !== 127 && !(point >= 0x80 && point < 0xa0);
  return visible ? text : `\\x${point.toString(16).padStart(2, '0')}`;
}
