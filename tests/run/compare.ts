/**
 * Compares a program's output with the expected one. In: two texts and a relative tolerance. Out: undefined where they agree, else the first difference in words.
 * Integers and all that is no number must agree byte for byte; a number with a point or an exponent on either side may differ by the tolerance. Tolerance 0 compares bytes.
 * Digits inside words and hexadecimal numbers (0x…) are no numbers.
 */

const NUMBER = /(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w.]*[A-Za-z_])/g;

function isFloating(text: string): boolean {
  return /[.eE]/.test(text);
}

function numbersAgree(expected: string, actual: string, tolerance: number): boolean {
  if (expected === actual) return true;
  if (!isFloating(expected) && !isFloating(actual)) return false;
  const a = Number(expected);
  const b = Number(actual);
  // The slack forgives the rounding of this subtraction, so that two neighbours of six digits agree at 1e-5.
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b)) * (1 + 1e-6);
}

/** Blanks are dropped where a padded number may have changed its width; no more than that. */
function linesAgree(expected: string, actual: string, tolerance: number): boolean {
  if (expected === actual) return true;
  const numbersA = expected.match(NUMBER) ?? [];
  const numbersB = actual.match(NUMBER) ?? [];
  if (numbersA.length !== numbersB.length) return false;
  const textA = expected.split(NUMBER);
  const textB = actual.split(NUMBER);
  for (let i = 0; i < textA.length; i++) {
    const sameWidth = i === textA.length - 1 || numbersA[i]!.length === numbersB[i]!.length;
    if (sameWidth ? textA[i] !== textB[i] : textA[i]!.trimEnd() !== textB[i]!.trimEnd()) return false;
  }
  return numbersA.every((number, i) => numbersAgree(number, numbersB[i]!, tolerance));
}

/** Whole texts; the difference names the line and shows both sides. */
export function compareOutput(expected: string, actual: string, tolerance: number): string | undefined {
  if (expected === actual) return undefined;
  const linesA = expected.split('\n');
  const linesB = actual.split('\n');
  const count = Math.max(linesA.length, linesB.length);
  for (let i = 0; i < count; i++) {
    const a = linesA[i];
    const b = linesB[i];
    if (a !== undefined && b !== undefined && (tolerance === 0 ? a === b : linesAgree(a, b, tolerance)))
      continue;
    const show = (line: string | undefined): string =>
      line === undefined ? '(no such line)' : JSON.stringify(line);
    return `line ${i + 1}:\n  expected ${show(a)}\n  actual   ${show(b)}`;
  }
  return undefined;
}
