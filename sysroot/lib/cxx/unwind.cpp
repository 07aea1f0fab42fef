/* Exception objects: a header in front of the thrown object; a stack of those being handled. src/lower/exceptions.ts is the other half. */
#include "type-info.h"
#include <__cuda_wasm/defs.h>
#include <exception>
#include <stdio.h>
#include <stdlib.h>

struct Header {
  const TypeInfo* type;
  void (*destroy)(void*);
  Header* next_caught;
  int handlers; /* nested handlers of this very object; negative while it flies again */
  short holders; /* exception_ptr objects that keep it */
  short flying;  /* thrown and not yet caught */
  long converted[2]; /* a pointer as its handler sees it */
};

static thread_local Header* caught;
static thread_local int uncaught;

static Header* header_of(void* object) { return (Header*)object - 1; }

extern "C" void* __cw_allocate_exception(unsigned long size, const TypeInfo* type, void (*destroy)(void*)) {
  Header* header = (Header*)malloc(sizeof(Header) + size);
  if (header == nullptr) abort();
  header->type = type;
  header->destroy = destroy;
  header->next_caught = nullptr;
  header->handlers = 0;
  header->holders = 0;
  header->flying = 1;
  uncaught++;
  return header + 1;
}

static bool derives_publicly(const TypeInfo* from, const TypeInfo* to) {
  for (long i = 0; i < from->what; i++) {
    if (is_public_base(from->pairs[i]) && (same_type(from->pairs[i].info, to) || derives_publicly(from->pairs[i].info, to))) return true;
  }
  return false;
}

/* Does a T* convert to a U* ([conv.qual]), T and U being what the two types point to? Below the first level types are the same, but for qualifiers that may be added where all levels above are const. `*adjusted`: the pointer, if bases are
   looked for; classes that are not complete have none. */
static bool pointer_converts(const TypeInfo* from, const TypeInfo* to, void** adjusted, bool all_const) {
  const TypePair& given = from->pairs[0];
  const TypePair& wanted = to->pairs[0];
  if ((given.facts & ~wanted.facts) != 0 || (given.facts != wanted.facts && !all_const)) return false;
  if (given.info == nullptr || wanted.info == nullptr) return given.facts == wanted.facts && strcmp(from->name, to->name) == 0;
  if (same_type(given.info, wanted.info)) return true;
  if (given.info->what == TYPE_POINTER && wanted.info->what == TYPE_POINTER) return pointer_converts(given.info, wanted.info, nullptr, all_const && (wanted.facts & 1));
  if (adjusted == nullptr) return false;
  if (wanted.info->name[0] == 'v' && wanted.info->name[1] == 0) return given.info->name[0] != 'F';
  if (given.info->what <= 0) return false;
  if (*adjusted == nullptr) { /* whether the class is a base is asked of an object that none of its virtual bases is looked up in */
    return derives_publicly(given.info, wanted.info);
  }
  void* base = __cw_find_base(*adjusted, given.info, wanted.info);
  if (base == nullptr) return false;
  *adjusted = base;
  return true;
}

/* The object as a handler for `wanted` sees it, or null. */
extern "C" void* __cw_match_exception(void* object, const TypeInfo* wanted) {
  Header* header = header_of(object);
  const TypeInfo* type = header->type;
  if (type->what >= 0 && wanted->what >= 0) {
    void* found = __cw_find_base(object, type, wanted);
    if (found != nullptr) return found;
  } else if (same_type(type, wanted)) {
    return object;
  }
  if (wanted->what >= 0) return nullptr;
  if (type->name[0] == 'D' && type->name[1] == 'n') {
    header->converted[0] = wanted->what == TYPE_DATA_MEMBER_POINTER ? -1 : 0;
    header->converted[1] = 0;
    return header->converted;
  }
  if (type->what != TYPE_POINTER || wanted->what != TYPE_POINTER) return nullptr;
  void* pointer = *(void**)object;
  if (!pointer_converts(type, wanted, &pointer, true)) return nullptr;
  header->converted[0] = (long)pointer;
  return header->converted;
}

