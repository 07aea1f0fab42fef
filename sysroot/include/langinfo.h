/* What the "C" locale is, the only one there is. */
#ifndef _LANGINFO_H
#define _LANGINFO_H
typedef int nl_item;
enum { CODESET = 14, RADIXCHAR = 0x10000, THOUSEP = 0x10001, YESEXPR = 0x50000, NOEXPR = 0x50001, D_T_FMT = 0x20028, D_FMT = 0x20029, T_FMT = 0x2002a };
static __inline char* nl_langinfo(nl_item item) {
  switch (item) {
    case CODESET: return (char*)"ANSI_X3.4-1968";
    case RADIXCHAR: return (char*)".";
    case YESEXPR: return (char*)"^[yY]";
    case NOEXPR: return (char*)"^[nN]";
    case D_T_FMT: return (char*)"%a %b %e %H:%M:%S %Y";
    case D_FMT: return (char*)"%m/%d/%y";
    case T_FMT: return (char*)"%H:%M:%S";
    default: return (char*)"";
  }
}
#endif
