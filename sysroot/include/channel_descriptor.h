/* cudaCreateChannelDesc<T>: the channel format of a texel type. */
#ifndef __CUDA_WASM_CHANNEL_DESCRIPTOR_H
#define __CUDA_WASM_CHANNEL_DESCRIPTOR_H
#define __CHANNEL_DESCRIPTOR_H__ /* programs ask for it */
#ifdef __cplusplus
#include <cuda_runtime_api.h>

/* No texel type unless specialized. */
template <class T> inline cudaChannelFormatDesc cudaCreateChannelDesc() {
  return cudaCreateChannelDesc(0, 0, 0, 0, cudaChannelFormatKindNone);
}
#define __CW_CHANNELS(T, bits, kind, n)                                                               \
  template <> inline cudaChannelFormatDesc cudaCreateChannelDesc<T>() {                               \
    return cudaCreateChannelDesc(bits, n > 1 ? bits : 0, n > 2 ? bits : 0, n > 3 ? bits : 0,          \
                                 cudaChannelFormatKind##kind);                                        \
  }
#define __CW_CHANNELS_OF(T, bits, kind)                                                               \
  __CW_CHANNELS(T##1, bits, kind, 1) __CW_CHANNELS(T##2, bits, kind, 2)                               \
  __CW_CHANNELS(T##3, bits, kind, 3) __CW_CHANNELS(T##4, bits, kind, 4)
__CW_CHANNELS(char, 8, Signed, 1)
__CW_CHANNELS(signed char, 8, Signed, 1)
__CW_CHANNELS(unsigned char, 8, Unsigned, 1)
__CW_CHANNELS(short, 16, Signed, 1)
__CW_CHANNELS(unsigned short, 16, Unsigned, 1)
__CW_CHANNELS(int, 32, Signed, 1)
__CW_CHANNELS(unsigned int, 32, Unsigned, 1)
__CW_CHANNELS(float, 32, Float, 1)
__CW_CHANNELS_OF(char, 8, Signed)
__CW_CHANNELS_OF(uchar, 8, Unsigned)
__CW_CHANNELS_OF(short, 16, Signed)
__CW_CHANNELS_OF(ushort, 16, Unsigned)
__CW_CHANNELS_OF(int, 32, Signed)
__CW_CHANNELS_OF(uint, 32, Unsigned)
__CW_CHANNELS_OF(float, 32, Float)
#undef __CW_CHANNELS
#undef __CW_CHANNELS_OF

static inline cudaChannelFormatDesc cudaCreateChannelDescHalf() {
  return cudaCreateChannelDesc(16, 0, 0, 0, cudaChannelFormatKindFloat);
}
static inline cudaChannelFormatDesc cudaCreateChannelDescHalf1() { return cudaCreateChannelDescHalf(); }
static inline cudaChannelFormatDesc cudaCreateChannelDescHalf2() {
  return cudaCreateChannelDesc(16, 16, 0, 0, cudaChannelFormatKindFloat);
}
static inline cudaChannelFormatDesc cudaCreateChannelDescHalf4() {
  return cudaCreateChannelDesc(16, 16, 16, 16, cudaChannelFormatKindFloat);
}
#endif
#endif
