/**
 * The checked tree as compact text, for tests: one line a function or variable, bodies as nested parentheses. Generic over node kinds: fields are written in
 * their order, symbols by name, types in C++ syntax.
 */
import type { CheckedUnit } from '../tree/index.js';
import { typeToString } from './type-print.js';

const symbolKinds = new Set(['variable', 'function', 'class', 'enum', 'field', 'enumerator', 'namespace', 'template']);
const typeKinds = new Set(['builtin', 'pointer', 'reference', 'array', 'function', 'class', 'enum', 'member-pointer', 'auto']);

type Record_ = { readonly [key: string]: unknown };

function isSymbol(node: Record_): boolean {
  return typeof node.kind === 'string' && symbolKinds.has(node.kind) && 'name' in node && 'parent' in node;
}

function isType(node: Record_): boolean {
  return typeof node.kind === 'string' && typeKinds.has(node.kind) && 'unqualified' in node;
}

export function dumpNode(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(dumpNode).join(' ')}]`;
  if (typeof node === 'bigint') return `${node}`;
  if (typeof node !== 'object' || node === null) return String(node);
  const record = node as Record_;
  if (isSymbol(record)) return String(record.name);
  if (isType(record)) return `‹${typeToString(node as Parameters<typeof typeToString>[0])}›`;
  let text = typeof record.kind === 'string' ? record.kind : '';
  for (const key in record) {
    if (key === 'kind' || key === 'loc' || key === 'end' || key === 'category' || key === 'type') continue;
    const value = record[key];
    if (value === undefined || value === false) continue;
    text += ` ${typeof value === 'object' ? dumpNode(value) : `${key}=${String(value)}`}`;
  }
  return `(${text})`;
}

export function dumpUnit(unit: CheckedUnit): string {
  const lines: string[] = [];
  for (const variable of unit.globals) lines.push(`${variable.mangled}: ${typeToString(variable.type)} ${variable.storage}${variable.init ? ` = ${dumpNode(variable.init)}` : ''}`);
  for (const fn of unit.functions) {
    lines.push(`${fn.mangled}: ${fn.pretty}`);
    for (const init of fn.body?.initializers ?? []) lines.push(`  : ${dumpNode(init)}`);
    if (fn.body) lines.push(`  ${dumpNode(fn.body.statement)}`);
  }
  return lines.join('\n');
}
