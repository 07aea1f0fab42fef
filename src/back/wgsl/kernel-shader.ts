/**
 * One kernel → its shader in the forms that launches need, with what the runtime must know of it (interface.ts). In: a kernel with everything inlined and optimised. A kernel that cannot be translated is
 * told of in `refused`; a form for pointers into one buffer may be refused alone.
 */
import type { Func } from '../../ir/ir.js';
import { copyBody } from '../../ir/clone.js';
import { forEachInst, someInst } from '../../ir/walk.js';
import { coarsenBlocks } from '../../passes/coarsen.js';
import { alikeAxes } from '../../passes/threads/distinct-threads.js';
import type { Spread } from '../../passes/threads/spread.js';
import type { Analyses } from './analyses/index.js';
import { analyze } from './analyses/index.js';
import { awaitTogether } from './legalize/awaiting.js';
import { declarationsOf } from './text/declarations.js';
import { provideFunctions } from './text/device-functions.js';
import { isFunction } from './analyses/inlining.js';
import type { CoarseForm, KernelShader, ShaderForm } from './interface.js';
import { findReinterpreted } from './memory/reinterpreted.js';
import { copyKernel, cutKernel, finishKernel, kernelToFinish, legalizeForArena, legalizeKernel, legalizePlainly, meetKernel, spreadKernel } from './legalize/index.js';
import { hasGridBarrier } from './legalize/grid-barriers.js';
import { isFrames, roundsOf } from './legalize/grid-frames.js';
import { maskReturns } from './legalize/masks.js';
import type { Alike, LineOf, Shader, Storage } from './shader.js';
import { reportOfBadAccess } from './arena/search.js';
import { LINEAR_BLOCK, NO_STRING } from './faults.js';
import { BINDING_SUFFIX, createShader, LANES_LINE } from './shader.js';
import { emitBody, fixedLoads, ordersOneBuffer } from './text/statements.js';
import { readsTextures } from './functions.js';
import { sameDeclared } from './types.js';
import { DivergentBarrier, NeedsWords, Unsupported } from './unsupported.js';
import { voteOnConditions } from './legalize/votes.js';

export interface ShaderOptions {
  /** The text for a kernel that needs `what` at `loc`. */
  readonly refusal: (fn: Func, loc: number, what: string) => string;
  /** The text for a kernel in which a thread waits in a loop, at `loc`, until another one has written something. Default: there is none. */
  readonly waiting?: ((fn: Func, loc: number) => string) | undefined;
  /** Strings that output mentions by index: one list for all kernels of a program, which grows. */
  readonly strings?: string[];
  /** Without the aliased form, and those with several threads an invocation. */
  readonly onlyDistinct?: boolean | 'and coarse';
  /** With memory by address even where bindings would do, wherever that is possible. */
  readonly arenaAlways?: boolean;
  /** Default: all. */
  readonly looped?: LoopedForms;
}

/** Forms with several threads an invocation that are wanted. */
export interface LoopedForms {
  /** For devices whose subgroups are no warps. */
  readonly warps: boolean;
  /** For devices that run smaller blocks than CUDA's. */
  readonly blocks: boolean;
}

/** Threads of a block in CUDA, and invocations that all devices have. */
const LARGEST_BLOCK = 1024;
const FEWEST_INVOCATIONS = 256;

/** What all forms of a kernel are made with. */
interface Input {
  readonly lineOf: LineOf;
  readonly strings: string[];
  /** Threads an invocation; undefined: it is one. */
  readonly threads: number | undefined;
  /** Blocks of the grid in a workgroup, if there may be more than one. */
  readonly blocks?: number;
  readonly analysesOf: (fn: Func) => Analyses;
  readonly waiting: ShaderOptions['waiting'];
}

/** Storage buffers that any device binds. More need the arena form where the device has no more. */
const MOST_BINDINGS = 8;

