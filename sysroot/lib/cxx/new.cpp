// Global operator new and delete over malloc and aligned_alloc.
#include <new>
#include <stdlib.h>
#include <__cxx/throw.h>

// Memory, or null once no handler is left that might free some.
static void* allocate(size_t bytes, size_t align) {
  for (;;) {
    void* memory = align <= 16 ? malloc(bytes == 0 ? 1 : bytes) : aligned_alloc(align, (bytes + align - 1) & ~(align - 1));
    if (memory != nullptr) return memory;
    std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) return nullptr;
    handler();
  }
}
static void* required(size_t bytes, size_t align) {
  void* memory = allocate(bytes, align);
  if (memory == nullptr) std::__throw_bad_alloc();
  return memory;
}

// A new-expression asks for an array of a size that cannot be.
extern "C" void __cxa_throw_bad_array_new_length() { std::__throw_bad_array_new_length(); }

__CW_HD void* operator new(size_t bytes) { return required(bytes, 16); }
__CW_HD void* operator new[](size_t bytes) { return required(bytes, 16); }
__CW_HD void operator delete(void* p) noexcept { free(p); }
__CW_HD void operator delete[](void* p) noexcept { free(p); }
__CW_HD void operator delete(void* p, size_t) noexcept { free(p); }
__CW_HD void operator delete[](void* p, size_t) noexcept { free(p); }
__CW_HD void* operator new(size_t bytes, const std::nothrow_t&) noexcept { return allocate(bytes, 16); }
__CW_HD void* operator new[](size_t bytes, const std::nothrow_t&) noexcept { return allocate(bytes, 16); }
__CW_HD void operator delete(void* p, const std::nothrow_t&) noexcept { free(p); }
__CW_HD void operator delete[](void* p, const std::nothrow_t&) noexcept { free(p); }
void* operator new(size_t bytes, std::align_val_t align) { return required(bytes, size_t(align)); }
void* operator new[](size_t bytes, std::align_val_t align) { return required(bytes, size_t(align)); }
void* operator new(size_t bytes, std::align_val_t align, const std::nothrow_t&) noexcept { return allocate(bytes, size_t(align)); }
void* operator new[](size_t bytes, std::align_val_t align, const std::nothrow_t&) noexcept { return allocate(bytes, size_t(align)); }
void operator delete(void* p, std::align_val_t) noexcept { free(p); }
void operator delete[](void* p, std::align_val_t) noexcept { free(p); }
void operator delete(void* p, size_t, std::align_val_t) noexcept { free(p); }
void operator delete[](void* p, size_t, std::align_val_t) noexcept { free(p); }
void operator delete(void* p, std::align_val_t, const std::nothrow_t&) noexcept { free(p); }
void operator delete[](void* p, std::align_val_t, const std::nothrow_t&) noexcept { free(p); }
