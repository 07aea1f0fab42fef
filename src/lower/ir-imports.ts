/** The IR names that every file of lowering uses. */
export type { AllocaInst, BlockInst, Func, Global, GlobalInit, IfInst, LoopInst, MemoryType, Module, Region, ScalarMemoryType, StructType, SwitchInst, TryInst, Value, ValueType, VirtualSlot } from '../ir/ir.js';
export type { Builder } from '../ir/build.js';
