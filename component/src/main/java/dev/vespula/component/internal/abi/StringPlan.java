package dev.vespula.component.internal.abi;

/** Strings: a pointer and a number of code units. */
final class StringPlan extends ValuePlan {

    StringPlan(Place place) {
        super(place);
    }

    @Override
    void check(Object value, ValuePath path) {
        if (!(value instanceof String text)) {
            throw path.wrong(value, "String");
        }
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (!Character.isHighSurrogate(unit) || i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i
                        + 1))) {
                    throw path.wrong("the string has a lone surrogate at index " + i);
                }
                i++;
            }
        }
    }

    @Override
    Object lift(Lifting from, FlatValues values) {
        long pointer = values.next();
        return GuestStrings.read(from, pointer, (int) values.next());
    }

    @Override
    Object load(Lifting from, long address) {
        return GuestStrings.read(from, from.guest.memory().readInt(address), from.guest.memory().readInt(address + 4));
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        StringWriter written = StringWriter.write(to, (String) value);
        values.put((int) written.address());
        values.put(written.units());
    }

    @Override
    void store(Lowering to, Object value, long address) {
        StringWriter written = StringWriter.write(to, (String) value);
        to.guest.memory().writeInt(address, (int) written.address());
        to.guest.memory().writeInt(address + 4, written.units());
    }
}
