// run: tolerance=1e-6
// Kernels that are launched with one kind of texture after the other, given as parameters, in a struct, in constant memory, or chosen in the kernel.
#include <cstdio>
#include <cstring>

#define CHECK(call)                                                                   \
  do {                                                                                \
    cudaError_t error = (call);                                                       \
    if (error != cudaSuccess) printf("%s: %s\n", #call, cudaGetErrorName(error));     \
  } while (0)

const int width = 8, height = 4;

struct Named {
  int number;
  cudaTextureObject_t texture;
};

__constant__ cudaTextureObject_t kept;

template <class T> __global__ void given(cudaTextureObject_t texture, T *out, float by) { out[threadIdx.x] = tex2D<T>(texture, threadIdx.x % width + by, threadIdx.x / width + by); }
template <class T> __global__ void named(Named n, T *out) { out[threadIdx.x] = tex2D<T>(n.texture, threadIdx.x % width + 0.5f, threadIdx.x / width + 0.5f); }
template <class T> __global__ void constant(T *out) { out[threadIdx.x] = tex2D<T>(kept, threadIdx.x % width + 0.5f, threadIdx.x / width + 0.5f); }
template <class T> __global__ void listed(const cudaTextureObject_t *textures, T *out, int count) {
  float x = threadIdx.x % width + 0.5f, y = threadIdx.x / width + 0.5f;
  T sum = 0;
  for (int i = 0; i < count; i++)
    if (textures[i] != 0) sum += tex2D<T>(textures[i], x, y);
  out[threadIdx.x] = sum;
}
__global__ void chosen(cudaTextureObject_t even, cudaTextureObject_t odd, float *out) {
  out[threadIdx.x] = tex2D<float>(threadIdx.x & 1 ? odd : even, threadIdx.x % width + 0.5f, threadIdx.x / width + 0.5f);
}
__global__ void four(cudaTextureObject_t texture, float4 *out) { out[threadIdx.x] = tex2D<float4>(texture, threadIdx.x % width, threadIdx.x / width + 0.5f); }

template <class T> cudaTextureObject_t make(const T *texels, cudaTextureFilterMode filter, cudaTextureReadMode mode, cudaTextureAddressMode address) {
  cudaChannelFormatDesc format = cudaCreateChannelDesc<T>();
  cudaArray_t array;
  CHECK(cudaMallocArray(&array, &format, width, height));
  CHECK(cudaMemcpy2DToArray(array, 0, 0, texels, width * sizeof(T), width * sizeof(T), height, cudaMemcpyHostToDevice));
  cudaResourceDesc resource;
  memset(&resource, 0, sizeof resource);
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  cudaTextureDesc description;
  memset(&description, 0, sizeof description);
  description.addressMode[0] = description.addressMode[1] = address;
  description.filterMode = filter;
  description.readMode = mode;
  description.borderColor[0] = 64.0f;
  cudaTextureObject_t texture = 0;
  CHECK(cudaCreateTextureObject(&texture, &resource, &description, 0));
  return texture;
}

template <class T> void show(const char *what, const T *out) {
  T host[width * height];
  CHECK(cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost));
  printf("%s:", what);
  for (int i = 0; i < width * height; i += 5) printf(" %g", (double)host[i]);
  printf("\n");
}

int main() {
  float floats[width * height];
  int ints[width * height];
  unsigned char bytes[width * height];
  short shorts[width * height];
  float4 fours[width * height];
  for (int i = 0; i < width * height; i++) {
    floats[i] = 0.5f * i;
    ints[i] = -1000000 * i;
    bytes[i] = 7 * i;
    shorts[i] = -300 * i;
    fours[i] = make_float4(i, 2 * i, 4 * i, -8 * i);
  }
  const auto element = cudaReadModeElementType;
  cudaTextureObject_t point = make(floats, cudaFilterModePoint, element, cudaAddressModeClamp), linear = make(floats, cudaFilterModeLinear, element, cudaAddressModeClamp);
  cudaTextureObject_t bordered = make(floats, cudaFilterModeLinear, element, cudaAddressModeBorder), whole = make(ints, cudaFilterModePoint, element, cudaAddressModeClamp);
  cudaTextureObject_t narrow = make(bytes, cudaFilterModePoint, element, cudaAddressModeClamp), negative = make(shorts, cudaFilterModePoint, element, cudaAddressModeClamp);
  cudaTextureObject_t fractions = make(bytes, cudaFilterModePoint, cudaReadModeNormalizedFloat, cudaAddressModeClamp), between = make(fours, cudaFilterModeLinear, element, cudaAddressModeClamp);
  float *out;
  int *whole_out;
  float4 *four_out;
  cudaTextureObject_t *list;
  CHECK(cudaMalloc(&out, sizeof floats));
  CHECK(cudaMalloc(&whole_out, sizeof ints));
  CHECK(cudaMalloc(&four_out, sizeof fours));
  CHECK(cudaMalloc(&list, 4 * sizeof *list));

  given<<<1, width * height>>>(point, out, 0.5f);
  show("points", out);
  given<<<1, width * height>>>(linear, out, 1.0f);
  show("between", out);
  given<<<1, width * height>>>(bordered, out, 0.0f);
  show("border", out);
  given<<<1, width * height>>>(fractions, out, 0.5f);
  show("fractions", out);
  given<<<1, width * height>>>(point, out, 1.5f);
  show("points again", out);
  given<<<1, width * height>>>(whole, whole_out, 0.5f);
  show("ints", whole_out);
  given<<<1, width * height>>>(narrow, whole_out, 0.5f);
  show("bytes", whole_out);
  given<<<1, width * height>>>(negative, whole_out, 0.5f);
  show("shorts", whole_out);
  named<<<1, width * height>>>(Named{1, linear}, out);
  show("named", out);
  named<<<1, width * height>>>(Named{2, negative}, whole_out);
  show("named shorts", whole_out);
  CHECK(cudaMemcpyToSymbol(kept, &point, sizeof point));
  constant<<<1, width * height>>>(out);
  show("kept", out);
  CHECK(cudaMemcpyToSymbol(kept, &bordered, sizeof bordered));
  constant<<<1, width * height>>>(out);
  show("kept another", out);
  const cudaTextureObject_t texts[4] = {point, 0, linear, bordered};
  CHECK(cudaMemcpy(list, texts, sizeof texts, cudaMemcpyHostToDevice));
  listed<<<1, width * height>>>(list, out, 4);
  show("listed", out);
  chosen<<<1, width * height>>>(point, fractions, out);
  show("chosen", out);
  four<<<1, width * height>>>(between, four_out);
  float4 host[width * height];
  CHECK(cudaMemcpy(host, four_out, sizeof host, cudaMemcpyDeviceToHost));
  for (int i = 0; i < width * height; i += 7) printf("%g %g %g %g\n", host[i].x, host[i].y, host[i].z, host[i].w);
}
