/* cuda::std: the C++ library's names; its functions may be called in kernels. */
#ifndef __CUDA_WASM_CUDA_STD_H
#define __CUDA_WASM_CUDA_STD_H
#include <cuda_runtime.h>
namespace std {}
namespace cuda {
namespace std {
using namespace ::std;
}
}  // namespace cuda
#endif
