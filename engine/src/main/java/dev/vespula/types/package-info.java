/**
 * The types of WebAssembly as immutable values: of values, of functions, of what modules import and export. Section
 * 2.3 of the specification.
 *
 * <p>They are made to define things, and read to find out what a module wants and gives:
 *
 * <pre>{@code
 * FuncType add = FuncType.of(ValType.I32, ValType.I32).returning(ValType.I32);
 * GlobalType counter = new GlobalType(NumType.I64, true);
 * MemoryType memory = new MemoryType(AddressType.I64, Limits.range(1, 100), false, 16);
 * TableType table = TableType.of(RefType.nullable(AbstractHeapType.EXTERN), Limits.atLeast(10));
 * TagType failed = new TagType(FuncType.of(ValType.I32));
 *
 * for (ImportType wanted : module.imports()) {
 *     ExternType type = wanted.type();
 *     System.out.println("imports " + wanted.module() + " " + wanted.name() + ": " + type);
 * }
 * for (ExportType given : module.exports()) {
 *     if (given.type() instanceof FuncType function) {
 *         for (ValType result : function.results()) {
 *             if (result instanceof RefType reference && reference.heap() instanceof ExactType exact) {
 *                 System.out.println("nothing that is declared below " + exact.type());
 *             } else if (result instanceof RefType reference && reference.heap() instanceof DefinedType defined) {
 *                 HeapType above = defined.supertype().map(HeapType.class::cast).orElse(AbstractHeapType.ANY);
 *                 CompositeType made = defined.composite();
 *                 if (made instanceof ArrayType array) {
 *                     StorageType storage = array.element().storage();
 *                     System.out.println(storage == PackedType.I16 ? "may be text" : "an array of " + storage);
 *                 } else if (made instanceof StructType struct) {
 *                     for (FieldType field : struct.fields()) {
 *                         System.out.println((field.mutable() ? "a variable " : "a constant ") + field.storage());
 *                     }
 *                 } else if (made instanceof ContType continuation) {
 *                     System.out.println("takes and gives " + continuation.function().composite());
 *                 }
 *             }
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
package dev.vespula.types;

import org.jspecify.annotations.NullMarked;
