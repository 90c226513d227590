package dev.vespula.text.parser;

import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Keyword;

/** How the 128 bits of a vector literal are divided into lanes. */
public enum Shape {
    I8X16(16, Keyword.I8X16) {
        @Override
        void read(NumberParser numbers, Bytes out) {
            out.put((int) numbers.readInteger(8));
        }
    },
    I16X8(8, Keyword.I16X8) {
        @Override
        void read(NumberParser numbers, Bytes out) {
            int lane = (int) numbers.readInteger(16);
            out.put(lane).put(lane >> 8);
        }
    },
    I32X4(4, Keyword.I32X4) {
        @Override
        void read(NumberParser numbers, Bytes out) {
            out.little32((int) numbers.readInteger(32));
        }
    },
    I64X2(2, Keyword.I64X2) {
        @Override
        void read(NumberParser numbers, Bytes out) {
            out.little64(numbers.readInteger(64));
        }
    },
    F32X4(4, Keyword.F32X4) {
        @Override
        void read(NumberParser numbers, Bytes out) {
            out.little32(numbers.readF32());
        }
    },
    F64X2(2, Keyword.F64X2) {
        @Override
        void read(NumberParser numbers, Bytes out) {
            out.little64(numbers.readF64());
        }
    };

    private final int lanes;
    private final Keyword keyword;

    Shape(int lanes, Keyword keyword) {
        this.lanes = lanes;
        this.keyword = keyword;
    }

    public int lanes() {
        return lanes;
    }

    /** Reads one lane and appends its bytes. */
    abstract void read(NumberParser numbers, Bytes out);

    static Shape of(Keyword keyword) {
        for (Shape shape : values()) {
            if (shape.keyword == keyword) {
                return shape;
            }
        }
        return null;
    }
}
