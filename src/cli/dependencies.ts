/** Lists of dependencies for make (-M, -MM, -MD, -MMD). In: what a compilation read, headers of ours apart. Out: a rule, and with -MP an empty one for each header. */

export interface DependencyRule {
  readonly targets: readonly string[];
  /** The source first. */
  readonly files: readonly string[];
  /** -MP */
  readonly phony: boolean;
}

const quote = (path: string): string => path.replace(/[ #]/g, '\\$&').replaceAll('$', '$$$$');

export function dependencyText({ targets, files, phony }: DependencyRule): string {
  const rule = `${targets.map(quote).join(' ')}: ${files.map(quote).join(' \\\n  ')}\n`;
  return phony ? rule + files.slice(1).map((file) => `${quote(file)}:\n`).join('') : rule;
}
