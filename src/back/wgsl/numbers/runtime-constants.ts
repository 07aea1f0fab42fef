/** Numbers that engines are not to know when they compile, lest they cancel what is computed with them: members of the parameters' block. */
import type { Names } from '../names.js';

/** `whole` is what rounds to whole numbers (math.ts). */
export type RuntimeConstant = 'one' | 'zero' | 'negative_zero' | 'whole';

/** What they are noted in: a kernel's shader, or a function's within it. */
export interface ConstantShader {
  readonly runtimeConstants: Map<RuntimeConstant, string>;
  readonly blockNames: Names;
  readonly outer?: ConstantShader | undefined;
}

export const CONSTANT_BITS: Readonly<Record<RuntimeConstant, number>> = { one: 0x3f800000, zero: 0, negative_zero: 0x80000000, whole: 0x4b40007f };

export function runtimeConstant(s: ConstantShader, which: RuntimeConstant): string {
  const module = s.outer ?? s;
  let name = module.runtimeConstants.get(which);
  if (name === undefined) module.runtimeConstants.set(which, (name = module.blockNames.unique(which)));
  return `params.${name}`;
}
