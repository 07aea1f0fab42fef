struct Counters {
  int *least;
  unsigned *all;
  float *sum;
  double *mean;
  unsigned long long *large;
  unsigned char *marks;
  volatile int *flag;
};

__global__ void count(const Counters *counters, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  atomicMin(counters->least, -i);
  unsigned ticket = atomicInc(counters->all, 100u);
  atomicOr(counters->all + 1, 1u << (ticket & 31));
  atomicAdd(counters->sum, 0.5f);
  atomicAdd(counters->mean, 0.25);
  if (atomicCAS(counters->large, 0ull, 5ull) == 0) atomicMax(counters->large + 1, (unsigned long long)i << 32);
  counters->marks[i] = (unsigned char)ticket;
  __threadfence();
  *counters->flag = 1;
}
