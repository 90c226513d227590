package dev.vespula.types;

/** The type of a value: a number, a vector or a reference. */
public sealed interface ValType extends StorageType permits NumType, RefType {
    ValType I32 = NumType.I32;
    ValType I64 = NumType.I64;
    ValType F32 = NumType.F32;
    ValType F64 = NumType.F64;
    ValType V128 = NumType.V128;
    /** A function or null. */
    RefType FUNCREF = RefType.nullable(AbstractHeapType.FUNC);
    /** Any object of the host or null. */
    RefType EXTERNREF = RefType.nullable(AbstractHeapType.EXTERN);
    RefType ANYREF = RefType.nullable(AbstractHeapType.ANY);
    RefType EQREF = RefType.nullable(AbstractHeapType.EQ);
    RefType I31REF = RefType.nullable(AbstractHeapType.I31);
    RefType STRUCTREF = RefType.nullable(AbstractHeapType.STRUCT);
    RefType ARRAYREF = RefType.nullable(AbstractHeapType.ARRAY);
    /** A caught exception or null. */
    RefType EXNREF = RefType.nullable(AbstractHeapType.EXN);
}
