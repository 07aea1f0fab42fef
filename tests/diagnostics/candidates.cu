// Candidates and why they do not fit.
struct Vec { float x, y; };
void draw(const char *name);
void draw(Vec &v, int times);
template <class T> void draw(T *first, T *last);
int main() {
  draw(1);
//^ error CW5001: no matching function for call to 'draw'
  draw(Vec(), 2);
//^ error CW5001: no matching function for call to 'draw'
  float f;
  int i;
  draw(&f, &i);
//^ error CW5001: no matching function for call to 'draw'
}
