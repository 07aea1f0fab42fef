/**
 * Checks every invariant of ir.ts. Gives a list of readable problems (empty: valid), each `function: instruction: problem`; never throws on malformed IR.
 */
import { functionKey, isTerminator, isVectorType, maskTypeOf, valueTypeOf } from './build.js';
import { intrinsics } from './intrinsics.js';
import type { BarrierKind, Func, GlobalInit, Inst, MemoryType, Module, Region, RegionParam, InstResult, Value, ValueType, VectorInst } from './ir.js';
import { operationKind } from './operations.js';
import { operationOf } from './shapes.js';

interface Check {
  readonly problems: string[];
  readonly module: Module | undefined;
  fn: Func;
  /** Values in scope: definitions that dominate the current point. */
  visible: Set<InstResult | RegionParam>;
  /** Blocks and loops around the current point. */
  targets: Set<Inst>;
  seenInsts: Set<Inst>;
  seenRegions: Set<Region>;
}

export function validateModule(module: Module): string[] {
  const problems: string[] = [];
  for (const [name, s] of module.structs) {
    if (s.name !== name) problems.push(`struct '${name}' is filed under another name`);
    checkMemoryType(s, problems, `struct '${name}'`);
  }
  for (const [name, g] of module.globals) {
    if (g.name !== name) problems.push(`global '${name}' is filed under another name`);
    checkMemoryType(g.type, problems, `global '${name}'`);
    checkImage(g.init, g.type.size, module, problems, `global '${name}'`);
    if (g.space === 'shared' && g.init && g.init.bytes.some((b) => b !== 0)) problems.push(`global '${name}': shared memory cannot have an initial value`);
  }
  for (const [key, fn] of module.functions) {
    if (functionKey(fn.name, fn.side) !== key) problems.push(`function '${fn.name}' is filed as '${key}'`);
    // Kernels that became shaders call copies of functions (back/wgsl/prepare/index.ts).
    validateFunction(fn, fn.space === 'kernel' && fn.optimized ? undefined : module, problems);
  }
  for (const fn of module.constructors) {
    if (module.functions.get(functionKey(fn.name, fn.side)) !== fn) problems.push(`constructor '${fn.name}' is not in the module`);
    if (fn.params.length > 0 || fn.result) problems.push(`constructor '${fn.name}' must not have parameters or a result`);
  }
  return problems;
}

export function validateFunction(fn: Func, module?: Module, problems: string[] = []): string[] {
  if (fn.body && fn.import) problems.push(`${fn.name}: has both a body and an import`);
  if (fn.space === 'kernel' && fn.body && !fn.kernel) problems.push(`${fn.name}: a kernel without kernel information`);
  if (!fn.body) return problems;
  const c: Check = { problems, module, fn, visible: new Set(), targets: new Set(), seenInsts: new Set(), seenRegions: new Set() };
  const params = fn.body.params;
  if (params.length !== fn.params.length) problems.push(`${fn.name}: body has ${params.length} parameters, the function ${fn.params.length}`);
  for (let i = 0; i < params.length && i < fn.params.length; i++) {
    if (params[i]!.type !== fn.params[i]!.type) problems.push(`${fn.name}: parameter ${i} is ${params[i]!.type} in the body, ${fn.params[i]!.type} in the function`);
  }
  checkRegion(c, fn.body, undefined);
  return problems;
}

function checkMemoryType(type: MemoryType, problems: string[], where: string): void {
  if (type.size < 0 || type.align < 1 || (type.align & (type.align - 1)) !== 0) problems.push(`${where}: size ${type.size}, alignment ${type.align}`);
  switch (type.kind) {
    case 'array':
      if (type.size < type.count * type.element.size) problems.push(`${where}: array of ${type.count} × ${type.element.size} bytes in ${type.size}`);
      checkMemoryType(type.element, problems, where);
      break;
    case 'struct': {
      let end = 0;
      for (const f of type.fields) {
        if (f.offset < end) problems.push(`${where}: field '${f.name}' at ${f.offset} overlaps what ends at ${end}`);
        end = Math.max(end, f.offset + f.type.size);
        if (f.type !== type && f.type.kind !== 'struct') checkMemoryType(f.type, problems, where);
      }
      if (end > type.size) problems.push(`${where}: fields end at ${end}, size is ${type.size}`);
      break;
    }
    case 'scalar':
    case 'bytes':
      break;
    default:
      (type satisfies never);
  }
}

