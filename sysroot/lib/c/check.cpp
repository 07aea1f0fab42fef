/* Tests of accesses, for programs compiled with --check: which bytes of the heap are allocated. For each 16 bytes of the heap one
   byte says how many of them, from the first, are valid. Pages of memory that the allocator does not own have no such table and are
   valid. Static data is valid where a variable is (the compiler leaves bytes between them), the stack where functions run; indices of variables
   are tested by the compiler itself. */
extern "C" {
extern unsigned char __heap_base, __data_end, __stack_low;
extern const unsigned __cw_objects[]; /* their number, then begin and end of each variable, ascending */

enum { PAGE = 65536, GRANULE = 16, PER_PAGE = PAGE / GRANULE, BAD_ADDRESS = 2, NOT_ALLOCATED = 5 };

static unsigned char* tables[PAGE]; /* by number of the page */
static unsigned char* spare;
static unsigned long spare_bytes;

static unsigned char* new_table() {
  if (spare_bytes == 0) {
    unsigned long page = (unsigned long)__builtin_wasm_memory_grow(0, 1) & 0xfffffffful;
    if (page == 0xfffffffful) return nullptr;
    spare = (unsigned char*)(page * PAGE);
    spare_bytes = PAGE;
  }
  unsigned char* table = spare;
  spare += PER_PAGE;
  spare_bytes -= PER_PAGE;
  return table;
}

static void new_piece(unsigned long begin, unsigned long bytes) {
  unsigned long base = (unsigned long)&__heap_base;
  for (unsigned long page = begin / PAGE; page * PAGE < begin + bytes; page++) {
    if (tables[page]) continue;
    unsigned char* table = new_table();
    if (!table) continue; /* no memory left: its accesses are not tested */
    for (unsigned i = 0; i < PER_PAGE; i++) table[i] = page * PAGE + i * GRANULE < base ? GRANULE : 0;
    tables[page] = table;
  }
}

void __cw_watch_heap(void* p, unsigned long bytes, unsigned long room) {
  unsigned long at = (unsigned long)p;
  if (bytes == ~0ul) return new_piece(at, room);
  unsigned long valid_end = at + bytes;
  for (unsigned long end = at + room; at < end; at += GRANULE) {
    unsigned char* table = tables[at / PAGE];
    if (table) table[at % PAGE / GRANULE] = at >= valid_end ? 0 : valid_end - at < GRANULE ? (unsigned char)(valid_end - at) : GRANULE;
  }
}

/* Does a variable hold these bytes of static data? */
static bool in_variable(unsigned long at, unsigned long end) {
  unsigned low = 0, high = __cw_objects[0];
  while (low < high) {
    unsigned middle = (low + high) / 2;
    if (__cw_objects[1 + 2 * middle] <= at) low = middle + 1;
    else high = middle;
  }
  return low > 0 && end <= __cw_objects[2 * low];
}

/* 0, or why the program may not touch these bytes (the back end's codes of faults). */
int __cw_check_access(const void* p, unsigned bytes, int) {
  unsigned long at = (unsigned long)p, end = at + bytes;
  if (at < 1024 || end > (unsigned long)__builtin_wasm_memory_size(0) * PAGE) return BAD_ADDRESS;
  if (at < (unsigned long)&__data_end) return in_variable(at, end) ? 0 : NOT_ALLOCATED;
  if (end <= (unsigned long)&__heap_base) {
    /* Below this function's own frame are frames of calls that have ended. Fibers have stacks of their own. */
    volatile char here = 0;
    unsigned long top = (unsigned long)&here;
    bool on_stack = top >= (unsigned long)&__stack_low && top < (unsigned long)&__heap_base;
    return on_stack && at < top ? NOT_ALLOCATED : 0;
  }
  while (at < end) {
    unsigned char* table = tables[at / PAGE];
    if (!table) {
      at = at / PAGE * PAGE + PAGE;
      continue;
    }
    unsigned long granule = at / GRANULE * GRANULE, last = end < granule + GRANULE ? end : granule + GRANULE;
    if (last - granule > table[at % PAGE / GRANULE]) return NOT_ALLOCATED;
    at = granule + GRANULE;
  }
  return 0;
}
}
