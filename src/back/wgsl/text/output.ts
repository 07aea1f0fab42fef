/**
 * The output binding (interface.ts): records of printf, and faults: failed assertions and traps. In: a call or intrinsic. Out: a statement that calls a function of the shader.
 */
import type { CallInst, Inst, IntrinsicInst, Value } from '../../../ir/ir.js';
import { doubleHelper } from '../numbers/doubles/library.js';
import type { ExpressionWriter } from '../expression-text.js';
import { arenaFunction, lineText } from '../arena/search.js';
import { LINEAR_BLOCK, NO_STRING, OUTPUT, reportFunction } from '../faults.js';
import { isArenaKernel } from '../kernel-params.js';
import { rootKey } from '../analyses/provenance.js';
import type { Shader } from '../shader.js';
import { storageFor } from '../shader.js';
import { conversionsOf, textOf } from '../formats.js';
import { Unsupported } from '../unsupported.js';

const ASSERT = 710;
const LAUNCH_FAILURE = 719;
const FIRST_RECORD = 8;
/** High word of a string whose bytes are a record. */
const TEXT = '0xfffffffeu';

function stringIndex(s: Shader, name: string): number {
  s.output = true;
  const known = s.strings.indexOf(name);
  return known >= 0 ? known : s.strings.push(name) - 1;
}

/** A string as an argument: an index, if it is a constant; a record of its bytes, if it is in memory. */
function stringText(s: Shader, w: ExpressionWriter, v: Value, loc: number): string {
  if (v.kind === 'global-address' && v.global.constant) return `vec2u(${stringIndex(s, v.global.name)}u, ${NO_STRING})`;
  if (v.kind === 'result' && v.inst.kind === 'select') {
    const [condition, then, otherwise] = v.inst.operands as [Value, Value, Value];
    return `select(${stringText(s, w, otherwise, loc)}, ${stringText(s, w, then, loc)}, ${w.as(condition, 'bool')})`;
  }
  const { space, root } = storageFor(s, v, loc);
  if (space !== 'arena' && !s.windows.has(rootKey(root))) throw new Unsupported('printf of a string that is in memory', loc);
  return `${textFunction(s)}(${w.address(v, loc)}, ${lineText(s, loc)})`;
}

/** Writes a string in memory as a record without a format; gives where it is among the records, in words, and a mark. What does not fit is an empty string. */
function textFunction(s: Shader): string {
  const name = 'print__text';
  s.output = true;
  const load = arenaFunction(s, 'load_u8');
  if (!s.helpers.has(name)) {
    s.helpers.set(name, `fn ${name}(origin: u32, line: u32) -> vec2u {
  if origin == 0u {
    return vec2u();
  }
  var bytes = 0u;
  while ${load}(origin + bytes, line) != 0u {
    bytes += 1u;
  }
  let words = 3u + (bytes >> 2u);
  let at = atomicAdd(&${OUTPUT}[0], words) + ${FIRST_RECORD}u;
  if at + words > arrayLength(&${OUTPUT}) {
    return vec2u(0u, ${TEXT});
  }
  atomicStore(&${OUTPUT}[at], words);
  atomicStore(&${OUTPUT}[at + 1u], ${NO_STRING});
  for (var i = 0u; i <= bytes; i += 4u) {
    var word = 0u;
    for (var k = 0u; k < min(4u, bytes - i); k += 1u) {
      word |= ${load}(origin + i + k, line) << (8u * k);
    }
    atomicStore(&${OUTPUT}[at + 2u + (i >> 2u)], word);
  }
  return vec2u(at - ${FIRST_RECORD - 2}u, ${TEXT});
}`);
  }
  return name;
}

