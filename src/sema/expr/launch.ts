/** Kernel launches `k<<<grid, block[, shared[, stream]]>>>(args)` (CUDA C++ Programming Guide, execution configuration). The block is one thread unless given. */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, FunctionSymbol, FunctionType, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { convertToParameters } from './calls.js';
import { convertArguments } from './conversions.js';
import { errorExpr, intExpr, isNullConstant, scalarConvert } from './nodes.js';
import { candidateNotes, resolve } from './overload.js';
import { type ExprSema, isExpr, type Operand } from './own.js';
import { NOWHERE, sequence } from './sequences.js';
import { toRvalue } from './standard.js';
import { isIntegralOrEnum, isVoid } from './type-facts.js';

export function checkLaunch(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'launch' }>, ctx: BodyContext): CheckedExpr {
  const { loc } = expr;
  const voidType = s.types.builtin('void');
  const callee = s.own.checkOperand(expr.kernel, ctx);
  const config = s.own.checkArguments(expr.config, ctx);
  const args = s.own.checkArguments(expr.args, ctx);
  if (callee.kind === 'error' || config.some((c) => c.kind === 'error') || args.some((a) => a.kind === 'error')) return errorExpr(s, loc, voidType);
  if (config.length < 1 || config.length > 4) {
    // Without packs the parser has counted them.
    if (expr.config.some((c) => c.kind === 'pack-expansion')) s.report(exprMessages.launchConfig, loc, [String(config.length)]);
    return errorExpr(s, loc, voidType);
  }
  const kernel = kernelOf(s, callee, args, ctx, loc);
  if (kernel === undefined) return errorExpr(s, loc, voidType);
  const grid = dimension(s, config[0], ctx);
  const block = dimension(s, config[1] ?? intExpr(s, 1, loc), ctx);
  const shared = config.length > 2 ? s.own.convertOperand(config[2], s.types.builtin('unsigned long'), ctx, config[2].loc, 'pass') : undefined;
  const stream = config.length > 3 ? streamOf(s, config[3]) : undefined;
  if (grid.kind === 'error' || block.kind === 'error' || shared?.kind === 'error' || stream?.kind === 'error') return errorExpr(s, loc, voidType);
  return { kind: 'launch', kernel: kernel.target, functionType: kernel.type, grid, block, shared, stream, args: kernel.args, type: voidType, category: 'prvalue', loc };
}

interface Kernel {
  readonly target: FunctionSymbol | CheckedExpr;
  readonly type: FunctionType;
  readonly args: readonly CheckedExpr[];
}

function kernelOf(s: ExprSema, callee: Operand, args: readonly Operand[], ctx: BodyContext, loc: Loc): Kernel | undefined {
  if (callee.kind === 'list') {
    s.report(exprMessages.listAsOperand, callee.loc);
    return undefined;
  }
  if (callee.kind === 'overload-set' || callee.kind === 'function') {
    const members = callee.kind === 'function' ? [callee.function] : callee.set.members;
    const explicit = callee.kind === 'function' ? undefined : callee.explicitArgs;
    const name = callee.kind === 'function' ? callee.function.name : callee.set.name;
    const resolution = resolve(s, members, explicit, undefined, args, ctx, loc);
    if (resolution.kind !== 'ok') {
      s.report(resolution.kind === 'ambiguous' ? exprMessages.ambiguousCall : exprMessages.noMatchingCall, callee.loc, [name], { notes: candidateNotes(resolution) });
      return undefined;
    }
    const { fn } = resolution.candidate;
    if (!fn.space.kernel) {
      s.report(exprMessages.launchNotKernel, callee.loc, [name]);
      return undefined;
    }
    if (!ctx.unevaluated) s.markReferenced(fn, loc);
    const converted = convertArguments(s, fn, args, ctx, loc);
    return converted === undefined ? undefined : { target: fn, type: fn.type, args: converted };
  }
  const pointer = toRvalue(s, callee);
  const type = pointer.type.kind === 'pointer' ? pointer.type.pointee : undefined;
  if (type?.kind !== 'function' || !isVoid(type.result)) {
    s.report(exprMessages.launchNotKernel, callee.loc, [s.typeToString(callee.type)]);
    return undefined;
  }
  const converted = convertToParameters(s, type, args, ctx, loc);
  return converted === undefined ? undefined : { target: pointer, type, args: converted };
}

function dim3Type(s: ExprSema, loc: Loc): Type | undefined {
  const found = s.lookupType('dim3', s.globalScope, loc);
  if (found?.kind === 'class') return found.type;
  return found?.kind === 'typedef' && found.type.kind === 'class' ? found.type : undefined;
}

function dimension(s: ExprSema, operand: Operand, ctx: BodyContext): CheckedExpr {
  const { loc } = operand;
  const dim3 = dim3Type(s, loc);
  if (dim3 === undefined) {
    s.report(exprMessages.noDim3, loc);
    return errorExpr(s, loc);
  }
  if (isExpr(operand) && sequence(s, operand, dim3, ctx, NOWHERE) === undefined) {
    s.report(exprMessages.launchDim, loc, [s.typeToString(operand.type)]);
    return errorExpr(s, loc, dim3);
  }
  return s.own.convertOperand(operand, dim3, ctx, loc, 'pass');
}

/** cudaStream_t is a pointer to CUstream_st; 0, nullptr and integers as handles of the default streams are accepted. */
function streamOf(s: ExprSema, operand: Operand): CheckedExpr {
  const { loc } = operand;
  const found = s.lookup('cudaStream_t', s.globalScope, loc);
  const type = found?.kind === 'typedef' ? found.type : s.types.pointer(s.types.builtin('void'));
  if (!isExpr(operand)) {
    s.report(exprMessages.launchStream, loc, ['initializer list']);
    return errorExpr(s, loc, type);
  }
  const ctx: BodyContext = { fn: undefined, thisClass: undefined, thisType: undefined, scope: s.globalScope, unevaluated: false, constant: false, lambda: undefined };
  if (isNullConstant(operand)) return scalarConvert(s, toRvalue(s, operand), type);
  if (isIntegralOrEnum(operand.type) || sequence(s, operand, type, ctx, NOWHERE) === undefined) {
    s.report(exprMessages.launchStream, loc, [s.typeToString(operand.type)]);
    return errorExpr(s, loc, type);
  }
  return s.own.convertOperand(operand, type, ctx, loc, 'pass');
}

