/* Tests of accesses, for programs compiled with --check: which bytes of the heap are allocated. For each 16 bytes of the heap one
   byte says how many of them, from the first, are valid. Pages of memory that the allocator does not own have no such table and are
   valid, as are static data and the stack; the compiler tests indices of variables itself. */
extern "C" {
extern unsigned char __heap_base;

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

/* 0, or why the program may not touch these bytes (the back end's codes of faults). */
int __cw_check_access(const void* p, unsigned bytes, int) {
  unsigned long at = (unsigned long)p, end = at + bytes;
  if (at < 1024 || end > (unsigned long)__builtin_wasm_memory_size(0) * PAGE) return BAD_ADDRESS;
  if (end <= (unsigned long)&__heap_base) return 0;
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
