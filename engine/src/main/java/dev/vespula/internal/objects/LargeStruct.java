package dev.vespula.internal.objects;

/** A struct with more references than the other classes have fields for. */
final class LargeStruct extends StructRefs8 {
    private static final int INLINE = 8;

    private final Object[] more;
    private final long[] words;

    LargeStruct(ObjectType type) {
        super(type);
        more = new Object[type.layout.refs - INLINE];
        words = type.layout.words == 0 ? null : new long[type.layout.words];
    }

    @Override
    public Object ref(int index) {
        return index < INLINE ? super.ref(index) : more[index - INLINE];
    }

    @Override
    public void ref(int index, Object value) {
        if (index < INLINE) {
            super.ref(index, value);
        } else {
            more[index - INLINE] = value;
        }
    }

    @Override
    public long word(int index) {
        return words[index];
    }

    @Override
    public void word(int index, long value) {
        words[index] = value;
    }
}
