package dev.vespula;

import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.GcObject;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.TypeTest;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.types.RefType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.List;

/** Values as Java objects on one side, slots of a window on the other. */
final class Values {
    private Values() {
    }

    /** Writes an argument or result to a slot. */
    static void put(HostFrame frame, int slot, int type, Object value) {
        Object plain = value instanceof Val val ? unwrap(val, type, frame.store()) : value;
        switch (type) {
            case ValTypes.I32 -> frame.i32(slot, i32(plain));
            case ValTypes.I64 -> frame.i64(slot, i64(plain));
            case ValTypes.F32 -> {
                if (value instanceof Val val) {
                    frame.i32(slot, val.f32Bits());
                } else {
                    frame.f32(slot, f32(plain));
                }
            }
            case ValTypes.F64 -> {
                if (value instanceof Val val) {
                    frame.i64(slot, val.f64Bits());
                } else {
                    frame.f64(slot, f64(plain));
                }
            }
            case ValTypes.V128 -> {
                V128 vector = v128(plain);
                frame.i64(slot, vector.low());
                frame.i64(slot + 1, vector.high());
            }
            default -> frame.ref(slot, lower(type, plain, frame.store()));
        }
    }

    /** Reads a slot as a Java object. */
    static Object get(HostFrame frame, int slot, int type) {
        return switch (type) {
            case ValTypes.I32 -> frame.i32(slot);
            case ValTypes.I64 -> frame.i64(slot);
            case ValTypes.F32 -> frame.f32(slot);
            case ValTypes.F64 -> frame.f64(slot);
            case ValTypes.V128 -> new V128(frame.i64(slot), frame.i64(slot + 1));
            default -> lift(frame.ref(slot));
        };
    }

    /** Reads a slot as a value. */
    static Val getVal(HostFrame frame, int slot, int type) {
        return switch (type) {
            case ValTypes.I32 -> Val.i32(frame.i32(slot));
            case ValTypes.I64 -> Val.i64(frame.i64(slot));
            case ValTypes.F32 -> Val.f32Bits(frame.i32(slot));
            case ValTypes.F64 -> Val.f64Bits(frame.i64(slot));
            case ValTypes.V128 -> Val.v128(new V128(frame.i64(slot), frame.i64(slot + 1)));
            default -> Val.ref(frame.store().engine.publicTypes.refType(type), lift(frame.ref(slot)));
        };
    }

    /** The results of a call that returned, which stand in its window. */
    static List<Val> results(HostFrame frame, Signature signature) {
        List<Val> results = new ArrayList<>(signature.results.length);
        for (int i = 0; i < signature.results.length; i++) {
            results.add(getVal(frame, signature.resultSlot(i), signature.results[i]));
        }
        return results;
    }

    /** Sets a global to a Java object. */
    static void put(GlobalCell cell, Object value) {
        Object plain = value instanceof Val val ? unwrap(val, cell.type, cell.store) : value;
        switch (cell.type) {
            case ValTypes.I32 -> cell.bits = i32(plain);
            case ValTypes.I64 -> cell.bits = i64(plain);
            case ValTypes.F32 -> cell.bits = value instanceof Val val
                    ? val.f32Bits() : Float.floatToRawIntBits(f32(plain));
            case ValTypes.F64 -> cell.bits = value instanceof Val val
                    ? val.f64Bits() : Double.doubleToRawLongBits(f64(plain));
            case ValTypes.V128 -> {
                V128 vector = v128(plain);
                cell.bits = vector.low();
                cell.high = vector.high();
            }
            default -> cell.ref = lower(cell.type, plain, cell.store);
        }
    }

    /** The value of a global. */
    static Val getVal(GlobalCell cell) {
        return switch (cell.type) {
            case ValTypes.I32 -> Val.i32((int) cell.bits);
            case ValTypes.I64 -> Val.i64(cell.bits);
            case ValTypes.F32 -> Val.f32Bits((int) cell.bits);
            case ValTypes.F64 -> Val.f64Bits(cell.bits);
            case ValTypes.V128 -> Val.v128(new V128(cell.bits, cell.high));
            default -> Val.ref(cell.store.engine.publicTypes.refType(cell.type), lift(cell.ref));
        };
    }

    /** A reference as the machine holds it, made from what the API takes. */
    static Object lower(int type, Object value, StoreState store) {
        return lower(type, value, store.engine, store);
    }

    /** As above; functions may be of any store if none is given. */
    static Object lower(int type, Object value, EngineState engine, StoreState store) {
        if (value == null) {
            if (!ValTypes.isNullable(type)) {
                throw new IllegalArgumentException("null where " + engine.publicTypes.valType(type) + " is needed");
            }
            return null;
        }
        int heap = ValTypes.heap(type);
        int top = engine.types.top(heap);
        if (top == HeapTypes.FUNC) {
            return lowerFunction(heap, value, engine, store);
        }
        if (value instanceof GcObject object && object.type.types != engine.publicTypes) {
            throw new IllegalArgumentException("the object belongs to another engine: " + describe(value));
        }
        if (heap == HeapTypes.EXTERN) {
            return value;
        }
        if (heap == HeapTypes.EXN && value instanceof WasmThrown thrown) {
            return lowerException(thrown, engine, store);
        }
        if (top == HeapTypes.EXN || !new TypeTest(engine, type).test(value)) {
            throw new IllegalArgumentException("expected " + engine.publicTypes.refType(type) + ", not " + describe(value));
        }
        return value;
    }

