/* Surface reads and writes in kernels. x counts bytes. */
#ifndef __CUDA_WASM_SURFACE_INDIRECT_FUNCTIONS_H
#define __CUDA_WASM_SURFACE_INDIRECT_FUNCTIONS_H
#ifdef __cplusplus
#include <__cuda_wasm/texture.h>
#include <cuda_runtime.h>

template <class T>
__device__ inline T __cw_surface_read(cudaSurfaceObject_t object, int x, int y, int z, cudaSurfaceBoundaryMode boundary) {
  const T* p = (const T*)__cw_surface_address(object, x, y, z, (int)sizeof(T), boundary);
  return p ? *p : T();
}
template <class T>
__device__ inline void __cw_surface_write(T value, cudaSurfaceObject_t object, int x, int y, int z, cudaSurfaceBoundaryMode boundary) {
  T* p = (T*)__cw_surface_address(object, x, y, z, (int)sizeof(T), boundary);
  if (p) *p = value;
}

#define __CW_UNPAREN(...) __VA_ARGS__
#define __CW_SURFACE(name, parameters, place)                                                                         \
  template <class T>                                                                                                  \
  __device__ inline T name##read(cudaSurfaceObject_t object, __CW_UNPAREN parameters,                                 \
                                 cudaSurfaceBoundaryMode boundary = cudaBoundaryModeTrap) {                           \
    return __cw_surface_read<T>(object, __CW_UNPAREN place, boundary);                                                \
  }                                                                                                                   \
  template <class T>                                                                                                  \
  __device__ inline void name##read(T* value, cudaSurfaceObject_t object, __CW_UNPAREN parameters,                    \
                                    cudaSurfaceBoundaryMode boundary = cudaBoundaryModeTrap) {                        \
    *value = __cw_surface_read<T>(object, __CW_UNPAREN place, boundary);                                              \
  }                                                                                                                   \
  template <class T>                                                                                                  \
  __device__ inline void name##write(T value, cudaSurfaceObject_t object, __CW_UNPAREN parameters,                    \
                                     cudaSurfaceBoundaryMode boundary = cudaBoundaryModeTrap) {                       \
    __cw_surface_write<T>(value, object, __CW_UNPAREN place, boundary);                                               \
  }
__CW_SURFACE(surf1D, (int x), (x, 0, 0))
__CW_SURFACE(surf2D, (int x, int y), (x, y, 0))
__CW_SURFACE(surf3D, (int x, int y, int z), (x, y, z))
__CW_SURFACE(surf1DLayered, (int x, int layer), (x, 0, layer))
__CW_SURFACE(surf2DLayered, (int x, int y, int layer), (x, y, layer))
__CW_SURFACE(surfCubemap, (int x, int y, int face), (x, y, face))
__CW_SURFACE(surfCubemapLayered, (int x, int y, int layer_face), (x, y, layer_face))
#undef __CW_SURFACE
#undef __CW_UNPAREN
#endif
#endif
