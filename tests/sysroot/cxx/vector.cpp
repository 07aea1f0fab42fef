// vector and vector<bool>.
#include <vector>
#include <cstdio>
struct S {
  int x;
  S(int a):x(a){
  }
  S(const S&o):x(o.x){
  }
};
int main(){
  std::vector<int> v{3,1,2};
  v.push_back(4);
  v.insert(v.begin()+1, 5, 9);
  v.insert(v.end(), v.begin(), v.begin()+2);
  for(int x: v) printf("%d ", x);
  puts("");
  std::vector<S> s;
  for(int i=0;i<10;i++) s.emplace_back(i);
  s.erase(s.begin()+2,s.begin()+5);
  for(auto&x:s) printf("%d ",x.x);
  puts("");
  std::vector<std::vector<int>> vv(3, std::vector<int>(2, 7));
  vv.resize(5);
  printf("%zu %zu\n", vv.size(), vv[1].size());
  std::vector<bool> b(70,true);
  b.insert(b.begin()+3,false);
  b.push_back(false);
  int c=0;
  for(bool x:b) c+=x;
  printf("%d %zu\n", c,b.size());
  printf("%d\n", v<std::vector<int>{4});
  std::vector d(v.begin(), v.end());
}
