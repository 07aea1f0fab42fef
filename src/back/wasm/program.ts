/**
 * Program assembly: linked IR module → one WebAssembly module.
 *
 * In: a module in which every reachable function has a body or is an import. Out: bytes that WebAssembly.validate accepts, with what the runtime needs to name
 * faults (custom sections "cuda_wasm.lines" and "name"). Order: reachability → kernels become block functions → data layout → code → sections. All addresses and
 * indices are final before the first body is written, so nothing is patched afterwards.
 */
import { call, createBuilder, createRegion, returnValue } from '../../ir/build.js';
import type { Func, Global, Module, ValueType } from '../../ir/ir.js';
import { hasBody } from '../../ir/image.js';
import { validateFunction } from '../../ir/validate.js';
import { countInsts, someInst } from '../../ir/walk.js';
import { lowerKernel } from '../../passes/threads/lower-kernel.js';
import type { ExecutionModel, LoweredKernel } from '../../passes/threads/lower-kernel.js';
import { createVectorFunctions } from '../../passes/vectorize/functions.js';
import type { SimdMode } from '../../passes/vectorize/functions.js';
import { createByteWriter, patchSize, reserveSize, writeByte, writeBytes, writeName, writeS32, writeU32, writtenBytes } from './byte-writer.js';
import type { ByteWriter } from './byte-writer.js';
import { isLayoutSymbol, layoutData } from './data-layout.js';
import { createFunctionEmission, emitFunction } from './emit-function.js';
import type { HelperName, ModuleContext } from './emitter.js';
import { createHelper } from './helpers.js';
import { emitImage, imageFits } from './image.js';
import { describeKernel } from './kernel-descriptor.js';
import { isLibraryRoot } from './library-roots.js';
import { encodeLines, linesSection } from './lines.js';
import type { FunctionLines, SourceLine } from './lines.js';
import { memoryLayout } from './memory-layout.js';
import { Op, WasmType } from './opcodes.js';
import { createDeviceShaders, kernelsSection } from './device-shaders.js';
import type { DeviceShader } from './device-shaders.js';
import { enterThread, fillMemory, narrowScopes, ownSegment, threadsSection, writeEnterThread, writeStart } from './threads.js';
import { createReacher, factsOf } from './reach.js';
import type { SpecialGlobal } from './reach.js';
import { layoutShared, reachFrom } from './shared-layout.js';
import { entriesSection } from './split.js';
import { createTypeTable, internSignature } from './types.js';

/** Kinds of memories and of data segments. */
const UNSHARED = 1;
const SHARED = 3;
const ACTIVE = 0;
const PASSIVE = 1;

/** Bytes between variables of programs whose accesses are tested: what an index or pointer may be beyond its variable without meeting the next one. */
const BETWEEN_VARIABLES = 64;

export interface ProgramOptions {
  /** Bytes of host stack. */
  readonly stackSize?: number;
  /** Test each access against the valid address range. */
  readonly check?: boolean;
  /** Write the name section (function names in stack traces). */
  readonly names?: boolean;
  /** Kernels run on another device: gives the shader of each, which the section "cuda_wasm.kernels" carries instead of code. The program's memory is shared with the thread that serves the device. */
  readonly shaderOf?: (kernel: Func) => DeviceShader;
  /** The program is to be split (split.ts): says where its kernels are in the table. */
  readonly entries?: boolean;
  /** With shaders: the memory is shared with nobody after all. */
  readonly ownMemory?: boolean;
  /** Several threads may run the module over one memory, which is shared and comes from outside (threads.ts). */
  readonly threads?: boolean;
  /** Kernels run four threads at a time. Default: where that pays; never with `check`. */
  readonly simd?: SimdMode;
  /** Validate block functions and vector forms. */
  readonly verify?: boolean;
  /** Told for each kernel how its threads run, and why they are not vectorized. */
  readonly onKernel?: (kernel: Func, lowered: LoweredKernel) => void;
  /** How threads are run, where a kernel allows it (for tests); the best way otherwise. */
  readonly model?: ExecutionModel;
  /** Gives file and line of a loc; without it no line table is written. */
  readonly resolveLine?: (loc: number) => SourceLine | undefined;
}

