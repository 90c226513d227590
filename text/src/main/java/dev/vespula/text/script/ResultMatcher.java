package dev.vespula.text.script;

import dev.vespula.Func;
import dev.vespula.I31;
import dev.vespula.V128;
import dev.vespula.Val;
import dev.vespula.WasmArray;
import dev.vespula.WasmStruct;
import dev.vespula.WasmThrown;
import dev.vespula.text.script.ScriptState.HostReference;
import dev.vespula.text.syntax.FloatFormat;
import dev.vespula.types.NumType;
import dev.vespula.types.RefType;
import java.util.List;

/** Compares results with what a script expects of them. */
final class ResultMatcher {
    private ResultMatcher() {}

    static boolean matches(List<Expected> expected, List<Val> got) {
        if (expected.size() != got.size()) {
            return false;
        }
        for (int i = 0; i < got.size(); i++) {
            if (!matches(expected.get(i), got.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(Expected expected, Val got) {
        if (expected instanceof Expected.Exactly exactly) {
            return equal(exactly.constant(), got);
        }
        if (expected instanceof Expected.Nan nan) {
            return got.type() == nan.type() && (nan.type() == NumType.F32 ? nan.kind().matches(FloatFormat.F32, got.f32Bits())
                    : nan.kind().matches(FloatFormat.F64, got.f64Bits()));
        }
        if (expected instanceof Expected.Lanes vector) {
            return got.type() == NumType.V128 && lanesMatch(vector.lanes(), got.v128());
        }
        if (expected instanceof Expected.Either either) {
            return either.choices().stream().anyMatch(choice -> matches(choice, got));
        }
        return got.type() instanceof RefType && got.ref() != null
                && isOfKind(((Expected.Reference) expected).heap(), got.ref());
    }

    private static boolean equal(Constant constant, Val got) {
        if (constant instanceof Constant.Number number) {
            return got.equals(number.value());
        }
        if (!(got.type() instanceof RefType)) {
            return false;
        }
        return constant instanceof Constant.Host host ? new HostReference(host.number()).equals(got.ref()) : got.ref() == null;
    }

    private static boolean lanesMatch(List<Expected> lanes, V128 got) {
        int width = 128 / lanes.size();
        for (int i = 0; i < lanes.size(); i++) {
            long half = i * width < 64 ? got.low() : got.high();
            long bits = half >>> i * width % 64;
            Val lane = width == 32 ? Val.f32Bits((int) bits) : Val.f64Bits(bits);
            if (!matches(lanes.get(i), lane)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfKind(String heap, Object reference) {
        boolean aggregate = reference instanceof WasmStruct || reference instanceof WasmArray;
        return switch (heap) {
            case "func" -> reference instanceof Func;
            case "exn" -> reference instanceof WasmThrown;
            case "i31" -> reference instanceof I31;
            case "struct" -> reference instanceof WasmStruct;
            case "array" -> reference instanceof WasmArray;
            case "eq" -> aggregate || reference instanceof I31;
            default -> !(reference instanceof Func || reference instanceof WasmThrown);
        };
    }
}