function checkImage(init: GlobalInit | undefined, size: number, module: Module, problems: string[], where: string): void {
  if (!init) return;
  if (init.bytes.length > size) problems.push(`${where}: ${init.bytes.length} initial bytes for ${size}`);
  for (const r of init.relocations) {
    if (r.offset < 0 || r.offset + 8 > size) problems.push(`${where}: relocation at ${r.offset} is outside`);
    const known = r.target.kind === 'function' ? module.functions.get(functionKey(r.target.name, r.target.side)) : module.globals.get(r.target.name);
    if (known !== r.target) problems.push(`${where}: refers to '${r.target.name}', which is not in the module`);
  }
}

function report(c: Check, inst: Inst | undefined, text: string): void {
  const op = inst && operationOf(inst);
  const what = inst ? (op === undefined ? inst.kind : `${inst.kind} ${op}`) : 'region';
  const name = inst?.results[0]?.name;
  c.problems.push(`${c.fn.name}: ${name !== undefined ? `%${name} = ` : ''}${what}: ${text}`);
}

/** Owner is undefined for a function's body. */
function checkRegion(c: Check, region: Region, owner: Inst | undefined): void {
  if (c.seenRegions.has(region)) return report(c, owner, 'a region is owned twice');
  c.seenRegions.add(region);
  const defined: (InstResult | RegionParam)[] = [];
  for (const p of region.params) {
    c.visible.add(p);
    defined.push(p);
  }
  const { insts } = region;
  if (insts.length === 0) report(c, owner, 'a region is empty');
  for (let i = 0; i < insts.length; i++) {
    const inst = insts[i]!;
    if (c.seenInsts.has(inst)) {
      report(c, inst, 'the instruction occurs twice');
      continue;
    }
    c.seenInsts.add(inst);
    const last = i === insts.length - 1;
    if (isTerminator(inst) !== last) report(c, inst, last ? 'the region does not end in a terminator' : 'a terminator in the middle of a region');
    for (const v of inst.operands) checkOperand(c, inst, v);
    checkInst(c, inst, owner);
    for (let k = 0; k < inst.results.length; k++) {
      const r = inst.results[k]!;
      if (r.inst !== inst || r.index !== k) report(c, inst, `result ${k} does not point back to its instruction`);
      c.visible.add(r);
      defined.push(r);
    }
  }
  for (const v of defined) c.visible.delete(v);
}

function checkOperand(c: Check, inst: Inst, v: Value): void {
  switch (v.kind) {
    case 'result':
    case 'param':
      if (!c.visible.has(v)) report(c, inst, `uses %${v.name ?? '?'} where its definition does not dominate`);
      break;
    case 'const':
      checkConst(c, inst, v.type, v.value);
      break;
    case 'global-address':
      if (c.module && c.module.globals.get(v.global.name) !== v.global) report(c, inst, `global '${v.global.name}' is not in the module`);
      break;
    case 'function-address':
      if (c.module && c.module.functions.get(functionKey(v.function.name, v.function.side)) !== v.function) report(c, inst, `function '${v.function.name}' is not in the module`);
      break;
    case 'undef':
      break;
    default:
      v satisfies never;
  }
}

function checkConst(c: Check, inst: Inst, type: ValueType, value: number | bigint): void {
  let ok: boolean;
  switch (type) {
    case 'i1':
      ok = value === 0 || value === 1;
      break;
    case 'i32':
      ok = typeof value === 'number' && (value | 0) === value;
      break;
    case 'i64':
      ok = typeof value === 'bigint' && BigInt.asIntN(64, value) === value;
      break;
    case 'ptr':
      ok = typeof value === 'number' && value >>> 0 === value;
      break;
    case 'f32':
      ok = typeof value === 'number' && (Math.fround(value) === value || value !== value);
      break;
    case 'f64':
      ok = typeof value === 'number';
      break;
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      ok = typeof value === 'bigint' && BigInt.asUintN(128, value) === value;
      break;
    default:
      (type satisfies never);
      ok = false;
  }
  if (!ok) report(c, inst, `constant ${value} is not a valid ${type}`);
}

