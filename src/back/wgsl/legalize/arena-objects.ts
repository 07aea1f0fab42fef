/**
 * Which pointers of a kernel must be addresses, and which of its own objects must have one. In: an optimised kernel. Out: the joins that are addresses; the objects that such pointers, memory or integers
 * may hold the address of. Everything else keeps its root, so that it is accessed by name.
 */
import type { AllocaInst, Func, Global, InstResult, Value } from '../../../ir/ir.js';
import { forEachInst } from '../../../ir/walk.js';
import { constantText } from '../numbers/constants.js';
import { needsWords } from '../types.js';
import { chainOf, collectIncoming } from './pointer-flow.js';

/** What a pointer's root is: 'address' for all that comes out of memory, integers or the launch; an object of the kernel's own (its key); undefined for none. */
type Origin = unknown;

const ADDRESS = 'address';
const DYNAMIC_SHARED = 'dynamic shared';

export interface ArenaObjects {
  /** Is the value an address itself (not a step from one)? */
  isAddress(root: Value): boolean;
  readonly locals: readonly AllocaInst[];
  readonly shared: readonly Global[];
}

/** A constant table that the shader has itself. */
function isTable(global: Global): boolean {
  return constantText(global, needsWords(global.type), { nameOf: (struct) => struct.name, declarations: [] }) !== undefined;
}

/** `inMemory`: tables that are read in device memory, because their address is asked for. */
export function findArenaObjects(fn: Func, inMemory: ReadonlySet<Global> = new Set()): ArenaObjects {
  const body = fn.body!;
  const incoming = collectIncoming(body);
  const origins = new Map<Value, Set<Origin>>();
  for (const v of incoming.keys()) origins.set(v, new Set());

  const originOf = (root: Value): Origin => {
    switch (root.kind) {
      case 'param': {
        const index = body.params.indexOf(root);
        return index >= 0 && fn.kernel!.params[index]!.type.kind !== 'scalar' ? root : ADDRESS;
      }
      case 'const':
        return 'null';
      case 'undef':
        return undefined;
      case 'global-address':
        return root.global.space === 'shared' || (!inMemory.has(root.global) && isTable(root.global)) ? root.global : ADDRESS;
      case 'result':
        if (root.inst.kind === 'alloca') return root;
        return root.inst.kind === 'special' ? DYNAMIC_SHARED : ADDRESS;
      default:
        return ADDRESS;
    }
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const [v, sources] of incoming) {
      const set = origins.get(v)!;
      const before = set.size;
      for (const source of sources) {
        const { root } = chainOf(source);
        const known = origins.get(root);
        if (known !== undefined) for (const origin of known) set.add(origin);
        else if (root.kind !== 'undef') set.add(originOf(root));
      }
      changed ||= set.size > before;
    }
  }

  /** Strings that printf chooses among stay as they are. */
  const texts = new Set<Value>();
  forEachInst(body, (inst) => {
    if (inst.kind === 'call' && inst.callee.name === 'printf') for (const v of inst.operands) if (v.kind === 'result' && isChoiceOfTexts(v)) texts.add(v);
  });
  const isAddress = (root: Value): boolean => {
    if (root.type !== 'ptr' || texts.has(root)) return false;
    const set = origins.get(root);
    if (set === undefined) return root.kind === 'const' || originOf(root) === ADDRESS;
    return set.size > 1 || set.has(ADDRESS) || set.has('null');
  };

  const escaped = new Set<Origin>();
  const escape = (pointer: Value): void => {
    const { root } = chainOf(pointer);
    for (const origin of origins.get(root) ?? [originOf(root)]) escaped.add(origin);
  };
  for (const [v, sources] of incoming) if (isAddress(v)) sources.forEach(escape);
  forEachInst(body, (inst) => {
    switch (inst.kind) {
      case 'store':
        if (inst.operands[1]!.type === 'ptr') escape(inst.operands[1]!);
        break;
      case 'convert':
        if (inst.op === 'ptrtoint') escape(inst.operands[0]!);
        break;
      case 'compare':
        if (inst.operands[0]!.type === 'ptr' && inst.operands.some((v) => v.kind !== 'const' && isAddress(chainOf(v).root))) inst.operands.forEach(escape);
        break;
      case 'call':
        // What printf is given.
        for (const v of inst.operands) if (v.type === 'ptr' && !(v.kind === 'global-address' && v.global.constant) && !texts.has(v)) escape(v);
        break;
      case 'copy':
      case 'fill':
        if (inst.type === undefined) inst.operands.slice(0, inst.kind === 'copy' ? 2 : 1).forEach(escape);
        break;
      default:
        break;
    }
  });
  const tables = [...escaped].filter((origin): origin is Global => isGlobal(origin) && origin.space !== 'shared');
  if (tables.length > 0) return findArenaObjects(fn, new Set([...inMemory, ...tables]));
  const locals: AllocaInst[] = [];
  const shared: Global[] = [];
  for (const origin of escaped) {
    if (isGlobal(origin)) shared.push(origin);
    else if (isLocal(origin)) locals.push(origin.inst);
  }
  return { isAddress, locals, shared };
}

function isChoiceOfTexts(v: Value): boolean {
  if (v.kind === 'global-address') return v.global.constant;
  return v.kind === 'result' && v.inst.kind === 'select' && v.inst.operands.slice(1).every(isChoiceOfTexts);
}

function isGlobal(origin: Origin): origin is Global {
  return typeof origin === 'object' && origin !== null && (origin as { kind?: unknown }).kind === 'global';
}

function isLocal(origin: Origin): origin is InstResult & { readonly inst: AllocaInst } {
  return typeof origin === 'object' && origin !== null && (origin as { kind?: unknown }).kind === 'result';
}