function argumentText(s: Shader, w: ExpressionWriter, v: Value, conversion: string | undefined, loc: number): string {
  const { type } = v;
  if (conversion === 's' && (type === 'i32' || type === 'i64')) {
    // A pointer that was only handed on.
    if (!isArenaKernel(s.fn)) throw new Unsupported('printf of a string that is in memory', loc);
    return `${textFunction(s)}(${w.as(v, 'u32')}, ${lineText(s, loc)})`;
  }
  switch (type) {
    case 'i32':
    case 'i1':
      return `vec2u(${w.as(v, 'u32')}, 0u)`;
    case 'f32':
      return `${doubleHelper(s.helpers, 'f64_of_f32')}(${w.as(v, 'f32')})`;
    case 'i64':
    case 'f64':
      return w.as(v, 'vec2u');
    case 'ptr':
      if (conversion === 's') return stringText(s, w, v, loc);
      return v.kind === 'const' ? `vec2u(${Number(v.value) >>> 0}u, 0u)` : `vec2u(${w.address(v, loc)}, 0u)`;
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      throw new Error(`${type} in a kernel for a GPU`);
    default:
      throw new Error(`an argument of type ${type}`);
  }
}

/** A record of printf. */
export function printText(s: Shader, w: ExpressionWriter, call: CallInst): string {
  const [format, ...args] = call.operands as [Value, ...Value[]];
  const text = textOf(format);
  if (text === undefined) throw new Unsupported('printf with a format that is not known when it is compiled', call.loc);
  if (format.kind !== 'global-address') throw new Error('a format without a name');
  const conversions = conversionsOf(text);
  // No identifier of the source has a double underscore.
  const helper = `print__${args.length}`;
  s.output = true;
  if (!s.helpers.has(helper)) {
    const words = 2 + 2 * args.length;
    const names = args.map((_, i) => `a${i}`);
    const store = (at: number, value: string): string => `  atomicStore(&${OUTPUT}[at + ${at}u], ${value});`;
    s.helpers.set(helper, [
      `fn ${helper}(format: u32${names.map((name) => `, ${name}: vec2u`).join('')}) {`,
      `  let at = atomicAdd(&${OUTPUT}[0], ${words}u) + ${FIRST_RECORD}u;`,
      `  if at + ${words}u > arrayLength(&${OUTPUT}) {`, '    return;', '  }',
      store(0, `${words}u`), store(1, 'format'), ...names.flatMap((name, i) => [store(2 + 2 * i, `${name}.x`), store(3 + 2 * i, `${name}.y`)]),
      '}',
    ].join('\n'));
  }
  return `${helper}(${[`${stringIndex(s, format.global.name)}u`, ...args.map((v, i) => argumentText(s, w, v, conversions[i], call.loc))].join(', ')});`;
}

/** Reports a fault of this thread: the first one of a launch is kept. */
export function faultText(s: Shader, w: ExpressionWriter, inst: CallInst | IntrinsicInst): string {
  reportFunction(s);
  for (const input of ['block_idx', 'grid_dim']) s.inputs.add(input);
  // What it has as its last operand (legalize/output.ts).
  const thread = w.as(inst.operands[inst.operands.length - 1]!, 'u32');
  const where = [LINEAR_BLOCK, thread];
  if (inst.kind === 'call') {
    const [expression, file, line, name] = inst.operands as [Value, Value, Value, Value];
    const index = (v: Value): string => (v.kind === 'global-address' ? `${stringIndex(s, v.global.name)}u` : NO_STRING);
    return `report_fault(${[`${ASSERT}u`, ...where, index(expression), w.as(line, 'u32'), index(file), index(name)].join(', ')});`;
  }
  const code = inst.name === 'abort-kernel' ? w.as(inst.operands[0]!, 'u32') : `${LAUNCH_FAILURE}u`;
  return `report_fault(${[code, ...where, NO_STRING, `${lineNumber(s, inst)}u`, NO_STRING, NO_STRING].join(', ')});`;
}

function lineNumber(s: Shader, inst: Inst): number {
  return s.sourceOf(inst)?.line ?? 0;
}
