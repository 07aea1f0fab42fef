/* dynamic_cast over the compiler's own type information (src/lower/classes.ts says its layout). */
#include <stdio.h>
#include <stdlib.h>

struct TypeInfo;
struct BaseEntry {
  const TypeInfo* info;
  long offset;
};
struct TypeInfo {
  const void* vtable;
  const char* name;
  long base_count;
  BaseEntry bases[1];
};

/* Offset of a subobject of class `target` in an object of class `info`, or -1. Ambiguity is not told apart: the first one found counts. */
static long find_subobject(const TypeInfo* info, const TypeInfo* target) {
  if (info == target) return 0;
  for (long i = 0; i < info->base_count; i++) {
    long inner = find_subobject(info->bases[i].info, target);
    if (inner >= 0) return info->bases[i].offset + inner;
  }
  return -1;
}

extern "C" __CW_HD void* __cw_dynamic_cast(void* object, const TypeInfo* target) {
  if (object == nullptr) return nullptr;
  const long* vptr = *(const long**)object;
  char* complete = (char*)object + vptr[-2];
  const TypeInfo* dynamic = ((const TypeInfo**)vptr)[-1];
  long offset = find_subobject(dynamic, target);
  return offset < 0 ? nullptr : complete + offset;
}

extern "C" __CW_HD void* __cw_dynamic_cast_reference(void* object, const TypeInfo* target) {
  void* found = __cw_dynamic_cast(object, target);
  if (found == nullptr) {
    fputs("terminate called after throwing an instance of 'std::bad_cast'\n  what():  std::bad_cast\n", stderr);
    abort();
  }
  return found;
}

extern "C" __CW_HD void __cxa_pure_virtual() {
  fputs("pure virtual method called\nterminate called without an active exception\n", stderr);
  abort();
}
