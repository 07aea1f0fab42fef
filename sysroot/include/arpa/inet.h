#ifndef _ARPA_INET_H
#define _ARPA_INET_H
#include <netinet/in.h>
__CW_BEGIN
int inet_pton(int family, const char* text, void* to);
const char* inet_ntop(int family, const void* from, char* to, socklen_t size);
in_addr_t inet_addr(const char* text);
char* inet_ntoa(struct in_addr address);
__CW_END
#endif
