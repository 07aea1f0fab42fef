/** What the writers of statements share: the state of one kernel's text, and where control gets from a place in it. */
import type { BlockInst, Inst, LoopInst, Region, Value } from '../../../ir/ir.js';
import type { ExpressionWriter } from '../expression-text.js';
import type { Inlining } from '../analyses/inlining.js';
import type { Shader } from '../shader.js';
import type { WgslScalar } from '../types.js';
import type { Variables, Web } from '../analyses/variables.js';

/** A place that control can leave to: the end of a block, loop, if or switch; the next round of a loop (its body); the end of the kernel. */
export type Label = Inst | Region | 'end';

export interface Context {
  /** Where control gets by running off the end of the list. */
  readonly follow: ReadonlySet<Label>;
  /** Where WGSL's break gets; undefined outside of loops and switches. */
  readonly breaks: ReadonlySet<Label> | undefined;
  readonly continues: ReadonlySet<Label>;
  /** Labels that flags were set for inside the innermost statement that break leaves. */
  readonly requested: Set<Label>;
}

export interface Writer {
  readonly s: Shader;
  readonly w: ExpressionWriter;
  readonly inlining: Inlining;
  readonly variables: Variables;
  readonly types: ReadonlyMap<Web, WgslScalar>;
  readonly lines: string[];
  indent: number;
  line: number;
  /** Copies that a declaration's initial value makes needless: instruction → indices. */
  readonly presets: ReadonlyMap<Inst, ReadonlySet<number>>;
  readonly initial: ReadonlyMap<Web, Value>;
  /** Parameters that the head of a `for` updates. */
  readonly updatedByHead: Map<LoopInst, number>;
  readonly continues: ReadonlyMap<LoopInst, readonly Inst[]>;
  /** What follows a block that is left from the ends of branches only: written there. */
  readonly sunk: Map<BlockInst, { readonly insts: readonly Inst[]; readonly from: number; readonly owner: Inst | undefined }>;
  readonly flags: Map<Label, string>;
  /** Line at which a label's flag would be declared. */
  readonly flagLines: Map<Label, { readonly line: number; readonly indent: number }>;
}

const INDENTS = Array.from({ length: 32 }, (_, depth) => '  '.repeat(depth));

export function put(e: Writer, text: string): void {
  e.lines.push((INDENTS[e.indent] ?? '  '.repeat(e.indent)) + text);
}

/** A comment with the source line, where it changes. */
export function mark(e: Writer, inst: Inst): void {
  const position = e.s.sourceOf(inst);
  if (position === undefined || position.line === e.line) return;
  e.line = position.line;
  // Only lines of other files than the kernel's name theirs.
  const file = position.file === e.s.lineOf(e.s.fn.loc)?.file ? '' : `${position.file.slice(position.file.lastIndexOf('/') + 1)}:`;
  put(e, `// ${file}${position.line}: ${position.text.trim()}`);
}

export function nested(e: Writer, body: () => void): void {
  e.indent++;
  e.s.names.open();
  body();
  e.s.names.close();
  e.indent--;
}

/** Leaves room for the flag of a label. The line is dropped if it stays empty. */
export function flagPlace(e: Writer, label: Label): void {
  e.flagLines.set(label, { line: e.lines.length, indent: e.indent });
  e.lines.push('');
}