/** Operand types must be exactly these. */
function takesPredicate(barrier: BarrierKind): boolean {
  return barrier !== 'block' && barrier !== 'grid';
}

function operandTypes(c: Check, inst: Inst, wanted: readonly ValueType[]): boolean {
  const { operands } = inst;
  if (operands.length !== wanted.length) {
    report(c, inst, `has ${operands.length} operands instead of ${wanted.length}`);
    return false;
  }
  for (let i = 0; i < wanted.length; i++) {
    if (operands[i]!.type !== wanted[i]) report(c, inst, `operand ${i} is ${operands[i]!.type} instead of ${wanted[i]}`);
  }
  return true;
}

function resultTypes(c: Check, inst: Inst, wanted: readonly (ValueType | undefined)[]): void {
  const want = wanted.filter((t) => t !== undefined);
  const { results } = inst;
  if (results.length !== want.length) return report(c, inst, `has ${results.length} results instead of ${want.length}`);
  for (let i = 0; i < want.length; i++) if (results[i]!.type !== want[i]) report(c, inst, `result is ${results[i]!.type} instead of ${want[i]}`);
}

const isInt = (t: ValueType | undefined): boolean => t === 'i32' || t === 'i64';
const isFloat = (t: ValueType | undefined): boolean => t === 'f32' || t === 'f64';

