// run: tolerance=0
// Copies of all kinds, sub-ranges, device to device, default direction, pitched 2-D and 3-D copies and memsets, pinned and mapped host memory, asynchronous ones.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
__global__ void add_pitched(char *base, size_t pitch, int w, int h) {
  int x = threadIdx.x, y = blockIdx.x;
  if (x < w && y < h) ((int *)(base + y * pitch))[x] += 100 * y + x;
}
__global__ void fill3d(cudaPitchedPtr p, int w, int h, int d) {
  for (int z = 0; z < d; z++)
    for (int y = 0; y < h; y++)
      ((unsigned char *)p.ptr)[(z * h + y) * p.pitch + threadIdx.x] +=
          z * 50 + y * 10 + threadIdx.x;
}
__global__ void twice(int *p, int n) {
  int i = threadIdx.x;
  if (i < n) p[i] *= 2;
}
static unsigned sum(const void *p, size_t n) {
  unsigned h = 2166136261u;
  for (size_t i = 0; i < n; i++)
    h = (h ^ ((const unsigned char *)p)[i]) * 16777619u;
  return h;
}
#define OK(call)                                                     \
  do {                                                               \
    cudaError_t error_ = (call);                                     \
    if (error_) printf("%s: %s\n", #call, cudaGetErrorName(error_)); \
  } while (0)
int main() {
  int a[100], b[100], *d, *e;
  for (int i = 0; i < 100; i++)
    a[i] = i * i;
  memset(b, 0, sizeof b);
  OK(cudaMalloc(&d, 400));
  OK(cudaMalloc((void **)&e, 400));
  OK(cudaMemcpy(d, a, 400, cudaMemcpyHostToDevice));
  OK(cudaMemcpy(e + 10, d + 20, 120, cudaMemcpyDeviceToDevice));
  OK(cudaMemset(e, 0x7f, 40));
  OK(cudaMemset((char *)e + 160, 0, 240));
  OK(cudaMemcpy(b, e, 400, cudaMemcpyDefault));
  printf("%08x %x %d %d %d\n", sum(b, 400), b[9], b[10], b[39], b[99]);
  OK(cudaMemcpy(b + 1, a, 40, cudaMemcpyHostToHost));
  OK(cudaMemcpy((char *)d + 1, (char *)a + 2, 7, cudaMemcpyHostToDevice));
  OK(cudaMemcpy(b, d, 12, cudaMemcpyDeviceToHost));
  printf("%x %x %d\n", b[0], b[1], b[4]);
  char *p;
  size_t pitch;
  const int w = 37, h = 9;
  OK(cudaMallocPitch(&p, &pitch, w * 4, h));
  printf("%d %d\n", pitch >= w * 4, (int)(pitch % 32));
  OK(cudaMemset2D(p, pitch, 1, w * 4, h));
  add_pitched<<<h, 64>>>(p, pitch, w, h);
  int m[h][w];
  OK(cudaMemcpy2D(m, sizeof m[0], p, pitch, w * 4, h, cudaMemcpyDeviceToHost));
  printf("%08x %x %x\n", sum(m, sizeof m), m[0][0], m[8][36]);
  OK(cudaMemcpy2D(p + 8, pitch, a, 20, 20, 5, cudaMemcpyHostToDevice));
  OK(cudaMemcpy2D(m, sizeof m[0], p, pitch, 40, 6, cudaMemcpyDeviceToHost));
  printf("%d %d %08x\n", m[0][2], m[4][6], sum(m, sizeof m));
  OK(cudaMemcpy2D(d, 40, p + 8, pitch, 20, 4, cudaMemcpyDeviceToDevice));
  OK(cudaMemcpy(b, d, 160, cudaMemcpyDeviceToHost));
  printf("%d %d %d\n", b[10], b[34], b[35]);
  printf("%s\n", cudaGetErrorName(cudaMemcpy2D(m, 4, p, pitch, 40, 2, cudaMemcpyDeviceToHost)));
  cudaGetLastError();
  cudaExtent extent = make_cudaExtent(20, 4, 3);
  cudaPitchedPtr v;
  OK(cudaMalloc3D(&v, extent));
  OK(cudaMemset3D(v, 3, extent));
  fill3d<<<1, 20>>>(v, 20, 4, 3);
  unsigned char block[3][4][20];
  cudaMemcpy3DParms parms = {};
  parms.srcPtr = v;
  parms.dstPtr = make_cudaPitchedPtr(block, 20, 20, 4);
  parms.extent = extent;
  parms.kind = cudaMemcpyDeviceToHost;
  OK(cudaMemcpy3D(&parms));
  printf("%08x %d %d\n", sum(block, sizeof block), block[0][0][0], block[2][3][19]);
  parms.srcPos = make_cudaPos(4, 1, 1);
  parms.dstPos = make_cudaPos(0, 0, 0);
  parms.extent = make_cudaExtent(5, 2, 2);
  memset(block, 0, sizeof block);
  OK(cudaMemcpy3D(&parms));
  printf("%08x %d %d %d\n", sum(block, sizeof block), block[0][0][0], block[1][1][4],
         block[1][1][5]);
  int *pinned, *mapped, *view;
  OK(cudaMallocHost(&pinned, 400));
  OK(cudaHostAlloc(&mapped, 400, cudaHostAllocMapped));
  OK(cudaHostGetDevicePointer(&view, mapped, 0));
  for (int i = 0; i < 100; i++)
    mapped[i] = i, pinned[i] = -i;
  twice<<<1, 100>>>(view, 90);
  OK(cudaDeviceSynchronize());
  printf("%d %d\n", mapped[89], mapped[90]);
  cudaStream_t s;
  OK(cudaStreamCreate(&s));
  OK(cudaMemcpyAsync(d, pinned, 400, cudaMemcpyHostToDevice, s));
  twice<<<1, 128, 0, s>>>(d, 100);
  OK(cudaMemsetAsync(d, 0, 8, s));
  OK(cudaMemcpyAsync(pinned, d, 400, cudaMemcpyDeviceToHost, s));
  OK(cudaStreamSynchronize(s));
  printf("%d %d %d\n", pinned[1], pinned[2], pinned[99]);
  int *async;
  OK(cudaMallocAsync(&async, 400, s));
  OK(cudaMemcpyAsync(async, a, 400, cudaMemcpyHostToDevice, s));
  twice<<<1, 128, 0, s>>>(async, 50);
  OK(cudaMemcpyAsync(b, async, 400, cudaMemcpyDeviceToHost, s));
  OK(cudaFreeAsync(async, s));
  OK(cudaStreamSynchronize(s));
  printf("%d %d\n", b[49], b[50]);
  OK(cudaStreamDestroy(s));
  int *managed;
  OK(cudaMallocManaged(&managed, 4000));
  for (int i = 0; i < 1000; i++)
    managed[i] = i;
  twice<<<1, 1000>>>(managed, 500);
  OK(cudaDeviceSynchronize());
  managed[0] = 9;
  twice<<<1, 1>>>(managed, 1);
  OK(cudaDeviceSynchronize());
  printf("%d %d %d\n", managed[0], managed[499], managed[500]);
  OK(cudaFree(managed));
  cudaPointerAttributes at;
  OK(cudaPointerGetAttributes(&at, d));
  printf("%d ", at.type == cudaMemoryTypeDevice);
  OK(cudaPointerGetAttributes(&at, pinned + 3));
  printf("%d %d\n", at.type == cudaMemoryTypeHost, at.device);
  OK(cudaFreeHost(pinned));
  OK(cudaFreeHost(mapped));
  OK(cudaFree(v.ptr));
  OK(cudaFree(p));
  return 0;
}