/** The kernel is taken over: it is not what it was afterwards. */
export function kernelShader(given: Func, lineOf: LineOf, options: ShaderOptions): KernelShader {
  const { name, pretty } = given;
  let spare: Func;
  let legal: Func;
  try {
    const flat = legalizePlainly(given);
    spare = { ...flat, body: copyBody(flat.body!) };
    legal = legalizeKernel(flat);
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    return { name, pretty, distinct: undefined, aliased: undefined, arena: undefined, looped: undefined, coarse: undefined, refused: options.refusal(given, userPlace(given, error.loc, lineOf), error.what) };
  }
  let made: Func | undefined;
  const arena = (): Func => {
    made ??= cutKernel(legalizeForArena(spare));
    return made;
  };
  const spread = options.onlyDistinct ? undefined : spreadFor(legal, options.looped ?? { warps: true, blocks: true });
  // First, since the kernel is not what it was afterwards.
  const plainly = (): Func => cutKernel(legal);
  const looped = spread === undefined ? undefined : { threads: spread.threads, ...formsOf(legal, { plain: (met) => spreadKernel(met ? meetKernel(plainly()) : plainly(), spread), arena: (met) => spreadKernel(met ? meetKernel(arena()) : arena(), spread) }, lineOf, options, spread) };
  const coarsened = (make: () => Func): CoarseForm | undefined => (options.onlyDistinct === true ? undefined : coarseForm(make(), { lineOf, strings: options.strings ?? [], threads: undefined, analysesOf: rememberAnalyses(), waiting: options.waiting }));
  const mayBeCoarse = !hasGridBarrier(legal);
  const plainCoarse = mayBeCoarse && options.arenaAlways !== true ? coarsened(() => legal) : undefined;
  const forms = formsOf(legal, { plain: (met) => (met ? meetKernel(plainly()) : kernelToFinish(plainly())), arena: (met) => (met ? meetKernel(arena()) : copyKernel(arena())) }, lineOf, options);
  const coarse = forms.distinct !== undefined ? plainCoarse : forms.arena !== undefined && mayBeCoarse ? coarsened(arena) : undefined;
  return { name, pretty, ...forms, looped, coarse };
}

function coarseForm(legal: Func, input: Input): CoarseForm | undefined {
  const coarsened = coarsenBlocks(legal, isFunction);
  if (coarsened === undefined) return undefined;
  const { kernel, blocks } = coarsened;
  const distinct = attempt(() => plain(translateKernel(finishKernel(kernel), { ...input, blocks }, undefined).form));
  return distinct === undefined ? undefined : { blocks, distinct };
}

/** How threads are spread over fewer invocations, where that takes a form of its own. */
function spreadFor(fn: Func, { warps, blocks }: LoopedForms): Spread | undefined {
  if (someInst(fn.body!, (inst) => inst.kind === 'warp')) return warps || blocks ? { order: 'warps', threads: 32 } : undefined;
  const isLarge = (fn.kernel!.maxThreads ?? LARGEST_BLOCK) > FEWEST_INVOCATIONS;
  return blocks && isLarge && someInst(fn.body!, (inst) => inst.kind === 'barrier') ? { order: 'strided', threads: LARGEST_BLOCK / FEWEST_INVOCATIONS } : undefined;
}

/** Each function is analysed once. */
function rememberAnalyses(): Input['analysesOf'] {
  const known = new Map<Func, Analyses>();
  return (fn) => {
    const made = known.get(fn) ?? analyze(fn);
    known.set(fn, made);
    return made;
  };
}

type Forms = Pick<KernelShader, 'distinct' | 'aliased' | 'arena' | 'refused'>;

/** Makes the kernel to write. `met`: with all barriers at one place. */
type Maker = (met: boolean) => Func;

interface Makers {
  readonly plain: Maker;
  /** With memory by address. */
  readonly arena: Maker;
}

function formsOf(legal: Func, make: Makers, lineOf: LineOf, options: ShaderOptions, spread?: Spread): Forms {
  let fn = legal;
  const refuse = (error: unknown): string => {
    if (!(error instanceof Unsupported)) throw error;
    return options.refusal(fn, userPlace(fn, error.loc, lineOf), error.what);
  };
  const none: Forms = { distinct: undefined, aliased: undefined, arena: undefined, refused: undefined };
  const input: Input = { lineOf, strings: options.strings ?? [], threads: spread?.threads, analysesOf: rememberAnalyses(), waiting: options.waiting };
  const write = (maker: Maker, met: boolean): Translated => {
    fn = finishKernel(maker(met));
    return translateKernel(fn, input, undefined);
  };
  const written = (maker: Maker): Translated => elseMet((met) => write(maker, met));
  const arenaForm = (): ShaderForm => plain(written(make.arena).form);
  if (options.arenaAlways) {
    const arena = attempt(arenaForm);
    if (arena !== undefined) return { ...none, arena };
  }
  let distinct: Translated;
  try {
    distinct = written(make.plain);
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    try {
      return { ...none, arena: arenaForm() };
    } catch (other) {
      return { ...none, refused: refuse(other) };
    }
  }
  if (options.onlyDistinct) return { ...none, distinct: plain(distinct.form) };
  const several = distinct.form.bindings.filter(({ source }) => source.kind === 'param' || source.kind === 'variable').length > 1;
  const alike = several && isAlike(distinct);
  const loose = distinct.form.bindings.some(({ source, elementBytes, elementAlign }) => source.kind === 'param' && elementBytes > elementAlign);
  const forms: Forms = { ...none, distinct: alike ? { ...distinct.form, alike } : plain(distinct.form) };
  const own = fn;
  const arena = storageBuffers(distinct.form) > MOST_BINDINGS ? attempt(arenaForm) : undefined;
  if (alike || !several) return { ...forms, arena, aliased: loose ? attempt(() => aliasedForm(own, input, distinct, loose)) : undefined };
  try {
    return {
      ...forms, arena,
      aliased: elseMet((met) => {
        const from = met ? write(make.plain, true) : distinct;
        return aliasedForm(met ? fn : own, input, from, loose);
      }),
    };
  } catch (error) {
    return { ...forms, arena, refused: refuse(error) };
  }
}

