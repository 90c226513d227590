package dev.vespula.component.internal.abi;

import dev.vespula.Memory;
import dev.vespula.component.internal.runtime.BorderTraps;
import dev.vespula.types.NumType;
import java.util.List;

/** One of several cases with their payloads: variants, enums, options and results, which differ in their {@link CaseShape}. */
final class VariantPlan extends ValuePlan {
    private final CaseShape shape;
    /** Null for a case without payload. */
    private final List<ValuePlan> payloads;
    private final int discriminantSize;
    private final int payloadOffset;

    VariantPlan(Place place, CaseShape shape, List<ValuePlan> payloads, int payloadOffset) {
        super(place);
        this.shape = shape;
        this.payloads = payloads;
        this.discriminantSize = Layout.discriminantSize(payloads.size());
        this.payloadOffset = payloadOffset;
    }

    @Override
    void check(Object value, ValuePath path) {
        int number = shape.numberOf(value, path);
        ValuePlan payload = payloads.get(number);
        if (payload != null) {
            payload.check(shape.payloadOf(value), path.field(shape.nameOf(number)));
        } else if (shape.payloadOf(value) != null) {
            throw path.wrong("the case " + shape.nameOf(number) + " has no payload");
        }
    }

    @Override
    Object lift(Lifting from, FlatValues values) {
        int number = checked((int) values.next());
        int start = values.position();
        from.charge(16);
        ValuePlan payload = payloads.get(number);
        Object lifted = payload == null ? null : payload.lift(from, values);
        values.moveTo(start + flat().size() - 1);
        return shape.value(number, lifted);
    }

    @Override
    Object load(Lifting from, long address) {
        Memory memory = from.guest.memory();
        int number = checked(switch (discriminantSize) {
            case 1 -> memory.readByte(address) & 0xFF;
            case 2 -> memory.readShort(address) & 0xFFFF;
            default -> memory.readInt(address);
        });
        from.charge(16);
        ValuePlan payload = payloads.get(number);
        return shape.value(number, payload == null ? null : payload.load(from, address + payloadOffset));
    }

    private int checked(int number) {
        if (Integer.compareUnsigned(number, payloads.size()) >= 0) {
            throw BorderTraps.invalid("invalid variant discriminant");
        }
        return number;
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        int number = shape.numberOf(value, null);
        values.put(number);
        int start = values.position();
        ValuePlan payload = payloads.get(number);
        if (payload != null) {
            payload.lower(to, shape.payloadOf(value), values);
            for (int i = 0; i < payload.flat().size(); i++) {
                if (flat().get(i + 1) == NumType.I64 && isNarrow(payload.flat().get(i))) {
                    values.widen(start + i);
                }
            }
        }
        values.moveTo(start + flat().size() - 1);
    }

    @Override
    void store(Lowering to, Object value, long address) {
        Memory memory = to.guest.memory();
        int number = shape.numberOf(value, null);
        switch (discriminantSize) {
            case 1 -> memory.writeByte(address, (byte) number);
            case 2 -> memory.writeShort(address, (short) number);
            default -> memory.writeInt(address, number);
        }
        ValuePlan payload = payloads.get(number);
        if (payload != null) {
            payload.store(to, shape.payloadOf(value), address + payloadOffset);
        }
    }

    private static boolean isNarrow(NumType type) {
        return type == NumType.I32 || type == NumType.F32;
    }
}
