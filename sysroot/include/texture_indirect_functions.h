/* Texture fetches in kernels: tex1D<T> and its kin, over the functions of sysroot/lib/cuda/texture-fetch.cpp. */
#ifndef __CUDA_WASM_TEXTURE_INDIRECT_FUNCTIONS_H
#define __CUDA_WASM_TEXTURE_INDIRECT_FUNCTIONS_H
#ifdef __cplusplus
#include <__cuda_wasm/texture.h>
#include <cuda_runtime.h>

/* Texel types: a scalar, or a vector of 1, 2 or 4. */
__device__ inline void __cw_channel(signed char* r, unsigned word) { *r = (signed char)word; }
__device__ inline void __cw_channel(char* r, unsigned word) { *r = (char)word; }
__device__ inline void __cw_channel(unsigned char* r, unsigned word) { *r = (unsigned char)word; }
__device__ inline void __cw_channel(short* r, unsigned word) { *r = (short)word; }
__device__ inline void __cw_channel(unsigned short* r, unsigned word) { *r = (unsigned short)word; }
__device__ inline void __cw_channel(int* r, unsigned word) { *r = (int)word; }
__device__ inline void __cw_channel(unsigned* r, unsigned word) { *r = word; }
__device__ inline void __cw_channel(float* r, unsigned word) { *r = __uint_as_float(word); }
#define __CW_TEXEL(n)                                                                                     \
  __device__ inline void __cw_channels(n##1 * r, const unsigned* w) { __cw_channel(&r->x, w[0]); }        \
  __device__ inline void __cw_channels(n##2 * r, const unsigned* w) {                                     \
    __cw_channel(&r->x, w[0]);                                                                            \
    __cw_channel(&r->y, w[1]);                                                                            \
  }                                                                                                       \
  __device__ inline void __cw_channels(n##4 * r, const unsigned* w) {                                     \
    __cw_channel(&r->x, w[0]);                                                                            \
    __cw_channel(&r->y, w[1]);                                                                            \
    __cw_channel(&r->z, w[2]);                                                                            \
    __cw_channel(&r->w, w[3]);                                                                            \
  }
__CW_TEXEL(char) __CW_TEXEL(uchar) __CW_TEXEL(short) __CW_TEXEL(ushort) __CW_TEXEL(int) __CW_TEXEL(uint) __CW_TEXEL(float)
#undef __CW_TEXEL
template <class T> __device__ inline auto __cw_channels(T* r, const unsigned* w) -> decltype(__cw_channel(r, 0u)) {
  __cw_channel(r, w[0]);
}

/* f(parameters): twice, as T f<T>(object, …) and as f(T*, object, …). */
#define __CW_FETCH(f, parameters, fetch)                                                  \
  template <class T> __device__ inline T f parameters {                                   \
    unsigned words[4];                                                                    \
    fetch;                                                                                \
    T texel;                                                                              \
    __cw_channels(&texel, words);                                                         \
    return texel;                                                                         \
  }
#define __CW_UNPAREN(...) __VA_ARGS__
#define __CW_TEX(f, more, names, fetch)                                                                               \
  __CW_FETCH(f, (cudaTextureObject_t object, __CW_UNPAREN more), fetch)                                               \
  template <class T> __device__ inline void f(T* texel, cudaTextureObject_t object, __CW_UNPAREN more) {              \
    *texel = f<T>(object, __CW_UNPAREN names);                                                                        \
  }
/* Also with a flag that says whether the texels are in memory: they always are. */
#define __CW_TEX_RESIDENT(f, more, names, fetch)                                                                      \
  __CW_TEX(f, more, names, fetch)                                                                                     \
  template <class T> __device__ inline T f(cudaTextureObject_t object, __CW_UNPAREN more, bool* resident) {           \
    *resident = true;                                                                                                 \
    return f<T>(object, __CW_UNPAREN names);                                                                          \
  }                                                                                                                   \
  template <class T>                                                                                                  \
  __device__ inline void f(T* texel, cudaTextureObject_t object, __CW_UNPAREN more, bool* resident) {                 \
    *resident = true;                                                                                                 \
    *texel = f<T>(object, __CW_UNPAREN names);                                                                        \
  }

__device__ inline float __cw_lod(cudaTextureObject_t object, float dx, float dy) { return __cw_texture_lod(object, &dx, &dy, 1); }
__device__ inline float __cw_lod(cudaTextureObject_t object, float2 dx, float2 dy) {
  float a[2] = {dx.x, dx.y}, b[2] = {dy.x, dy.y};
  return __cw_texture_lod(object, a, b, 2);
}
__device__ inline float __cw_lod(cudaTextureObject_t object, float4 dx, float4 dy) {
  float a[3] = {dx.x, dx.y, dx.z}, b[3] = {dy.x, dy.y, dy.z};
  return __cw_texture_lod(object, a, b, 3);
}
__device__ inline void __cw_cubemap_sample(cudaTextureObject_t object, float x, float y, float z, int layer, float lod, unsigned* words) {
  float s, t;
  int face = __cw_cubemap_face(x, y, z, &s, &t);
  __cw_texture_sample(object, s, t, 0, 6 * layer + face, lod, words);
}

__CW_TEX(tex1Dfetch, (int x), (x), __cw_texture_fetch(object, x, words))
__CW_TEX(tex1D, (float x), (x), __cw_texture_sample(object, x, 0, 0, 0, 0, words))
__CW_TEX_RESIDENT(tex2D, (float x, float y), (x, y), __cw_texture_sample(object, x, y, 0, 0, 0, words))
__CW_TEX_RESIDENT(tex3D, (float x, float y, float z), (x, y, z), __cw_texture_sample(object, x, y, z, 0, 0, words))
__CW_TEX(tex1DLayered, (float x, int layer), (x, layer), __cw_texture_sample(object, x, 0, 0, layer, 0, words))
__CW_TEX_RESIDENT(tex2DLayered, (float x, float y, int layer), (x, y, layer), __cw_texture_sample(object, x, y, 0, layer, 0, words))
__CW_TEX(texCubemap, (float x, float y, float z), (x, y, z), __cw_cubemap_sample(object, x, y, z, 0, 0, words))
__CW_TEX(texCubemapLayered, (float x, float y, float z, int layer), (x, y, z, layer), __cw_cubemap_sample(object, x, y, z, layer, 0, words))
__CW_TEX(tex1DLod, (float x, float level), (x, level), __cw_texture_sample(object, x, 0, 0, 0, level, words))
__CW_TEX_RESIDENT(tex2DLod, (float x, float y, float level), (x, y, level), __cw_texture_sample(object, x, y, 0, 0, level, words))
__CW_TEX_RESIDENT(tex3DLod, (float x, float y, float z, float level), (x, y, z, level), __cw_texture_sample(object, x, y, z, 0, level, words))
__CW_TEX(tex1DLayeredLod, (float x, int layer, float level), (x, layer, level), __cw_texture_sample(object, x, 0, 0, layer, level, words))
__CW_TEX_RESIDENT(tex2DLayeredLod, (float x, float y, int layer, float level), (x, y, layer, level), __cw_texture_sample(object, x, y, 0, layer, level, words))
__CW_TEX(texCubemapLod, (float x, float y, float z, float level), (x, y, z, level), __cw_cubemap_sample(object, x, y, z, 0, level, words))
__CW_TEX(texCubemapLayeredLod, (float x, float y, float z, int layer, float level), (x, y, z, layer, level), __cw_cubemap_sample(object, x, y, z, layer, level, words))
__CW_TEX(tex1DGrad, (float x, float dx, float dy), (x, dx, dy), __cw_texture_sample(object, x, 0, 0, 0, __cw_lod(object, dx, dy), words))
__CW_TEX_RESIDENT(tex2DGrad, (float x, float y, float2 dx, float2 dy), (x, y, dx, dy), __cw_texture_sample(object, x, y, 0, 0, __cw_lod(object, dx, dy), words))
__CW_TEX_RESIDENT(tex3DGrad, (float x, float y, float z, float4 dx, float4 dy), (x, y, z, dx, dy), __cw_texture_sample(object, x, y, z, 0, __cw_lod(object, dx, dy), words))
__CW_TEX(tex1DLayeredGrad, (float x, int layer, float dx, float dy), (x, layer, dx, dy), __cw_texture_sample(object, x, 0, 0, layer, __cw_lod(object, dx, dy), words))
__CW_TEX_RESIDENT(tex2DLayeredGrad, (float x, float y, int layer, float2 dx, float2 dy), (x, y, layer, dx, dy), __cw_texture_sample(object, x, y, 0, layer, __cw_lod(object, dx, dy), words))
#undef __CW_TEX
#undef __CW_TEX_RESIDENT
#undef __CW_FETCH
#undef __CW_UNPAREN

template <class T> __device__ inline T tex2Dgather(cudaTextureObject_t object, float x, float y, int channel = 0) {
  unsigned words[4];
  __cw_texture_gather(object, x, y, channel, words);
  T texels;
  __cw_channels(&texels, words);
  return texels;
}
template <class T> __device__ inline void tex2Dgather(T* texels, cudaTextureObject_t object, float x, float y, int channel = 0) {
  *texels = tex2Dgather<T>(object, x, y, channel);
}
template <class T>
__device__ inline T tex2Dgather(cudaTextureObject_t object, float x, float y, bool* resident, int channel = 0) {
  *resident = true;
  return tex2Dgather<T>(object, x, y, channel);
}
#endif
#endif
