#ifndef _BITS_TYPES_H
#define _BITS_TYPES_H
typedef unsigned char __u_char;
typedef unsigned short __u_short;
typedef unsigned __u_int;
typedef unsigned long __u_long;
typedef signed char __int8_t;
typedef unsigned char __uint8_t;
typedef short __int16_t;
typedef unsigned short __uint16_t;
typedef int __int32_t;
typedef unsigned __uint32_t;
typedef long __int64_t;
typedef unsigned long __uint64_t;
typedef long __off_t;
typedef int __pid_t;
typedef long __time_t;
typedef long __clock_t;
typedef long __ssize_t;
#endif