function checkInst(c: Check, inst: Inst, owner: Inst | undefined): void {
  const ops = inst.operands;
  const t = ops[0]?.type;
  switch (inst.kind) {
    case 'binary': {
      if (operationKind(inst.op) !== 'binary') report(c, inst, 'unknown operation');
      const shift = inst.op === 'shl' || inst.op === 'lshr' || inst.op === 'ashr';
      if (!t || !operandTypes(c, inst, [t, shift && isVectorType(t) ? 'i32' : t])) return;
      resultTypes(c, inst, [t]);
      if (isVectorType(t)) {
        if (!vectorBinaryAllowed(inst.op, t)) report(c, inst, `not defined for ${t}`);
        break;
      }
      const float = inst.op.charCodeAt(0) === 102 || inst.op === 'copysign';
      const logic = inst.op === 'and' || inst.op === 'or' || inst.op === 'xor';
      if (float ? !isFloat(t) : !isInt(t) && !(logic && t === 'i1')) report(c, inst, `not defined for ${t}`);
      break;
    }
    case 'compare': {
      if (operationKind(inst.op) !== 'compare') report(c, inst, 'unknown operation');
      if (!t || !operandTypes(c, inst, [t, t])) return;
      resultTypes(c, inst, [maskTypeOf(t)]);
      const float = inst.op.charCodeAt(0) === 102;
      const equality = inst.op === 'eq' || inst.op === 'ne';
      const unsigned = inst.op.charCodeAt(0) === 117;
      if (isVectorType(t)) {
        if (float ? !isFloatVector(t) : isFloatVector(t) || (unsigned && t === 'v2i64')) report(c, inst, `not defined for ${t}`);
      } else if (float ? !isFloat(t) : !isInt(t) && !(t === 'ptr' && (equality || unsigned)) && !(t === 'i1' && equality)) report(c, inst, `not defined for ${t}`);
      break;
    }
    case 'unary': {
      if (operationKind(inst.op) !== 'unary') report(c, inst, 'unknown operation');
      if (!t || !operandTypes(c, inst, [t])) return;
      resultTypes(c, inst, [t]);
      if (inst.op.charCodeAt(0) === 102 ? !isFloat(t) && !isFloatVector(t) : !isInt(t)) report(c, inst, `not defined for ${t}`);
      break;
    }
    case 'convert':
      if (operationKind(inst.op) !== 'convert') report(c, inst, 'unknown operation');
      if (!t || !operandTypes(c, inst, [t])) return;
      if (inst.results.length !== 1) return report(c, inst, 'has no result');
      if (!conversionAllowed(inst.op, t, inst.results[0]!.type)) report(c, inst, `from ${t} to ${inst.results[0]!.type}`);
      break;
    case 'select': {
      const type = ops[1]?.type;
      if (!type || !operandTypes(c, inst, [maskTypeOf(type), type, type])) return;
      resultTypes(c, inst, [type]);
      break;
    }
    case 'fma':
      if (!t || !operandTypes(c, inst, [t, t, t])) return;
      if (!isFloat(t)) report(c, inst, `not defined for ${t}`);
      resultTypes(c, inst, [t]);
      break;
    case 'vector':
      checkVector(c, inst);
      break;
    case 'index': {
      const type = ops[1]?.type;
      operandTypes(c, inst, ['ptr', type === 'i64' ? 'i64' : 'i32']);
      resultTypes(c, inst, ['ptr']);
      break;
    }
    case 'field':
      operandTypes(c, inst, ['ptr']);
      resultTypes(c, inst, ['ptr']);
      if (!inst.struct.fields[inst.field]) report(c, inst, `struct '${inst.struct.name}' has no field ${inst.field}`);
      break;
    case 'alloca':
      operandTypes(c, inst, []);
      resultTypes(c, inst, ['ptr']);
      break;
    case 'load':
      operandTypes(c, inst, ['ptr']);
      resultTypes(c, inst, [valueTypeOf(inst.memory)]);
      if (!(inst.align > 0)) report(c, inst, `alignment ${inst.align}`);
      break;
    case 'store':
      operandTypes(c, inst, ['ptr', valueTypeOf(inst.memory)]);
      resultTypes(c, inst, []);
      if (!(inst.align > 0)) report(c, inst, `alignment ${inst.align}`);
      break;
    case 'copy':
      operandTypes(c, inst, ['ptr', 'ptr', 'i32']);
      resultTypes(c, inst, []);
      break;
    case 'fill':
      operandTypes(c, inst, ['ptr', 'i32', 'i32']);
      resultTypes(c, inst, []);
      break;
    case 'atomic': {
      const type = inst.memory === 'i16' ? 'i32' : inst.memory;
      const wanted: ValueType[] = inst.op === 'compare-exchange' ? ['ptr', type, type] : inst.op === 'load' ? ['ptr'] : ['ptr', type];
      operandTypes(c, inst, wanted);
      resultTypes(c, inst, [inst.op === 'store' ? undefined : type]);
      break;
    }
    case 'fence':
      operandTypes(c, inst, []);
      resultTypes(c, inst, []);
      break;
    case 'barrier':
      operandTypes(c, inst, takesPredicate(inst.barrier) ? ['i32'] : []);
      resultTypes(c, inst, [takesPredicate(inst.barrier) ? 'i32' : undefined]);
      break;
    case 'warp':
      checkWarp(c, inst);
      break;
    case 'special':
      operandTypes(c, inst, []);
      resultTypes(c, inst, [inst.register === 'dynamicShared' ? 'ptr' : 'i32']);
      break;
    case 'call':
      if (c.module && c.module.functions.get(functionKey(inst.callee.name, inst.callee.side)) !== inst.callee) report(c, inst, `'${inst.callee.name}' is not in the module`);
      operandTypes(c, inst, inst.callee.params.map((p) => p.type));
      resultTypes(c, inst, [inst.callee.result]);
      if (inst.callee.space === 'kernel') report(c, inst, `'${inst.callee.name}' is a kernel`);
      break;
    case 'call-indirect':
      operandTypes(c, inst, ['ptr', ...inst.params]);
      resultTypes(c, inst, [inst.result]);
      break;
    case 'intrinsic': {
      const row = Object.hasOwn(intrinsics, inst.name) ? intrinsics[inst.name] : undefined;
      if (!row) return report(c, inst, `unknown intrinsic '${inst.name}'`);
      operandTypes(c, inst, row.params);
      resultTypes(c, inst, [row.result]);
      break;
    }
    case 'if':
      operandTypes(c, inst, ['i1']);
      checkInner(c, inst.then, inst, []);
      checkInner(c, inst.otherwise, inst, []);
      break;
    case 'switch': {
      operandTypes(c, inst, [t === 'i64' ? 'i64' : 'i32']);
      const seen = new Set<number | bigint>();
      for (const k of inst.cases) {
        for (const v of k.values) {
          if (seen.has(v)) report(c, inst, `case ${v} occurs twice`);
          seen.add(v);
          if (typeof v !== (t === 'i64' ? 'bigint' : 'number')) report(c, inst, `case ${v} is not of type ${t}`);
        }
        checkInner(c, k.region, inst, []);
      }
      checkInner(c, inst.otherwise, inst, []);
      break;
    }
    case 'block':
      operandTypes(c, inst, []);
      checkInner(c, inst.body, inst, []);
      break;
    case 'loop':
      operandTypes(c, inst, inst.body.params.map((p) => p.type));
      checkInner(c, inst.body, inst, undefined);
      break;
    case 'try':
      operandTypes(c, inst, []);
      checkInner(c, inst.body, inst, []);
      checkInner(c, inst.handler, inst, ['ptr']);
      break;
    case 'yield':
      if (!owner) return report(c, inst, 'outside of any structured instruction');
      if (owner.kind === 'loop') return report(c, inst, 'in the body of a loop');
      operandTypes(c, inst, owner.results.map((r) => r.type));
      break;
    case 'break':
      if (!c.targets.has(inst.target)) return report(c, inst, 'its target is not around it');
      operandTypes(c, inst, inst.target.results.map((r) => r.type));
      break;
    case 'continue':
      if (!c.targets.has(inst.target) || inst.target.kind !== 'loop') return report(c, inst, 'its target is not a loop around it');
      operandTypes(c, inst, inst.target.body.params.map((p) => p.type));
      break;
    case 'return':
      operandTypes(c, inst, c.fn.result ? [c.fn.result] : []);
      break;
    case 'throw':
      operandTypes(c, inst, ['ptr']);
      break;
    case 'unreachable':
      operandTypes(c, inst, []);
      break;
    default:
      inst satisfies never;
  }
  if (isTerminator(inst)) resultTypes(c, inst, []);
}

