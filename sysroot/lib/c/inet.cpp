/* IPv4 addresses as text. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern "C" {
int inet_pton(int family, const char* text, void* to) {
  if (family != AF_INET) {
    errno = EAFNOSUPPORT;
    return -1;
  }
  unsigned char bytes[4];
  for (int i = 0; i < 4; i++) {
    unsigned value = 0;
    int digits = 0;
    for (; *text >= '0' && *text <= '9'; text++) {
      if (digits && !value) return 0;
      value = value * 10 + (*text - '0');
      if (++digits > 3 || value > 255) return 0;
    }
    if (!digits || *text != (i < 3 ? '.' : 0)) return 0;
    bytes[i] = value;
    if (i < 3) text++;
  }
  memcpy(to, bytes, 4);
  return 1;
}

const char* inet_ntop(int family, const void* from, char* to, socklen_t size) {
  if (family != AF_INET) {
    errno = EAFNOSUPPORT;
    return nullptr;
  }
  const unsigned char* b = (const unsigned char*)from;
  char text[INET_ADDRSTRLEN];
  int n = snprintf(text, sizeof text, "%d.%d.%d.%d", b[0], b[1], b[2], b[3]);
  if ((socklen_t)n >= size) {
    errno = ENOSPC;
    return nullptr;
  }
  return strcpy(to, text);
}

/* One to four numbers, decimal, octal or hexadecimal; the last one fills what is left. */
in_addr_t inet_addr(const char* text) {
  unsigned long parts[4];
  int n = 0;
  for (;; text++) {
    char* end;
    if (n == 4 || *text < '0' || *text > '9') return INADDR_NONE;
    parts[n++] = strtoul(text, &end, 0);
    text = end;
    if (*text != '.') break;
  }
  if (*text && *text != ' ' && (*text < '\t' || *text > '\r')) return INADDR_NONE;
  unsigned long address = parts[n - 1];
  if (address >= 1ul << 8 * (5 - n)) return INADDR_NONE;
  for (int i = 0; i < n - 1; i++) {
    if (parts[i] > 255) return INADDR_NONE;
    address |= parts[i] << 8 * (3 - i);
  }
  return htonl(address);
}

char* inet_ntoa(struct in_addr address) {
  static char text[INET_ADDRSTRLEN];
  return (char*)inet_ntop(AF_INET, &address, text, sizeof text);
}
}
