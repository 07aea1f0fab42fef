__global__ void sums(float *x, const float *y) {
  float before = atomicAdd(x, y[threadIdx.x]);
  if (before > 100.0f) atomicAdd(&x[1], 1.0f);
}

__global__ void exchanges(int *lock, unsigned *tail, float *best) {
  if (atomicCAS(lock, 0, 1) == 0) atomicExch(best, 2.0f);
  atomicInc(tail, 7u);
  tail[1] = atomicDec(&tail[2], 7u);
}

__global__ void maximum(float *best, float x) {
  int old = __float_as_int(*best);
  while (x > __int_as_float(old)) {
    int assumed = old;
    old = atomicCAS((int *)best, assumed, __float_as_int(x));
    if (old == assumed) break;
  }
}

struct Cell {
  int count;
  float sum;
};

__global__ void members(Cell *cells, unsigned *least) {
  atomicAdd(&cells[blockIdx.x].count, 1);
  atomicAdd(&cells[blockIdx.x].sum, 0.5f);
  atomicMin((int *)least, -1);
}

__global__ void flag(volatile int *ready, int *x) {
  ready[1] = x[0];
  while (ready[0] == 0) {}
  x[1] = ready[2];
}
