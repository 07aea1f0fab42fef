#include <__cuda_wasm/math_cuda.h>
