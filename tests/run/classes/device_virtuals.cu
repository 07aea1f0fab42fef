// run: tolerance=0
// Virtual functions in device code: objects built on the device, dispatch by every thread, abstract bases, multiple inheritance, placement new.
#include <stdio.h>
#include <new>

struct Op { __device__ virtual ~Op() {} __device__ virtual int apply(int v) const = 0; __device__ virtual int id() const { return 0; } };
struct AddOp : Op { int k; __device__ explicit AddOp(int k) : k(k) {} __device__ int apply(int v) const override { return v + k; } __device__ int id() const override { return 1; } };
struct MulOp : Op { int k; __device__ explicit MulOp(int k) : k(k) {} __device__ int apply(int v) const override { return v * k; } };
struct Tagged { int tag = 5; __device__ virtual int label() const { return tag; } };
struct TaggedMul : MulOp, Tagged { __device__ explicit TaggedMul(int k) : MulOp(k) {} __device__ int label() const override { return tag * 100 + k; } __device__ int id() const override { return 3; } };

__global__ void build(Op** ops) {
  ops[0] = new AddOp(10);
  ops[1] = new MulOp(3);
  ops[2] = new TaggedMul(4);
}
__global__ void apply(Op** ops, int n, int* out) {
  int v = threadIdx.x;
  for (int i = 0; i < n; i++) v = ops[i]->apply(v);
  Tagged* t = static_cast<TaggedMul*>(ops[2]);
  out[threadIdx.x] = v * 10 + ops[threadIdx.x % 3]->id() + t->label() * 100000;
}
__global__ void destroy(Op** ops, int n) { for (int i = 0; i < n; i++) delete ops[i]; }
__global__ void placed(int* out) {
  __shared__ alignas(16) char storage[4][32];
  Op* op = threadIdx.x % 2 ? static_cast<Op*>(new (storage[threadIdx.x]) AddOp(threadIdx.x)) : new (storage[threadIdx.x]) MulOp(threadIdx.x);
  __syncthreads();
  out[threadIdx.x] = op->apply(7);
  op->~Op();
}

int main() {
  Op** ops; int* out; cudaMalloc(&ops, 3 * sizeof(Op*)); cudaMalloc(&out, 4 * sizeof(int));
  build<<<1, 1>>>(ops); apply<<<1, 4>>>(ops, 3, out);
  int h[4]; cudaMemcpy(h, out, sizeof h, cudaMemcpyDeviceToHost); printf("%d %d %d %d\n", h[0], h[1], h[2], h[3]);
  destroy<<<1, 1>>>(ops, 3); placed<<<1, 4>>>(out);
  cudaMemcpy(h, out, sizeof h, cudaMemcpyDeviceToHost); printf("%d %d %d %d\n", h[0], h[1], h[2], h[3]);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
