/* What the C library asks of the CUDA runtime while a kernel runs on the CPU device. */
#ifndef CW_KERNEL_H
#define CW_KERNEL_H
extern "C" thread_local int __cw_in_kernel;
extern "C" void __cw_device_print(const char* text, unsigned long length);
extern "C" void __cw_device_assert(const char* expression, const char* file, unsigned line, const char* function);
#endif
