// Virtual functions that several classes override, and classes that are abstract because of it.
struct Top { virtual int f() const; virtual ~Top(); };
struct Left : virtual Top { int f() const override; };
struct Right : virtual Top { int f() const override; };
struct Bottom : Left, Right {};
// @-1:1 error CW4112: no unique final overrider for 'int Top::f() const' in 'Bottom'
struct Mended : Left, Right { int f() const override; };
struct Pure { virtual void g() = 0; };
struct OneSide : virtual Pure { void g() override; };
struct OtherSide : virtual Pure {};
struct Joined : OneSide, OtherSide {};
struct First : Pure { void g() override; };
struct Second : Pure {};
struct Twice : First, Second {};
Joined fine;
Twice not_fine;
//    ^ error CW4023: variable type 'Twice' is an abstract class
