package dev.vespula.text.parser;

import dev.vespula.text.syntax.FloatFormat;
import dev.vespula.text.syntax.Keyword;

/** How the 128 bits of a vector literal are divided into lanes. */
public enum LaneShape {
    I8X16(16), I16X8(8), I32X4(4), I64X2(2), F32X4(4), F64X2(2);

    private final int lanes;
    private final Keyword keyword = Keyword.valueOf(name());

    LaneShape(int lanes) {
        this.lanes = lanes;
    }

    public int lanes() {
        return lanes;
    }

    int laneBits() {
        return 128 / lanes;
    }

    public boolean isFloat() {
        return this == F32X4 || this == F64X2;
    }

    /** The format of lanes that are floats. */
    public FloatFormat format() {
        return this == F32X4 ? FloatFormat.F32 : FloatFormat.F64;
    }

    /** The shape of a keyword, or null. */
    static LaneShape of(Keyword keyword) {
        for (LaneShape shape : values()) {
            if (shape.keyword == keyword) {
                return shape;
            }
        }
        return null;
    }
}
