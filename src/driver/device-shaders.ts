/** Kernels → shaders for program assembly, with refusals as the diagnostics that the user would see; and the lines of the user's own sources that generated code mentions. */
import type { DeviceShader } from '../back/wasm/device-shaders.js';
import type { LoopedForms } from '../back/wgsl/kernel-shader.js';
import { kernelShader } from '../back/wgsl/kernel-shader.js';
import type { LineOf } from '../back/wgsl/shader.js';
import { renderDiagnostics } from '../diagnostics/render.js';
import { createDiagnostics } from '../diagnostics/sink.js';
import { wgslMessages } from '../diagnostics/wgsl-messages.js';
import type { MessageRow } from '../diagnostics/diagnostic.js';
import type { Func } from '../ir/ir.js';
import type { SourceManager } from '../source/source-manager.js';

export function ownLines(sources: SourceManager): LineOf {
  const known = new Map<number, ReturnType<LineOf>>();
  return (loc) => {
    if (loc === 0) return undefined;
    if (!known.has(loc)) {
      const at = sources.expansionLoc(loc);
      known.set(loc, sources.isSystem(at) ? undefined : { ...sources.expansion(loc), text: sources.lineText(at) });
    }
    return known.get(loc);
  };
}

export function deviceShaders(sources: SourceManager, arenaAlways: boolean, looped?: LoopedForms): (kernel: Func) => DeviceShader {
  const lineOf = ownLines(sources);
  const strings: string[] = [];
  const rendered = (message: MessageRow, loc: number, args: readonly string[]): string => {
    const diagnostics = createDiagnostics(sources, {});
    diagnostics.report(message, loc, args);
    return renderDiagnostics(diagnostics.list, sources);
  };
  return (kernel) => {
    const shader = kernelShader(kernel, lineOf, {
      strings,
      arenaAlways,
      ...(looped === undefined ? {} : { looped }),
      refusal: (fn, loc, what) => rendered(wgslMessages.unsupported, loc, [fn.pretty, what]),
      waiting: (fn, loc) => rendered(wgslMessages.waitsInLoop, loc, [fn.pretty]),
    });
    const forms = [shader, ...(shader.looped === undefined ? [] : [shader.looped])].flatMap(({ distinct, aliased, arena }) => [distinct, aliased, arena]);
    if (shader.coarse !== undefined) forms.push(shader.coarse.distinct);
    const variables = forms.flatMap((form) => [
      ...(form?.bindings.flatMap(({ source }) => (source.kind === 'variable' ? [source.name] : [])) ?? []),
      ...(form?.params?.fields.flatMap((field) => (field.kind === 'variable' ? [field.name] : [])) ?? []),
    ]);
    const functions = forms.flatMap((form) => form?.functions.map(({ name }) => name) ?? []);
    return { variables: [...new Set(variables)], functions: [...new Set(functions)], strings, shader };
  };
}
