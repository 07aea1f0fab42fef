/**
 * The headers that a source includes before anything else: in a source's text; out their names, in order. Only comments, blank lines and `#include`s of standard headers may stand between its beginning and them, so that they
 * can be read before the source as well (prelude.ts).
 */

/** `#include <name>` or `#include "name"` on a line of its own. */
const INCLUDE = /[ \t]*#[ \t]*include[ \t]*(?:<([^>\n]+)>|"([^"\n]+)")[ \t]*(?=\/\/|\/\*|\r?\n|$)/y;
const BLANK = /(?:[ \t\r\n\f\v]+|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/y;
/** What only the preprocessor understands: a backslash or question marks may join lines. */
const JOINED = /\\\r?\n|\?\?\//;

/** Headers in folders are libraries, and texts that differ by where they are included. */
const STANDARD = /^\w+(?:\.h)?$/;

/** `besideIt` says whether a quoted name is that of a file beside the source. */
export function leadingHeaders(text: string, besideIt: (name: string) => boolean): readonly string[] {
  const names: string[] = [];
  for (let at = 0; ; ) {
    BLANK.lastIndex = at;
    if (BLANK.test(text)) at = BLANK.lastIndex;
    INCLUDE.lastIndex = at;
    const found = INCLUDE.exec(text);
    if (found === null || JOINED.test(text.slice(0, INCLUDE.lastIndex))) return names;
    const [, angled, quoted] = found;
    const name = (angled ?? quoted)!;
    if (!STANDARD.test(name) || (quoted !== undefined && besideIt(quoted))) return names;
    if (!names.includes(name)) names.push(name);
    at = INCLUDE.lastIndex;
  }
}
