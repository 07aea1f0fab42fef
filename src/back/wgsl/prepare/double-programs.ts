/**
 * Large functions of the library in a form that stays small where drivers inline every call: their sums and products of doubles are steps of a program, a table of words, and one loop in the function carries out any piece of it.
 * In: a function that computes with doubles and touches no memory but its own. Out: the same, bit for bit:
 *
 *   loop {
 *     switch (state) { what is none of these operations; puts operands into registers, says which steps come next and the state behind them }
 *     for (each of these steps) registers[…] = registers[…] + or * registers[…] or a constant
 *   }
 *
 * A step is a word: its operation (2 bits), whether its operands are negated (2), whether the second one is a constant (1), and the register of the result, that of the first operand, and the second one's or the constant's (8 each).
 */
import { alloca, append, binary, breakTo, call, compare, constI32, continueTo, createBuilder, createRegion, globalAddress, index, load, makeInst, returnValue, select, store, unary, yieldValues } from '../../../ir/build.js';
import type { Builder } from '../../../ir/build.js';
import { copyBody } from '../../../ir/clone.js';
import { isPure } from '../../../ir/effects.js';
import type { CallInst, Func, Global, IfInst, Inst, LoopInst, MemoryType, Region, SwitchInst, Value } from '../../../ir/ir.js';
import { forEachInst, forEachRegion } from '../../../ir/walk.js';
import { buildStateMachine } from '../../../passes/threads/state-machine.js';
import type { State } from '../../../passes/threads/state-machine.js';
import { isProductRest, PRODUCT_REST, shortenProducts } from './double-sequences.js';
import { staysCall } from '../functions.js';
import { createInlinedWork, outlinedCallee } from './inlined-work.js';
import { createFree, usesOfStates } from '../legalize/grid-liveness.js';
import { copierFor, copyState, declareStateMemory, endValues, landing, loadVariable, nothingLeaves, reachedStates, storeMoves, storeVariable, typeOf } from '../legalize/state-copies.js';
import type { StateMemory } from '../legalize/state-copies.js';
import { Unsupported } from '../unsupported.js';

/** Operations of a kernel from which its functions take this form: no kernel of everyday does. */
const LARGE_KERNEL = 20_000;
/** And of a function. */
const LARGE_FUNCTION = 1500;
/** Steps of a piece at least: its operands have to be put down. */
const SHORTEST = 2;
/** Registers and constants that a step can name. */
const MOST_PLACES = 256;

const DOUBLE: MemoryType = { kind: 'scalar', scalar: 'f64', size: 8, align: 8, unsigned: false };
const WORD: MemoryType = { kind: 'scalar', scalar: 'i32', size: 4, align: 4, unsigned: true };

enum Op {
  sum,
  product,
  rest,
}

interface Operand {
  readonly value: Value;
  readonly negated: boolean;
}

interface Step {
  readonly op: Op;
  readonly left: Operand;
  readonly right: Operand;
  readonly result: Value;
}

/** Steps that follow each other, with nothing between them that depends on one and on which another one depends. */
interface Piece {
  readonly steps: readonly Step[];
  /** What they need, and what others need of them. */
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  /** Registers of both. */
  readonly places: ReadonlyMap<Value, number>;
  /** The words of the steps, and how many come before in the function's table. */
  readonly first: number;
  readonly count: number;
}

/** Functions of kernels that are too large take the form; `known`: those that were made, by what they were made of. */
export function compactDoubles(kernel: Func, known: Map<Func, Func>): void {
  const work = createInlinedWork();
  if (kernel.body === undefined || work.of(kernel.body) <= LARGE_KERNEL) return;
  const compacted = (fn: Func): Func => {
    let made = known.get(fn);
    if (made === undefined) {
      made = (work.ofFunction(fn) > LARGE_FUNCTION ? compact(fn) : undefined) ?? { ...fn, body: copyBody(fn.body!) };
      known.set(fn, made);
      redirect(made.body!);
    }
    return made;
  };
  const redirected = new Set<Region>();
  const redirect = (body: Region): void => {
    if (redirected.has(body)) return;
    redirected.add(body);
    forEachInst(body, (inst) => {
      if (inst.kind !== 'call') return;
      const callee = outlinedCallee(inst);
      if (callee !== undefined) inst.callee = compacted(callee);
      // What calls itself becomes part of the kernel later.
      else if (inst.callee.body !== undefined && !staysCall(inst.callee.name)) redirect(inst.callee.body);
    });
  };
  redirect(kernel.body);
}

