// run: tolerance=1e-6
// Arrays of levels: level of detail by tex2DLod and tex2DGrad, point and linear between levels, bias and clamps; half floats; sRGB; gathers.
#include <cstdio>

__global__ void lod(cudaTextureObject_t t, float* out) {
  int i = threadIdx.x;
  if (i < 16) out[i] = tex2DLod<float>(t, 0.5f, 0.5f, i * 0.25f - 0.5f);
  else out[i] = tex2DGrad<float>(t, 0.5f, 0.5f, make_float2((float)(1 << (i - 16)) / 8, 0), make_float2(0, 0.125f));
}
__global__ void gather(cudaTextureObject_t t, float4* out) { out[threadIdx.x] = tex2Dgather<float4>(t, 1.25f + threadIdx.x, 1.0f, 0); }
__global__ void plain(cudaTextureObject_t t, float* out) { out[threadIdx.x] = tex2D<float>(t, 0.5f + threadIdx.x, 0.5f); }

int main() {
  cudaChannelFormatDesc desc = cudaCreateChannelDesc<float>();
  cudaMipmappedArray_t mip;
  printf("%s\n", cudaGetErrorName(cudaMallocMipmappedArray(&mip, &desc, make_cudaExtent(8, 8, 0), 4)));
  for (int level = 0; level < 4; level++) {
    cudaArray_t array;
    cudaGetMipmappedArrayLevel(&array, mip, level);
    cudaExtent e;
    cudaArrayGetInfo(nullptr, &e, nullptr, array);
    float texels[64];
    for (int i = 0; i < 64; i++) texels[i] = (float)(100 * (level + 1));
    cudaMemcpy2DToArray(array, 0, 0, texels, e.width * 4, e.width * 4, e.height, cudaMemcpyHostToDevice);
    printf("level %d: %zu x %zu\n", level, e.width, e.height);
  }
  cudaArray_t none;
  printf("%s\n", cudaGetErrorName(cudaGetMipmappedArrayLevel(&none, mip, 4)));
  cudaGetLastError();
  float *out, host[32];
  cudaMalloc(&out, sizeof host);
  for (int variant = 0; variant < 4; variant++) {
    cudaResourceDesc resource = {};
    resource.resType = cudaResourceTypeMipmappedArray;
    resource.res.mipmap.mipmap = mip;
    cudaTextureDesc how = {};
    how.addressMode[0] = how.addressMode[1] = cudaAddressModeClamp;
    how.filterMode = cudaFilterModeLinear;
    how.mipmapFilterMode = variant == 0 ? cudaFilterModePoint : cudaFilterModeLinear;
    how.normalizedCoords = 1;
    how.maxMipmapLevelClamp = variant == 2 ? 1.5f : 3;
    how.minMipmapLevelClamp = variant == 2 ? 0.5f : 0;
    how.mipmapLevelBias = variant == 3 ? 0.5f : 0;
    cudaTextureObject_t t = 0;
    printf("%s:", cudaGetErrorName(cudaCreateTextureObject(&t, &resource, &how, nullptr)));
    lod<<<1, 20>>>(t, out);
    cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
    for (int i = 0; i < 20; i++) printf(" %g", host[i]);
    printf("\n");
    cudaDestroyTextureObject(t);
  }
  cudaFreeMipmappedArray(mip);

  cudaArray_t square, halves;
  float texels[16];
  for (int i = 0; i < 16; i++) texels[i] = (float)i;
  cudaMallocArray(&square, &desc, 4, 4, cudaArrayTextureGather);
  cudaMemcpy2DToArray(square, 0, 0, texels, 16, 16, 4, cudaMemcpyHostToDevice);
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = square;
  cudaTextureDesc how = {};
  how.addressMode[0] = how.addressMode[1] = cudaAddressModeClamp;
  cudaTextureObject_t t;
  cudaCreateTextureObject(&t, &resource, &how, nullptr);
  gather<<<1, 3>>>(t, (float4*)out);
  cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 12; i++) printf("%g ", host[i]);
  printf("\n");

  unsigned short bits[8] = {0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x8000, 0x3555, 0x7c00};
  cudaChannelFormatDesc half = cudaCreateChannelDescHalf();
  cudaMallocArray(&halves, &half, 8, 1);
  cudaMemcpy2DToArray(halves, 0, 0, bits, 16, 16, 1, cudaMemcpyHostToDevice);
  resource.res.array.array = halves;
  cudaCreateTextureObject(&t, &resource, &how, nullptr);
  plain<<<1, 8>>>(t, out);
  cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 8; i++) printf("%.8g ", host[i]);
  printf("\n%s\n", cudaGetErrorString(cudaGetLastError()));
}
