/**
 * Makes a program tell a profiler what it does. In: a linked program, before its optimisation. Out: the same, in which calls of the CUDA API, the device's work (where kernels run in the program itself) and NVTX ranges go through wrappers:
 *
 *   if (*counter != 0) { --*counter; work(); } else { token = profile_enter(id, counter, a, b); work(); profile_leave(token); }
 *
 * So the profiler chooses how many calls go by untimed before it is asked again, which costs two nanoseconds a call; kernels have counters of their own, in their descriptors. A call that launches is told when its kernel is: it looks at that
 * counter and leaves it alone. API calls inside of others are not told.
 */
import { append, call, compare, constI32, createBuilder, createRegion, convert, globalAddress, index, load, returnValue, store, yieldValues, binary } from '../ir/build.js';
import type { Builder } from '../ir/build.js';
import { hasBody } from '../ir/image.js';
import type { Func, Global, IfInst, MemoryType, Module, Region, Value, ValueType } from '../ir/ir.js';

/** Where a launch's description has its kernel, and a kernel's descriptor its counter (sysroot/include/__cuda_wasm/abi.h). */
const launchKernel = 48;
const kernelCounter = 48;

/** Ids of what devices do; API calls come after. `b` of copies: cudaMemcpyKind. */
export const profiledWork = { kernel: 0, copy: 1, fill: 2, firstCall: 3 } as const;

const apiNames = /^(cuda|cublas|cufft|curand|cusparse|cusolver|cudnn|npp|nccl)[A-Z]\w*$/;
/** What `k<<<…>>>` calls, and what else is given a kernel's descriptor first. */
const launchName = '__cw_launch_kernel';
const launches: ReadonlySet<string> = new Set([launchName, 'cudaLaunchKernel']);

const byteType: MemoryType = { kind: 'scalar', scalar: 'i8', size: 1, align: 1, unsigned: true };

function importFunction(name: string, params: readonly ValueType[], result: ValueType | undefined): Func {
  return {
    kind: 'function', name: `__cw_${name}`, pretty: name, side: 'both', space: 'host', params: params.map((type) => ({ type, name: '' })), result, linkage: 'external', body: undefined, import: { module: 'cuda_wasm', name },
    exportName: undefined, inline: undefined, noreturn: false, pure: false, kernel: undefined, loc: 0,
  };
}

function zeros(name: string, bytes: number): Global {
  return { kind: 'global', name, type: { kind: 'bytes', size: bytes, align: 4 }, space: 'host', linkage: 'internal', init: { bytes: new Uint8Array(bytes), relocations: [] }, align: 4, constant: false, loc: 0 };
}

/** Names of the API calls that the program can make: their ids are their places after `profiledWork.firstCall`. `device`: kernels run in the program. */
export function profileCalls(module: Module, device: boolean): string[] {
  const enter = importFunction('profile_enter', ['i32', 'ptr', 'i32', 'i32'], 'i32');
  const leave = importFunction('profile_leave', ['i32'], undefined);
  const calls = [...module.functions.values()].filter((fn) => hasBody(fn) && fn.side === 'both' && (fn.space === 'host' || fn.space === 'any') && (apiNames.test(fn.name) || fn.name === launchName));
  const counters = zeros('__cw_profile_counters', 4 * (profiledWork.firstCall + 4 + calls.length));
  const depth = zeros('__cw_profile_depth', 4);
  for (const global of [counters, depth]) module.globals.set(global.name, global);
  for (const fn of [enter, leave]) module.functions.set(fn.name, fn);
  const at = (b: Builder, base: Value, offset: number | Value): Value => index(b, base, byteType, typeof offset === 'number' ? constI32(offset) : offset);

  /** The call, told if it is time for that. */
  function counted(b: Builder, inner: Func, args: Value[], id: number, counter: Value, a: Value, second: Value): Value | undefined {
    const left = load(b, 'i32', counter, false, 4);
    const choice = append<IfInst>(b, { kind: 'if', operands: [compare(b, 'ne', left, constI32(0))], then: createRegion(), otherwise: createRegion() }, inner.result === undefined ? [] : [inner.result]);
    const [quick, told] = [createBuilder(choice.then), createBuilder(choice.otherwise)];
    store(quick, 'i32', counter, binary(quick, 'sub', left, constI32(1)), 4);
    finish(quick, call(quick, inner, args));
    const token = call(told, enter, [constI32(id), counter, a, second])!;
    const result = call(told, inner, args);
    call(told, leave, [token]);
    finish(told, result);
    return choice.results[0];
  }

  /** A launch: `b` of what is told is whether it is inside of another call. */
  function launch(b: Builder, inner: Func, args: Value[], id: number): Value | undefined {
    const counter = at(b, args[0]!, kernelCounter);
    const choice = append<IfInst>(b, { kind: 'if', operands: [compare(b, 'ne', load(b, 'i32', counter, false, 4), constI32(0))], then: createRegion(), otherwise: createRegion() }, inner.result === undefined ? [] : [inner.result]);
    const [quick, told] = [createBuilder(choice.then), createBuilder(choice.otherwise)];
    finish(quick, call(quick, inner, args));
    const outside = load(told, 'i32', globalAddress(depth), false, 4);
    store(told, 'i32', globalAddress(depth), constI32(1), 4);
    const token = call(told, enter, [constI32(id), counter, constI32(0), outside])!;
    const result = call(told, inner, args);
    call(told, leave, [token]);
    store(told, 'i32', globalAddress(depth), outside, 4);
    finish(told, result);
    return choice.results[0];
  }

  function wrap(fn: Func, body: (b: Builder, inner: Func, args: Value[]) => Value | undefined): void {
    const inner = moveBody(module, fn);
    const region: Region = createRegion(fn.params.map(({ type, name }) => ({ type, name })));
    const b = createBuilder(region);
    returnValue(b, body(b, inner, region.params));
    fn.body = region;
  }

  calls.forEach((fn, i) => {
    const id = profiledWork.firstCall + i;
    if (device && launches.has(fn.name)) wrap(fn, (b, inner, args) => launch(b, inner, args, id));
    else wrap(fn, (b, inner, args) => {
      const isInside = compare(b, 'ne', load(b, 'i32', globalAddress(depth), false, 4), constI32(0));
      const choice = append<IfInst>(b, { kind: 'if', operands: [isInside], then: createRegion(), otherwise: createRegion() }, inner.result === undefined ? [] : [inner.result]);
      const [inside, outside] = [createBuilder(choice.then), createBuilder(choice.otherwise)];
      finish(inside, call(inside, inner, args));
      store(outside, 'i32', globalAddress(depth), constI32(1), 4);
      const result = counted(outside, inner, args, id, at(outside, globalAddress(counters), 4 * (id + 4)), constI32(0), constI32(0));
      store(outside, 'i32', globalAddress(depth), constI32(0), 4);
      finish(outside, result);
      return choice.results[0];
    });
  });
  if (device) {
    const find = (name: string, change: (b: Builder, inner: Func, args: Value[]) => Value | undefined): void => {
      const fn = module.functions.get(name);
      if (fn !== undefined && hasBody(fn)) wrap(fn, change);
    };
    find('__cw_dev_launch', (b, inner, args) => {
      const kernel = load(b, 'ptr', at(b, args[0]!, launchKernel), false, 8);
      return counted(b, inner, args, profiledWork.kernel, at(b, kernel, kernelCounter), convert(b, 'ptrtoint', kernel, 'i32'), constI32(0));
    });
    // to, pitch, from, pitch, width, height, direction, stream
    find('__cw_dev_copy', (b, inner, args) => {
      const bytes = convert(b, 'trunc', binary(b, 'mul', args[4]!, args[5]!), 'i32');
      return counted(b, inner, args, profiledWork.copy, at(b, globalAddress(counters), binary(b, 'mul', binary(b, 'and', args[6]!, constI32(3)), constI32(4))), bytes, args[6]!);
    });
    // to, pitch, value, width, height, stream
    find('__cw_dev_fill', (b, inner, args) => counted(b, inner, args, profiledWork.fill, at(b, globalAddress(counters), 16), convert(b, 'trunc', binary(b, 'mul', args[3]!, args[4]!), 'i32'), constI32(0)));
  }
  ranges(module);
  return calls.map(({ name }) => (name === launchName ? 'cudaLaunchKernel' : name));
}

