import { describe, expect, it } from 'vitest';
import { parseModuleText } from '../ir/parse-text.js';
import { validateModule } from '../ir/validate.js';
import { early, late, optimize } from './pipeline.js';

describe('the pipeline', () => {
  it('runs each pass after what it needs', () => {
    for (const lists of [early, late]) {
      for (const list of Object.values(lists)) {
        list.forEach((pass, i) => {
          for (const needed of pass.after) expect(list.slice(0, i).map((p) => p.name), `${pass.name} needs ${needed}`).toContain(needed);
        });
      }
    }
  });
  it('names the pass that broke the module', () => {
    const module = parseModuleText('func @main() -> i32 host external {\n  %a: i32 = add 1, 2l\n  return %a\n}');
    expect(() => optimize(module, { level: 1, verify: true })).toThrow('IR is invalid after the input');
  });
  it('inlines everything into kernels, recursive functions excepted, and drops what is unused', () => {
    const module = parseModuleText(`func @leaf(%p: ptr) any internal inline never {
  barrier block
  store i32, %p, 1
  return
}
func @loop(%p: ptr) any internal {
  call @leaf(%p)
  call @loop(%p)
  return
}
func @k(%p: ptr) kernel external export "k" kernel(p: ptr @0) bytes 8 {
  call @leaf(%p)
  call @loop(%p)
  return
}
func @unused() any external {
  return
}`);
    optimize(module, { level: 2, kernels: 'everything', verify: true });
    expect(validateModule(module)).toEqual([]);
    expect([...module.functions.keys()]).toEqual(['leaf', 'loop', 'k']);
    const calls = module.functions.get('k')!.body!.insts.filter((i) => i.kind === 'call').map((i) => i.callee.name);
    expect(calls).toEqual(['loop']);
  });
  it('ends forced copies at a size, and where they lie too deep in each other', () => {
    const doubling = (n: number, calls: number): string => {
      const twice = Array.from({ length: n }, (_, i) => {
        const body = Array.from({ length: calls }, () => `  call @f${i}(%p)\n`).join('');
        return `func @f${i + 1}(%p: ptr) any external inline always {\n${body}  return\n}`;
      });
      return `func @f0(%p: ptr) any external inline always {\n  store i32 volatile, %p, 1\n  return\n}\n${twice.join('\n')}`;
    };
    const sizes = (text: string): number[] => {
      const module = parseModuleText(text);
      optimize(module, { level: 2, wholeProgram: false, inlineSize: 1000, verify: true });
      return [...module.functions.values()].map((fn) => fn.body!.insts.length);
    };
    const doubled = sizes(doubling(24, 2));
    expect(Math.max(...doubled)).toBeLessThanOrEqual(1100);
    expect(doubled[5]).toBe(33);
    expect(Math.max(...sizes(doubling(900, 1)))).toBeLessThan(10);
  });
});
