// Errors in instantiations: the stack of what asked for them.
template <class T> struct Storage {
  T value;
  void clear() { value.reset(); }
//                     ^ error CW5015: member reference base type 'int' is not a structure or union
};
template <class T> struct Buffer {
  Storage<T> storage;
  void clear() { storage.clear(); }
};
template <class T> __global__ void fill(T *out, T value) { out[threadIdx.x] = value.x; }
//                                                                                  ^ error CW5015: member reference base type 'float' is not a structure or union
int main() {
  Buffer<int> buffer;
  buffer.clear();
  fill<<<1, 32>>>((float *)nullptr, 1.0f);
}