/** A region of `inst` with the given parameter types (undefined: as they are). */
function checkInner(c: Check, region: Region, inst: Inst, params: readonly ValueType[] | undefined): void {
  if (params && (region.params.length !== params.length || region.params.some((p, i) => p.type !== params[i]))) report(c, inst, `its region must have parameters (${params.join(', ')})`);
  const isTarget = inst.kind === 'block' || inst.kind === 'loop';
  if (isTarget) c.targets.add(inst);
  checkRegion(c, region, inst);
  if (isTarget) c.targets.delete(inst);
}

function isFloatVector(t: ValueType): boolean {
  return t === 'v4f32' || t === 'v2f64';
}

function vectorBinaryAllowed(op: string, t: ValueType): boolean {
  switch (op) {
    case 'fadd':
    case 'fsub':
    case 'fmul':
    case 'fdiv':
    case 'fmin':
    case 'fmax':
    case 'copysign':
      return isFloatVector(t);
    case 'add':
    case 'sub':
    case 'mul':
    case 'and':
    case 'or':
    case 'xor':
    case 'shl':
    case 'lshr':
    case 'ashr':
      return !isFloatVector(t);
    case 'smin':
    case 'smax':
    case 'umin':
    case 'umax':
    case 'smulhi':
    case 'umulhi':
      return t === 'v4i32';
    default:
      return false;
  }
}

/** The scalars that a vector's lanes may come from or go to. */
function isLaneOf(scalar: ValueType | undefined, vectorType: ValueType | undefined): boolean {
  switch (vectorType) {
    case 'v4i32':
      return scalar === 'i32' || scalar === 'ptr';
    case 'v4f32':
      return scalar === 'f32';
    case 'v2i64':
      return scalar === 'i64';
    case 'v2f64':
      return scalar === 'f64';
    default:
      return false;
  }
}

function laneCount(type: ValueType | undefined): number {
  return type === 'v2i64' || type === 'v2f64' ? 2 : 4;
}