    private static Object lowerException(WasmThrown thrown, EngineState engine, StoreState store) {
        StoreState owner = thrown.exception().tag.store;
        if (store == null ? owner.engine != engine : owner != store) {
            throw new IllegalArgumentException("the exception belongs to another store");
        }
        return thrown.exception();
    }

    private static Object lowerFunction(int heap, Object value, EngineState engine, StoreState store) {
        if (!(value instanceof Func function)) {
            throw new IllegalArgumentException("expected a Func, not " + describe(value));
        }
        FunctionInstance instance = function.instance();
        if (store == null ? instance.store.engine != engine : instance.store != store) {
            throw new IllegalArgumentException("the function belongs to another store");
        }
        if (!engine.types.isHeapSubtype(HeapTypes.ofId(instance.type), heap)) {
            throw new IllegalArgumentException("the function of type " + function.type() + " is not a "
                    + engine.publicTypes.heapType(heap));
        }
        return instance;
    }

    /** The low 64 bits of a number for a field of a storage type. */
    static long bits(int type, Object value) {
        if (value instanceof Val val) {
            return switch (type) {
                case ValTypes.F32 -> val.f32Bits();
                case ValTypes.F64 -> val.f64Bits();
                default -> bits(type, val.toObject());
            };
        }
        return switch (type) {
            case ValTypes.I64 -> i64(value);
            case ValTypes.F32 -> Float.floatToRawIntBits(f32(value));
            case ValTypes.F64 -> Double.doubleToRawLongBits(f64(value));
            case ValTypes.V128 -> v128(value).low();
            default -> i32(value);
        };
    }

    /** The high half of a v128. */
    static long highBits(Object value) {
        return v128(value instanceof Val val ? val.v128() : value).high();
    }

    /** What the API gives for a reference as the machine holds it. */
    static Object lift(Object raw) {
        if (raw instanceof FunctionInstance function) {
            return Func.of(function);
        }
        return raw instanceof ExceptionInstance exception ? WasmThrown.of(exception) : raw;
    }

    static Val toVal(ValType type, Object value) {
        if (value instanceof Val val) {
            if (!val.type().equals(type)) {
                throw new IllegalArgumentException("expected a value of type " + type + ", not " + describe(val));
            }
            return val;
        }
        if (type instanceof RefType ref) {
            return Val.ref(ref, value);
        }
        if (type == ValType.I32) {
            return Val.i32(i32(value));
        }
        if (type == ValType.I64) {
            return Val.i64(i64(value));
        }
        if (type == ValType.F32) {
            return Val.f32(f32(value));
        }
        return type == ValType.F64 ? Val.f64(f64(value)) : Val.v128(v128(value));
    }

    private static Object unwrap(Val val, int type, StoreState store) {
        boolean fits = type >= 0
                ? val.type() instanceof RefType ref && sameHierarchy(ref, type, store)
                : val.type().equals(store.engine.publicTypes.valType(type));
        if (!fits) {
            throw new IllegalArgumentException(
                    "expected a value of type " + store.engine.publicTypes.valType(type) + ", not " + describe(val));
        }
        return val.toObject();
    }

    private static boolean sameHierarchy(RefType ref, int type, StoreState store) {
        EngineState engine = store.engine;
        return engine.types.top(engine.publicTypes.heapType(ref.heap())) == engine.types.top(ValTypes.heap(type));
    }

    private static int i32(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).intValue();
        }
        throw wrong("i32", "Integer", value);
    }

    private static long i64(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        throw wrong("i64", "Long", value);
    }

    private static float f32(Object value) {
        if (value instanceof Float number) {
            return number;
        }
        throw wrong("f32", "Float", value);
    }

    private static double f64(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        throw wrong("f64", "Double", value);
    }

    private static V128 v128(Object value) {
        if (value instanceof V128 vector) {
            return vector;
        }
        throw wrong("v128", "V128", value);
    }

    private static IllegalArgumentException wrong(String type, String java, Object value) {
        return new IllegalArgumentException("expected " + java + " for " + type + ", not " + describe(value));
    }

    /**
     * A value for a message. What an object of the host says of itself is not asked for: that may throw, or do anything
     * else, in the middle of a call.
     */
    static String describe(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Val val) {
            Object plain = val.toObject();
            return val.type() + ":" + (isPlain(plain) ? plain : describe(plain));
        }
        return isPlain(value) ? value.getClass().getSimpleName() + " " + value : kind(value);
    }

    private static String kind(Object value) {
        return value instanceof WasmStruct ? "WasmStruct" : value instanceof WasmArray ? "WasmArray" : value.getClass().getTypeName();
    }

    /** Whether the text of a value is known to be harmless: classes of the language and ours, all of them final. */
    private static boolean isPlain(Object value) {
        return value == null || value instanceof String || value instanceof Boolean || value instanceof Character
                || value instanceof Number && value.getClass().getPackageName().equals("java.lang")
                || value instanceof V128 || value instanceof I31 || value instanceof Func;
    }
}
