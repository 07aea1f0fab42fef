#ifndef _SYS_UIO_H
#define _SYS_UIO_H
#include <__cuda_wasm/types.h>
struct iovec {
  void* iov_base;
  size_t iov_len;
};
__CW_BEGIN
ssize_t readv(int fd, const struct iovec* parts, int count);
ssize_t writev(int fd, const struct iovec* parts, int count);
__CW_END
#endif