function checkVector(c: Check, inst: VectorInst): void {
  const ops = inst.operands;
  const t = ops[0]?.type;
  const result = inst.results[0]?.type;
  const [wantedOperands, wantedLanes] = inst.op === 'insert' ? [2, 1] : inst.op === 'extract' ? [1, 1] : inst.op === 'shuffle' ? [2, 4] : inst.op === 'bytes' ? [1, 16] : [1, 0];
  if (ops.length !== wantedOperands || inst.results.length !== 1 || inst.lanes.length !== wantedLanes) return report(c, inst, 'has not the operands, results or lanes that it should have');
  let ok: boolean;
  switch (inst.op) {
    case 'splat':
      ok = isLaneOf(t, result);
      break;
    case 'extract':
      ok = isLaneOf(result, t) && inst.lanes[0]! < laneCount(t);
      break;
    case 'insert':
      ok = result === t && isLaneOf(ops[1]!.type, t) && inst.lanes[0]! < laneCount(t);
      break;
    case 'shuffle':
      ok = t !== undefined && isVectorType(t) && ops[1]!.type === t && result === t && inst.lanes.every((lane) => lane >= 0 && lane < 8);
      break;
    case 'bytes':
      ok = t !== undefined && isVectorType(t) && result === t && inst.lanes.every((lane) => (lane >= 0 && lane < 16) || lane === 128);
      break;
    case 'any':
    case 'all':
      ok = (t === 'v4i32' || t === 'v2i64') && result === 'i1';
      break;
    case 'bitmask':
      ok = (t === 'v4i32' || t === 'v2i64') && result === 'i32';
      break;
    default:
      ok = inst.op satisfies never;
  }
  if (!ok) report(c, inst, `from ${ops.map((v) => v.type).join(', ')} to ${result}, lanes ${inst.lanes.join(' ')}`);
}

function checkWarp(c: Check, inst: Inst & { kind: 'warp' }): void {
  const value = inst.operands[1]?.type;
  switch (inst.op) {
    case 'sync':
      operandTypes(c, inst, ['i32']);
      resultTypes(c, inst, []);
      return;
    case 'activemask':
      operandTypes(c, inst, []);
      break;
    case 'shfl':
    case 'shfl-up':
    case 'shfl-down':
    case 'shfl-xor':
      operandTypes(c, inst, ['i32', 'i32', 'i32', 'i32']);
      break;
    case 'match-any':
    case 'match-all':
      operandTypes(c, inst, ['i32', value === 'i64' ? 'i64' : 'i32']);
      break;
    default:
      operandTypes(c, inst, ['i32', 'i32']);
  }
  resultTypes(c, inst, ['i32']);
}

function vectorConversionAllowed(op: string, from: ValueType, to: ValueType): boolean {
  switch (op) {
    case 'bitcast':
      return from !== to;
    case 'sext':
    case 'zext':
      return from === 'v4i32' && to === 'v2i64';
    case 'sitofp':
    case 'uitofp':
      return from === 'v4i32' && isFloatVector(to);
    case 'fptosi':
    case 'fptoui':
      return isFloatVector(from) && to === 'v4i32';
    case 'fpext':
      return from === 'v4f32' && to === 'v2f64';
    case 'fptrunc':
      return from === 'v2f64' && to === 'v4f32';
    default:
      return false;
  }
}

function conversionAllowed(op: string, from: ValueType, to: ValueType): boolean {
  if (isVectorType(from) && isVectorType(to)) return vectorConversionAllowed(op, from, to);
  switch (op) {
    case 'sext':
    case 'zext':
      return (from === 'i1' && isInt(to)) || (from === 'i32' && to === 'i64');
    case 'trunc':
      return from === 'i64' && to === 'i32';
    case 'sext8':
    case 'zext8':
    case 'sext16':
    case 'zext16':
      return isInt(from) && to === from;
    case 'sext32':
      return from === 'i64' && to === 'i64';
    case 'sitofp':
    case 'uitofp':
      return isInt(from) && isFloat(to);
    case 'fptosi':
    case 'fptoui':
      return isFloat(from) && isInt(to);
    case 'fpext':
      return from === 'f32' && to === 'f64';
    case 'fptrunc':
      return from === 'f64' && to === 'f32';
    case 'bitcast':
      return (from === 'i32' && to === 'f32') || (from === 'f32' && to === 'i32') || (from === 'i64' && to === 'f64') || (from === 'f64' && to === 'i64');
    case 'ptrtoint':
      return from === 'ptr' && isInt(to);
    case 'inttoptr':
      return isInt(from) && to === 'ptr';
    default:
      return false;
  }
}
