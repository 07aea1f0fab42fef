// run: tolerance=0
// All four address modes, with point and linear filtering, normalized and texel coordinates, at coordinates that are multiples of a 32nd texel.
#include <cstdio>

__global__ void read(cudaTextureObject_t t, float* out, float first, float step, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = tex1D<float>(t, first + step * i);
}

int main() {
  const int width = 4;
  float texels[width] = {1, 2, 4, 8};
  cudaChannelFormatDesc desc = cudaCreateChannelDesc<float>();
  cudaArray_t array;
  cudaMallocArray(&array, &desc, width);
  cudaMemcpy2DToArray(array, 0, 0, texels, sizeof texels, sizeof texels, 1, cudaMemcpyHostToDevice);
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  float *out, host[28];
  cudaMalloc(&out, sizeof host);
  const char* names[] = {"wrap", "clamp", "mirror", "border"};
  for (int normalized = 0; normalized < 2; normalized++) {
    for (int linear = 0; linear < 2; linear++) {
      for (int mode = 0; mode < 4; mode++) {
        cudaTextureDesc how = {};
        how.addressMode[0] = (cudaTextureAddressMode)mode;
        how.filterMode = linear ? cudaFilterModeLinear : cudaFilterModePoint;
        how.normalizedCoords = normalized;
        cudaTextureObject_t t;
        cudaError_t error = cudaCreateTextureObject(&t, &resource, &how, nullptr);
        if (error != cudaSuccess) {
          printf("%s\n", cudaGetErrorName(error));
          continue;
        }
        // From -1.5 widths to 2 widths, in steps of half a texel, a quarter off the texels' edges.
        float first = -5.75f, step = 0.5f;
        if (normalized) first /= width, step /= width;
        read<<<1, 32>>>(t, out, first, step, 28);
        cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
        printf("%s %s %s:", normalized ? "normalized" : "texels", linear ? "linear" : "point", names[mode]);
        for (int i = 0; i < 28; i++) printf(" %g", host[i]);
        printf("\n");
        cudaDestroyTextureObject(t);
      }
    }
  }
  cudaFreeArray(array);
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
