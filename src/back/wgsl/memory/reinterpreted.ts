/**
 * Memory that is accessed otherwise than its type says is found before anything is written, so that a kernel is written once. In: a kernel's shader. Out: the keys of the roots that must be words (words.ts) besides
 * those that are. Every access is put to the rules that write it (places.ts), with texts that stand for indices; what only shows where it is written is found there (NeedsWords).
 */
import type { CopyInst, FillInst, Inst, Value } from '../../../ir/ir.js';
import { forEachInst } from '../../../ir/walk.js';
import type { IndexWriter } from '../expression-text.js';
import { elementIndex, objectPlace, scalarPlace } from './places.js';
import { rootKey } from '../analyses/provenance.js';
import type { Shader } from '../shader.js';
import { storageFor } from '../shader.js';
import { SCALAR_SIZES, scalarOf } from '../types.js';
import { NeedsWords } from '../unsupported.js';
import { isLarge } from './word-objects.js';

export function findReinterpreted(shader: Shader): ReadonlySet<unknown> {
  const found = new Set<unknown>();
  const { fn, analyses } = shader;
  const positions = new Array<string | undefined>(analyses.count).fill(undefined);
  for (const v of analyses.joinedPointers()) positions[v.number] = 'position';
  // Pointers that loops and branches hand on have a variable each.
  const s: Shader = { ...shader, valueNames: positions };
  const w: IndexWriter = {
    as: () => 'value',
    asIndex: (v) => (v.kind === 'const' ? `${BigInt.asUintN(32, BigInt(v.value))}u` : 'index'),
    maximum: (v) => analyses.ranges.maximum(v),
  };
  const attempt = (pointer: Value, test: () => void): void => {
    // One access is enough.
    if (found.has(rootKey(s.provenance.rootOf(pointer)))) return;
    try {
      test();
    } catch (error) {
      if (!(error instanceof NeedsWords)) throw error;
      found.add(error.key);
    }
  };
  forEachInst(fn.body!, (inst) => {
    switch (inst.kind) {
      case 'load':
      case 'store':
        if (!isWords(s, inst.operands[0]!, inst)) attempt(inst.operands[0]!, () => accessScalar(s, w, inst));
        break;
      case 'atomic':
        if ((inst.memory === 'i32' || inst.memory === 'f32') && !isWords(s, inst.operands[0]!, inst)) attempt(inst.operands[0]!, () => scalarPlace(s, w, inst.operands[0]!, 4, inst.loc));
        break;
      case 'copy':
      case 'fill':
        for (const pointer of inst.operands.slice(0, inst.kind === 'copy' ? 2 : 1)) attempt(pointer, () => accessObject(s, w, inst, pointer));
        break;
      case 'loop':
      case 'yield':
      case 'break':
      case 'continue':
        for (const v of inst.operands) if (v.type === 'ptr' && v.kind !== 'undef' && v.kind !== 'const') attempt(v, () => handOn(s, w, v, inst));
        break;
      default:
        break;
    }
  });
  return found;
}

function isWords(s: Shader, pointer: Value, inst: Inst): boolean {
  return storageFor(s, pointer, inst.loc).words;
}

function accessScalar(s: Shader, w: IndexWriter, inst: Extract<Inst, { kind: 'load' | 'store' }>): void {
  const place = scalarPlace(s, w, inst.operands[0]!, SCALAR_SIZES[inst.memory], inst.loc);
  const isTruth = scalarOf(place.type, inst.loc) === 'bool';
  const { memory } = inst;
  if ((memory === 'i1' || memory === 'i8' || memory === 'i16') && (memory === 'i1') !== isTruth) throw new NeedsWords(rootKey(s.provenance.rootOf(inst.operands[0]!)), inst.loc);
}

/** One side of a copy, or what is filled. */
function accessObject(s: Shader, w: IndexWriter, inst: CopyInst | FillInst, pointer: Value): void {
  const { type } = inst;
  if (type === undefined || isWords(s, pointer, inst)) return;
  const { root, atomic } = storageFor(s, pointer, inst.loc);
  // What is copied word by word must be words on both sides.
  const isWordwise = inst.kind === 'copy' && isLarge(type) && inst.operands.slice(0, 2).some((side) => isWords(s, side, inst));
  if (atomic || isWordwise) throw new NeedsWords(rootKey(root), inst.loc);
  objectPlace(s, w, pointer, type, inst.loc);
}

function handOn(s: Shader, w: IndexWriter, v: Value, inst: Inst): void {
  const { words, isArray, type } = storageFor(s, v, inst.loc);
  if (!words && (isArray || type.kind === 'array')) elementIndex(s, w, v, inst.loc);
}