/** undefined where nothing would be gained, or where it would keep a pointer. */
function compact(fn: Func): Func | undefined {
  const own: Func = { ...fn, body: copyBody(fn.body!) };
  shortenProducts(own);
  const program = createProgram(own.name.replace(/\W/g, '_'));
  const runs = new Map<Inst, Piece>();
  takeOut(own.body!, program, runs);
  if (runs.size === 0) return undefined;
  try {
    return { ...own, body: writeBody(own, program, runs) };
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

// ---- pieces

interface Program {
  readonly name: string;
  readonly words: number[];
  readonly constants: number[];
  registers: number;
  hasRests: boolean;
  /** The number of a constant; undefined where there are too many. */
  constantNumber(value: number): number | undefined;
}

function createProgram(name: string): Program {
  const constants: number[] = [];
  return {
    name, words: [], constants, registers: 0, hasRests: false,
    constantNumber(value) {
      const found = constants.findIndex((c) => Object.is(c, value));
      if (found >= 0) return found;
      return constants.length < MOST_PLACES ? constants.push(value) - 1 : undefined;
    },
  };
}

/** Through negations, which cost nothing. */
function operandOf(v: Value): Operand {
  let at = v;
  let negated = false;
  while (at.kind === 'result' && at.inst.kind === 'unary' && at.inst.op === 'fneg') {
    at = at.inst.operands[0]!;
    negated = !negated;
  }
  return at.kind === 'const' && negated ? { value: { ...at, value: -Number(at.value) }, negated: false } : { value: at, negated };
}

function stepOf(inst: Inst): Step | undefined {
  const [result] = inst.results;
  if (result === undefined || result.type !== 'f64') return undefined;
  const make = (op: Op, [a, b]: readonly Value[], isDifference = false): Step => {
    const left = operandOf(a!);
    let right = operandOf(b!);
    if (isDifference) right = right.value.kind === 'const' ? { value: { ...right.value, value: -Number(right.value.value) }, negated: false } : { ...right, negated: !right.negated };
    // A constant comes second.
    return left.value.kind === 'const' && right.value.kind !== 'const' ? { op, left: right, right: left, result } : { op, left, right, result };
  };
  if (isProductRest(inst)) return make(Op.rest, inst.operands);
  if (inst.kind !== 'binary') return undefined;
  switch (inst.op) {
    case 'fadd':
      return make(Op.sum, inst.operands);
    case 'fsub':
      return make(Op.sum, inst.operands, true);
    case 'fmul':
      return make(Op.product, inst.operands);
    default:
      return undefined;
  }
}

/** Puts runs of pieces in the place of their operations. */
function takeOut(body: Region, program: Program, runs: Map<Inst, Piece>): void {
  const uses = new Map<Value, Inst[]>();
  forEachInst(body, (inst) => {
    for (const v of inst.operands) {
      const list = uses.get(v);
      if (list === undefined) uses.set(v, [inst]);
      else list.push(inst);
    }
  });
  const isOnlyIn = (negation: Inst, own: ReadonlySet<Inst>): boolean => (uses.get(negation.results[0]!) ?? []).every((user) => own.has(user) || (isNegation(user) && isOnlyIn(user, own)));
  const visit = (region: Region): void => {
    const placed: Inst[] = [];
    let steps: { readonly step: Step; readonly inst: Inst }[] = [];
    let before: Inst[] = [];
    let behind: Inst[] = [];
    /** What depends on the steps so far. */
    let later = new Set<Value>();
    const flush = (): void => {
      const own = new Set(steps.map(({ inst }) => inst));
      const piece = steps.length < SHORTEST ? undefined : makePiece(steps.map(({ step }) => step), (v) => (uses.get(v) ?? []).some((user) => !own.has(user) && !(isNegation(user) && isOnlyIn(user, own))), program);
      placed.push(...before);
      if (piece === undefined) placed.push(...steps.map(({ inst }) => inst));
      else {
        const run: Inst = makeInst<CallInst>({ kind: 'call', callee: PRODUCT_REST, operands: [...piece.inputs] }, [], steps[0]!.inst.loc);
        // Its results stay who they are.
        run.results.push(...piece.outputs.map((v) => (v.kind === 'result' ? v : undefined)!));
        runs.set(run, piece);
        placed.push(run);
      }
      // Negations that only the steps needed are parts of them.
      placed.push(...(piece === undefined ? behind : behind.filter((inst) => !(isNegation(inst) && isOnlyIn(inst, own)))));
      steps = [];
      before = [];
      behind = [];
      later = new Set();
    };
    for (const inst of region.insts) {
      let isStructured = false;
      forEachRegion(inst, (inner) => {
        isStructured = true;
        visit(inner);
      });
      if (isStructured || !isPure(inst)) {
        flush();
        placed.push(inst);
        continue;
      }
      const step = stepOf(inst);
      if (step !== undefined) {
        if (inst.operands.some((v) => dependsOn(v, later))) flush();
        steps.push({ step, inst });
        continue;
      }
      const isBehind = inst.operands.some((v) => later.has(v) || steps.some(({ step: { result } }) => result === v));
      // A negation belongs to whoever needs it.
      if (isBehind && !isNegation(inst)) for (const result of inst.results) later.add(result);
      if (isBehind && isNegation(inst) && dependsOn(inst.operands[0]!, later)) for (const result of inst.results) later.add(result);
      (isBehind ? behind : before).push(inst);
    }
    flush();
    region.insts = placed;
  };
  visit(body);
}

function isNegation(inst: Inst): boolean {
  return inst.kind === 'unary' && inst.op === 'fneg' && inst.results[0]!.type === 'f64';
}

function dependsOn(v: Value, later: ReadonlySet<Value>): boolean {
  return later.has(v) || later.has(operandOf(v).value);
}

function makePiece(steps: readonly Step[], isUsedElsewhere: (v: Value) => boolean, program: Program): Piece | undefined {
  const made = new Set(steps.map(({ result }) => result));
  const inputs = new Set<Value>();
  const isConstant = (v: Value): boolean => v.kind === 'const' && program.constantNumber(Number(v.value)) !== undefined;
  const lastUse = new Map<Value, number>();
  steps.forEach(({ left, right }, i) => {
    for (const { value } of isConstant(right.value) ? [left] : [left, right]) {
      if (!made.has(value)) inputs.add(value);
      lastUse.set(value, i);
    }
  });
  const outputs = steps.map(({ result }) => result).filter(isUsedElsewhere);
  for (const v of outputs) lastUse.set(v, steps.length);
  const registers = new Map<Value, number>();
  const taken = new Set<number>();
  const take = (v: Value): number => {
    let register = 0;
    while (taken.has(register)) register++;
    taken.add(register);
    registers.set(v, register);
    program.registers = Math.max(program.registers, register + 1);
    return register;
  };
  for (const v of inputs) take(v);
  const places = new Map([...inputs].map((v) => [v, registers.get(v)!]));
  const words: number[] = [];
  for (const [i, { op, left, right, result }] of steps.entries()) {
    const withConstant = isConstant(right.value);
    const from = registers.get(left.value)!;
    const other = withConstant ? program.constantNumber(Number((right.value as { value: number }).value))! : registers.get(right.value)!;
    for (const { value } of withConstant ? [left] : [left, right]) if (lastUse.get(value) === i) taken.delete(registers.get(value)!);
    const to = take(result);
    if (!lastUse.has(result)) taken.delete(to);
    if (outputs.includes(result)) places.set(result, to);
    if (op === Op.rest) program.hasRests = true;
    words.push(op | (left.negated ? 4 : 0) | (right.negated ? 8 : 0) | (withConstant ? 16 : 0) | (to << 5) | (from << 13) | (other << 21));
    if (to >= MOST_PLACES) return undefined;
  }
  const first = program.words.length;
  program.words.push(...words);
  return { steps, inputs: [...inputs], outputs, places, first, count: words.length };
}

// ---- the function

interface Machine extends StateMemory {
  readonly runs: ReadonlyMap<Inst, Piece>;
  readonly registers: Value;
  readonly numbers: ReadonlyMap<State, number>;
  readonly nowhere: Value;
  /** The next steps: the first one, and behind the last one. */
  readonly from: Value;
  readonly to: Value;
  readonly given: Value;
}

function writeBody(fn: Func, program: Program, runs: ReadonlyMap<Inst, Piece>): Region {
  const body = fn.body!;
  const machine = buildStateMachine(body, { isPoint: (inst) => runs.has(inst), mayWait: () => false, alsoLeaving: true });
  const reached = reachedStates(machine);
  const states = machine.inOrder.filter((state) => reached.has(state));
  const isFree = createFree(new Set<Value>(body.params), isCostly);
  const kept = new Set(usesOfStates(states, isFree, 'operations on doubles', fn.loc).flatMap((uses) => [...uses]));
  const region = createRegion(body.params.map(({ type, name }) => (name === undefined ? { type } : { type, name })));
  const b: Builder = { region, loc: fn.loc };
  const count = program.registers;
  const numbers = new Map(states.map((state, i) => [state, i]));
  const m: Machine = {
    ...declareStateMemory(b, body, kept, isFree, new Map<Value, Value>(body.params.map((param, i) => [param, region.params[i]!]))),
    runs, numbers, nowhere: constI32(states.length), registers: alloca(b, { kind: 'array', element: DOUBLE, count, size: 8 * count, align: 8 }, 'registers'),
    from: alloca(b, typeOf('i32'), 'from'), to: alloca(b, typeOf('i32'), 'to'), given: alloca(b, typeOf(fn.result!), 'given'),
  };
  const loopBody = createRegion([{ type: 'i32', name: 'state' }]);
  const loop = append<LoopInst>(b, { kind: 'loop', body: loopBody, unroll: 1, operands: [constI32(numbers.get(landing(machine.states[0]!))!)] }, []);
  const inner: Builder = { region: loopBody, loc: fn.loc };
  storeVariable(inner, m.from, constI32(0));
  storeVariable(inner, m.to, constI32(0));
  const otherwise = createRegion();
  yieldValues({ region: otherwise, loc: fn.loc }, [m.nowhere]);
  const cases = states.map((_, i) => ({ values: [i], region: createRegion() }));
  const choice = append<SwitchInst>(inner, { kind: 'switch', cases, otherwise, operands: [loopBody.params[0]!] }, ['i32']);
  states.forEach((state, i) => {
    const at: Builder = { region: cases[i]!.region, loc: fn.loc };
    yieldValues(at, [writeState(m, at, state)]);
  });
  const ends = append<IfInst>(inner, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [compare(inner, 'uge', choice.results[0]!, m.nowhere)] }, []);
  breakTo({ region: ends.then, loc: fn.loc }, loop);
  yieldValues({ region: ends.otherwise, loc: fn.loc });
  writeSteps(m, inner, program);
  continueTo(inner, loop, [choice.results[0]!]);
  returnValue(b, loadVariable(b, m.given));
  return region;
}

/** No operation on doubles is worth being done again. */
function isCostly(inst: Inst): boolean {
  return !(inst.kind === 'unary' && (inst.op === 'fneg' || inst.op === 'fabs')) && (inst.results.some((r) => r.type === 'f64') || inst.operands.some((v) => v.type === 'f64'));
}

/** Gives the next state. */
function writeState(m: Machine, b: Builder, state: State): Value {
  const copier = copierFor(m, nothingLeaves);
  const piece = state.resumes && m.runs.get(state.resumes);
  for (const v of piece?.outputs ?? []) {
    const value = load(b, 'f64', registerAt(m, b, piece!.places.get(v)!), false, 8);
    copier.values.set(v, value);
    const variable = m.variables.get(v);
    if (variable !== undefined) storeVariable(b, variable, value);
  }
  const values = copyState(m, b, state, copier, endValues(state));
  const numberOf = (next: State): Value => constI32(m.numbers.get(landing(next))!);
  const { end } = state;
  switch (end.kind) {
    case 'goto':
      storeMoves(m, b, end, values);
      return numberOf(end.target);
    case 'branch':
      return select(b, values[0]!, numberOf(end.then), numberOf(end.otherwise));
    case 'switch': {
      const to = (target: State): Region => {
        const region = createRegion();
        yieldValues({ region, loc: b.loc }, [numberOf(target)]);
        return region;
      };
      const cases = end.cases.map((c) => ({ values: c.values, region: to(c.state) }));
      return append<SwitchInst>(b, { kind: 'switch', cases, otherwise: to(end.otherwise), operands: [values[0]!] }, ['i32']).results[0]!;
    }
    case 'suspend': {
      const { inputs, places, first, count } = m.runs.get(end.inst)!;
      inputs.forEach((v, i) => void store(b, 'f64', registerAt(m, b, places.get(v)!), values[i]!, 8));
      storeVariable(b, m.from, constI32(first));
      storeVariable(b, m.to, constI32(first + count));
      return numberOf(end.next);
    }
    case 'exit':
      storeVariable(b, m.given, values[0]!);
      return m.nowhere;
    case 'unreachable':
      return m.nowhere;
    case 'again':
      throw new Error('a function of the library waits');
    default:
      return end satisfies never;
  }
}

function registerAt(m: Machine, b: Builder, register: number): Value {
  return index(b, m.registers, DOUBLE, constI32(register));
}

function table(name: string, element: MemoryType, count: number, write: (view: DataView, i: number) => void): Global {
  const bytes = new Uint8Array(element.size * count);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < count; i++) write(view, i);
  return { kind: 'global', name, type: { kind: 'array', element, count, size: bytes.length, align: element.align }, space: 'host', linkage: 'internal', init: { bytes, relocations: [] }, align: element.align, constant: true, loc: 0 };
}

