// run: tolerance=0
// Bytes and 16-bit numbers one, two, three, four and five apart, signed and unsigned, read and written by neighbouring threads; structs of bytes written whole; against the same computed by the host.
#include <stdio.h>
#include <vector>
#include <cuda_runtime.h>

template <class T, int STRIDE> __global__ void spread(const T *in, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = in[i * STRIDE] * 3 + in[i * STRIDE + STRIDE - 1];
}
template <class T> __global__ void backwards(const T *in, T *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = in[n - 1 - i] + i;
}
template <class V> __global__ void brighten(V *image, int n, int by) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  V p = image[i];
  p.x = p.x + by > 250 ? 250 : p.x + by;
  p.y = p.y * 2;
  image[i] = p;
}
__global__ void swap_channels(const uchar4 *in, uchar4 *out, char4 *twice, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  uchar4 p = in[i];
  out[i] = make_uchar4(p.z, p.y, p.x, 255 - p.w);
  if (p.x & 1) twice[i] = make_char4(p.x, -p.y, p.z - 300, p.w + 300);
}
// Stores that are not of one struct, or not all of its members, stay what they are.
__global__ void members(uchar4 *a, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  a[i].x = i;
  a[i].y = a[(i + 1) % n].w;
  a[i].z = 7;
  a[i].x = a[i].y + 1;
}

static int failures = 0;
template <class T> static void compare(const char *name, const std::vector<T> &expected, const void *device) {
  std::vector<T> got(expected.size());
  cudaMemcpy(got.data(), device, got.size() * sizeof(T), cudaMemcpyDeviceToHost);
  for (size_t i = 0; i < got.size(); i++)
    if (__builtin_memcmp(&got[i], &expected[i], sizeof(T)) != 0) {
      if (failures++ < 10) printf("%s: element %zu of %zu\n", name, i, got.size());
      return;
    }
}

template <class T, int STRIDE> static void strides(const unsigned char *bytes, const unsigned char *device, int *out, int n) {
  spread<T, STRIDE><<<(n + 31) / 32, 32>>>((const T *)device, out, n);
  std::vector<int> expected(n);
  const T *in = (const T *)bytes;
  for (int i = 0; i < n; i++) expected[i] = in[i * STRIDE] * 3 + in[i * STRIDE + STRIDE - 1];
  compare("strides", expected, out);
}

template <class T> static void types(const unsigned char *bytes, const unsigned char *device, int *out, int n) {
  strides<T, 1>(bytes, device, out, n);
  strides<T, 2>(bytes, device, out, n);
  strides<T, 3>(bytes, device, out, n);
  strides<T, 4>(bytes, device, out, n);
  strides<T, 5>(bytes, device, out, n);
  strides<T, 7>(bytes, device, out, n);
  backwards<<<(n + 31) / 32, 32>>>((const T *)device, (T *)out, n);
  std::vector<T> expected(n);
  for (int i = 0; i < n; i++) expected[i] = ((const T *)bytes)[n - 1 - i] + i;
  compare("backwards", expected, out);
}

template <class V> static void pixels(const char *name, const unsigned char *bytes, void *device, int n) {
  cudaMemcpy(device, bytes, n * sizeof(V), cudaMemcpyHostToDevice);
  brighten<<<(n + 31) / 32, 32>>>((V *)device, n, 40);
  std::vector<V> expected((const V *)bytes, (const V *)bytes + n);
  for (V &p : expected) {
    p.x = p.x + 40 > 250 ? 250 : p.x + 40;
    p.y = p.y * 2;
  }
  compare(name, expected, device);
}

int main() {
  const int most = 333;
  std::vector<unsigned char> bytes(most * 16);
  for (size_t i = 0; i < bytes.size(); i++) bytes[i] = (unsigned)i * 2654435761u >> 24;
  unsigned char *in;
  int *out;
  char4 *twice;
  cudaMalloc(&in, bytes.size());
  cudaMalloc(&out, bytes.size());
  cudaMalloc(&twice, bytes.size());
  cudaMemcpy(in, bytes.data(), bytes.size(), cudaMemcpyHostToDevice);
  for (int n : {1, 2, 3, 4, 7, 8, 16, 29, 32, 64, 100, most}) {
    types<unsigned char>(bytes.data(), in, out, n);
    types<signed char>(bytes.data(), in, out, n);
    types<unsigned short>(bytes.data(), in, out, n);
    types<short>(bytes.data(), in, out, n);
    pixels<uchar4>("uchar4", bytes.data(), out, n);
    pixels<char4>("char4", bytes.data(), out, n);
    pixels<uchar3>("uchar3", bytes.data(), out, n);
    pixels<uchar2>("uchar2", bytes.data(), out, n);
    pixels<ushort2>("ushort2", bytes.data(), out, n);
    pixels<short2>("short2", bytes.data(), out, n);
    pixels<short4>("short4", bytes.data(), out, n);

    cudaMemset(twice, 9, bytes.size());
    swap_channels<<<(n + 63) / 64, 64>>>((const uchar4 *)in, (uchar4 *)out, twice, n);
    std::vector<uchar4> swapped((const uchar4 *)bytes.data(), (const uchar4 *)bytes.data() + n);
    std::vector<char4> doubled(n, make_char4(9, 9, 9, 9));
    for (int i = 0; i < n; i++) {
      uchar4 p = swapped[i];
      swapped[i] = make_uchar4(p.z, p.y, p.x, 255 - p.w);
      if (p.x & 1) doubled[i] = make_char4(p.x, -p.y, p.z - 300, p.w + 300);
    }
    compare("swapped", swapped, out);
    compare("twice", doubled, twice);

    cudaMemcpy(out, bytes.data(), n * 4, cudaMemcpyHostToDevice);
    members<<<(n + 63) / 64, 64>>>((uchar4 *)out, n);
    std::vector<uchar4> parts((const uchar4 *)bytes.data(), (const uchar4 *)bytes.data() + n);
    for (int i = 0; i < n; i++) {
      parts[i].y = parts[(i + 1) % n].w;
      parts[i].z = 7;
      parts[i].x = parts[i].y + 1;
    }
    compare("members", parts, out);
  }
  cudaError_t status = cudaDeviceSynchronize();
  printf("%s, %d failures\n", cudaGetErrorString(status), failures);
}
