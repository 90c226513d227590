package dev.vespula.bindings.internal.core;

import dev.vespula.Continuation;
import dev.vespula.Func;
import dev.vespula.Global;
import dev.vespula.I31;
import dev.vespula.Memory;
import dev.vespula.SharedMemory;
import dev.vespula.Table;
import dev.vespula.Tag;
import dev.vespula.V128;
import dev.vespula.WasmArray;
import dev.vespula.WasmStruct;
import dev.vespula.WasmThrown;
import dev.vespula.bindings.internal.source.TypeUse;
import dev.vespula.types.AbstractHeapType;
import dev.vespula.types.ArrayType;
import dev.vespula.types.ContType;
import dev.vespula.types.DefinedType;
import dev.vespula.types.ExactType;
import dev.vespula.types.ExternType;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.HeapType;
import dev.vespula.types.MemoryType;
import dev.vespula.types.NumType;
import dev.vespula.types.RefType;
import dev.vespula.types.StructType;
import dev.vespula.types.TableType;
import dev.vespula.types.ValType;

/** What types of core modules are in Java. */
final class CoreTypes {
    /** Slots of the arguments of a method, less the one of its object. */
    private static final int MOST_SLOTS = 254;

    private CoreTypes() {}

    /** The type of a value. */
    static TypeUse of(ValType type) {
        if (type instanceof NumType number) {
            return switch (number) {
                case I32 -> TypeUse.INT;
                case I64 -> TypeUse.LONG;
                case F32 -> TypeUse.FLOAT;
                case F64 -> TypeUse.DOUBLE;
                case V128 -> TypeUse.existing(V128.class);
            };
        }
        return ofReference(((RefType) type).heap());
    }

    private static TypeUse ofReference(HeapType heap) {
        if (heap instanceof ExactType exact) {
            return ofReference(exact.type());
        }
        if (heap instanceof DefinedType defined) {
            return TypeUse.existing(defined.composite() instanceof StructType ? WasmStruct.class
                    : defined.composite() instanceof ArrayType ? WasmArray.class
                    : defined.composite() instanceof ContType ? Continuation.class : Func.class);
        }
        return switch ((AbstractHeapType) heap) {
            case FUNC, NOFUNC -> TypeUse.existing(Func.class);
            case EXN, NOEXN -> TypeUse.existing(WasmThrown.class);
            case I31 -> TypeUse.existing(I31.class);
            case STRUCT -> TypeUse.existing(WasmStruct.class);
            case ARRAY -> TypeUse.existing(WasmArray.class);
            case CONT, NOCONT -> TypeUse.existing(Continuation.class);
            case EXTERN, ANY, EQ, NONE, NOEXTERN -> TypeUse.OBJECT;
        };
    }

    /** The class of what is no function. */
    static TypeUse ofObject(ExternType type) {
        return TypeUse.existing(type instanceof MemoryType ? Memory.class : type instanceof GlobalType ? Global.class
                : type instanceof TableType ? Table.class : Tag.class);
    }

    /** The class of what is no function, and given by the host: what is shared between threads can be given to all stores. */
    static TypeUse ofImport(ExternType type) {
        return type instanceof MemoryType memory && memory.shared() ? TypeUse.existing(SharedMemory.class) : ofObject(type);
    }

    /** What messages and comments call what is no function. */
    static String word(ExternType type) {
        return type instanceof MemoryType ? "memory" : type instanceof GlobalType ? "global" : type instanceof TableType
                ? "table"
                : "tag";
    }

    /** Whether a Java method can have the parameters, and a record the results. */
    static boolean fitsMethod(FuncType type) {
        return slots(type.params()) <= MOST_SLOTS && slots(type.results()) <= MOST_SLOTS;
    }

    private static int slots(Iterable<ValType> types) {
        int slots = 0;
        for (ValType type : types) {
            slots += type == ValType.I64 || type == ValType.F64 ? 2 : 1;
        }
        return slots;
    }
}
