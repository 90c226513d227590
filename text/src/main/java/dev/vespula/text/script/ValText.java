package dev.vespula.text.script;

import dev.vespula.Val;
import dev.vespula.types.NumType;
import dev.vespula.types.RefType;
import java.util.List;

/** Results as a script would write them. */
final class ValText {

    private ValText() {
    }

    static String of(List<Val> values) {
        return values.stream().map(ValText::of).toList().toString();
    }

    private static String of(Val value) {
        if (value.type() instanceof RefType) {
            return value.ref() == null ? "(ref.null)" : "(" + value.type() + " " + value.ref() + ")";
        }
        Constant constant = switch ((NumType) value.type()) {
            case I32 -> new Constant.I32(value.i32());
            case I64 -> new Constant.I64(value.i64());
            case F32 -> new Constant.F32(value.f32Bits());
            case F64 -> new Constant.F64(value.f64Bits());
            case V128 -> new Constant.V128(value.v128().low(), value.v128().high());
        };
        return constant.toString();
    }
}