function storageBuffers({ bindings, params }: ShaderForm): number {
  return bindings.filter(({ access }) => access !== 'uniform').length + (params?.space === 'storage' ? 1 : 0);
}

/** Tries it plainly, then, where WGSL would not have the barriers, with all of them at one place. */
function elseMet<T>(attempt: (met: boolean) => T): T {
  try {
    return attempt(false);
  } catch (error) {
    if (!(error instanceof DivergentBarrier)) throw error;
    return attempt(true);
  }
}

/** undefined where the form is refused. */
function attempt(make: () => ShaderForm): ShaderForm | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    return undefined;
  }
}

/** With the names of the source. */
function plain(form: ShaderForm): ShaderForm {
  const drop = (text: string): string => text.replaceAll(BINDING_SUFFIX, '');
  return { ...form, head: drop(form.head), body: drop(form.body), bindings: form.bindings.map((b) => ({ ...b, name: drop(b.name) })) };
}

/** May the bindings of a distinct form be made one as it stands? */
function isAlike({ shader }: Translated): boolean {
  const bound = sharable(shader);
  const all = likeness(shader, { words: false, atomic: false });
  return !shader.needsFixedReads && !shader.sumsByExchange && bound.every(({ words, atomic, isArray }) => isArray && words === all.words && atomic === all.atomic) && ordersOneBuffer(shader);
}

/** The same with all bindings alike; as words, if elements may lie at any multiple of their alignment. Who is atomic, and who must be words, may come out anew once they are. */
function aliasedForm(fn: Func, input: Input, distinct: Translated, loose: boolean): ShaderForm {
  let before = distinct.shader;
  for (let alike = likeness(before, { words: loose, atomic: false }); ; alike = likeness(before, alike)) {
    const { form, shader } = translateKernel(fn, input, alike);
    const storages = sharable(shader);
    if (storages.every(({ words, atomic }) => words === alike.words && atomic === alike.atomic)) return form;
    before = shader;
  }
}

/** Bindings that may lie in one buffer. */
function sharable(s: Shader): readonly Storage[] {
  return [...s.storages.values()].filter(({ space, root }) => space === 'storage' && !isFrames(root));
}

function likeness(s: Shader, least: Alike): Alike {
  const storages = sharable(s);
  const [first] = storages;
  const atomic = least.atomic || storages.some((storage) => storage.atomic);
  const words = least.words || storages.some((storage) => storage.words || !storage.isArray || !sameDeclared(storage.type, first!.type) || (atomic && storage.type.kind !== 'scalar'));
  return { words, atomic };
}

interface Translated {
  readonly form: ShaderForm;
  readonly shader: Shader;
}

const INPUTS: Readonly<Record<string, string>> = {
  thread_idx: '@builtin(local_invocation_id) thread_idx: vec3u',
  block_idx: '@builtin(workgroup_id) block_idx: vec3u',
  grid_dim: '@builtin(num_workgroups) grid_dim: vec3u',
  lane: '@builtin(subgroup_invocation_id) lane: u32',
  thread_index: '@builtin(local_invocation_index) thread_index: u32',
};

/** Throws Unsupported. */
function translateKernel(fn: Func, input: Input, alike: Alike | undefined): Translated {
  let first: unknown;
  for (const kernel of waysToWait(fn, input, alike)) {
    try {
      return translateAs(kernel, input, alike);
    } catch (error) {
      if (!(error instanceof DivergentBarrier)) throw error;
      first ??= error;
    }
  }
  throw first;
}

