/** An expression's text → the same as an operand of any operator: in parentheses, unless it is a name, a number or a simple call. */
export function factor(text: string): string {
  return /^[\w.]+$/.test(text) || /^\w+\([^()]*\)$/.test(text) ? text : `(${text})`;
}
