package dev.vespula.internal.builtins;

import static dev.vespula.internal.builtins.Builtin.Value.BYTES;
import static dev.vespula.internal.builtins.Builtin.Value.I32;
import static dev.vespula.internal.builtins.Builtin.Value.NEW_BYTES;
import static dev.vespula.internal.builtins.Builtin.Value.REFERENCE;
import static dev.vespula.internal.builtins.Builtin.Value.STRING;
import static dev.vespula.internal.builtins.Builtin.Value.UNITS;

import dev.vespula.BuiltinSet;
import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeDraft;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.types.ValTypes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

/** The builtin functions: a row for each, with its set, name, result, parameters, and what it does on a window. */
enum Builtin {
    CAST(BuiltinSet.JS_STRING, "cast", STRING, List.of(REFERENCE),
            (window, function) -> window.ref(0, JsString.cast(window.ref(0)))),
    TEST(BuiltinSet.JS_STRING, "test", I32, List.of(REFERENCE),
            (window, function) -> window.i32(0, JsString.test(window.ref(0)))),
    FROM_CHAR_CODE_ARRAY(BuiltinSet.JS_STRING, "fromCharCodeArray", STRING, List.of(UNITS, I32, I32),
            (window, function) -> window.ref(0,
                    JsString.fromCharCodeArray(function, window.ref(0), window.i32(1), window.i32(2)))),
    INTO_CHAR_CODE_ARRAY(BuiltinSet.JS_STRING, "intoCharCodeArray", I32, List.of(REFERENCE, UNITS, I32),
            (window, function) -> window.i32(0,
                    JsString.intoCharCodeArray(function, window.ref(0), window.ref(1), window.i32(2)))),
    FROM_CHAR_CODE(BuiltinSet.JS_STRING, "fromCharCode", STRING, List.of(I32),
            (window, function) -> window.ref(0, JsString.fromCharCode(function, window.i32(0)))),
    FROM_CODE_POINT(BuiltinSet.JS_STRING, "fromCodePoint", STRING, List.of(I32),
            (window, function) -> window.ref(0, JsString.fromCodePoint(function, window.i32(0)))),
    CHAR_CODE_AT(BuiltinSet.JS_STRING, "charCodeAt", I32, List.of(REFERENCE, I32),
            (window, function) -> window.i32(0, JsString.charCodeAt(window.ref(0), window.i32(1)))),
    CODE_POINT_AT(BuiltinSet.JS_STRING, "codePointAt", I32, List.of(REFERENCE, I32),
            (window, function) -> window.i32(0, JsString.codePointAt(window.ref(0), window.i32(1)))),
    LENGTH(BuiltinSet.JS_STRING, "length", I32, List.of(REFERENCE),
            (window, function) -> window.i32(0, JsString.length(window.ref(0)))),
    CONCAT(BuiltinSet.JS_STRING, "concat", STRING, List.of(REFERENCE, REFERENCE),
            (window, function) -> window.ref(0, JsString.concat(function, window.ref(0), window.ref(1)))),
    SUBSTRING(BuiltinSet.JS_STRING, "substring", STRING, List.of(REFERENCE, I32, I32),
            (window, function) -> window.ref(0, JsString.substring(function, window.ref(0), window.i32(1), window.i32(2)))),
    EQUALS(BuiltinSet.JS_STRING, "equals", I32, List.of(REFERENCE, REFERENCE),
            (window, function) -> window.i32(0, JsString.equals(function, window.ref(0), window.ref(1)))),
    COMPARE(BuiltinSet.JS_STRING, "compare", I32, List.of(REFERENCE, REFERENCE),
            (window, function) -> window.i32(0, JsString.compare(function, window.ref(0), window.ref(1)))),

    MEASURE_UTF_8(BuiltinSet.TEXT_ENCODER, "measureStringAsUTF8", I32, List.of(REFERENCE),
            (window, function) -> window.i32(0, TextEncoding.measureStringAsUTF8(function, window.ref(0)))),
    ENCODE_INTO_UTF_8(BuiltinSet.TEXT_ENCODER, "encodeStringIntoUTF8Array", I32, List.of(REFERENCE, BYTES, I32),
            (window, function) -> window.i32(0,
                    TextEncoding.encodeStringIntoUTF8Array(function, window.ref(0), window.ref(1), window.i32(2)))),
    ENCODE_TO_UTF_8(BuiltinSet.TEXT_ENCODER, "encodeStringToUTF8Array", NEW_BYTES, List.of(REFERENCE),
            (window, function) -> window.ref(0, TextEncoding.encodeStringToUTF8Array(function, window.ref(0)))),

