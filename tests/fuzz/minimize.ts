/** Makes a failing program smaller: drops runs of lines, and single statements of a line, while the failure stays. */
export async function minimize(source: string, fails: (candidate: string) => Promise<boolean>, until = Number.POSITIVE_INFINITY): Promise<string> {
  let lines = source.split('\n');
  for (let changed = true; changed && performance.now() < until; ) {
    changed = false;
    for (let size = Math.max(1, lines.length >> 1); size >= 1; size >>= 1) {
      for (let at = 0; at < lines.length && performance.now() < until; ) {
        // A run that opens braces ends where they are closed again.
        let end = Math.min(lines.length, at + size);
        let depth = 0;
        for (let i = at; i < end; i++) depth += balance(lines[i]!);
        while (depth > 0 && end < lines.length) depth += balance(lines[end++]!);
        const candidate = [...lines.slice(0, at), ...lines.slice(end)];
        if (depth === 0 && (await fails(candidate.join('\n')))) {
          lines = candidate;
          changed = true;
        } else at += size === 1 ? 1 : size;
      }
    }
    const split = lines.flatMap((line) => (/[;{}] \S/.test(line) && !line.startsWith('#') && !/for \(/.test(line) ? line.split(/(?<=[;{}]) /) : [line]));
    if (split.length > lines.length && (await fails(split.join('\n')))) {
      lines = split;
      changed = true;
    }
  }
  return lines.join('\n');
}

function balance(line: string): number {
  let depth = 0;
  for (const c of line) depth += c === '{' ? 1 : c === '}' ? -1 : 0;
  return depth;
}