/** The kernel, and what it can be instead where WGSL would have no barriers: with masks for early returns, with votes on conditions, with both. */
function* waysToWait(fn: Func, input: Input, alike: Alike | undefined): Generator<Func> {
  const together = awaitTogether(fn);
  if (together !== undefined) yield* waysToWait(together, input, alike);
  yield fn;
  const masked = maskReturns(fn);
  if (masked !== undefined) yield masked;
  const shader = shaderWithWords(fn, input, alike, new Set());
  const voted = voteOnConditions(fn, fixedLoads(shader, alike === undefined));
  if (voted === undefined) return;
  yield voted;
  const both = maskReturns(voted);
  if (both !== undefined) yield both;
}

function translateAs(kernel: Func, input: Input, alike: Alike | undefined): Translated {
  forEachInst(kernel.body!, (inst) => {
    if (inst.kind === 'call' && !isFunction(inst) && inst.callee.name !== 'printf' && inst.callee.name !== '__assert_fail') throw new Unsupported(`a call of '${inst.callee.pretty}'`, inst.loc);
  });
  return withWords((asWords) => translate(shaderWithWords(kernel, input, alike, asWords), input));
}

/** The kernel's shader with all those roots as words (`asWords`, which grows) that must be. */
function shaderWithWords(kernel: Func, input: Input, alike: Alike | undefined, asWords: Set<unknown>): Shader {
  return withWords((words) => {
    for (;;) {
      const shader = createShader(input.analysesOf(kernel), input.lineOf, words, input.strings, alike);
      const found = [...findReinterpreted(shader)].filter((key) => !words.has(key));
      if (found.length === 0) return shader;
      for (const key of found) words.add(key);
    }
  }, asWords);
}

/** Tries again with what turns out to be words. */
function withWords<T>(make: (asWords: Set<unknown>) => T, asWords = new Set<unknown>()): T {
  for (;;) {
    try {
      return make(asWords);
    } catch (error) {
      if (!(error instanceof NeedsWords) || asWords.has(error.key)) throw error;
      asWords.add(error.key);
    }
  }
}

/** Numbers as indices of dynamic shared memory: engines refuse those behind its end, which a launch chooses, while the code that has them may never run. Both are known when the pipeline is made, so that this costs nothing. */
function sharedInBounds({ storages }: Shader): (text: string) => string {
  const shared = [...storages.values()].find(({ space, isArray }) => space === 'workgroup' && isArray);
  if (shared === undefined) return (text) => text;
  const numbered = new RegExp(`\\b${shared.name}\\[([1-9]\\d*)u?\\]`, 'g');
  return (text) => text.replaceAll(numbered, `${shared.name}[min($1u, dynamic_shared_count - 1u)]`);
}

function translate(shader: Shader, { lineOf, threads, blocks, waiting }: Input): Translated {
  const { fn } = shader;
  provideFunctions(shader, emitBody);
  const body = `\n${emitBody(shader).join('\n')}\n}\n`;
  const at = lineOf(fn.loc);
  const origin = at === undefined ? '' : `${at.file.slice(at.file.lastIndexOf('/') + 1)}:${at.line}: `;
  const inner = shader.helpers.has('bad_access') ? innerText(shader.inputs, blocks === undefined ? LINEAR_BLOCK : NO_STRING, threads === undefined ? 'thread_index' : NO_STRING) : '';
  const spin = shader.analyses.spin();
  const { text, ...reflection } = declarationsOf(shader);
  const inBounds = sharedInBounds(shader);
  const extension = shader.subgroups ? '' : text.includes(LANES_LINE) ? LANES_LINE : undefined;
  const extensions = extension === undefined ? '' : `${extension}enable subgroups;\n${extension}diagnostic(off, subgroup_uniformity);\n\n`;
  const alike = threads === undefined && !shader.subgroups ? alikeAxes(fn.body!).filter((axis) => !isMentioned(body, `block_dim_${axis}`) && !isMentioned(text, `block_dim_${axis}`)) : [];
  const form: ShaderForm = {
    head: `// ${origin}${fn.pretty}\n${extensions}${inBounds(text)}\n\n`,
    entry: (blocks === undefined ? entryText([...shader.inputs].map((name) => INPUTS[name]!), threads) : coarseEntryText(shader.inputs)) + inner,
    flatEntry: flatEntryText(shader.inputs, threads, blocks) + inner,
    body: inBounds(body),
    ...reflection,
    alike: false,
    needsFixedReads: shader.needsFixedReads,
    features: shader.subgroups ? ['subgroups'] : [],
    needsWarps: shader.subgroups,
    waits: shader.subgroups || shader.analyses.hasBarrier,
    alikeAlong: alike.length === 0 ? undefined : alike,
    ...(shader.helpers.has('texture_kinds') ? { textures: texturesOf(fn) } : {}),
    strings: shader.strings,
    spins: spin === undefined ? undefined : waiting?.(fn, userPlace(fn, spin.loc, lineOf)),
    rounds: roundsOf(fn),
  };
  return { form, shader };
}