extern "C" void __cw_begin_catch(void* object) {
  Header* header = header_of(object);
  if (header->handlers++ == 0) {
    header->next_caught = caught;
    caught = header;
  }
  header->flying = 0;
  uncaught--;
}

/* Ends an object that nobody handles, holds or has thrown. */
static void discard(Header* header) {
  if (header->handlers != 0 || header->holders != 0 || header->flying) return;
  if (header->destroy != nullptr) header->destroy(header + 1);
  free(header);
}

extern "C" void __cw_end_catch() {
  Header* header = caught;
  if (header == nullptr) return;
  bool thrown_again = header->handlers < 0;
  int left = thrown_again ? ++header->handlers : --header->handlers;
  if (left != 0) return;
  caught = header->next_caught;
  if (thrown_again) return; /* whoever catches it next owns it */
  discard(header);
}

/* A held object, which nobody has thrown, as if a handler had just taken it. */
extern "C" void __cw_begin_catch_again(void* object) {
  uncaught++;
  __cw_begin_catch(object);
}

/* For std::exception_ptr: the object being handled (or null) gets one more holder; a holder goes; a held object flies again. */
extern "C" void* __cw_hold_current_exception() {
  if (caught == nullptr) return nullptr;
  caught->holders++;
  return caught + 1;
}
extern "C" void __cw_hold_exception(void* object) { header_of(object)->holders++; }
extern "C" void __cw_release_exception(void* object) {
  header_of(object)->holders--;
  discard(header_of(object));
}

extern "C" void* __cw_rethrow() {
  if (caught == nullptr) std::terminate();
  caught->handlers = -caught->handlers;
  caught->flying = 1;
  uncaught++;
  return caught + 1;
}

extern "C" int __cw_uncaught_count() { return uncaught; }

/* Prints an Itanium-mangled class name, pointer or builtin as C++ writes it; false if the form is unknown. */
static bool print_name(const char* m) {
  if (m[0] == '*') m++;
  static const struct {
    char code;
    const char* name;
  } builtins[] = {{'i', "int"}, {'c', "char"}, {'d', "double"}, {'f', "float"}, {'b', "bool"}, {'j', "unsigned int"}, {'l', "long"}, {'m', "unsigned long"}, {'x', "long long"}, {'s', "short"}};
  if (m[0] == 'P') {
    bool constant = m[1] == 'K';
    if (!print_name(m + 1 + constant)) return false;
    fputs(constant ? " const*" : "*", stderr);
    return true;
  }
  for (auto& b : builtins) {
    if (m[0] == b.code && m[1] == 0) return fputs(b.name, stderr) >= 0;
  }
  if (*m == 'N') m++;
  bool first = true;
  if (m[0] == 'S' && m[1] == 't') {
    fputs("std", stderr);
    first = false;
    m += 2;
  }
  while (*m >= '1' && *m <= '9') {
    unsigned long length = strtoul(m, (char**)&m, 10);
    if (!first) fputs("::", stderr);
    fwrite(m, 1, length, stderr);
    m += length;
    first = false;
  }
  return !first;
}

/* std::exception's what stands behind the two entries of its destructor. */
static const char* what_of(void* object, const TypeInfo* type) {
  static const TypeInfo exception = {nullptr, "St9exception", 0, {}};
  void* base = __cw_find_base(object, type, &exception);
  if (base == nullptr) return nullptr;
  typedef const char* (*What)(const void*);
  void** vtable = *(void***)base;
  return ((What)vtable[2])(base);
}

/* What std::terminate says where the program has no handler of its own. */
extern "C" void __cw_report_termination() {
  if (caught == nullptr) {
    fputs("terminate called without an active exception\n", stderr);
    return;
  }
  const TypeInfo* type = caught->type;
  fputs("terminate called after throwing an instance of '", stderr);
  if (!print_name(type->name)) fputs(type->name, stderr);
  fputs("'\n", stderr);
  const char* what = what_of(caught + 1, type);
  if (what != nullptr) fprintf(stderr, "  what():  %s\n", what);
}

/* What no handler took: it counts as caught ([except.terminate], [except.handle]/7), and the program ends. */
extern "C" void __cw_uncaught(void* object) {
  __cw_begin_catch(object);
  std::terminate();
}
