/** Questions about functions that are answered without reading the bodies of those with an image. */
import type { Func } from './ir.js';

/** Is it defined by code of ours? Unlike `fn.body !== undefined` this does not read the body. */
export function hasBody(fn: Func): boolean {
  return fn.image !== undefined || fn.body !== undefined;
}
