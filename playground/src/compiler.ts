/** The compiler, in a worker of its own: requests are told apart by their numbers. What was compiled last is kept, so that running what was just checked compiles nothing. */
import type { CompileReply, CompileRequest, Target } from './compile-worker.js';

const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), { type: 'module' });
const waiting = new Map<number, (reply: CompileReply) => void>();
let last = 0;

worker.onmessage = ({ data }: MessageEvent<CompileReply>) => {
  waiting.get(data.id)?.(data);
  waiting.delete(data.id);
};

let kept: { readonly key: string; readonly reply: Promise<CompileReply> } | undefined;

export function compile(source: string, target: Target, options: Pick<CompileRequest, 'form' | 'profile'> = {}): Promise<CompileReply> {
  const key = JSON.stringify([target, options, source]);
  if (kept?.key === key) return kept.reply;
  const id = ++last;
  const reply = new Promise<CompileReply>((resolve) => {
    waiting.set(id, resolve);
    worker.postMessage({ id, sysroot: new URL('sysroot', document.baseURI).href, source, target, ...options } satisfies CompileRequest);
  });
  if (options.form === undefined) {
    const own = { key, reply };
    kept = own;
    // After a failure, the network's it may be, one tries again.
    void reply.then(({ failure }) => {
      if (failure !== undefined && kept === own) kept = undefined;
    });
  }
  return reply;
}
