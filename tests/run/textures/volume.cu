// run: tolerance=1e-6
// Three-dimensional arrays: trilinear and point reads, part copies into and out of them, copies between arrays, cudaArrayGetInfo.
#include <cstdio>
#include <cstring>

__global__ void read(cudaTextureObject_t t, float* out) {
  int i = threadIdx.x;
  out[i] = tex3D<float>(t, 0.5f + 0.125f * i, 0.75f + 0.0625f * i, 1.0f + 0.125f * (i % 8));
}

int main() {
  const int w = 4, h = 3, d = 2;
  float texels[d][h][w];
  for (int i = 0; i < w * h * d; i++) texels[i / (w * h)][i / w % h][i % w] = (float)(i * i % 31);
  cudaChannelFormatDesc desc = cudaCreateChannelDesc<float>(), got;
  cudaArray_t array, other;
  cudaMalloc3DArray(&array, &desc, make_cudaExtent(w, h, d));
  cudaMalloc3DArray(&other, &desc, make_cudaExtent(w, h, d), cudaArraySurfaceLoadStore);
  cudaExtent extent;
  unsigned flags;
  cudaArrayGetInfo(&got, &extent, &flags, other);
  printf("%d %d %d, %zu %zu %zu, %u\n", got.x, got.y, (int)got.f, extent.width, extent.height, extent.depth, flags);

  cudaMemcpy3DParms copy = {};
  copy.srcPtr = make_cudaPitchedPtr(texels, w * sizeof(float), w, h);
  copy.dstArray = array;
  copy.extent = make_cudaExtent(w, h, d);
  copy.kind = cudaMemcpyHostToDevice;
  printf("%s\n", cudaGetErrorName(cudaMemcpy3D(&copy)));
  // A part of one array into another, whose first slice was cleared by a copy of zeros.
  float zeros[d][h][w] = {};
  copy.srcPtr = make_cudaPitchedPtr(zeros, w * sizeof(float), w, h);
  copy.dstArray = other;
  cudaMemcpy3D(&copy);
  cudaMemcpy3DParms part = {};
  part.srcArray = array;
  part.srcPos = make_cudaPos(1, 0, 1);
  part.dstArray = other;
  part.dstPos = make_cudaPos(2, 1, 0);
  part.extent = make_cudaExtent(2, 2, 1);
  part.kind = cudaMemcpyDeviceToDevice;
  printf("%s\n", cudaGetErrorName(cudaMemcpy3D(&part)));
  float back[d][h][w];
  memset(back, 0xff, sizeof back);
  cudaMemcpy3DParms down = {};
  down.srcArray = other;
  down.dstPtr = make_cudaPitchedPtr(back, w * sizeof(float), w, h);
  down.extent = make_cudaExtent(w, h, d);
  down.kind = cudaMemcpyDeviceToHost;
  cudaMemcpy3D(&down);
  const float* values = (const float*)back;
  for (int i = 0; i < w * h * d; i++) printf("%g%c", values[i], i % w == w - 1 ? '\n' : ' ');

  for (int linear = 0; linear < 2; linear++) {
    cudaResourceDesc resource = {};
    resource.resType = cudaResourceTypeArray;
    resource.res.array.array = array;
    cudaTextureDesc how = {};
    for (int i = 0; i < 3; i++) how.addressMode[i] = i == 2 ? cudaAddressModeBorder : cudaAddressModeClamp;
    how.filterMode = linear ? cudaFilterModeLinear : cudaFilterModePoint;
    cudaTextureObject_t t;
    cudaCreateTextureObject(&t, &resource, &how, nullptr);
    float *out, host[24];
    cudaMalloc(&out, sizeof host);
    read<<<1, 24>>>(t, out);
    cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
    for (int i = 0; i < 24; i++) printf("%.7g ", host[i]);
    printf("\n");
    cudaDestroyTextureObject(t);
    cudaFree(out);
  }
  cudaFreeArray(array);
  cudaFreeArray(other);
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