function writeSteps(m: Machine, b: Builder, { name, words, constants, hasRests }: Program): void {
  const steps = table(`${name}_steps`, WORD, words.length, (view, i) => view.setUint32(4 * i, words[i]!, true));
  const values = constants.length === 0 ? undefined : table(`${name}_constants`, DOUBLE, constants.length, (view, i) => view.setFloat64(8 * i, constants[i]!, true));
  const body = createRegion([{ type: 'i32', name: 'step' }]);
  const loop = append<LoopInst>(b, { kind: 'loop', body, unroll: 1, operands: [loadVariable(b, m.from)] }, []);
  const inner: Builder = { region: body, loc: b.loc };
  const [at] = body.params;
  const going = append<IfInst>(inner, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [compare(inner, 'ult', at!, loadVariable(inner, m.to))] }, []);
  yieldValues({ region: going.then, loc: b.loc });
  breakTo({ region: going.otherwise, loc: b.loc }, loop);
  const word = load(inner, 'i32', index(inner, globalAddress(steps), WORD, at!), false, 4);
  const bits = (from: number, mask: number): Value => binary(inner, 'and', from === 0 ? word : binary(inner, 'lshr', word, constI32(from)), constI32(mask));
  const isSet = (bit: number): Value => compare(inner, 'ne', binary(inner, 'and', word, constI32(1 << bit)), constI32(0));
  const double = (base: Value, i: Value): Value => load(inner, 'f64', index(inner, base, DOUBLE, i), false, 8);
  const negatedIf = (bit: number, v: Value): Value => select(inner, isSet(bit), unary(inner, 'fneg', v), v);
  const left = negatedIf(2, double(m.registers, bits(13, 0xff)));
  let right: Value;
  if (values === undefined) right = double(m.registers, binary(inner, 'lshr', word, constI32(21)));
  else {
    const choice = append<IfInst>(inner, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [isSet(4)] }, ['f64']);
    const number = (t: Builder): Value => binary(t, 'lshr', word, constI32(21));
    const [then, otherwise] = [createBuilder(choice.then), createBuilder(choice.otherwise)];
    yieldValues(then, [load(then, 'f64', index(then, globalAddress(values), DOUBLE, number(then)), false, 8)]);
    yieldValues(otherwise, [load(otherwise, 'f64', index(otherwise, m.registers, DOUBLE, number(otherwise)), false, 8)]);
    right = choice.results[0]!;
  }
  right = negatedIf(3, right);
  const when = (t: Builder, condition: Value, one: (t: Builder) => Value, other: (t: Builder) => Value): Value => {
    const choice = append<IfInst>(t, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [condition] }, ['f64']);
    const [then, otherwise] = [createBuilder(choice.then), createBuilder(choice.otherwise)];
    yieldValues(then, [one(then)]);
    yieldValues(otherwise, [other(otherwise)]);
    return choice.results[0]!;
  };
  const op = bits(0, 3);
  const product = (t: Builder): Value => binary(t, 'fmul', left, right);
  const productOrRest = (t: Builder): Value => (hasRests ? when(t, compare(t, 'eq', op, constI32(Op.product)), product, (r) => call(r, PRODUCT_REST, [left, right])!) : product(t));
  const result = when(inner, compare(inner, 'eq', op, constI32(Op.sum)), (t) => binary(t, 'fadd', left, right), productOrRest);
  store(inner, 'f64', index(inner, m.registers, DOUBLE, bits(5, 0xff)), result, 8);
  continueTo(inner, loop, [binary(inner, 'add', at!, constI32(1))]);
}
