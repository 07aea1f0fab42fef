/**
 * Checked expressions: every implicit conversion, temporary, constructor and operator call is a node of its own, names are resolved, nothing is
 * overloaded or dependent any more. What C++ leaves unsequenced is left to lowering (left to right, the right side of assignments first).
 *
 * `type` is never a reference: a use of a reference is an lvalue (xvalue) of the referred type. `category` says whether the value of the node is an
 * object's address ('lvalue', 'xvalue') or a value ('prvalue'). prvalues of class type are "initializers": lowering evaluates them into a destination that
 * the consumer gives (guaranteed elision); a consumer that needs an address wraps them in 'temporary'.
 */
import type { Loc } from '../source/loc.js';
import type { BaseClass, ClassSymbol, FieldSymbol, FunctionSymbol, VarSymbol } from './symbols.js';
import type { CheckedStmt } from './statements.js';
import type { FunctionType, MemberPointerType, Type } from './types.js';

export type ValueCategory = 'lvalue' | 'xvalue' | 'prvalue';

export type CheckedExpr = CheckedExprNode & { readonly type: Type; readonly category: ValueCategory; readonly loc: Loc };

/** Arithmetic of the common type (both operands have it; shifts: the left operand's). Signedness and float-ness come from the type. */
export type ArithmeticOp = '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '<<' | '>>';
export type CompareOp = '<' | '>' | '<=' | '>=' | '==' | '!=';

export type ConversionKind =
  | 'lvalue-to-rvalue' // load of a scalar; class types are copied by constructors or 'copy-class'
  | 'array-to-pointer' // lvalue array → pointer to the first element
  | 'function-to-pointer'
  | 'integral' // between integer types, bool and char types included (value of bool is 0 or 1), enums
  | 'to-bool' // scalar ≠ 0
  | 'floating' // between floating types
  | 'integral-to-floating'
  | 'floating-to-integral'
  | 'pointer' // between pointer types without change of value (cv, void*, reinterpret)
  | 'pointer-to-integral'
  | 'integral-to-pointer'
  | 'null-to-pointer' // the operand is evaluated and dropped
  | 'null-to-member-pointer'
  | 'member-pointer' // base ↔ derived and reinterpretation
  | 'derived-to-base' // pointer or glvalue, along `path`; null stays null for pointers
  | 'base-to-derived' // static_cast down, along `path` (no virtual base)
  | 'reinterpret-lvalue' // glvalue seen as another type
  | 'to-void'
  | 'no-op'; // cv adjustment, category change

