// Exceptions exist in host code only.
__global__ void throws(int *out) {
  if (out == nullptr) throw 1;
//                    ^ error CW8002: 'throw' is not supported in device code
}
__global__ void catches(int *out) {
  try {
//^ error CW8002: 'try' is not supported in device code
    *out = 1;
  } catch (int) {
  }
}
int main() { try { throw 1; } catch (int) { } }
