/* dynamic_cast over the compiler's own type information (src/lower/classes.ts says its layout). */
#include <__cxx/throw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* The subobject of class `target` in an object of class `info` at `object`, or null. Ambiguity is not told apart: the first one found counts. Odd offsets stand for virtual bases: one more than the place, relative
   to the vtable's functions, of the offset that counts. */
static char* find_subobject(char* object, const TypeInfo* info, const TypeInfo* target) {
  if (info == target || strcmp(info->name, target->name) == 0) return object;
  for (long i = 0; i < info->base_count; i++) {
    long offset = info->bases[i].offset;
    if (offset & 1) offset = *(const long*)(*(const char**)object + (offset - 1));
    char* found = find_subobject(object + offset, info->bases[i].info, target);
    if (found != nullptr) return found;
  }
  return nullptr;
}

extern "C" __CW_HD void* __cw_find_base(void* object, const TypeInfo* info, const TypeInfo* target) { return find_subobject((char*)object, info, target); }

extern "C" __CW_HD void* __cw_dynamic_cast(void* object, const TypeInfo* target) {
  if (object == nullptr) return nullptr;
  const long* vptr = *(const long**)object;
  return find_subobject((char*)object + vptr[-2], ((const TypeInfo**)vptr)[-1], target);
}

extern "C" void* __cw_dynamic_cast_reference(void* object, const TypeInfo* target) {
  void* found = __cw_dynamic_cast(object, target);
  if (found == nullptr) std::__throw_bad_cast();
  return found;
}

extern "C" __CW_HD void __cxa_pure_virtual() {
  fputs("pure virtual method called\nterminate called without an active exception\n", stderr);
  abort();
}
