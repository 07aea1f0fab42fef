/**
 * How large shaders become where engines inline every call, which is what drivers do: what a pipeline takes to be created grows with that, and faster. Measured as operators and built-in functions in the text, those of a
 * function as often as it is called, over the whole tree of calls.
 */
export function inlinedSize(shader: string): number {
  const text = shader.replace(/\/\/.*$/gm, '').replace(/^const [\s\S]*?;$/gm, '');
  const heads = [...text.matchAll(/fn (\w+)\(/g)];
  const bodies = new Map(heads.map((head, i) => [head[1]!, text.slice(text.indexOf('{', head.index), heads[i + 1]?.index ?? text.length)]));
  const sizes = new Map<string, number>();
  const sizeOf = (name: string): number => {
    const known = sizes.get(name);
    if (known !== undefined) return known;
    const body = bodies.get(name)!;
    let size = body.match(/<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^<>=!~[]/g)?.length ?? 0;
    for (const [, callee] of body.matchAll(/\b(\w+)\(/g)) size += bodies.has(callee!) ? sizeOf(callee!) : 1;
    sizes.set(name, size);
    return size;
  };
  return sizeOf('main');
}
