/** The compiler, in a worker of its own: one request at a time is awaited by its number. */
import type { CompileReply, CompileRequest, Target, TextForm } from './compile-worker.js';

const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), { type: 'module' });
const waiting = new Map<number, (reply: CompileReply) => void>();
let last = 0;

worker.onmessage = ({ data }: MessageEvent<CompileReply>) => {
  waiting.get(data.id)?.(data);
  waiting.delete(data.id);
};

export function compile(source: string, target: Target, form?: TextForm): Promise<CompileReply> {
  const id = ++last;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    worker.postMessage({ id, sysroot: new URL('sysroot', document.baseURI).href, source, target, ...(form && { form }) } satisfies CompileRequest);
  });
}
