// emit: --kernel dot
extern "C" __attribute__((noinline)) float dot(const float *a, const float *b, int n) {
  float sum = 0.0f;
  for (int i = 0; i < n; i++) sum += a[i] * b[i];
  return sum;
}

int main(int argc, char **) {
  float values[4] = {1.0f, 2.0f, 3.0f, 4.0f};
  return (int)dot(values, values + 1, argc);
}
