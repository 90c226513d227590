package dev.vespula.component.wit;

/** Types that need no definition. */
public enum WitPrimitive implements WitType {
    BOOL("bool"), U8("u8"), U16("u16"), U32("u32"), U64("u64"), S8("s8"), S16("s16"), S32("s32"), S64("s64"), F32("f32"),
    F64("f64"), CHAR("char"), STRING("string"), ERROR_CONTEXT("error-context");

    private final String text;

    WitPrimitive(String text) {
        this.text = text;
    }

    /** Whether a {@code map} can have it as its key. */
    public boolean isMapKey() {
        return this != F32 && this != F64 && this != ERROR_CONTEXT;
    }

    /** As it is written in WIT. */
    @Override
    public String toString() {
        return text;
    }
}
