// run: tolerance=0
// Surfaces: writes and reads of one, two and three dimensions and layers, boundary modes, a texture over what a surface wrote.
#include <cstdio>

__global__ void write(cudaSurfaceObject_t s, int w) {
  int x = threadIdx.x, y = threadIdx.y;
  surf2Dwrite((float)(10 * y + x), s, x * 4, y, cudaBoundaryModeZero);
  if (x == 0 && y == 0) surf2Dwrite(-1.0f, s, w * 4, 0, cudaBoundaryModeZero);    // outside: not written
  if (x == 1 && y == 0) surf2Dwrite(-2.0f, s, -4, -1, cudaBoundaryModeZero);
}
__global__ void read(cudaSurfaceObject_t s, cudaTextureObject_t t, float* out) {
  int i = threadIdx.x;
  out[i] = surf2Dread<float>(s, (i - 2) * 4, 1, cudaBoundaryModeZero);
  surf2Dread(&out[8 + i], s, (i - 2) * 4, i, cudaBoundaryModeClamp);
  out[16 + i] = tex2D<float>(t, i + 0.5f, 2.5f);
}
__global__ void bytes(cudaSurfaceObject_t s, unsigned* out) {
  int i = threadIdx.x;
  surf1Dwrite(make_uchar4(i, 2 * i, 3 * i, 255 - i), s, i * 4);
  __syncthreads();
  uchar4 v = surf1Dread<uchar4>(s, (7 - i) * 4);
  out[i] = v.x | v.y << 8 | v.z << 16 | (unsigned)v.w << 24;
}
__global__ void layers(cudaSurfaceObject_t s, int* out) {
  int x = threadIdx.x, y = threadIdx.y, z = threadIdx.z;
  surf2DLayeredwrite(100 * z + 10 * y + x, s, x * 4, y, z);
  __syncthreads();
  out[x + 2 * y + 4 * z] = surf2DLayeredread<int>(s, (1 - x) * 4, 1 - y, 2 - z);
}
__global__ void volume(cudaSurfaceObject_t s, short* out) {
  int x = threadIdx.x, y = threadIdx.y, z = threadIdx.z;
  surf3Dwrite((short)(100 * z + 10 * y + x), s, x * 2, y, z);
  __syncthreads();
  out[x + 2 * y + 4 * z] = surf3Dread<short>(s, (1 - x) * 2, 1 - y, 2 - z);
}

cudaSurfaceObject_t surface(cudaArray_t array) {
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  cudaSurfaceObject_t s = 0;
  cudaError_t error = cudaCreateSurfaceObject(&s, &resource);
  if (error != cudaSuccess) printf("%s\n", cudaGetErrorName(error));
  return s;
}

template <class T> void show(const T* device, int n) {
  T host[32];
  cudaMemcpy(host, device, n * sizeof(T), cudaMemcpyDeviceToHost);
  for (int i = 0; i < n; i++) printf("%lld ", (long long)host[i]);
  printf("\n");
}

int main() {
  cudaChannelFormatDesc f = cudaCreateChannelDesc<float>(), b = cudaCreateChannelDesc<uchar4>(), n = cudaCreateChannelDesc<int>(), h = cudaCreateChannelDesc<short>();
  cudaArray_t array;
  cudaMallocArray(&array, &f, 6, 4, cudaArraySurfaceLoadStore);
  cudaSurfaceObject_t s = surface(array);
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  cudaTextureDesc how = {};
  how.addressMode[0] = how.addressMode[1] = cudaAddressModeClamp;
  cudaTextureObject_t t;
  cudaCreateTextureObject(&t, &resource, &how, nullptr);
  void* out;
  cudaMalloc(&out, 256);
  write<<<1, dim3(6, 4)>>>(s, 6);
  read<<<1, 8>>>(s, t, (float*)out);
  show((float*)out, 24);
  float back[4][6];
  cudaMemcpy2DFromArray(back, sizeof back[0], array, 0, 0, sizeof back[0], 4, cudaMemcpyDeviceToHost);
  for (int y = 0; y < 4; y++) printf("%g %g %g %g %g %g\n", back[y][0], back[y][1], back[y][2], back[y][3], back[y][4], back[y][5]);

  cudaArray_t line, stack, block;
  cudaMallocArray(&line, &b, 8, 0, cudaArraySurfaceLoadStore);
  bytes<<<1, 8>>>(surface(line), (unsigned*)out);
  show((unsigned*)out, 8);
  cudaMalloc3DArray(&stack, &n, make_cudaExtent(2, 2, 3), cudaArrayLayered | cudaArraySurfaceLoadStore);
  layers<<<1, dim3(2, 2, 3)>>>(surface(stack), (int*)out);
  show((int*)out, 12);
  cudaMalloc3DArray(&block, &h, make_cudaExtent(2, 2, 3), cudaArraySurfaceLoadStore);
  volume<<<1, dim3(2, 2, 3)>>>(surface(block), (short*)out);
  show((short*)out, 12);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