function finish(b: Builder, result: Value | undefined): void {
  yieldValues(b, result === undefined ? [] : [result]);
}

/** A function with another's code; that one has none afterwards. */
function moveBody(module: Module, fn: Func): Func {
  const inner: Func = {
    kind: 'function', name: `${fn.name}.profiled`, pretty: fn.pretty, side: fn.side, space: fn.space, params: fn.params, result: fn.result, linkage: 'internal', body: fn.body, import: undefined, exportName: undefined,
    inline: 'never', noreturn: fn.noreturn, pure: false, kernel: undefined, loc: fn.loc, floats: fn.floats,
    ...(fn.optimized === undefined ? {} : { optimized: fn.optimized }), ...(fn.image === undefined ? {} : { image: fn.image }),
  };
  delete fn.image;
  delete fn.optimized;
  module.functions.set(inner.name, inner);
  return inner;
}

/** Where event attributes have their message (nvtx3/nvToolsExt.h). */
const messageAt = 40;

/** NVTX: our header's functions do nothing; what they are told goes to the profiler. The last letter says how the name is given. */
function ranges(module: Module): void {
  const push = importFunction('profile_push', ['ptr', 'i32'], 'i32');
  const pop = importFunction('profile_pop', ['i32'], undefined);
  let any = false;
  for (const fn of [...module.functions.values()]) {
    const [, , action, form] = /nvtx(Domain)?Range(Push|Pop|Start|End)(A|W|Ex)?(?![a-zA-Z])/.exec(fn.pretty) ?? [];
    if (action === undefined || fn.space !== 'host' || !hasBody(fn)) continue;
    any = true;
    const region = createRegion(fn.params.map(({ type, name }) => ({ type, name })));
    const b = createBuilder(region);
    const last = region.params[region.params.length - 1];
    // Ranges that are pushed have the number 0; those that are started have others, by which they end.
    if (action === 'Push' || action === 'Start') {
      const text = form === 'Ex' ? load(b, 'ptr', index(b, last!, byteType, constI32(messageAt)), false, 8) : last!;
      const number = call(b, push, [text, constI32((form === 'W' ? 1 : 0) + (action === 'Start' ? 2 : 0))])!;
      returnValue(b, fn.result === 'i64' ? convert(b, 'zext', number, 'i64') : number);
    } else {
      call(b, pop, [action === 'End' ? convert(b, 'trunc', last!, 'i32') : constI32(0)]);
      returnValue(b, fn.result === undefined ? undefined : constI32(0));
    }
    fn.body = region;
  }
  if (any) for (const fn of [push, pop]) module.functions.set(fn.name, fn);
}