/** Somewhere else than in an override. */
function isMentioned(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) if (!text.startsWith('override ', text.lastIndexOf('\n', at) + 1)) return true;
  return false;
}

/** Where the kernel is given the handles of the textures that it reads: offsets in the packed parameter buffer; none, if it has them from elsewhere too. */
function texturesOf(fn: Func): readonly number[] {
  const offsets = new Set<number | undefined>();
  forEachInst(fn.body!, (inst) => {
    if (inst.kind !== 'call' || !readsTextures(inst.callee.name)) return;
    const handle = inst.operands[0]!;
    const given = handle.kind === 'result' && handle.inst.kind === 'convert' && handle.inst.op === 'trunc' ? handle.inst.operands[0]! : handle;
    const index = given.kind === 'param' ? fn.body!.params.indexOf(given) : -1;
    offsets.add(index < 0 ? undefined : fn.kernel!.params[index]!.offset);
  });
  return offsets.has(undefined) ? [] : ([...offsets] as number[]);
}

function entryText(inputs: readonly string[], threads: number | undefined): string {
  const size = threads === undefined ? 'block_dim_x, block_dim_y, block_dim_z' : `(block_dim_x * block_dim_y * block_dim_z + ${threads - 1}u) / ${threads}u`;
  const signature = inputs.length === 0 ? 'fn main() {' : `fn main(\n  ${inputs.join(',\n  ')},\n) {`;
  return `@compute @workgroup_size(${size})\n${signature}`;
}

/** The end of an entry point that calls the kernel's body, and the head of that: what it leaves behind is looked at. */
function innerText(inputs: ReadonlySet<string>, block: string, thread: string): string {
  const [names, params] = [[...inputs], [...inputs].map((name) => INPUTS[name]!.replace(/^@builtin\(\w+\) /, ''))];
  return `\n  kernel__body(${names.join(', ')});\n  ${reportOfBadAccess(block, thread)}\n}\n\nfn kernel__body(${params.join(', ')}) {`;
}

const GRID_BINDING = '@group(1) @binding(0) var<uniform> whole_grid: vec3u;';

/** Blocks beyond the grid, which fill the plane up, return together. */
function flatEntryText(used: ReadonlySet<string>, threads: number | undefined, blocks: number | undefined): string {
  const inputs = [...used].filter((name) => name !== 'block_idx' && name !== 'grid_dim').map((name) => INPUTS[name]!);
  const entry = entryText([...inputs, '@builtin(workgroup_id) group_idx: vec3u', '@builtin(num_workgroups) group_count: vec3u'], threads);
  const columns = blocks === undefined ? 'whole_grid.x' : 'grid__columns';
  const lines = ['let linear_block = group_idx.y * group_count.x + group_idx.x;', `if linear_block >= ${columns} * whole_grid.y * whole_grid.z {`, '  return;', '}'];
  if (blocks !== undefined) lines.unshift(`let grid__columns = (whole_grid.x + ${blocks - 1}u) / ${blocks}u;`);
  // Most large grids are rows, for which nothing has to be divided.
  if (used.has('block_idx')) lines.push('var block_idx = vec3u(linear_block, 0u, 0u);', 'if !grid__is_row {', `  block_idx = vec3u(linear_block % ${columns}, linear_block / ${columns} % whole_grid.y, linear_block / ${columns} / whole_grid.y);`, '}');
  if (used.has('grid_dim')) lines.push('let grid_dim = whole_grid;');
  return `override grid__is_row = false;\n${GRID_BINDING}\n\n${entry}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function coarseEntryText(used: ReadonlySet<string>): string {
  const entry = entryText([...used].filter((name) => name !== 'grid_dim').map((name) => INPUTS[name]!), undefined);
  return `${GRID_BINDING}\n\n${entry}${used.has('grid_dim') ? '\n  let grid_dim = whole_grid;' : ''}`;
}

/** A place in the program's own text: what was inlined from a library header is told of at its call. */
function userPlace(fn: Func, loc: number, lineOf: LineOf): number {
  if (loc === 0) return fn.loc;
  if (lineOf(loc) !== undefined) return loc;
  let place = fn.loc;
  forEachInst(fn.body!, (inst) => {
    if (inst.loc !== loc || place !== fn.loc) return;
    for (let site = inst.inlinedAt; site !== undefined && place === fn.loc; site = site.outer) if (lineOf(site.loc) !== undefined) place = site.loc;
  });
  return place;
}
