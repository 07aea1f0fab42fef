/** Variables and what is copied into them: declarations, results of instructions, and the copies that `yield`, `break` and `continue` carry. */
import type { Inst, Value } from '../../../ir/ir.js';
import { isStructured } from '../../../ir/walk.js';
import { compound } from '../memory/stores.js';
import { elementIndex } from '../memory/places.js';
import type { WgslScalar } from '../types.js';
import type { Held } from '../../../ir/numbering.js';
import { isInlined } from '../analyses/inlining.js';
import type { Web } from '../analyses/variables.js';
import type { Writer } from './writer.js';
import { put } from './writer.js';

/** The name that most members have in the source. */
function usualName(web: Web): string | undefined {
  if (web.members.length === 1) return web.members[0]!.name;
  const counts = new Map<string, number>();
  let usual: string | undefined;
  for (const { name } of web.members) {
    if (name === undefined) continue;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (usual === undefined || count > counts.get(usual)!) usual = name;
  }
  return usual;
}

/** `size_t row = …` of 32-bit operands: the name is the wide value's. */
export function nameOfExtension(e: Writer, web: Web): string | undefined {
  const extension = e.inlining.uses[web.members[0]!.number]?.find((user) => user.kind === 'convert' && user.results[0]!.type === 'i64');
  return extension?.results[0]?.name;
}

export function nameWeb(e: Writer, web: Web): string {
  const name = e.s.names.unique(usualName(web) ?? nameOfExtension(e, web) ?? 't');
  const type = e.types.get(web)!;
  for (const { number } of web.members) {
    e.s.valueNames[number] = name;
    e.s.valueTypes[number] = type;
  }
  return name;
}

/** A value in the type of a variable; pointers are element indices. */
export function textFor(e: Writer, target: Held, v: Value, loc: number): string {
  return target.type === 'ptr' ? elementIndex(e.s, e.w, v, loc) : e.w.as(v, e.types.get(e.variables.webOf(target)!)!);
}

/** Declares the variables whose first member an instruction makes, other than its own result and the parameters of a loop. */
export function declareAt(e: Writer, inst: Inst): void {
  for (const web of e.variables.declaredAt[inst.number] ?? []) {
    if (web.dead) continue;
    if (inst.kind === 'loop' && web.members.some((m) => m.kind === 'param' && inst.body.params.includes(m))) continue;
    if (inst.results.length === 1 && web.members.includes(inst.results[0]!) && !isStructured(inst)) continue;
    const start = e.initial.get(web);
    const target = web.members[0]!;
    const text = start === undefined ? undefined : textFor(e, target, start, inst.loc);
    const name = nameWeb(e, web);
    put(e, text === undefined ? `var ${name}: ${e.types.get(web)!};` : `var ${name} = ${text};`);
  }
}

/** Gives the result of an instruction its name: `let x = …;`, or an assignment to the variable that it shares. */
export function bind(e: Writer, inst: Inst, text: string, type: WgslScalar): void {
  const result = inst.results[0]!;
  const web = e.variables.webOf(result)!;
  const wanted = e.types.get(web)!;
  const converted = type === wanted ? text : `${wanted}(${text})`;
  const isFirst = web.first === inst;
  if (isFirst) {
    const name = nameWeb(e, web);
    put(e, `${web.mutable ? 'var' : 'let'} ${name} = ${converted};`);
    return;
  }
  const name = e.s.valueNames[result.number]!;
  put(e, compound(e.w, name, wanted, inst) ?? `${name} = ${converted};`);
}

/** Copies that change nothing need no statement: both ends share a variable, the value was set beforehand, or nobody looks. */
export function isIdle(e: Writer, copy: Inst, i: number, target: Held, v: Value): boolean {
  const web = e.variables.webOf(target)!;
  return v.kind === 'undef' || e.variables.webOf(v) === web || e.presets.get(copy)?.has(i) === true || web.dead || (copy.kind === 'continue' && e.updatedByHead.get(copy.target) === i);
}

export function copyTargets(inst: Inst, owner: Inst | undefined): readonly Held[] {
  switch (inst.kind) {
    case 'yield':
      return owner?.results ?? [];
    case 'break':
      return inst.target.results;
    case 'continue':
      return inst.target.body.params;
    default:
      return [];
  }
}

export function isIdleCopy(e: Writer, inst: Inst, owner: Inst | undefined): boolean {
  return copyTargets(inst, owner).every((target, i) => isIdle(e, inst, i, target, inst.operands[i]!));
}

export interface Assignment {
  readonly name: string;
  readonly text: string;
  readonly statement: string;
}

/** The copies of a terminator, all values read before any variable changes. */
export function copyValues(e: Writer, inst: Inst, owner: Inst | undefined): void {
  const pending: Assignment[] = [];
  copyTargets(inst, owner).forEach((target, i) => {
    const v = inst.operands[i]!;
    if (isIdle(e, inst, i, target, v)) return;
    const name = e.s.valueNames[target.number]!;
    const text = textFor(e, target, v, inst.loc);
    const update = target.type === 'ptr' ? moved(name, text) : v.kind === 'result' && isInlined(e.inlining, v.inst) ? compound(e.w, name, e.types.get(e.variables.webOf(target)!)!, v.inst) : undefined;
    pending.push({ name, text, statement: update ?? `${name} = ${text};` });
  });
  schedule(e, pending);
}

/** A position that moves on: `p = p + n` → `p += n`. */
export function moved(name: string, text: string): string | undefined {
  return text.startsWith(`${name} + `) ? `${name} += ${text.slice(name.length + 3)};` : undefined;
}

export function reads(text: string, name: string): boolean {
  return text.includes(name) && new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(text);
}

/** Writes assignments that mean to happen at once. */
export function schedule(e: Writer, pending: Assignment[]): void {
  while (pending.length > 0) {
    const free = pending.findIndex((p) => pending.every((other) => other === p || !reads(other.text, p.name)));
    if (free >= 0) {
      put(e, pending[free]!.statement);
      pending.splice(free, 1);
      continue;
    }
    // A cycle: one value is saved.
    const saved = pending[0]!;
    const name = e.s.names.unique(`next_${saved.name}`);
    put(e, `let ${name} = ${saved.text};`);
    pending[0] = { ...saved, text: name, statement: `${saved.name} = ${name};` };
  }
}
