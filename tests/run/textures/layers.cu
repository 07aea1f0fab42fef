// run: tolerance=1e-6
// Layered arrays of one and two dimensions, cubemaps and layered cubemaps: every layer, indices that are clamped, all faces.
#include <cstdio>

__global__ void layers1(cudaTextureObject_t t, float* out) {
  int i = threadIdx.x;
  out[i] = tex1DLayered<float>(t, 0.125f + 0.25f * (i % 4), i / 4 - 1);
}
__global__ void layers2(cudaTextureObject_t t, float* out) {
  int i = threadIdx.x;
  out[i] = tex2DLayered<float>(t, 0.25f + 0.125f * (i % 8), 0.5f, i / 8 - 1);
}
__global__ void cube(cudaTextureObject_t t, float* out) {
  int i = threadIdx.x, face = i / 4;
  float u = (i & 1) ? 0.5f : -0.5f, v = (i & 2) ? 0.5f : -0.5f, major = face & 1 ? -1.0f : 1.0f;
  float x = face / 2 == 0 ? major : u, y = face / 2 == 1 ? major : face / 2 == 0 ? u : v, z = face / 2 == 2 ? major : v;
  out[i] = texCubemap<float>(t, x, y, z);
}
__global__ void cubes(cudaTextureObject_t t, float* out) {
  int i = threadIdx.x;
  out[i] = texCubemapLayered<float>(t, i % 3 == 0 ? 3.0f : 0.5f, i % 3 == 1 ? -3.0f : 0.5f, i % 3 == 2 ? 3.0f : -0.5f, i / 3);
}

float* out;
float host[32];

cudaArray_t fill(cudaExtent extent, unsigned flags) {
  cudaChannelFormatDesc desc = cudaCreateChannelDesc<float>();
  cudaArray_t array = nullptr;
  cudaError_t error = cudaMalloc3DArray(&array, &desc, extent, flags);
  if (error != cudaSuccess) printf("%s\n", cudaGetErrorName(error));
  size_t rows = extent.height ? extent.height : 1;
  static float texels[1024];
  for (int i = 0; i < 1024; i++) texels[i] = (float)(i * 7 % 100);
  cudaMemcpy3DParms copy = {};
  copy.srcPtr = make_cudaPitchedPtr(texels, extent.width * sizeof(float), extent.width, rows);
  copy.dstArray = array;
  copy.extent = make_cudaExtent(extent.width, rows, extent.depth);
  copy.kind = cudaMemcpyHostToDevice;
  error = cudaMemcpy3D(&copy);
  if (error != cudaSuccess) printf("%s\n", cudaGetErrorName(error));
  return array;
}

cudaTextureObject_t texture(cudaArray_t array, cudaTextureFilterMode filter) {
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  cudaTextureDesc how = {};
  how.addressMode[0] = how.addressMode[1] = how.addressMode[2] = cudaAddressModeClamp;
  how.filterMode = filter;
  how.normalizedCoords = 1;
  cudaTextureObject_t t = 0;
  cudaError_t error = cudaCreateTextureObject(&t, &resource, &how, nullptr);
  if (error != cudaSuccess) printf("%s\n", cudaGetErrorName(error));
  return t;
}

void show(const char* name, int n) {
  cudaMemcpy(host, out, n * sizeof(float), cudaMemcpyDeviceToHost);
  printf("%s:", name);
  for (int i = 0; i < n; i++) printf(" %g", host[i]);
  printf("\n");
}

int main() {
  cudaMalloc(&out, sizeof host);
  cudaArray_t one = fill(make_cudaExtent(4, 0, 3), cudaArrayLayered);
  layers1<<<1, 20>>>(texture(one, cudaFilterModePoint), out);
  show("1D layered", 20);
  cudaArray_t two = fill(make_cudaExtent(4, 2, 2), cudaArrayLayered);
  layers2<<<1, 32>>>(texture(two, cudaFilterModeLinear), out);
  show("2D layered", 32);
  cudaArray_t faces = fill(make_cudaExtent(2, 2, 6), cudaArrayCubemap);
  cube<<<1, 24>>>(texture(faces, cudaFilterModePoint), out);
  show("cubemap", 24);
  cudaArray_t many = fill(make_cudaExtent(2, 2, 18), cudaArrayCubemap | cudaArrayLayered);
  cubes<<<1, 9>>>(texture(many, cudaFilterModePoint), out);
  show("layered cubemap", 9);
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
