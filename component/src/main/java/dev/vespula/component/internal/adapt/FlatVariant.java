package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.abi.Despecialised;
import dev.vespula.component.internal.abi.Flattening;
import dev.vespula.component.internal.adapt.Body.Plain;
import dev.vespula.component.types.ValueType;
import dev.vespula.types.NumType;
import java.util.List;
import java.util.Optional;

/**
 * Writes the function that converts variants on the stack. Their slots have types that hold the payloads of all cases; what is in
 * them is turned to the types of the payload, converted, and turned back. CanonicalABI.md, {@code lift_flat_variant}.
 */
final class FlatVariant {
    private final Conversions conversions;
    private final Borders borders;
    private final Flattening flattening;

    FlatVariant(Conversions conversions, Borders borders, Flattening flattening) {
        this.conversions = conversions;
        this.borders = borders;
        this.flattening = flattening;
    }

    void write(Body code, ValueType type, Side from) {
        List<Optional<ValueType>> payloads = Despecialised.payloads(type).orElseThrow();
        List<NumType> slots = flattening.value(type);
        borders.checkDiscriminant(code, 0, payloads.size());
        new Cases(payloads).write(code, 0, payload -> {
            int used = payload == null ? 1 : 1 + payload(code, payload, slots, from);
            for (int slot = used; slot < slots.size(); slot++) {
                code.zero(slots.get(slot)).set(slot);
            }
        });
        for (int slot = 0; slot < slots.size(); slot++) {
            code.get(slot);
        }
    }

    /** Converts a payload in its slots; gives their number. */
    private int payload(Body code, ValueType payload, List<NumType> slots, Side from) {
        List<NumType> flat = flattening.value(payload);
        for (int i = 0; i < flat.size(); i++) {
            narrow(code.get(1 + i), slots.get(1 + i), flat.get(i));
        }
        conversions.flat(code, payload, from);
        for (int i = flat.size() - 1; i >= 0; i--) {
            widen(code, flat.get(i), slots.get(1 + i));
            code.set(1 + i);
        }
        return flat.size();
    }

    /** From the type of a slot to that of the payload. */
    private static void narrow(Body code, NumType slot, NumType payload) {
        if (slot == payload) {
            return;
        }
        if (slot == NumType.I64 && payload != NumType.F64) {
            code.plain(Plain.I32_WRAP_I64);
        }
        if (payload == NumType.F32) {
            code.plain(Plain.F32_REINTERPRET_I32);
        } else if (payload == NumType.F64) {
            code.plain(Plain.F64_REINTERPRET_I64);
        }
    }

    /** And back. */
    private static void widen(Body code, NumType payload, NumType slot) {
        if (slot == payload) {
            return;
        }
        if (payload == NumType.F32) {
            code.plain(Plain.I32_REINTERPRET_F32);
        } else if (payload == NumType.F64) {
            code.plain(Plain.I64_REINTERPRET_F64);
        }
        if (slot == NumType.I64 && payload != NumType.F64) {
            code.plain(Plain.I64_EXTEND_I32_U);
        }
    }
}
