// run: tolerance=0
// Spin locks between blocks and between threads of a block (in the shape that is safe under divergence), tickets, a bounded queue, grid-wide arrival.
#include <stdio.h>
struct Account {
  int lock;
  int balance;
  int operations;
};
__device__ int total_lock;
__device__ volatile int shared_total;
__global__ void between_blocks(int rounds) {
  if (threadIdx.x == 0)
    for (int i = 0; i < rounds; i++) {
      while (atomicCAS(&total_lock, 0, 1) != 0) {
      }
      __threadfence();
      shared_total = shared_total + blockIdx.x + 1;
      __threadfence();
      atomicExch(&total_lock, 0);
    }
}
__global__ void between_threads(Account *accounts, int n) {
  int t = blockIdx.x * blockDim.x + threadIdx.x;
  Account *a = &accounts[t * 7 % n];
  bool done = false;
  while (!done) {
    if (atomicCAS(&a->lock, 0, 1) == 0) {
      __threadfence();
      volatile Account *v = a;
      v->balance = v->balance + t;
      v->operations = v->operations + 1;
      __threadfence();
      atomicExch(&a->lock, 0);
      done = true;
    }
  }
}
__global__ void tickets(unsigned *next, volatile unsigned *serving, int *order) {
  if (threadIdx.x == 0) {
    unsigned mine = atomicAdd(next, 1);
    while (*serving != mine) {
    }
    __threadfence();
    order[mine] = mine * 3;
    __threadfence();
    *serving = mine + 1;
  }
}
__global__ void arrival(unsigned *count, volatile int *data, int *out) {
  if (threadIdx.x == 0) {
    data[blockIdx.x] = blockIdx.x * 10;
    __threadfence();
    atomicAdd(count, 1);
    while (atomicAdd(count, 0) < gridDim.x) {
    }
    __threadfence();
    int s = 0;
    for (unsigned b = 0; b < gridDim.x; b++)
      s += data[b];
    out[blockIdx.x] = s;
  }
}
__global__ void warps(int *out) {
  __shared__ volatile int flag, value;
  if (threadIdx.x == 0) flag = 0;
  __syncthreads();
  if (threadIdx.x == 32) {
    value = 99;
    __threadfence_block();
    flag = 1;
  }
  if (threadIdx.x == 0) {
    while (flag == 0) {
    }
    __threadfence_block();
    *out = value;
  }
}
int main() {
  between_blocks<<<10, 32>>>(20);
  int zero = 0, r;
  cudaMemcpyFromSymbol(&r, shared_total, 4);
  printf("%d\n", r);
  cudaMemcpyToSymbol(shared_total, &zero, 4);
  Account h[5] = {}, *d;
  cudaMalloc(&d, sizeof h);
  cudaMemcpy(d, h, sizeof h, cudaMemcpyHostToDevice);
  between_threads<<<3, 64>>>(d, 5);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  for (Account &a : h)
    printf("%d/%d ", a.balance, a.operations);
  printf("\n");
  unsigned *u;
  int *o, ho[16];
  cudaMalloc(&u, 8);
  cudaMalloc(&o, 256);
  cudaMemset(u, 0, 8);
  tickets<<<16, 32>>>(u, u + 1, o);
  cudaMemcpy(ho, o, 64, cudaMemcpyDeviceToHost);
  for (int v : ho)
    printf("%d ", v);
  printf("\n");
  cudaMemset(u, 0, 8);
  arrival<<<8, 32>>>(u, o, o + 16);
  cudaMemcpy(ho, o + 16, 32, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 8; i++)
    printf("%d ", ho[i]);
  printf("\n");
  warps<<<1, 64>>>(o);
  cudaMemcpy(ho, o, 4, cudaMemcpyDeviceToHost);
  printf("%d %s\n", ho[0], cudaGetErrorName(cudaDeviceSynchronize()));
  return 0;
}
