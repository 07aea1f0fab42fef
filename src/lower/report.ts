/** Diagnostics of lowering: constructs that the compiler knows but cannot translate. */
import { lowerMessages } from '../diagnostics/lower-messages.js';
import type { Loc } from '../source/loc.js';
import type { FunctionState } from './context.js';

/** Reports and makes the rest of the region unreachable-safe: the module is not emitted after an error. */
export function reportUnsupported(f: FunctionState, what: string, loc: Loc): void {
  f.unit.diagnostics.report(lowerMessages.unsupported, loc, [what]);
}

/** Device code sees constants of the host, but no variables. */
export function reportHostVariable(f: FunctionState, name: string): void {
  f.unit.diagnostics.report(lowerMessages.hostVariable, f.b.loc, [name]);
}

export function reportSharedVariable(f: FunctionState, name: string): void {
  f.unit.diagnostics.report(lowerMessages.sharedInHost, f.b.loc, [name]);
}

export function reportInDevice(f: FunctionState, what: string, loc: Loc): void {
  f.unit.diagnostics.report(lowerMessages.unsupportedInDevice, loc, [what]);
}
