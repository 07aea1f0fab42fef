// run: tolerance=1e-6
// Bilinear filtering with weights of eight fractional bits, of pitched memory in float, float2, float4 and normalized bytes.
#include <cstdio>

template <class T> __global__ void read(cudaTextureObject_t t, T* out, int n) {
  int i = threadIdx.x;
  if (i < n) out[i] = tex2D<T>(t, 0.25f + 0.375f * i, 3.75f - 0.25f * i);
}

template <class T> void show(cudaTextureObject_t t, int channels) {
  const int n = 12;
  T *out, host[n];
  cudaMalloc(&out, sizeof host);
  read<<<1, n>>>(t, out, n);
  cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
  for (int c = 0; c < channels; c++) {
    for (int i = 0; i < n; i++) printf("%.7g ", ((float*)&host[i])[c]);
    printf("\n");
  }
  cudaFree(out);
}

template <class T, class V> void pitched(int channels, T scale, cudaTextureReadMode mode) {
  const int width = 5, height = 4;
  T texels[height][width * 4];
  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++) {
      for (int c = 0; c < channels; c++) texels[y][x * channels + c] = (T)(scale * ((x * x + 3 * y * (c + 1) + x * y) % 17));
    }
  }
  T* memory;
  size_t pitch;
  cudaMallocPitch(&memory, &pitch, width * channels * sizeof(T), height);
  cudaMemcpy2D(memory, pitch, texels, sizeof texels[0], width * channels * sizeof(T), height, cudaMemcpyHostToDevice);
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypePitch2D;
  resource.res.pitch2D.devPtr = memory;
  resource.res.pitch2D.width = width;
  resource.res.pitch2D.height = height;
  resource.res.pitch2D.pitchInBytes = pitch;
  int bits = sizeof(T) * 8;
  resource.res.pitch2D.desc = cudaCreateChannelDesc(bits, channels > 1 ? bits : 0, channels > 2 ? bits : 0, channels > 2 ? bits : 0,
                                                    mode == cudaReadModeElementType ? cudaChannelFormatKindFloat
                                                    : (T)-1 > (T)0                  ? cudaChannelFormatKindUnsigned
                                                                                    : cudaChannelFormatKindSigned);
  cudaTextureDesc how = {};
  how.addressMode[0] = how.addressMode[1] = cudaAddressModeClamp;
  how.filterMode = cudaFilterModeLinear;
  how.readMode = mode;
  cudaTextureObject_t t = 0;
  printf("%s\n", cudaGetErrorName(cudaCreateTextureObject(&t, &resource, &how, nullptr)));
  show<V>(t, channels);
  cudaDestroyTextureObject(t);
  cudaFree(memory);
}

int main() {
  pitched<float, float>(1, 1.0f, cudaReadModeElementType);
  pitched<float, float2>(2, 0.5f, cudaReadModeElementType);
  pitched<float, float4>(4, -2.0f, cudaReadModeElementType);
  pitched<unsigned char, float>(1, 15, cudaReadModeNormalizedFloat);
  pitched<signed char, float2>(2, 7, cudaReadModeNormalizedFloat);
  pitched<unsigned short, float4>(4, 3855, cudaReadModeNormalizedFloat);
  pitched<short, float>(1, -2048, cudaReadModeNormalizedFloat);
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
