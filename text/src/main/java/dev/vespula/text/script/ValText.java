package dev.vespula.text.script;

import dev.vespula.Val;
import dev.vespula.text.syntax.FloatFormat;
import dev.vespula.types.NumType;
import java.util.List;

/** Results as a script would write them. */
final class ValText {
    private ValText() {}

    static String of(List<Val> values) {
        return values.stream().map(ValText::of).toList().toString();
    }

    static String of(Val value) {
        if (value.type() instanceof NumType number) {
            return "(" + number + ".const " + literal(number, value) + ")";
        }
        return value.ref() == null ? "(ref.null)" : "(" + value.type() + " " + value.ref() + ")";
    }

    private static String literal(NumType type, Val value) {
        return switch (type) {
            case I32 -> Integer.toString(value.i32());
            case I64 -> Long.toString(value.i64());
            case F32 -> FloatFormat.F32.text(value.f32Bits());
            case F64 -> FloatFormat.F64.text(value.f64Bits());
            case V128 -> String.format("i32x4 0x%08x 0x%08x 0x%08x 0x%08x", (int) value.v128().low(),
                    (int) (value.v128().low() >>> 32), (int) value.v128().high(), (int) (value.v128().high() >>> 32));
        };
    }
}
