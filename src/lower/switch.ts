/**
 * switch. The usual form, every label directly in the switch's block, becomes an IR `switch` whose cases are the segments between labels; where a segment falls
 * through into the next one, nested blocks with the segments behind them. Labels elsewhere (Duff's device) make it a dispatch loop (goto.ts).
 */
import * as build from '../ir/build.js';
import { createRegion, isTerminated } from '../ir/build.js';
import type { CheckedStmt } from '../tree/index.js';
import type { FunctionState, JumpTarget } from './context.js';
import { value } from './expressions.js';
import type { BlockInst, SwitchInst } from './ir-imports.js';
import { leaveScope } from './scopes.js';
import { lowerList } from './goto.js';
import { inRegion } from './statements.js';
import { isUnsigned } from './types.js';

type SwitchStmt = Extract<CheckedStmt, { kind: 'switch' }>;

interface Segment {
  readonly ranges: { from: bigint; to: bigint }[];
  isDefault: boolean;
  readonly body: CheckedStmt[];
}

/** Are all labels direct children of the switch's body (or of blocks that only group labels with it)? */
export function isRegularSwitch(s: SwitchStmt): boolean {
  if (s.body.kind !== 'block' && s.body.kind !== 'sequence') return !containsCase(s.body) || s.body.kind === 'case' || s.body.kind === 'default';
  return flatten(s.body.body).every((child) => child.kind === 'case' || child.kind === 'default' || !containsCase(child));
}

/** Labels are followed by their statement in a sequence: those are opened. */
function flatten(body: readonly CheckedStmt[]): readonly CheckedStmt[] {
  if (!body.some((s) => s.kind === 'sequence')) return body;
  return body.flatMap((s) => (s.kind === 'sequence' ? flatten(s.body) : [s]));
}

/** A case label of this switch somewhere inside (nested switches keep their own). */
function containsCase(s: CheckedStmt): boolean {
  switch (s.kind) {
    case 'case':
    case 'default':
      return true;
    case 'block':
    case 'sequence':
      return s.body.some(containsCase);
    case 'if':
      return containsCase(s.then) || (s.otherwise !== undefined && containsCase(s.otherwise));
    case 'while':
    case 'while-declare':
    case 'do':
    case 'for':
      return containsCase(s.body);
    case 'try':
      return containsCase(s.body);
    default:
      return false;
  }
}

function segmentsOf(s: SwitchStmt): Segment[] {
  const body = s.body.kind === 'block' || s.body.kind === 'sequence' ? flatten(s.body.body) : [s.body];
  const segments: Segment[] = [];
  let current: Segment | undefined;
  let labels = false;
  for (const child of body) {
    if (child.kind === 'case' || child.kind === 'default') {
      if (!labels) {
        current = { ranges: [], isDefault: false, body: [] };
        segments.push(current);
      }
      labels = true;
      if (child.kind === 'case') current!.ranges.push({ from: child.from, to: child.to });
      else current!.isDefault = true;
      continue;
    }
    labels = false;
    // Declarations before the first label only reserve names: their storage is made on demand.
    if (current === undefined) current = { ranges: [], isDefault: false, body: [] };
    current.body.push(child);
  }
  return segments;
}

/** Does control never run past the end of these statements? */
function diverts(body: readonly CheckedStmt[]): boolean {
  const last = body[body.length - 1];
  if (last === undefined) return false;
  switch (last.kind) {
    case 'break':
    case 'continue':
    case 'return':
    case 'goto':
      return true;
    case 'block':
    case 'sequence':
      return diverts(last.body);
    case 'if':
      return last.otherwise !== undefined && diverts([last.then]) && diverts([last.otherwise]);
    default:
      return false;
  }
}

const MAX_RANGE = 256n;

