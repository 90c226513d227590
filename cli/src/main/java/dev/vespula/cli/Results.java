package dev.vespula.cli;

import dev.vespula.Val;
import dev.vespula.types.NumType;

/** Results of functions as they are printed: numbers so that they can be given as arguments again. */
final class Results {
    private Results() {}

    static String print(Val value) {
        if (value.type() instanceof NumType number) {
            return switch (number) {
                case I32 -> Integer.toString(value.i32());
                case I64 -> Long.toString(value.i64());
                case F32 -> NumberText.print(value.f32());
                case F64 -> NumberText.print(value.f64());
                case V128 -> value.v128().toString();
            };
        }
        Object reference = value.ref();
        return reference == null ? "null" : "<" + value.type() + ">";
    }
}
