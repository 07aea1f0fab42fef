/* Memory mappings: anonymous memory, and private copies of files; both are ordinary memory that is always readable and writable. Everything else gives ENODEV. */
#ifndef _SYS_MMAN_H
#define _SYS_MMAN_H
#include <__cuda_wasm/types.h>
#include <stddef.h>

#define PROT_NONE 0
#define PROT_READ 1
#define PROT_WRITE 2
#define PROT_EXEC 4
#define MAP_SHARED 0x01
#define MAP_PRIVATE 0x02
#define MAP_FIXED 0x10
#define MAP_ANONYMOUS 0x20
#define MAP_ANON MAP_ANONYMOUS
#define MAP_NORESERVE 0x4000
#define MAP_LOCKED 0x2000
#define MAP_POPULATE 0x8000
#define MAP_HUGETLB 0x40000
#define MAP_FAILED ((void*)-1)
#define MS_ASYNC 1
#define MS_SYNC 4
#define MADV_NORMAL 0
#define MADV_RANDOM 1
#define MADV_SEQUENTIAL 2
#define MADV_WILLNEED 3
#define MADV_DONTNEED 4
#define MADV_HUGEPAGE 14

__CW_BEGIN
void* mmap(void* address, size_t length, int protection, int flags, int file, off_t offset);
int munmap(void* address, size_t length);
int mlock(const void* address, size_t length);
int munlock(const void* address, size_t length);
int madvise(void* address, size_t length, int advice);
int msync(void* address, size_t length, int flags);
__CW_END
#endif
