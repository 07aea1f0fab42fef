/** Functions that a kernel calls and that stay functions (outline.ts) → WGSL functions. In: the kernel's shader, and a pure function between scalars. Out: its text, part of the shader; what it needs of the module is shared with the kernel. */
import type { Func, ValueType } from '../../../ir/ir.js';
import { textureKindsOf } from '../functions.js';
import { isArenaKernel } from '../kernel-params.js';
import type { Shader } from '../shader.js';
import { createShader, TEXTURES_LINE } from '../shader.js';
import type { WgslScalar } from '../types.js';
import { Unsupported } from '../unsupported.js';

/** How values of a type are handed to functions and back. */
export function passedAs(type: ValueType, loc: number): WgslScalar {
  switch (type) {
    case 'i1':
      return 'bool';
    case 'i32':
    case 'f32':
      return type;
    case 'i64':
    case 'f64':
      return 'vec2u';
    default:
      throw new Unsupported('a pointer as a value', loc);
  }
}

/** Lets a kernel's shader take in the functions that it calls, each when it is asked for. */
export function provideFunctions(kernel: Shader, emitBody: (s: Shader) => string[]): void {
  const known = new Map<Func, string>();
  kernel.functionFor = (fn) => {
    const done = known.get(fn);
    if (done !== undefined) return done;
    if (fn.body === undefined || fn.result === undefined || !fn.pure) return undefined;
    const name = kernel.names.uniqueInModule(`${fn.name}_${fn.result}`);
    known.set(fn, name);
    kernel.names.open();
    const s = createShader(kernel.analyses.of(fn), kernel.lineOf, kernel.asWords, kernel.strings, kernel.alike, kernel);
    if (s.storages.has('arena') && !isArenaKernel(kernel.fn)) throw new Unsupported('a pointer made of an integer', fn.loc);
    const params = fn.body.params.map((param, i) => {
      const type = passedAs(param.type, fn.loc);
      const own = s.names.unique(fn.params[i]?.name || 'x');
      s.valueNames[param.number] = own;
      s.valueTypes[param.number] = type;
      return `${own}: ${type}`;
    });
    const lines = emitBody(s);
    kernel.names.close();
    // For textures of some kinds only: a line tells the runtime that others need no body.
    const kinds = textureKindsOf(fn.name);
    const mark = kinds === undefined ? '' : `${TEXTURES_LINE}${kinds}\n`;
    kernel.helpers.set(name, `${mark}fn ${name}(${params.join(', ')}) -> ${passedAs(fn.result, fn.loc)} {\n${lines.join('\n')}\n}`);
    return name;
  };
}
