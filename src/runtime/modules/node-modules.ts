/** Node's own modules for code that runs in browsers as well: not imported, so that bundlers for pages find nothing of Node. */

interface NodeModules {
  readonly 'node:fs': typeof import('node:fs');
  readonly 'node:module': typeof import('node:module');
  readonly 'node:os': typeof import('node:os');
  readonly 'node:worker_threads': typeof import('node:worker_threads');
}

interface NodeProcess {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly versions?: { readonly node?: string };
  cwd(): string;
  getBuiltinModule?<N extends keyof NodeModules>(name: N): NodeModules[N];
}

export interface NodeHost {
  readonly process: NodeProcess;
  module<N extends keyof NodeModules>(name: N): NodeModules[N];
}

/** undefined: this is no Node, or a page that has Node about it. */
export function findNode(): NodeHost | undefined {
  const { process } = globalThis as { process?: NodeProcess };
  if (process?.versions?.node === undefined || 'window' in globalThis || 'WorkerGlobalScope' in globalThis) return undefined;
  return {
    process,
    module(name) {
      if (process.getBuiltinModule === undefined) throw new Error(`cuda-wasm needs Node 20.16 or later; this is ${process.versions!.node}`);
      return process.getBuiltinModule(name);
    },
  };
}
