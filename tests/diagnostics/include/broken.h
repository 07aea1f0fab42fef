#pragma once
inline int broken(int x) {
  return x + missing_in_header;
}
