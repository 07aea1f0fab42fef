// run: tolerance=0
// What CUDA refuses: formats, filters of integers, handles that are not alive, copies beyond an array.
#include <cstdio>

int main() {
  cudaArray_t array;
  cudaChannelFormatDesc three = {8, 8, 8, 0, cudaChannelFormatKindUnsigned}, bytes = cudaCreateChannelDesc<uchar4>(), words = cudaCreateChannelDesc<int>();
  printf("three channels: %d\n", cudaMallocArray(&array, &three, 8, 8) != cudaSuccess);
  printf("no width: %d\n", cudaMallocArray(&array, &bytes, 0, 8) != cudaSuccess);
  cudaGetLastError();
  printf("%s\n", cudaGetErrorName(cudaMallocArray(&array, &words, 8, 8)));
  float data[64] = {};
  printf("too wide: %s\n", cudaGetErrorName(cudaMemcpy2DToArray(array, 0, 0, data, 64, 64, 1, cudaMemcpyHostToDevice)));
  printf("too high: %s\n", cudaGetErrorName(cudaMemcpy2DToArray(array, 0, 7, data, 32, 32, 2, cudaMemcpyHostToDevice)));
  cudaGetLastError();
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  cudaTextureDesc how = {};
  cudaTextureObject_t t;
  how.filterMode = cudaFilterModeLinear;
  printf("linear int: %d\n", cudaCreateTextureObject(&t, &resource, &how, nullptr) != cudaSuccess);
  how.filterMode = cudaFilterModePoint;
  how.readMode = cudaReadModeNormalizedFloat;
  printf("normalized int: %d\n", cudaCreateTextureObject(&t, &resource, &how, nullptr) != cudaSuccess);
  cudaGetLastError();
  how.readMode = cudaReadModeElementType;
  printf("%s\n", cudaGetErrorName(cudaCreateTextureObject(&t, &resource, &how, nullptr)));
  cudaTextureDesc again;
  cudaResourceDesc where;
  printf("%s %d\n", cudaGetErrorName(cudaGetTextureObjectTextureDesc(&again, t)), (int)again.readMode);
  printf("%s %d\n", cudaGetErrorName(cudaGetTextureObjectResourceDesc(&where, t)), where.res.array.array == array);
  printf("%s\n", cudaGetErrorName(cudaDestroyTextureObject(t)));
  printf("%s\n", cudaGetErrorName(cudaFreeArray(array)));
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
