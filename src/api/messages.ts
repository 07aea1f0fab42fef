/** What the API's thread asks of the one that compiles (compile-worker.ts), and what it is told. All of it can be sent between threads. */
import type { JsonDiagnostic, KernelOptions, KernelTarget } from '../driver/index.js';
import type { Artifact } from '../runtime/modules/index.js';

export interface CompileRequest {
  readonly id: number;
  readonly source: string;
  /** Further texts by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly targets: readonly KernelTarget[];
  readonly options: Omit<KernelOptions, 'onPhase'>;
  /** Where the sysroot is served from; in Node it lies beside the package. */
  readonly sysroot: string | undefined;
}

export type CompileReply =
  | { readonly id: number; readonly kind: 'done'; readonly artifact: Artifact | undefined; readonly diagnostics: readonly JsonDiagnostic[]; readonly text: string }
  /** The compiler itself failed. */
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };
