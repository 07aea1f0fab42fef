/* Run-time type information as the compiler makes it; src/lower/type-info.ts says its layout. */
#pragma once
#include <__cuda_wasm/defs.h>
#include <string.h>

struct TypeInfo;
struct TypePair {
  const TypeInfo* info;
  long facts;
};
struct TypeInfo {
  const void* vtable;
  const char* name;
  long what; /* number of a class's bases, or one of those below */
  TypePair pairs[1];
};

enum { TYPE_POINTER = -1, TYPE_DATA_MEMBER_POINTER = -2, TYPE_FUNCTION_MEMBER_POINTER = -3 };

/* Names that begin with a star are of one unit's types, which are like no others. */
inline bool same_type(const TypeInfo* a, const TypeInfo* b) { return a == b || (a->name[0] != '*' && strcmp(a->name, b->name) == 0); }

inline bool is_public_base(const TypePair& base) { return base.facts & 2; }
inline char* base_of(char* object, const TypePair& base) {
  long offset = base.facts >> 8;
  return object + (base.facts & 1 ? *(const long*)(*(const char**)object + offset) : offset);
}

/* The subobject of class `target` in an object of class `info`: null if there is none, several are, or it is not public. */
extern "C" __CW_HD void* __cw_find_base(void* object, const TypeInfo* info, const TypeInfo* target);