    DECODE_UTF_8(BuiltinSet.TEXT_DECODER, "decodeStringFromUTF8Array", STRING, List.of(BYTES, I32, I32),
            (window, function) -> window.ref(0,
                    TextDecoding.decodeStringFromUTF8Array(function, window.ref(0), window.i32(1), window.i32(2))));

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    final BuiltinSet set;
    /** The name of its import, and of the method. */
    final String label;
    private final Value result;
    @SuppressWarnings("ImmutableEnumChecker") // of List.of
    private final List<Value> params;
    /** What it does with arguments in a window; a lambda without state. */
    @SuppressWarnings("ImmutableEnumChecker")
    final HostBody onWindow;

    Builtin(BuiltinSet set, String label, Value result, List<Value> params, HostBody onWindow) {
        this.set = set;
        this.label = label;
        this.result = result;
        this.params = params;
        this.onWindow = onWindow;
    }

    /** Types of arguments and results, as the proposal has them. */
    enum Value {
        I32,
        /** {@code externref}. */
        REFERENCE,
        /** {@code (ref extern)}. */
        STRING,
        /** {@code (ref null (array (mut i16)))}. */
        UNITS,
        /** {@code (ref null (array (mut i8)))}. */
        BYTES,
        /** {@code (ref (array (mut i8)))}. */
        NEW_BYTES;

        private int type(Arrays arrays) {
            return switch (this) {
                case I32 -> ValTypes.I32;
                case REFERENCE -> ValTypes.EXTERNREF;
                case STRING -> ValTypes.nonNull(HeapTypes.EXTERN);
                case UNITS -> ValTypes.nullable(HeapTypes.ofId(arrays.units.id()));
                case BYTES -> ValTypes.nullable(HeapTypes.ofId(arrays.bytes.id()));
                case NEW_BYTES -> ValTypes.nonNull(HeapTypes.ofId(arrays.bytes.id()));
            };
        }
    }

    /** The types of arrays that the functions take: each the only one of its recursion group. */
    record Arrays(TypeDefinition units, TypeDefinition bytes) {
        static Arrays of(TypeRegistry types) {
            return new Arrays(types.define(array(ValTypes.I16)), types.define(array(ValTypes.I8)));
        }

        private static TypeDraft array(int element) {
            return TypeDraft.fields(TypeKind.ARRAY, true, -1, new int[] {element}, new boolean[] {true});
        }
    }

    /** Whether references that are results may be null in the type of a function, although they never are. */
    enum Results {
        AS_THEY_ARE, NULLABLE
    }

    /** Its type among those of an engine. */
    TypeDefinition type(TypeRegistry types, Arrays arrays, Results results) {
        int given = result.type(arrays);
        return types.function(params.stream().mapToInt(value -> value.type(arrays)).toArray(),
                new int[] {given >= 0 && results == Results.NULLABLE ? ValTypes.nullable(ValTypes.heap(given)) : given});
    }

    /** What compiled code calls: takes a receiver, the function, the stack, and the arguments. */
    MethodHandle direct() {
        Class<?> functions = switch (set) {
            case JS_STRING -> JsString.class;
            case TEXT_ENCODER -> TextEncoding.class;
            case TEXT_DECODER -> TextDecoding.class;
        };
        Method method = Stream.of(functions.getDeclaredMethods()).filter(each -> each.getName().equals(label)).findFirst()
                .orElseThrow(() -> new IllegalStateException(label));
        try {
            MethodHandle handle = LOOKUP.unreflect(method);
            if (handle.type().parameterCount() == params.size()) {
                handle = MethodHandles.dropArguments(handle, 0, HostFunctionInstance.class);
            }
            return MethodHandles.dropArguments(MethodHandles.dropArguments(handle, 1, HostFrame.class), 0, Object.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
