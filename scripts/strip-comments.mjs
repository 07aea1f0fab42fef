/**
 * Comments out of a C++ header: `//` to the end of the line, and what lies between the marks of a block comment except its line ends, so that line numbers stay. Literals are passed over. What is left of a line
 * loses its trailing blanks.
 */
export function withoutComments(text) {
  const parts = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  const stripped = text.replace(parts, (part) => {
    if (part.startsWith('//')) return '';
    if (part.startsWith('/*')) return ` ${part.replace(/[^\n]/g, '')}`;
    return part;
  });
  return stripped.replace(/[ \t]+$/gm, '');
}