export interface EmittedProgram {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Names of the functions by index, imports included. */
  readonly functionNames: readonly string[];
  readonly heapBase: number;
  /** Bytes of static shared memory of each kernel, by mangled name. */
  readonly staticShared: ReadonlyMap<string, number>;
}


interface HostImport {
  readonly name: string;
  readonly params: readonly ValueType[];
  readonly result: ValueType | undefined;
}
const hostImports: Readonly<Record<string, HostImport>> = {
  clock: { name: 'clock', params: [], result: 'i64' },
  abort_kernel: { name: 'abort_kernel', params: ['i32'], result: undefined },
};

export function emitProgram(module: Module, options: ProgramOptions = {}): EmittedProgram {
  const threads = options.threads === true;
  const constructors = constructorsFunction(module);
  const define = (fn: Func): Func | undefined => {
    if (hasBody(fn)) return fn;
    if (fn.import !== undefined) return undefined;
    if (fn.name === constructors.name) return constructors;
    const other = module.functions.get(fn.name);
    if (other !== undefined && hasBody(other)) return other;
    if (fn.linkage === 'weak') return undefined;
    throw new Error(`function ${fn.pretty} is used but not defined`);
  };

  // What is in the program.
  const reacher = createReacher(module, define);
  const reach = reacher.reach;
  const exported: { name: string; fn: Func }[] = [];
  for (const fn of module.functions.values()) {
    if (fn.space === 'kernel') continue;
    const name = fn.exportName ?? (fn.name === '_start' ? fn.name : undefined);
    if (name === undefined || isLibraryRoot(name) || !hasBody(fn)) continue;
    exported.push({ name, fn });
    reacher.addFunction(fn);
  }
  if (options.check) {
    const checker = module.functions.get('__cw_check_access');
    if (checker !== undefined && hasBody(checker)) reacher.addFunction(checker);
  }
  const weighed = options.simd !== 'always';
  const vectors = options.simd === 'never' || options.check === true ? undefined : createVectorFunctions(define, { weighed, compact: weighed && isLarge(reach.kernels) });
  const kernelReachable = new Set<Func>();
  const shared = layoutShared();
  const blockFunctions = new Map<Func, Func>();
  const addressOfKernel = new Map<Func, Global>();
  const library = (name: string): Func | undefined => {
    const fn = module.functions.get(name);
    if (fn !== undefined) reacher.addFunction(fn);
    return fn;
  };
  // Kernels may take addresses of further kernels: the list grows while it is walked.
  const prepared: { kernel: Func; staticShared: number }[] = [];
  const shaders = createDeviceShaders(module);
  for (let i = 0; i < reach.kernels.length; i++) {
    const kernel = reach.kernels[i];
    if (options.shaderOf !== undefined) {
      for (const global of shaders.add(options.shaderOf(kernel))) reacher.addGlobal(global);
      for (const fn of shaders.functions()) reacher.takeAddress(fn);
      prepared.push({ kernel, staticShared: shared.place(factsOf(kernel, () => {}).facts.sharedGlobals) });
      continue;
    }
    if (threads) narrowScopes(kernel.body!);
    const use = reachFrom(kernel, define, reach);
    for (const fn of use.functions) kernelReachable.add(fn);
    const staticShared = shared.place(use.sharedGlobals);
    const named = options.check === true || canFail(kernel);
    const current = { block: module.globals.get('__cw_current_block'), thread: named ? module.globals.get('__cw_current_thread') : undefined };
    const lowered = lowerKernel(kernel, { sharedOffset: shared.offsetOf, staticShared, calleeSpecials: use.calleeSpecials, current, library, vectors }, options.model);
    options.onKernel?.(kernel, lowered);
    blockFunctions.set(kernel, lowered.entry);
    kernelReachable.add(lowered.entry);
    for (const fn of lowered.functions) kernelReachable.add(fn);
    reacher.takeAddress(lowered.entry);
    prepared.push({ kernel, staticShared });
    // What the block function calls is in the program now; functions called from there are kernel code too.
    for (const fn of reachFrom(lowered.entry, define, reach).functions) kernelReachable.add(fn);
  }

  const tableIndex = new Map<Func, number>();
  for (const fn of reach.addressTaken) tableIndex.set(fn, tableIndex.size + 1);
  const globals: Global[] = [];
  for (const global of reach.globals) if (global.space !== 'shared') globals.push(global);
  prepared.forEach(({ kernel, staticShared }, i) => {
    const entry = options.shaderOf === undefined ? tableIndex.get(blockFunctions.get(kernel)!)! : i;
    const described = describeKernel(kernel, entry, staticShared);
    globals.push(...described);
    addressOfKernel.set(kernel, described[described.length - 1]);
  });
  const findGlobal = (global: Global): Global | undefined => {
    if (isLayoutSymbol(global.name)) return undefined;
    const other = module.globals.get(global.name);
    return other !== undefined && other.init !== undefined ? other : undefined;
  };
  const addressOfFunction = (declared: Func): number => {
    const fn = define(declared) ?? declared;
    const descriptor = addressOfKernel.get(fn);
    if (descriptor !== undefined) return layout.addresses.get(descriptor)!;
    const index = tableIndex.get(fn);
    if (index === undefined && fn.linkage !== 'weak') throw new Error(`${fn.name} has no address`);
    return index ?? 0;
  };
  // Relocations to kernels need the address of a descriptor, so image bytes are written after all addresses are known: see layoutData.
  const layout: ReturnType<typeof layoutData> = layoutData(globals, options.stackSize ?? memoryLayout.defaultStack, findGlobal, (fn) => lateAddress(fn), options.check === true ? BETWEEN_VARIABLES : 0, threads);
  function lateAddress(declared: Func): number {
    const fn = define(declared) ?? declared;
    return tableIndex.get(fn) ?? 0;
  }
  patchKernelRelocations(globals, layout, addressOfKernel, define);

  // Indices: imports, then functions, then helpers as they are asked for.
  const types = createTypeTable();
  const functionIndex = new Map<Func, number>();
  const names: string[] = [];
  const importTypes: number[] = [];
  const importNames: { module: string; name: string }[] = [];
  const hostIndex = new Map<string, number>();
  const importIndex = new Map<string, number>();
  for (const fn of reach.imports) {
    const key = `${fn.import!.module}.${fn.import!.name}`;
    const known = importIndex.get(key);
    if (known !== undefined) {
      functionIndex.set(fn, known);
      continue;
    }
    importIndex.set(key, names.length);
    functionIndex.set(fn, names.length);
    importTypes.push(internSignature(types, fn.params.map((p) => p.type), fn.result));
    importNames.push(fn.import!);
    names.push(fn.import!.name);
  }
  for (const name of reach.hostFunctions) {
    const host = hostImports[name];
    hostIndex.set(name, names.length);
    importTypes.push(internSignature(types, host.params, host.result));
    importNames.push({ module: 'cuda_wasm', name });
    names.push(name);
  }
  const importCount = names.length;
  const functionTypes: number[] = [];
  for (const fn of reach.functions) {
    functionIndex.set(fn, names.length);
    functionTypes.push(internSignature(types, fn.params.map((p) => p.type), fn.result));
    names.push(fn.pretty !== '' ? fn.pretty : fn.name);
  }
  const added: { readonly name: string; readonly index: number }[] = [];
  const helperIndex = new Map<HelperName, number>();
  const helpers: HelperName[] = [];
  const specials: SpecialGlobal[] = [];
  const fixedGlobals = threads ? 5 : 3;

  const context: ModuleContext = {
    functionIndex(declared) {
      const index = functionIndex.get(declared) ?? functionIndex.get(define(declared) ?? declared);
      if (index === undefined) throw new Error(`${declared.name} has no index`);
      return index;
    },
    signatureIndex: (params, result) => internSignature(types, params, result),
    addressOfGlobal(global) {
      const address = global.space === 'shared' ? shared.offsetOf(global) : layout.addresses.get(global);
      if (address === undefined) throw new Error(`global ${global.name} has no address`);
      return address;
    },
    addressOfFunction,
    helperIndex(name) {
      let index = helperIndex.get(name);
      if (index === undefined) {
        index = importCount + functionTypes.length;
        helperIndex.set(name, index);
        helpers.push(name);
        const value: ValueType = name.endsWith('64') ? 'i64' : 'i32';
        const binaryHelper = name === 'smulhi64' || name === 'umulhi64' || name === 'fault';
        functionTypes.push(internSignature(types, binaryHelper ? [value, value] : [value], name === 'fault' ? undefined : value));
        names.push(`__cw_${name}`);
      }
      return index;
    },
    libraryFunction(name) {
      const fn = module.functions.get(name);
      return fn === undefined ? undefined : functionIndex.get(fn);
    },
    hostFunction(name) {
      const index = hostIndex.get(name);
      if (index === undefined) throw new Error(`host function ${name} is not imported`);
      return index;
    },
    specialGlobal(register) {
      let index = specials.indexOf(register);
      if (index < 0) index = specials.push(register) - 1;
      return fixedGlobals + index;
    },
    stackPointer: 0,
    stackLow: layout.stackLow,
    ownOfThread: threads ? { stackLow: 3, variables: 4, first: memoryLayout.nullPage + layout.ownOfThread.start } : undefined,
    checkAccesses: options.check === true,
    exceptionTag: 0,
  };

  const code = createByteWriter(65536);
  const emission = createFunctionEmission(context, code);
  const functionLines: FunctionLines[] = [];
  let throws = false;
  for (const fn of reach.functions) {
    if (options.verify === true && fn.image === undefined) complainAbout(fn);
    if (reach.facts.get(fn)?.throws) throws = true;
    context.checkAccesses = options.check === true && fn.optimized !== true;
    const divisionTraps = fn.space === 'host' || (fn.space === 'any' && !kernelReachable.has(fn));
    if (fn.image !== undefined && imageFits(fn.image, divisionTraps, options.check === true)) {
      emitImage(code, context, fn.image);
      continue;
    }
    const emitted = emitFunction(emission, fn, divisionTraps);
    if (options.resolveLine !== undefined) functionLines.push({ index: functionIndex.get(fn)!, start: emitted.start, end: emitted.end, entries: emitted.lines });
  }
  context.checkAccesses = false;
  for (let i = 0; i < helpers.length; i++) {
    const name = helpers[i];
    if (name === 'fault') writeFaultHelper(code);
    else emitFunction(emission, createHelper(name), false);
  }
  const segments = threads ? [...dataSegments(layout.image.subarray(0, layout.ownOfThread.start)), ...ownSegment(layout.ownOfThread)] : dataSegments(layout.image);
  if (threads) {
    // What takes the place of the data section's own effect: the first thread's start fills memory, the others' only fills what is theirs.
    const last = segments.length - 1;
    const start = exported.find(({ name }) => name === '_start');
    addFunction(start === undefined ? fillMemory : '_start', []);
    writeStart(code, segments, start && functionIndex.get(start.fn)!);
    addFunction(enterThread, ['i32', 'i32', 'i32']);
    writeEnterThread(code, layout.ownOfThread, last);
  }
  function addFunction(name: string, params: readonly ValueType[]): void {
    added.push({ name, index: names.length });
    functionTypes.push(internSignature(types, params, undefined));
    names.push(name);
  }

  // Sections.
  const w = createByteWriter(code.length + layout.image.length + 4096);
  writeBytes(w, new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
  const tagType = throws ? internSignature(types, ['i32'], undefined) : -1;
  section(w, 1, () => {
    writeU32(w, types.signatures.length);
    for (const { params, results } of types.signatures) {
      writeByte(w, 0x60);
      writeU32(w, params.length);
      for (const type of params) writeByte(w, type);
      writeU32(w, results.length);
      for (const type of results) writeByte(w, type);
    }
  });
  const initialPages = Math.ceil(layout.heapBase / memoryLayout.pageSize) + 1;
  const maximumPages = options.shaderOf === undefined ? memoryLayout.maxPages : memoryLayout.maxHostPages;
  if (importCount > 0 || threads) {
    section(w, 2, () => {
      writeU32(w, importCount + (threads ? 1 : 0));
      importNames.forEach((name, i) => {
        writeName(w, name.module);
        writeName(w, name.name);
        writeByte(w, 0);
        writeU32(w, importTypes[i]);
      });
      if (threads) {
        writeName(w, 'env');
        writeName(w, 'memory');
        writeByte(w, 2);
        writeByte(w, SHARED);
        writeU32(w, initialPages);
        writeU32(w, maximumPages);
      }
    });
  }
  section(w, 3, () => {
    writeU32(w, functionTypes.length);
    for (const type of functionTypes) writeU32(w, type);
  });
  const tableSize = reach.addressTaken.length + 1;
  section(w, 4, () => {
    writeU32(w, 1);
    writeByte(w, 0x70);
    writeByte(w, 1);
    writeU32(w, tableSize);
    writeU32(w, tableSize);
  });
  if (!threads) {
    section(w, 5, () => {
      writeU32(w, 1);
      writeByte(w, options.shaderOf === undefined || options.ownMemory === true ? UNSHARED : SHARED);
      writeU32(w, initialPages);
      writeU32(w, maximumPages);
    });
  }
  if (tagType >= 0) {
    section(w, 13, () => {
      writeU32(w, 1);
      writeByte(w, 0);
      writeU32(w, tagType);
    });
  }
  section(w, 6, () => {
    writeU32(w, fixedGlobals + specials.length);
    for (let i = 0; i < fixedGlobals + specials.length; i++) {
      writeByte(w, WasmType.i32);
      writeByte(w, 1);
      writeByte(w, Op['i32.const']);
      writeS32(w, i === 0 ? layout.stackHigh : i >= fixedGlobals ? 0 : i === context.ownOfThread?.stackLow ? layout.stackLow : i === context.ownOfThread?.variables ? context.ownOfThread.first : 0);
      writeByte(w, Op.end);
    }
  });
  section(w, 7, () => {
    const own = exported.filter(({ name }) => !added.some((other) => other.name === name));
    writeU32(w, own.length + added.length + 5);
    exportItem(w, 'memory', 2, 0);
    exportItem(w, '__indirect_function_table', 1, 0);
    exportItem(w, '__stack_pointer', 3, 0);
    exportItem(w, '__cw_fault_code', 3, 1);
    exportItem(w, '__cw_fault_address', 3, 2);
    for (const { name, fn } of own) exportItem(w, name, 0, functionIndex.get(fn)!);
    for (const { name, index } of added) exportItem(w, name, 0, index);
  });
  if (reach.addressTaken.length > 0) {
    section(w, 9, () => {
      writeU32(w, 1);
      writeByte(w, 0);
      writeByte(w, Op['i32.const']);
      writeS32(w, 1);
      writeByte(w, Op.end);
      writeU32(w, reach.addressTaken.length);
      for (const fn of reach.addressTaken) writeU32(w, context.functionIndex(fn));
    });
  }
  if (segments.length > 0) {
    section(w, 12, () => writeU32(w, segments.length));
  }
  let codeStart = 0;
  writeByte(w, 10);
  const mark = reserveSize(w);
  writeU32(w, functionTypes.length);
  codeStart = w.length;
  writeBytes(w, code.bytes.subarray(0, code.length));
  codeStart -= patchSize(w, mark);
  if (segments.length > 0) {
    section(w, 11, () => {
      writeU32(w, segments.length);
      for (const { start, end } of segments) {
        if (threads) writeByte(w, PASSIVE);
        else {
          writeByte(w, ACTIVE);
          writeByte(w, Op['i32.const']);
          writeS32(w, memoryLayout.nullPage + start);
          writeByte(w, Op.end);
        }
        writeU32(w, end - start);
        writeBytes(w, layout.image.subarray(start, end));
      }
    });
  }
  if (options.names !== false) {
    section(w, 0, () => {
      writeName(w, 'name');
      writeByte(w, 1);
      const inner = reserveSize(w);
      writeU32(w, names.length);
      for (let i = 0; i < names.length; i++) {
        writeU32(w, i);
        writeName(w, names[i]);
      }
      patchSize(w, inner);
    });
  }
  if (options.resolveLine !== undefined) {
    const moved = functionLines.map((fn) => ({
      index: fn.index, start: fn.start + codeStart, end: fn.end + codeStart, entries: fn.entries.map((value, i) => (i & 1 ? value : value + codeStart)),
    }));
    section(w, 0, () => {
      writeName(w, linesSection);
      encodeLines(w, moved, options.resolveLine!);
    });
  }
  if (options.shaderOf !== undefined) {
    section(w, 0, () => {
      writeName(w, kernelsSection);
      writeBytes(w, new TextEncoder().encode(shaders.section((global) => layout.addresses.get(findGlobal(global) ?? global)!, addressOfFunction, prepared.map(({ kernel }) => addressOfFunction(kernel)))));
    });
  }
  if (options.entries) {
    section(w, 0, () => {
      writeName(w, entriesSection);
      writeBytes(w, new TextEncoder().encode(JSON.stringify(Object.fromEntries([...blockFunctions].map(([kernel, entry]) => [tableIndex.get(entry)!, kernel.pretty])))));
    });
  }
  if (threads) {
    section(w, 0, () => {
      writeName(w, threadsSection);
      writeU32(w, initialPages);
      writeU32(w, maximumPages);
    });
  }
  return { bytes: writtenBytes(w), functionNames: names, heapBase: layout.heapBase, staticShared: new Map(prepared.map(({ kernel, staticShared }) => [kernel.name, staticShared])) };
}

/** Kernels of more instructions than this in all would become a module of megabytes, which takes long to make and to load. */
const LARGE_KERNELS = 2500;

function isLarge(kernels: readonly Func[]): boolean {
  let size = 0;
  for (const { body } of kernels) if (body !== undefined) size += countInsts(body);
  return size > LARGE_KERNELS;
}

/** Does the kernel contain an assertion or a trap, whose message names the thread? */
function canFail(kernel: Func): boolean {
  return someInst(kernel.body!, (inst) => (inst.kind === 'call' && (inst.callee.noreturn || inst.callee.name === '__assert_fail')) || (inst.kind === 'intrinsic' && inst.name === 'trap'));
}

/** Of what was checked before, only block functions and vector forms are new. */
function complainAbout(fn: Func): void {
  const problems = validateFunction(fn);
  if (problems.length > 0) throw new Error(`IR is invalid after lowering to '${fn.name}':\n  ${problems.slice(0, 10).join('\n  ')}`);
}

function section(w: ByteWriter, id: number, write: () => void): void {
  writeByte(w, id);
  const mark = reserveSize(w);
  write();
  patchSize(w, mark);
}

function exportItem(w: ByteWriter, name: string, kind: number, index: number): void {
  writeName(w, name);
  writeByte(w, kind);
  writeU32(w, index);
}

/** `__cw_run_constructors`: the dynamic initializers in order. */
function constructorsFunction(module: Module): Func {
  const body = createRegion();
  const b = createBuilder(body);
  for (const fn of module.constructors) call(b, fn, []);
  returnValue(b);
  return {
    kind: 'function', name: '__cw_run_constructors', pretty: '__cw_run_constructors', side: 'both', space: 'host', params: [], result: undefined, linkage: 'internal', body,
    import: undefined, exportName: undefined, inline: undefined, noreturn: false, pure: false, kernel: undefined, loc: 0,
  };
}

/** (address, code): remembers both in globals, and traps. */
function writeFaultHelper(code: ByteWriter): void {
  const body = [0, Op['local.get'], 1, Op['global.set'], 1, Op['local.get'], 0, Op['global.set'], 2, Op.unreachable, Op.end];
  writeU32(code, body.length);
  writeBytes(code, new Uint8Array(body));
}

function patchKernelRelocations(globals: readonly Global[], layout: ReturnType<typeof layoutData>, descriptors: Map<Func, Global>, define: (fn: Func) => Func | undefined): void {
  if (descriptors.size === 0) return;
  const view = new DataView(layout.image.buffer);
  for (const global of globals) {
    for (const { offset, target, addend } of global.init?.relocations ?? []) {
      if (target.kind !== 'function') continue;
      const descriptor = descriptors.get(define(target) ?? target);
      if (descriptor !== undefined) view.setUint32(layout.addresses.get(global)! - memoryLayout.nullPage + offset, layout.addresses.get(descriptor)! + addend, true);
    }
  }
}

/** Ranges of the image without long runs of zeros. */
function dataSegments(image: Uint8Array): { start: number; end: number }[] {
  const segments: { start: number; end: number }[] = [];
  const gap = 16;
  let i = 0;
  while (i < image.length) {
    while (i < image.length && image[i] === 0) i++;
    if (i === image.length) break;
    const start = i;
    let end = i;
    while (i < image.length && i - end <= gap) {
      if (image[i] !== 0) end = i + 1;
      i++;
    }
    i = end;
    segments.push({ start, end });
  }
  return segments;
}