type CheckedExprNode =
  /** Integers, bools, characters, enumerators: wrapped to the type. nullptr is 0 of type nullptr_t. */
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'floating'; readonly value: number }
  /** lvalue of type const char[n] (or wide); code units with the terminating zero, elements sized as the type says. */
  | { readonly kind: 'string'; readonly units: readonly number[] }
  | { readonly kind: 'variable'; readonly variable: VarSymbol }
  /** lvalue of function type. */
  | { readonly kind: 'function'; readonly function: FunctionSymbol }
  /** prvalue pointer to the current object. */
  | { readonly kind: 'this' }
  /** `base` is a glvalue of class type (or a prvalue wrapped in 'temporary'). Reference members: the node is the referred lvalue. */
  | { readonly kind: 'field'; readonly base: CheckedExpr; readonly field: FieldSymbol }
  /** Pointer to member as a constant. */
  | { readonly kind: 'member-pointer'; readonly member: FieldSymbol | FunctionSymbol; readonly pointerType: MemberPointerType }
  /** `object.*pointer` for data members; `object` a glvalue. */
  | { readonly kind: 'member-access'; readonly object: CheckedExpr; readonly pointer: CheckedExpr }
  | { readonly kind: 'convert'; readonly conversion: ConversionKind; readonly operand: CheckedExpr; readonly path?: readonly BaseClass[] }
  /** dynamic_cast that needs run-time type information; of a pointer or glvalue. */
  | { readonly kind: 'dynamic-cast'; readonly operand: CheckedExpr; readonly source: ClassSymbol; readonly target: ClassSymbol | 'void' }
  | { readonly kind: 'typeid'; readonly operand: CheckedExpr | Type }
  | { readonly kind: 'negate' | 'bit-not' | 'logical-not'; readonly operand: CheckedExpr }
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOp; readonly left: CheckedExpr; readonly right: CheckedExpr }
  /** Operands of one arithmetic, pointer or member pointer type; result bool. */
  | { readonly kind: 'compare'; readonly op: CompareOp; readonly left: CheckedExpr; readonly right: CheckedExpr }
  | { readonly kind: 'logical'; readonly op: '&&' | '||'; readonly left: CheckedExpr; readonly right: CheckedExpr }
  | { readonly kind: 'comma'; readonly left: CheckedExpr; readonly right: CheckedExpr }
  /** pointer ± integer (any integer type; in elements). `a[i]` is deref(pointer-add(decay(a), i)). */
  | { readonly kind: 'pointer-add'; readonly op: '+' | '-'; readonly pointer: CheckedExpr; readonly index: CheckedExpr }
  | { readonly kind: 'pointer-difference'; readonly left: CheckedExpr; readonly right: CheckedExpr }
  | { readonly kind: 'deref'; readonly pointer: CheckedExpr }
  | { readonly kind: 'address-of'; readonly operand: CheckedExpr }
  /** Scalars; lvalue of the left operand's type. Right already converted. */
  | { readonly kind: 'assign'; readonly left: CheckedExpr; readonly right: CheckedExpr }
  /** Trivial class assignment: bytes of right (a glvalue or class prvalue) into left. */
  | { readonly kind: 'assign-class'; readonly left: CheckedExpr; readonly right: CheckedExpr }
  /** `left op= right`: left is loaded, converted to `operationType`, combined with right (of operationType; shifts: own type), converted back and stored. Pointers: op + or -, right an integer. */
  | { readonly kind: 'compound-assign'; readonly op: ArithmeticOp; readonly left: CheckedExpr; readonly right: CheckedExpr; readonly operationType: Type }
  | { readonly kind: 'increment'; readonly op: '++' | '--'; readonly prefix: boolean; readonly operand: CheckedExpr }
  /** Class prvalue results are allowed in both arms; glvalue if both are. */
  | { readonly kind: 'conditional'; readonly condition: CheckedExpr; readonly then: CheckedExpr; readonly otherwise: CheckedExpr }
  /** Direct call. Methods: `object` is a glvalue of the class that declares the method (already converted). Default arguments are filled in. */
  | { readonly kind: 'call'; readonly function: FunctionSymbol; readonly object: CheckedExpr | undefined; readonly args: readonly CheckedExpr[]; readonly virtual: boolean }
  | { readonly kind: 'call-pointer'; readonly pointer: CheckedExpr; readonly functionType: FunctionType; readonly args: readonly CheckedExpr[] }
  | { readonly kind: 'call-member-pointer'; readonly object: CheckedExpr; readonly pointer: CheckedExpr; readonly functionType: FunctionType; readonly args: readonly CheckedExpr[] }
  /** Compiler builtin by name (`__builtin_clz`, 'shfl_sync', …: src/tree/builtins.ts); args already converted. `typeArgs` for those that take types. */
  | { readonly kind: 'builtin'; readonly name: string; readonly args: readonly CheckedExpr[]; readonly typeArgs?: readonly Type[] }
  /** `k<<<…>>>(args)`: kernel is a FunctionSymbol, or a pointer to kernel function. grid and block are prvalues of class dim3. */
  | {
      readonly kind: 'launch';
      readonly kernel: FunctionSymbol | CheckedExpr;
      readonly functionType: FunctionType;
      readonly grid: CheckedExpr;
      readonly block: CheckedExpr;
      readonly shared: CheckedExpr | undefined;
      readonly stream: CheckedExpr | undefined;
      readonly args: readonly CheckedExpr[];
    }
  /** Class prvalue by constructor call. `zeroFirst` for value-initialization; `braced`: the arguments are evaluated in the order in which they stand. */
  | { readonly kind: 'construct'; readonly constructor: FunctionSymbol; readonly args: readonly CheckedExpr[]; readonly zeroFirst: boolean; readonly braced?: boolean }
  /** Class prvalue: bytes copied from a glvalue (trivial copy and move). */
  | { readonly kind: 'copy-class'; readonly operand: CheckedExpr }
  /** prvalue of aggregate or array type from a braced list (see CheckedInit 'aggregate'). */
  | { readonly kind: 'init'; readonly init: CheckedInit }
  /** Glvalue for a prvalue: a temporary object, destroyed at the end of the full expression, or with the variable it is bound to if `extended`. */
  | { readonly kind: 'temporary'; readonly value: CheckedExpr; readonly destructor: FunctionSymbol | undefined; readonly extended: boolean }
  | {
      readonly kind: 'new';
      readonly allocated: Type;
      /** undefined: not an array. */
      readonly count: CheckedExpr | undefined;
      readonly init: CheckedInit | undefined;
      /** operator new/new[] with its arguments after the size; reserved placement form (void*) has function undefined and one arg: the address. */
      readonly operatorNew: FunctionSymbol | undefined;
      readonly args: readonly CheckedExpr[];
      /** Called with the memory when the initialization throws; it takes `args` too if it is a placement form. */
      readonly operatorDelete: FunctionSymbol | undefined;
      /** Array form keeps a cookie with the count (class with non-trivial destructor or sized operator delete[]): 8 bytes, or the alignment if larger. */
      readonly cookie: number;
    }
  | {
      readonly kind: 'delete';
      readonly operand: CheckedExpr;
      readonly array: boolean;
      readonly deleted: Type;
      readonly destructor: FunctionSymbol | undefined;
      readonly virtual: boolean;
      /** Unused when `virtual` and not `global`: the dynamic type's destructor frees the memory. */
      readonly operatorDelete: FunctionSymbol;
      /** `::delete`. */
      readonly global: boolean;
      readonly cookie: number;
    }
  /** Explicit `p->~T()`. */
  | { readonly kind: 'destroy'; readonly object: CheckedExpr; readonly destructor: FunctionSymbol | undefined; readonly virtual: boolean }
  | { readonly kind: 'throw'; readonly operand: CheckedExpr | undefined; readonly thrown: Type | undefined; readonly destructor: FunctionSymbol | undefined }
  | { readonly kind: 'va-start' | 'va-end'; readonly list: CheckedExpr }
  | { readonly kind: 'va-copy'; readonly to: CheckedExpr; readonly from: CheckedExpr }
  | { readonly kind: 'va-arg'; readonly list: CheckedExpr }
  | { readonly kind: 'statement-expression'; readonly body: CheckedStmt; readonly result: CheckedExpr | undefined }
  /** A full expression that creates temporaries: they are destroyed after `value` is computed. Sema wraps every full expression that contains 'temporary' nodes with destructors. */
  | { readonly kind: 'full'; readonly value: CheckedExpr }
  /** A constant that sema computed for a non-integer (constexpr class or array objects): bytes are in the initializer form. */
  | { readonly kind: 'constant'; readonly value: CheckedInit }
  /** After a reported error; never reaches lowering. */
  | { readonly kind: 'error' };

