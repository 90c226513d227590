package dev.vespula.component.internal.abi;

import dev.vespula.Memory;

/** Sets of labels: a bit each. Bits that belong to no label are dropped. */
final class FlagsPlan extends ValuePlan {
    private final FlagsShape shape;
    /** The bits that belong to labels. */
    private final int mask;

    FlagsPlan(Place place, FlagsShape shape, int labels) {
        super(place);
        this.shape = shape;
        this.mask = labels == Integer.SIZE ? -1 : (1 << labels) - 1;
    }

    @Override
    void check(Object value, ValuePath path) {
        shape.bits(value, path);
    }

    @Override
    Object lift(Lifting from, FlatValues values) {
        return shape.value((int) values.next() & mask);
    }

    @Override
    Object load(Lifting from, long address) {
        Memory memory = from.guest.memory();
        return shape.value(mask & switch (size()) {
            case 1 -> memory.readByte(address);
            case 2 -> memory.readShort(address);
            default -> memory.readInt(address);
        });
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        values.put(shape.bits(value, null));
    }

    @Override
    void store(Lowering to, Object value, long address) {
        Memory memory = to.guest.memory();
        int bits = shape.bits(value, null);
        switch (size()) {
            case 1 -> memory.writeByte(address, (byte) bits);
            case 2 -> memory.writeShort(address, (short) bits);
            default -> memory.writeInt(address, bits);
        }
    }
}
