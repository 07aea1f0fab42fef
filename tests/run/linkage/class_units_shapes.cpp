#include "class_units.h"
namespace shapes {
int Shape::count = 0;
Shape::Shape(std::string n) : text(std::move(n)) { count++; }
Shape::~Shape() { count--; }
int Shape::alive() { return count; }
void Shape::rename(const char *to) { text = to; }
Square::Square(double s) : Shape("square"), side(s) {}
double Square::area() const { return side * side; }
const char *Error::what() const { return "plain"; }
const char *SizeError::what() const { return "size"; }
namespace {
class Circle : public Shape {
  double r;
 public:
  explicit Circle(double radius) : Shape("circle"), r(radius) {
    if (r < -100) throw Error();
    if (r < 0) {
      SizeError e;
      e.code = 4;
      e.size = r;
      throw e;
    }
  }
  double area() const override { return 3.14159 * r * r; }
};
}
Shape *make_circle(double r) { return new Circle(r); }
}