/** How an object of a known type gets its first value. Lowering writes it to a given address, or builds a constant image. */
export type CheckedInit =
  /** Scalars, references (address of the glvalue), class prvalues built in place. */
  | { readonly kind: 'expression'; readonly expr: CheckedExpr }
  /** Classes and arrays: what is not listed is zero-initialized when `zeroRest`, else left alone (fields with their own initializers are all listed). */
  | { readonly kind: 'aggregate'; readonly type: Type; readonly elements: readonly AggregateElement[]; readonly zeroRest: boolean }
  /** char arrays from string literals; the rest is zero. */
  | { readonly kind: 'string'; readonly type: Type; readonly units: readonly number[] }
  | { readonly kind: 'zero'; readonly type: Type }
  /** Arrays of classes: each element by this initializer (default construction). */
  | { readonly kind: 'repeat'; readonly type: Type; readonly count: number | CheckedExpr; readonly element: CheckedInit }
  /** Arrays copied element by element (defaulted copy constructors, captures): bytes when trivial, else by `element` with `source` bound per element. */
  | { readonly kind: 'copy-array'; readonly type: Type; readonly source: CheckedExpr; readonly constructor: FunctionSymbol | undefined };

export interface AggregateElement {
  readonly place: { readonly kind: 'field'; readonly field: FieldSymbol } | { readonly kind: 'index'; readonly from: number; readonly to: number } | { readonly kind: 'base'; readonly base: BaseClass };
  readonly init: CheckedInit;
  /** A default member initializer: `this` in it is the object that is being initialized. */
  readonly own?: boolean;
}
