#ifndef _SYS_SOCKET_H
#define _SYS_SOCKET_H
#include <__cuda_wasm/types.h>
typedef unsigned socklen_t;
typedef unsigned short sa_family_t;
struct sockaddr {
  sa_family_t sa_family;
  char sa_data[14];
};
#define AF_UNSPEC 0
#define AF_UNIX 1
#define AF_INET 2
#define AF_INET6 10
#define PF_UNIX AF_UNIX
#define PF_INET AF_INET
#define SOCK_STREAM 1
#define SOCK_DGRAM 2
#define SOL_SOCKET 1
#define SO_REUSEADDR 2
#define SHUT_RD 0
#define SHUT_WR 1
#define SHUT_RDWR 2
__CW_BEGIN
#define __CW_NO_NETWORK __attribute__((unavailable("a program in WebAssembly has no network")))
int socket(int domain, int type, int protocol) __CW_NO_NETWORK;
int bind(int fd, const struct sockaddr* address, socklen_t size) __CW_NO_NETWORK;
int listen(int fd, int backlog) __CW_NO_NETWORK;
int accept(int fd, struct sockaddr* address, socklen_t* size) __CW_NO_NETWORK;
int connect(int fd, const struct sockaddr* address, socklen_t size) __CW_NO_NETWORK;
ssize_t send(int fd, const void* from, size_t n, int flags) __CW_NO_NETWORK;
ssize_t recv(int fd, void* to, size_t n, int flags) __CW_NO_NETWORK;
int setsockopt(int fd, int level, int name, const void* value, socklen_t size) __CW_NO_NETWORK;
int shutdown(int fd, int how) __CW_NO_NETWORK;
#undef __CW_NO_NETWORK
__CW_END
#endif