export function lowerSwitch(f: FunctionState, s: SwitchStmt): void {
  const { b } = f;
  const scrutinee = value(f, s.condition);
  if (isTerminated(b.region)) return;
  const segments = segmentsOf(s);
  const wide = scrutinee.type === 'i64';
  const unsigned = isUnsigned(s.condition.type);

  const exit = build.append<BlockInst>(b, { kind: 'block', body: createRegion(), operands: [] }, []);
  const outer = b.region;
  const depth = f.cleanups.length;
  const saved = f.breakTarget;
  const target: JumpTarget = { kind: 'break', inst: exit, used: false, depth };
  f.breakTarget = target;
  b.region = exit.body;

  // Wide GNU ranges are tested before the switch proper; each picks its segment through a nested block.
  const values = segments.map((segment) =>
    segment.ranges.flatMap(({ from, to }) => {
      if (to - from >= MAX_RANGE) return [];
      const list: (number | bigint)[] = [];
      for (let v = from; v <= to; v++) list.push(wide ? BigInt.asIntN(64, v) : Number(BigInt.asIntN(32, v)));
      return list;
    }),
  );
  const ranges = segments.flatMap((segment, i) => segment.ranges.filter((r) => r.to - r.from >= MAX_RANGE).map((r) => ({ ...r, segment: i })));
  const fallsThrough = segments.some((segment, i) => i + 1 < segments.length && !diverts(segment.body));

  if (!fallsThrough && ranges.length === 0) {
    const inst = build.append<SwitchInst>(b, { kind: 'switch', operands: [scrutinee], cases: [], otherwise: createRegion() }, []);
    segments.forEach((segment, i) => {
      const region = segment.isDefault ? inst.otherwise : createRegion();
      if (!segment.isDefault) inst.cases.push({ values: values[i]!, region });
      inRegion(f, region, () => lowerSegment(f, segment, depth));
    });
    if (!isTerminated(inst.otherwise)) inRegion(f, inst.otherwise, () => {});
    inst.cases = inst.cases.filter((c) => c.values.length > 0);
  } else {
    // block Bn { … block B0 { switch { case of segment i: break Bi } } segment 0 } … segment n
    const blocks = segments.map(() => build.makeInst<BlockInst>({ kind: 'block', body: createRegion(), operands: [] }, [], b.loc));
    const regions = [...blocks.map((x) => x.body), exit.body]; // regions[i]: where segment i−1 stands
    for (let i = blocks.length - 1; i >= 0; i--) regions[i + 1]!.insts.push(blocks[i]!);
    b.region = regions[0]!;
    for (const range of ranges) {
      const lit = (v: bigint) => (wide ? build.constI64(v) : build.constI32(Number(BigInt.asIntN(32, v))));
      const low = build.compare(b, unsigned ? 'uge' : 'sge', scrutinee, lit(range.from));
      const high = build.compare(b, unsigned ? 'ule' : 'sle', scrutinee, lit(range.to));
      const inst = build.append<import('./ir-imports.js').IfInst>(b, { kind: 'if', operands: [build.binary(b, 'and', low, high)], then: createRegion(), otherwise: createRegion() }, []);
      inRegion(f, inst.then, () => build.breakTo(b, blocks[range.segment]!));
      inRegion(f, inst.otherwise, () => {});
    }
    const inst = build.append<SwitchInst>(b, { kind: 'switch', operands: [scrutinee], cases: [], otherwise: createRegion() }, []);
    segments.forEach((segment, i) => {
      if (segment.isDefault || values[i]!.length === 0) return;
      const region = createRegion();
      inst.cases.push({ values: values[i]!, region });
      inRegion(f, region, () => build.breakTo(b, blocks[i]!));
    });
    const defaultSegment = segments.findIndex((segment) => segment.isDefault);
    inRegion(f, inst.otherwise, () => {
      if (defaultSegment >= 0) build.breakTo(b, blocks[defaultSegment]!);
      else {
        build.breakTo(b, exit);
        target.used = true;
      }
    });
    build.unreachable(b);
    segments.forEach((segment, i) => {
      b.region = regions[i + 1]!;
      lowerSegment(f, segment, depth);
      if (i + 1 < segments.length && !isTerminated(b.region)) build.yieldValues(b);
    });
    b.region = exit.body;
  }
  if (!isTerminated(exit.body)) {
    b.region = exit.body;
    build.yieldValues(b);
  }
  f.cleanups.length = depth;
  f.breakTarget = saved;
  b.region = outer;
}

function lowerSegment(f: FunctionState, segment: Segment, depth: number): void {
  lowerList(f, segment.body);
  leaveScope(f, depth);
}
