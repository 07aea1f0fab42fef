/* The video SIMD intrinsics: two 16-bit or four 8-bit lanes in a word. Bodies: sysroot/lib/cuda/simd.cpp. */
#ifndef __CUDA_WASM_DEVICE_SIMD_H
#define __CUDA_WASM_DEVICE_SIMD_H
#include <__cuda_wasm/host_defines.h>

#define __CW_V1(f) __device__ unsigned f##2(unsigned); __device__ unsigned f##4(unsigned);
#define __CW_V2(f) __device__ unsigned f##2(unsigned, unsigned); __device__ unsigned f##4(unsigned, unsigned);
extern "C" {
__CW_V1(__vabs) __CW_V1(__vabsss) __CW_V1(__vneg) __CW_V1(__vnegss)
__CW_V2(__vadd) __CW_V2(__vaddss) __CW_V2(__vaddus) __CW_V2(__vsub) __CW_V2(__vsubss) __CW_V2(__vsubus)
__CW_V2(__vabsdiffs) __CW_V2(__vabsdiffu) __CW_V2(__vavgs) __CW_V2(__vavgu) __CW_V2(__vhaddu)
__CW_V2(__vmaxs) __CW_V2(__vmaxu) __CW_V2(__vmins) __CW_V2(__vminu)
__CW_V2(__vcmpeq) __CW_V2(__vcmpne) __CW_V2(__vcmpges) __CW_V2(__vcmpgeu) __CW_V2(__vcmpgts) __CW_V2(__vcmpgtu)
__CW_V2(__vcmples) __CW_V2(__vcmpleu) __CW_V2(__vcmplts) __CW_V2(__vcmpltu)
__CW_V2(__vseteq) __CW_V2(__vsetne) __CW_V2(__vsetges) __CW_V2(__vsetgeu) __CW_V2(__vsetgts) __CW_V2(__vsetgtu)
__CW_V2(__vsetles) __CW_V2(__vsetleu) __CW_V2(__vsetlts) __CW_V2(__vsetltu)
__CW_V2(__vsads) __CW_V2(__vsadu)
}
#undef __CW_V1
#undef __CW_V2

#endif
