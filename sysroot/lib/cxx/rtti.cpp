/* dynamic_cast, and which base a handler sees ([expr.dynamic.cast], [except.handle]). */
#include "type-info.h"
#include <__cxx/throw.h>
#include <stdio.h>
#include <stdlib.h>

/* What a walk over an object's bases finds of a class. */
struct Found {
  const TypeInfo* target;
  char* object;
  bool several;
  bool is_public;
};

static void find_all(Found& found, char* object, const TypeInfo* info, bool is_public) {
  if (same_type(info, found.target)) {
    if (found.object != nullptr && found.object != object) found.several = true;
    found.object = object;
    found.is_public |= is_public;
    return;
  }
  for (long i = 0; i < info->what; i++) find_all(found, base_of(object, info->pairs[i]), info->pairs[i].info, is_public && is_public_base(info->pairs[i]));
}

static char* only_public(const Found& found) { return found.several || !found.is_public ? nullptr : found.object; }

extern "C" __CW_HD void* __cw_find_base(void* object, const TypeInfo* info, const TypeInfo* target) {
  Found found = {target, nullptr, false, false};
  find_all(found, (char*)object, info, true);
  return only_public(found);
}

/* Is the subobject `part` of class `source` a public base of this object? */
static bool has_public_base(char* object, const TypeInfo* info, char* part, const TypeInfo* source) {
  if (object == part && same_type(info, source)) return true;
  for (long i = 0; i < info->what; i++) {
    if (is_public_base(info->pairs[i]) && has_public_base(base_of(object, info->pairs[i]), info->pairs[i].info, part, source)) return true;
  }
  return false;
}

/* Objects of class `target` that have `part` as a public base: `found` tells the last one, and whether there are several. */
static void find_derived(Found& found, char* object, const TypeInfo* info, char* part, const TypeInfo* source) {
  if (same_type(info, found.target)) {
    if (object == found.object || !has_public_base(object, info, part, source)) return;
    if (found.object != nullptr) found.several = true;
    found.object = object;
    return;
  }
  for (long i = 0; i < info->what; i++) find_derived(found, base_of(object, info->pairs[i]), info->pairs[i].info, part, source);
}

extern "C" __CW_HD void* __cw_dynamic_cast(void* object, const TypeInfo* source, const TypeInfo* target) {
  if (object == nullptr) return nullptr;
  const long* vptr = *(const long**)object;
  char* part = (char*)object;
  char* whole = part + vptr[-2];
  const TypeInfo* info = ((const TypeInfo**)vptr)[-1];
  Found derived = {target, nullptr, false, true};
  find_derived(derived, whole, info, part, source);
  if (derived.object != nullptr) return only_public(derived);
  return has_public_base(whole, info, part, source) ? __cw_find_base(whole, info, target) : nullptr;
}

extern "C" void* __cw_dynamic_cast_reference(void* object, const TypeInfo* source, const TypeInfo* target) {
  void* found = __cw_dynamic_cast(object, source, target);
  if (found == nullptr) std::__throw_bad_cast();
  return found;
}

extern "C" __CW_HD void __cxa_pure_virtual() {
  fputs("pure virtual method called\nterminate called without an active exception\n", stderr);
  abort();
}
