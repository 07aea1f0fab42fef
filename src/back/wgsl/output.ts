/**
 * The output binding (interface.ts): records of printf, and faults: failed assertions and traps. In: a call or intrinsic. Out: a statement that calls a function of the shader.
 */
import type { CallInst, Inst, IntrinsicInst, Value } from '../../ir/ir.js';
import { doubleHelper } from './doubles/library.js';
import type { ExpressionWriter } from './expressions.js';
import type { Shader } from './shader.js';
import { Unsupported } from './unsupported.js';

const ASSERT = 710;
const LAUNCH_FAILURE = 719;
const FIRST_RECORD = 8;
export const NO_STRING = '0xffffffffu';

function stringIndex(s: Shader, name: string): number {
  s.output = true;
  const known = s.strings.indexOf(name);
  return known >= 0 ? known : s.strings.push(name) - 1;
}

/** The text of a constant string, to its end. */
function textOf(v: Value): string | undefined {
  if (v.kind !== 'global-address' || v.global.init === undefined || !v.global.constant) return undefined;
  const { bytes } = v.global.init;
  const end = bytes.indexOf(0);
  return String.fromCharCode(...bytes.subarray(0, end < 0 ? bytes.length : end));
}

/** One letter an argument of a format: the conversion; `*` for a width that is given. */
function conversionsOf(format: string): string[] {
  return [...format.matchAll(/%(?:%|[-+ #0]*(\*|\d*)(?:\.(\*|\d*))?(?:hh|h|ll|l|j|z|t|L)?([a-zA-Z]))/g)].flatMap((m) => (m[0] === '%%' ? [] : [...(m[1] === '*' ? ['*'] : []), ...(m[2] === '*' ? ['*'] : []), m[3]!]));
}

/** A pointer to a constant string as its index. */
function stringText(s: Shader, w: ExpressionWriter, v: Value, loc: number): string {
  if (v.kind === 'global-address' && v.global.constant) return `${stringIndex(s, v.global.name)}u`;
  if (v.kind === 'result' && v.inst.kind === 'select') {
    const [condition, then, otherwise] = v.inst.operands as [Value, Value, Value];
    return `select(${stringText(s, w, otherwise, loc)}, ${stringText(s, w, then, loc)}, ${w.as(condition, 'bool')})`;
  }
  throw new Unsupported('printf of a string that is in memory', loc);
}

function argumentText(s: Shader, w: ExpressionWriter, v: Value, conversion: string | undefined, loc: number): string {
  const { type } = v;
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
      if (conversion === 's') return `vec2u(${stringText(s, w, v, loc)}, ${NO_STRING})`;
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

/** Name of the binding. */
export const OUTPUT = 'kernel__output';

/** The block's linear index. */
export const LINEAR_BLOCK = '(block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x';

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

/** The function that reports a fault, which the shader has then. */
export function reportFunction(s: Shader): void {
  s.output = true;
  if (!s.helpers.has('report_fault')) {
    s.helpers.set('report_fault', `fn report_fault(code: u32, linear_block: u32, linear_thread: u32, message: u32, line: u32, file: u32, function_name: u32) {
  loop {
    let result = atomicCompareExchangeWeak(&${OUTPUT}[1], 0u, code);
    if result.exchanged {
      break;
    }
    if result.old_value != 0u {
      return;
    }
  }
  atomicStore(&${OUTPUT}[2], linear_block);
  atomicStore(&${OUTPUT}[3], linear_thread);
  atomicStore(&${OUTPUT}[4], message);
  atomicStore(&${OUTPUT}[5], line);
  atomicStore(&${OUTPUT}[6], file);
  atomicStore(&${OUTPUT}[7], function_name);
}`);
  }
}

function lineNumber(s: Shader, inst: Inst): number {
  return s.sourceOf(inst)?.line ?? 0;
}
