#!/usr/bin/env node
/**
 * Writes the allocation traces that bench/pool.mjs replays: what three kinds of programs ask of a device, one operation after the other, from the shapes of their data. A trace is a list of numbers: n > 0 allocates so many bytes,
 * -k frees the k-th allocation (from 1). Numbers that such programs draw (lengths, counts) come from a fixed generator, so that the same script writes the same traces.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let state = 1;
const random = (from, to) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return from + Math.floor((state / 2 ** 32) * (to - from + 1));
};

function recorder() {
  const operations = [];
  let count = 0;
  return {
    operations,
    alloc(bytes) {
      operations.push(Math.max(1, Math.round(bytes)));
      return ++count;
    },
    free(...ids) {
      for (const id of ids) operations.push(-id);
    },
  };
}

/** Training of a small GPT (6 layers, 384 wide, 6 heads, 4,096 tokens of vocabulary) as eager frameworks do it: every operation's result is an allocation, activations live until their layer's backward step; sequences of each batch are padded to the longest. */
function training() {
  const { operations, alloc, free } = recorder();
  const [layers, width, heads, vocabulary, batch] = [6, 384, 6, 4096, 4];
  const f = 4;
  const weights = [vocabulary * width, 1024 * width];
  for (let l = 0; l < layers; l++) weights.push(width, width, 3 * width * width, 3 * width, width * width, width, width, width, 4 * width * width, 4 * width, 4 * width * width, width);
  // Weights and Adam's two moments stay for good.
  for (const n of weights) for (let i = 0; i < 3; i++) alloc(n * f);
  for (let step = 0; step < 12; step++) {
    const time = 32 * random(6, 8);
    const tokens = batch * time;
    const inputs = [alloc(tokens * 4), alloc(tokens * 4)];
    let x = alloc(tokens * width * f);
    const saved = [];
    for (let l = 0; l < layers; l++) {
      const norm = [alloc(tokens * width * f), alloc(tokens * f), alloc(tokens * f)];
      const qkv = alloc(tokens * 3 * width * f);
      const scores = alloc(batch * heads * time * time * f);
      const weightsOf = alloc(batch * heads * time * time * f);
      free(scores);
      const mixed = alloc(tokens * width * f);
      const projected = alloc(tokens * width * f);
      const added = alloc(tokens * width * f);
      free(projected);
      const norm2 = [alloc(tokens * width * f), alloc(tokens * f), alloc(tokens * f)];
      const hidden = alloc(tokens * 4 * width * f);
      const active = alloc(tokens * 4 * width * f);
      const down = alloc(tokens * width * f);
      const next = alloc(tokens * width * f);
      free(down);
      saved.push([x, ...norm, qkv, weightsOf, mixed, added, ...norm2, hidden, active]);
      x = next;
    }
    const logits = alloc(tokens * vocabulary * f);
    const losses = alloc(tokens * f);
    const loss = alloc(4);
    const gradients = weights.map((n) => ({ n, id: 0 }));
    const dLogits = alloc(tokens * vocabulary * f);
    free(losses, logits);
    let dx = alloc(tokens * width * f);
    free(dLogits);
    for (let l = layers - 1; l >= 0; l--) {
      const dHidden = alloc(tokens * 4 * width * f);
      const dActive = alloc(tokens * 4 * width * f);
      free(dHidden);
      const dNorm = alloc(tokens * width * f);
      free(dActive);
      const dAdded = alloc(tokens * width * f);
      free(dNorm, dx);
      const dScores = alloc(batch * heads * time * time * f);
      const dQkv = alloc(tokens * 3 * width * f);
      free(dScores);
      dx = alloc(tokens * width * f);
      free(dQkv, dAdded);
      for (let i = 0; i < 12; i++) gradients[2 + 12 * l + i].id = alloc(gradients[2 + 12 * l + i].n * f);
      free(...saved[l]);
    }
    for (const g of gradients.slice(0, 2)) g.id = alloc(g.n * f);
    free(dx, x);
    for (const { id } of gradients) free(id);
    free(loss, ...inputs);
  }
  return operations;
}

/** A database's queries: columns of batches, predicates, compactions, sorts and joins with temporary storage whose sizes follow the rows that are left. */
function queries() {
  const { operations, alloc, free } = recorder();
  for (let table = 0; table < 4; table++) for (let column = 0; column < 5; column++) alloc(1_500_000 * (column % 2 === 0 ? 4 : 8));
  for (let query = 0; query < 90; query++) {
    const rows = random(900, 1000) * 1000;
    const flags = alloc(rows);
    const scan = alloc((rows + 1) * 4);
    const temporary = alloc(Math.ceil(rows / 2048) * 16 + 1024);
    const kept = Math.floor(rows * random(20, 24) / 100);
    const columns = [alloc(kept * 4), alloc(kept * 8), alloc(kept * 4)];
    free(temporary, scan, flags);
    const keys = alloc(kept * 4);
    const values = alloc(kept * 4);
    const sortTemporary = alloc(kept * 8 + 256 * Math.ceil(kept / 4096) * 4);
    free(sortTemporary);
    const table = alloc(2 ** Math.ceil(Math.log2(kept * 2)) * 8);
    const matches = alloc(4);
    const joined = Math.floor(kept * random(60, 68) / 100);
    const left = alloc(joined * 4);
    const right = alloc(joined * 4);
    free(matches, table, keys, values);
    const groups = random(200, 256);
    const sums = [alloc(groups * 8), alloc(groups * 8), alloc(groups * 4)];
    free(left, right, ...columns, ...sums);
  }
  return operations;
}

/** A multigrid solver on adaptive grids: each cycle has temporaries on every level, each step regrids a quarter of its patches; solutions stay. */
function multigrid() {
  const { operations, alloc, free } = recorder();
  const patchCells = () => (16 * random(2, 4)) * (16 * random(2, 4)) * 32;
  const makePatch = () => {
    const cells = patchCells();
    return { cells, ids: [alloc(cells * 8), alloc(cells * 8), alloc(cells * 8)] };
  };
  const patches = Array.from({ length: 40 }, makePatch);
  for (let step = 0; step < 16; step++) {
    for (let cycle = 0; cycle < 3; cycle++) {
      const levels = [];
      for (let n = 128; n >= 4; n >>= 1) levels.push([alloc((n + 2) ** 2 * 34 * 8), alloc((n + 2) ** 2 * 34 * 8)]);
      const norm = alloc(1024 * 8);
      const result = alloc(8);
      free(norm, result);
      for (const level of levels.reverse()) free(...level);
    }
    for (let i = 0; i < 10; i++) {
      const at = random(0, patches.length - 1);
      const fluxes = alloc(patches[at].cells * 8);
      const [old] = patches.splice(at, 1, makePatch());
      free(fluxes, ...old.ids);
    }
    const buffers = Array.from({ length: 12 }, () => alloc(random(2, 4) * 16 * 32 * 8 * 2));
    free(...buffers);
  }
  return operations;
}

const folder = dirname(fileURLToPath(import.meta.url));
for (const [name, make] of Object.entries({ training, queries, multigrid })) {
  state = 1;
  const operations = make();
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ about: `allocations (bytes) and frees (-number) of a ${name} program; written by make-traces.mjs`, operations })}\n`);
  console.log(`${name}: ${operations.length} operations`);
}
