// run: tolerance=0
// Point reads of every element type: scalars, vectors of 1, 2 and 4, integers and floats, by value and through a pointer; tex1Dfetch from linear memory.
#include <cstdio>

template <class T> __global__ void read(cudaTextureObject_t linear, cudaTextureObject_t plane, T* out) {
  int i = threadIdx.x;
  if (i < 8) out[i] = tex1Dfetch<T>(linear, i - 1);
  else if (i < 12) out[i] = tex2D<T>(plane, (float)(i - 8) + 0.5f, 1.5f);
  else tex2D(&out[i], plane, (float)(i - 12) + 0.5f, 0.0f);
}

template <class E> void print(E value) { printf(" %d", (int)value); }
template <> void print<float>(float value) { printf(" %g", value); }
template <> void print<unsigned>(unsigned value) { printf(" %u", value); }

template <class E, class T> void test(const char* name, int channels) {
  E texels[8 * 4];
  for (int i = 0; i < 8 * channels; i++) texels[i] = (E)(i % 2 ? 200 + i : -(5 * i));
  cudaChannelFormatDesc desc = cudaCreateChannelDesc<T>();
  printf("%s: %d %d %d %d kind %d\n", name, desc.x, desc.y, desc.z, desc.w, (int)desc.f);
  T *memory, *out, host[16];
  cudaMalloc(&memory, 8 * sizeof(T));
  cudaMalloc(&out, sizeof host);
  cudaMemcpy(memory, texels, 8 * sizeof(T), cudaMemcpyHostToDevice);
  cudaArray_t array;
  cudaMallocArray(&array, &desc, 4, 2);
  cudaMemcpy2DToArray(array, 0, 0, texels, 4 * sizeof(T), 4 * sizeof(T), 2, cudaMemcpyHostToDevice);
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeLinear;
  resource.res.linear.devPtr = memory;
  resource.res.linear.desc = desc;
  resource.res.linear.sizeInBytes = 6 * sizeof(T);
  cudaTextureDesc how = {};
  how.addressMode[0] = how.addressMode[1] = cudaAddressModeClamp;
  cudaTextureObject_t linear = 0, plane = 0;
  cudaCreateTextureObject(&linear, &resource, &how, nullptr);
  resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  cudaCreateTextureObject(&plane, &resource, &how, nullptr);
  read<T><<<1, 16>>>(linear, plane, out);
  cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
  for (int c = 0; c < channels; c++) {
    for (int i = 0; i < 16; i++) print(((E*)&host[i])[c]);
    printf("\n");
  }
  cudaDestroyTextureObject(linear);
  cudaDestroyTextureObject(plane);
  cudaFreeArray(array);
  cudaFree(memory);
  cudaFree(out);
}

#define ALL(E, S, V) test<E, S>(#S, 1), test<E, V##1>(#V "1", 1), test<E, V##2>(#V "2", 2), test<E, V##4>(#V "4", 4)

int main() {
  ALL(signed char, signed char, char);
  ALL(unsigned char, unsigned char, uchar);
  ALL(short, short, short);
  ALL(unsigned short, unsigned short, ushort);
  ALL(int, int, int);
  ALL(unsigned, unsigned, uint);
  ALL(float, float, float);
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
