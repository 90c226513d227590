package dev.vespula.component.internal.abi;

import dev.vespula.Memory;

/** Numbers, booleans and characters, which differ in their {@link ScalarForm}. */
final class ScalarPlan extends ValuePlan {
    private final ScalarForm form;

    ScalarPlan(Place place, ScalarForm form) {
        super(place);
        this.form = form;
    }

    ScalarForm form() {
        return form;
    }

    @Override
    void check(Object value, ValuePath path) {
        form.check(value, path);
    }

    @Override
    Object lift(Lifting from, FlatValues values) {
        return form.value(values.next());
    }

    @Override
    Object load(Lifting from, long address) {
        Memory memory = from.guest.memory();
        return form.value(switch (size()) {
            case 1 -> memory.readByte(address);
            case 2 -> memory.readShort(address);
            case 4 -> memory.readInt(address);
            default -> memory.readLong(address);
        });
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        values.put(form.bits(value));
    }

    @Override
    void store(Lowering to, Object value, long address) {
        Memory memory = to.guest.memory();
        long bits = form.bits(value);
        switch (size()) {
            case 1 -> memory.writeByte(address, (byte) bits);
            case 2 -> memory.writeShort(address, (short) bits);
            case 4 -> memory.writeInt(address, (int) bits);
            default -> memory.writeLong(address, bits);
        }
    }
}
