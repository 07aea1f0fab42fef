int calls(int);

bool both(int a, int b) { return calls(a) && calls(b); }
bool either(int a, int b) { return a > 0 || calls(b); }
int choose(bool c, int a, int b) { return c ? calls(a) : b; }
