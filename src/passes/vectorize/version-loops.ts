/**
 * Loops that ask the same in each round. In: a block function, after what is the same in all rounds has gone before the loops. Out: innermost loops with such questions twice: without the questions, for when all have
 * their usual answers (no thread is at a border), and as they were; where only one is asked, with its other answer. Without branches, an engine has all of a round before it, and needs fewer moves between registers.
 */
import { append, binary, createRegion, TRUE, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import { cloneInst, createCloneContext } from '../../ir/clone.js';
import type { Func, IfInst, Inst, LoopInst, Region, Value } from '../../ir/ir.js';
import { countInsts, forEachInst, forEachRegion, someInst } from '../../ir/walk.js';

const largest = 400;

/** False: there was no such loop. */
export function versionLoops(fn: Func): boolean {
  return fn.body !== undefined && visit(fn.body);
}

function visit(region: Region): boolean {
  let found = false;
  const { insts } = region;
  for (let n = 0; n < insts.length; n++) {
    const inst = insts[n]!;
    if (inst.kind !== 'loop' || someInst(inst.body, (inner) => inner.kind === 'loop')) {
      forEachRegion(inst, (inner) => {
        if (visit(inner)) found = true;
      });
      continue;
    }
    const questions = inst.results.length === 0 && countInsts(inst.body) <= largest ? questionsOf(inst) : [];
    if (!isWorthIt(questions)) continue;
    found = true;
    const made = twoVersions(inst, questions);
    insts.splice(n, 1, ...made);
    n += made.length - 1;
  }
  return found;
}

interface Question {
  readonly inst: IfInst;
  readonly usually: boolean;
}

/** One test that ends a round is cheap. */
function isWorthIt(questions: readonly Question[]): boolean {
  return questions.length > 1 || questions.some(({ inst }) => !leaves(inst.then) && !leaves(inst.otherwise));
}

function questionsOf(loop: LoopInst): Question[] {
  const inside = new Set<Value>(loop.body.params);
  forEachInst(loop.body, (inst) => {
    for (const result of inst.results) inside.add(result);
    forEachRegion(inst, (region) => {
      for (const param of region.params) inside.add(param);
    });
  });
  const found: Question[] = [];
  const collect = (region: Region): void => {
    for (const inst of region.insts) {
      const condition = inst.operands[0];
      const usually = inst.kind === 'if' && condition!.kind !== 'const' && !inside.has(condition!) ? usualAnswer(inst) : undefined;
      if (inst.kind !== 'if' || usually === undefined) {
        forEachRegion(inst, collect);
        continue;
      }
      found.push({ inst, usually });
      collect(usually ? inst.then : inst.otherwise);
    }
  };
  collect(loop.body);
  return found;
}

/** That with which a round goes on; that with which there is more to do; that things differ. */
function usualAnswer({ then, otherwise, operands }: IfInst): boolean | undefined {
  if (leaves(then) !== leaves(otherwise)) return leaves(otherwise);
  const more = countInsts(then) - countInsts(otherwise);
  if (more !== 0) return more > 0;
  const [condition] = operands as [Value];
  if (condition.kind !== 'result' || condition.inst.kind !== 'compare') return undefined;
  return condition.inst.op === 'eq' ? false : condition.inst.op === 'ne' ? true : undefined;
}

function leaves({ insts }: Region): boolean {
  const last = insts[insts.length - 1]!;
  return last.kind === 'break' || last.kind === 'continue' || last.kind === 'return';
}

function twoVersions(loop: LoopInst, questions: readonly Question[]): Inst[] {
  const before = createRegion();
  const b: Builder = { region: before, loc: loop.loc };
  const different = questions.map(({ inst, usually }) => (usually ? binary(b, 'xor', inst.operands[0]!, TRUE) : inst.operands[0]!)).reduce((all, next) => binary(b, 'or', all, next));
  const choice = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [different] }, []);
  // The copy has the answers in it; folding takes the other arms away.
  const conditions = questions.map(({ inst }) => inst.operands[0]!);
  for (const { inst, usually } of questions) inst.operands[0] = { kind: 'const', type: 'i1', value: usually ? 1 : 0 };
  choice.otherwise.insts.push(cloneInst(loop, createCloneContext()));
  // Where only one is asked, the other version knows its answer too.
  questions.forEach(({ inst, usually }, i) => {
    inst.operands[0] = questions.length === 1 ? { kind: 'const', type: 'i1', value: usually ? 0 : 1 } : conditions[i]!;
  });
  choice.then.insts.push(loop);
  for (const region of [choice.then, choice.otherwise]) yieldValues({ region, loc: loop.loc });
  return before.insts;
}
